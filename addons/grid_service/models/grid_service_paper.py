from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.grid_customer.models.ir_attachment_papers import PAPER_READERS

#: What paper it is, of which request, who filed it and for which moves.
MEANING = {"request_id", "document_id", "kind_id", "user_id", "move_ids", "transition_id", "reason", "items"}

#: What the act that files or issues a paper says of it.
BY_ACT = {"user_id", "move_ids", "transition_id", "reason", "items", "dispatch_id"}


class GridServicePaper(models.Model):
    """A paper of a request: given by the applicant by the list of the passport, or issued by the company.

    An issued paper has its number and date and is not changed; a wrong one is replaced by another.
    """

    _name = "grid.service.paper"
    _inherit = "grid.derived"
    _description = "Paper of a request"
    _order = "request_id, id"
    _check_company_auto = True

    request_id = fields.Many2one("grid.service.request", "Request", required=True, index=True, ondelete="restrict")
    document_id = fields.Many2one(
        "grid.service.document", "Paper of the list", index="btree_not_null", ondelete="restrict"
    )
    kind_id = fields.Many2one("grid.paper.kind", "Kind", index="btree_not_null", ondelete="restrict")
    name = fields.Char("Paper", compute="_compute_name", store=True, readonly=False, required=True, precompute=True)
    direction = fields.Selection(
        [("in", "Received"), ("out", "Issued")], compute="_compute_direction", store=True, precompute=True
    )
    number = fields.Char(copy=False)
    date = fields.Date("Date of the paper", copy=False)
    at = fields.Datetime("Received or issued", required=True, default=fields.Datetime.now, copy=False)
    file = fields.Binary(attachment=True, copy=False, groups=PAPER_READERS)
    file_name = fields.Char(copy=False)
    state = fields.Selection(
        [("given", "Received"), ("accepted", "Accepted"), ("rejected", "Not accepted"), ("issued", "Issued")],
        required=True,
        default="given",
        copy=False,
    )
    remark = fields.Char(help="Why it is not accepted: the applicant reads it.")
    transition_id = fields.Many2one(
        "grid.service.transition", "Issued by the act", readonly=True, copy=False, ondelete="restrict"
    )
    reason = fields.Text(readonly=True, copy=False, help="What the act says, where the paper gives its words.")
    items = fields.Json(readonly=True, copy=False, help="What lacks, or the remarks, line by line.")
    user_id = fields.Many2one("res.users", "By", readonly=True, default=lambda self: self.env.user)
    is_public = fields.Boolean("Shown to the applicant", default=True)
    move_ids = fields.Many2many("grid.service.move", "grid_service_move_paper_rel", "paper_id", "move_id", "Moves")
    dispatch_id = fields.Many2one(
        "grid.service.dispatch", "Sent with", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    company_id = fields.Many2one(related="request_id.company_id", store=True, precompute=True, index=True)

    _one_meaning = models.Constraint(
        "CHECK (num_nonnulls(document_id, kind_id) = 1)",
        "A paper is one of the applicant's list, or of a kind of ours.",
    )

    @api.depends("document_id", "kind_id", "company_id")
    def _compute_name(self):
        """Name papers in the language of the company: money that came names its paper with nobody's language."""
        for paper in self:
            said = paper.with_context(lang=paper.company_id.partner_id.lang or self.env.lang)
            paper.name = paper.name or said.document_id.name or said.kind_id.name

    @api.depends("kind_id.direction")
    def _compute_direction(self):
        for paper in self:
            paper.direction = paper.kind_id.direction or "in"

    @api.constrains("document_id", "request_id")
    def _check_document(self):
        for paper in self:
            if paper.document_id and paper.document_id.service_id != paper.request_id.service_id:
                raise ValidationError(
                    self.env._("“%(paper)s” is asked by another passport.", paper=paper.document_id.name)
                )

    @api.constrains("at")
    def _check_at(self):
        now = fields.Datetime.now()
        if any(paper.at > now for paper in self):
            raise ValidationError(self.env._("A paper is not received or issued in the future. Correct its date."))

    @api.constrains("state", "remark")
    def _check_remark(self):
        for paper in self:
            if paper.state == "rejected" and not (paper.remark or "").strip():
                raise ValidationError(
                    self.env._("Say what is wrong with “%(paper)s”: the applicant reads it.", paper=paper.name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:  # who files a paper signs for it, and moves choose their papers themselves
            vals_list = [{name: vals[name] for name in vals.keys() - BY_ACT} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if "request_id" in vals and self.request_id.ids == [vals["request_id"]]:
            # a list of papers in a form of a case names their request anew with each row that is added
            vals = {name: value for name, value in vals.items() if name != "request_id"}
        if not vals:
            return super().write(vals)
        if vals.keys() & MEANING and self.request_id.filtered("submitted_at"):
            raise UserError(
                self.env._("What a paper of a submitted request is stays as it is. Mark a wrong one as not accepted.")
            )
        if "dispatch_id" in vals and not self.env.su:
            raise UserError(self.env._("Papers are sent by the act that issues them."))
        issued = self.filtered(lambda paper: paper.state == "issued")
        if issued and not self.env.su:
            raise UserError(
                self.env._("“%(paper)s” is issued and stays as it is: issue another one instead.", paper=issued[0].name)
            )
        return super().write(vals)

    def _is_registered(self):
        """Return whether an act may rest on the paper: its number and date are registered, or its file is here."""
        return bool(self.number and self.date) or bool(self.sudo().with_context(bin_size=True).file)

    def _is_for_applicant(self):
        """Return whether the company sends the paper to the applicant."""
        kind = self.kind_id
        return self.direction == "out" and self.is_public and self.state != "rejected" and kind.sending != "other"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        if self.request_id.filtered("submitted_at"):
            raise UserError(
                self.env._("Papers of a submitted request are never deleted. Mark a wrong one as not accepted.")
            )
