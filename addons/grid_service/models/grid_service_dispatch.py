from odoo import api, fields, models

from odoo.addons.grid_appeal.models.grid_delivery import WAYS


class GridServiceDispatch(models.Model):
    """The papers of an act on their way to the applicant: in one envelope, in one e-mail, or placed in the account.

    A term that counts from the receipt of a notice begins when its dispatch is delivered, and not before.
    """

    _name = "grid.service.dispatch"
    _inherit = "grid.delivery"
    _description = "Dispatch of papers"
    _order = "id desc"

    request_id = fields.Many2one(
        "grid.service.request", "Request", required=True, readonly=True, index=True, ondelete="restrict"
    )
    move_id = fields.Many2one("grid.service.move", "Act", required=True, readonly=True, ondelete="restrict")
    paper_ids = fields.One2many("grid.service.paper", "dispatch_id", "Papers", readonly=True)
    papers_text = fields.Char("What is sent", compute="_compute_papers_text")
    number = fields.Char(related="request_id.number", string="Request No.")
    partner_id = fields.Many2one(related="request_id.partner_id", string="Applicant")
    ticket_id = fields.Many2one(related="request_id.ticket_id", string="Appeal", store=True, index=True)
    # papers leave once they are issued; what has become of them is the state of the delivery
    state = fields.Selection([("sent", "Issued")], required=True, readonly=True, default="sent")
    delivery = fields.Selection(WAYS, "Way of sending", required=True, readonly=True)
    date = fields.Date("Date of the papers", required=True, readonly=True)
    mail_id = fields.Many2one("mail.mail", "E-mail", readonly=True, index="btree_not_null")
    executor_id = fields.Many2one("res.users", "Handler", compute="_compute_executor_id")
    company_id = fields.Many2one(related="request_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="request_id.branch_id", store=True, precompute=True, index=True)

    _move_uniq = models.Constraint("UNIQUE (move_id)", "The papers of an act leave together.")
    _carried_idx = models.Index("(id) WHERE delivery_state = 'sent' AND delivery IN ('post', 'courier')")

    @api.depends("paper_ids.name", "move_id.step_id.name")
    @api.depends_context("lang")
    def _compute_papers_text(self):
        """Name the papers; a notice without papers by the stage that it tells of."""
        for dispatch in self:
            names = dispatch.paper_ids.mapped(lambda paper: paper._title()) or [dispatch.move_id.step_id.name]
            dispatch.papers_text = ", ".join(names)

    @api.depends("request_id.number", "papers_text")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for dispatch in self:
            dispatch.display_name = f"{dispatch.request_id.number}: {dispatch.papers_text}"

    @api.depends("ticket_id.user_id")
    def _compute_executor_id(self):
        for dispatch in self:
            dispatch.executor_id = dispatch.ticket_id.sudo()._responsible() or dispatch.move_id.user_id

    # --- what the acts of a delivery ask
    def _delivery_name(self):
        return self.papers_text

    def _letter_day(self):
        return self.date

    def _missing_of_delivery(self):
        """Return what lacks for the chosen way, in sentences."""
        ticket, partner = self.ticket_id, self.request_id.partner_id
        if self.delivery == "email" and not ticket._answer_email():
            return [self.env._("%(person)s has no e-mail address: choose another way.", person=partner.name)]
        if self.delivery == "post" and not partner._postal_address():
            return [self.env._("%(person)s has no postal address: choose another way.", person=partner.name)]
        return []

    # --- by e-mail
    def _enclosed(self):
        """Return what an e-mail of the act carries: the papers, where they leave by it."""
        return {"dispatch": self, "attachments": self._files()} if self.delivery == "email" else {}

    def _files(self):
        """Return the papers as files to be sent, under the names they are kept by."""
        printed = self.sudo().paper_ids.filtered("file_name")
        return (
            self.env["ir.attachment"]
            .sudo()
            .create(
                [
                    {"name": paper.file_name, "datas": paper.file, "res_model": paper._name, "res_id": paper.id}
                    for paper in printed
                ]
            )
        )

    def _mail_again(self, email=""):
        ticket = self.ticket_id
        letter = self.move_id._letter(email or ticket._answer_email(), ticket._letter_lang())
        return ticket._queue_customer_mails([{**letter, **self._enclosed()}])

    # --- what a delivery means for the term of the applicant
    def _note_delivered(self, moment, to_whom, document="", proof=None, way=None):
        begins = self._begins_the_term()
        result = super()._note_delivered(moment, to_whom, document, proof, way)
        if begins:
            self.request_id._receive_notice(moment)
        return result

    def _come_back(self, reason):
        """What came back was not received: the term that ran from it waits for another delivery."""
        result = super()._come_back(reason)
        for dispatch in self.sudo().filtered(lambda one: one.delivery_state == "failed" and one._sets_the_term()):
            dispatch.request_id._forget_receipt()
        return result

    def _begins_the_term(self):
        """Return whether the term of the stage waits for the receipt of this dispatch."""
        return self._sets_the_term() and not self.request_id.sudo().notice_received_at

    def _sets_the_term(self):
        """Return whether the term of the stage counts from the receipt of this dispatch."""
        request = self.request_id.sudo()
        return request.step_id.from_receipt and self.move_id == request.move_ids[-1:]
