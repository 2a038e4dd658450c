from odoo import models
from odoo.exceptions import UserError

#: How long the file of an appeal is kept after it is closed: the company's list of files.
KEPT = "appeal_file_kept"


class HelpdeskTicket(models.Model):
    """How long the file of an appeal is kept, with the name and the contacts of its applicant."""

    _inherit = "helpdesk.ticket"

    def _kept_until(self):
        """Return {appeal: the last day its file is kept}; an open appeal, or a day no rule covers, has none."""
        return {ticket: ticket._file_ends_on() if ticket.closed_date else None for ticket in self}

    def _file_ends_on(self):
        try:
            ends_at, _steps = self.env["legal.rule"]._due(KEPT, self.closed_date, self.branch_id)
        except UserError:
            return None
        return self._local(ends_at).date()
