from odoo import api, fields, models

from ..letters import DELIVERED, READ


class HelpdeskTicket(models.Model):
    """How the letters of an appeal got to their readers: shown on it, and moved by reports of mail servers."""

    _inherit = "helpdesk.ticket"

    answer_delivery_state = fields.Selection(related="answer_id.delivery_state", string="Delivery of the answer")
    answer_delivery_failure = fields.Char(related="answer_id.failure", string="Why the answer came back")
    answer_delivery_note = fields.Char("Course of the delivery", compute="_compute_answer_delivery_note")

    @api.depends("answer_id.delivery_state", "answer_id.delivery")
    def _compute_answer_delivery_note(self):
        for ticket in self:
            ticket.answer_delivery_note = ticket.answer_id.delivery_state and ticket.answer_id._delivery_note()

    def action_note_answer_delivery(self):
        return self.answer_id.action_note_delivery()

    # ------------------------------------------------------------------
    # Reports of mail servers
    # ------------------------------------------------------------------
    def _letters_by_mail(self, mail):
        """Return the letters that left in an e-mail, as recordsets of their models."""
        names = self.env["grid.delivery"]._letter_models()
        found = (self.env[name].sudo().search([("mail_id", "=", mail.id)]) for name in names)
        return [letters for letters in found if letters]

    def _mail_reported(self, mail, report):
        if report.action in (DELIVERED, READ):
            for letters in self._letters_by_mail(mail):
                letters._delivered_by_mail(report.recipient or mail.email_to)
        return super()._mail_reported(mail, report)

    def _mail_failed(self, mail, report):
        """A letter with a number keeps its e-mail as sent: it came back, and goes another way."""
        letters = self._letters_by_mail(mail)
        for of_one_model in letters:
            of_one_model._come_back(report.reason or self.env._("the mail server gives no reason"))
        return None if letters else super()._mail_failed(mail, report)
