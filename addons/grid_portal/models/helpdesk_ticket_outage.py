from odoo import models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _account_notes(self):
        """Tell what goes on with the outage that the appeal reports."""
        outage = self.sudo().outage_id
        notes = super()._account_notes()
        if not outage:
            return notes
        if outage.state == "restored":
            return [{"title": self.env._("Supply is back"), "text": outage._restored_words()}, *notes]
        return [outage._account_note(), *notes]
