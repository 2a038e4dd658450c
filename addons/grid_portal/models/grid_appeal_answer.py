from odoo import models


class GridAppealAnswer(models.Model):
    _name = "grid.appeal.answer"
    _inherit = ["grid.appeal.answer", "grid.account.reader"]

    _portal_fields = frozenset(
        {
            "id",
            "display_name",
            "ticket_id",
            "version",
            "state",
            "body",
            "outgoing_number",
            "outgoing_date",
            "sent_at",
            "executor_phone",
            "signer_name",
            "signer_position",
        }
    )

    def _mark_url(self):
        """Lead the applicant, of several the first, to where the answer is marked: its letter is the key."""
        if self._reader():
            return ""
        ticket = self.ticket_id
        return f"{ticket._site_url(ticket.company_id.id)}/marks/{ticket._mark_token()}"
