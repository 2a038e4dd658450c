from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.grid_appeal.appeals.form_4_9 import COMPLAINT_KINDS
from odoo.addons.legal_deadline.models.legal_deadline_window import midnight

#: How long after a measure a complaint counts as one about it.
WINDOW = "indicator_measure_complaint"


class HelpdeskTicket(models.Model):
    """A complaint about what was done on an earlier one: received within the days that the form of feedback names."""

    _inherit = "helpdesk.ticket"

    is_about_measure = fields.Boolean(
        "Complains about a measure",
        compute="_compute_is_about_measure",
        compute_sudo=True,
        search="_search_is_about_measure",
        help="It goes on from an appeal whose measure was done not long before it came (form 2.3, p. 2.3).",
    )

    @api.depends("kind", "previous_id.measure_ids.done_on", "received_at")
    def _compute_is_about_measure(self):
        for ticket in self:
            ticket.is_about_measure = ticket.kind in COMPLAINT_KINDS and any(
                ticket._came_after(day) for day in ticket.previous_id.measure_ids.mapped("done_on") if day
            )

    @api.model
    def _search_is_about_measure(self, operator, value):
        """Ask each complaint that goes on from an appeal with measures: there are few."""
        if operator != "in" or True not in value:
            return NotImplemented
        asked = Domain("kind", "in", COMPLAINT_KINDS) & Domain("previous_id.measure_ids.done_on", "!=", False)
        found = self.sudo().with_context(active_test=False).search(asked)
        return Domain("id", "in", found.filtered("is_about_measure").ids)

    def _came_after(self, day):
        """Return whether the appeal came after the day of a measure, within the working days of the rule."""
        if self._local_date(self.received_at) < day:
            return False
        done_at = midnight(day, self.branch_id.tz or self.company_id.sudo().legal_tz)
        until, _steps = self.env["legal.rule"]._due(WINDOW, done_at, self.branch_id)
        return self.received_at <= until
