from odoo import api, fields, models

from ..appeals.danger import is_danger


class HelpdeskTicket(models.Model):
    """Who applies, who acts for the applicant by which paper, and what they send."""

    _inherit = "helpdesk.ticket"

    applicant_kind = fields.Selection(related="partner_id.customer_kind", string="Kind of applicant", tracking=False)
    representative_id = fields.Many2one(
        "res.partner",
        "Represented by",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        tracking=True,
        help="Who signed for the applicant; the paper stands on the customer's card.",
    )

    @api.onchange("partner_email")
    def _onchange_partner_email(self):
        """Say at once that nobody can be written to there; a letter may come from anywhere, so nothing is refused."""
        if fault := self.partner_id._email_fault(self.partner_email):
            return {"warning": {"title": self.env._("E-mail"), "message": fault}}
        return None

    @api.constrains("representative_id", "partner_id", "received_at")
    def _check_representative(self):
        """An expired power of attorney blocks: the applicant did not apply by it."""
        for ticket in self.filtered("representative_id"):
            ticket.partner_id._check_representative(ticket.representative_id, ticket._local_date(ticket.received_at))

    def _has_nobody_to_tell(self):
        """Whether the applicant gave no name, and is not known otherwise: no letter reaches him."""
        return self.is_anonymous and not self.partner_id

    @api.model
    def _no_answer_to_nobody(self):
        """Say why an anonymous appeal has no answer, and what ends it."""
        return self.env._(
            "The appeal is anonymous: no answer is given to it (59-FZ, art. 11). Close it by a refusal on that ground."
        )

    # ------------------------------------------------------------------
    # What the applicant sends, by whatever channel
    # ------------------------------------------------------------------
    def _keep_papers(self, files):
        """Keep what came with the appeal, `[(name, bytes)]`, as it came."""
        place = {"res_model": self._name, "res_id": self.id, "is_from_applicant": True}
        attachments = self.env["ir.attachment"].with_context(attachments_mime_plainxml=True)
        return attachments.create([{"name": name, "raw": content, **place} for name, content in files])

    def _applicant_wrote(self, body, own_words, files, **message):
        """Put what the applicant writes later into the history, and act on his own words, without what they quote.

        What he was asked for has come by that; and danger does not wait for a reader.

        :param files: `[(name, bytes)]`
        :param message: values of `message_post`, besides
        """
        self.ensure_one()
        ticket = self.with_context(lang=self.company_id.partner_id.lang)
        values = {"message_type": "email", "subtype_xmlid": "mail.mt_comment", **message}
        posted = ticket.with_context(
            mail_create_nosubscribe=True, mail_post_autofollow_author_skip=True, attachments_mime_plainxml=True
        ).message_post(body=body, attachments=files, **values)
        posted.attachment_ids.is_from_applicant = True
        if ticket.state == "awaiting_info":
            ticket._info_received()
        else:
            ticket._give_todo(ticket.env._("The applicant has added to the appeal"))
        if is_danger(own_words):
            ticket.action_report_danger()
        return posted

    def _give_todo(self, summary):
        """Give the handlers something to look at, once until it is done; what nobody handles waits in its team."""
        todo = "mail.mail_activity_data_todo"
        for handler, tickets in self.filtered("user_id").grouped("user_id").items():
            told = tickets.activity_search([todo], handler.id, [("summary", "=", summary)]).mapped("res_id")
            waiting = tickets.filtered(lambda ticket, told=told: ticket.id not in told)
            waiting.activity_schedule(todo, user_id=handler.id, summary=summary)
