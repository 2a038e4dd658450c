from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.legal_deadline.models.legal_deadline_window import midnight

#: Colours of the web client: what is late is red, what is near orange, what has time green.
COLOURS = {"overdue": 1, "due_soon": 2, "running": 10}


class HelpdeskTicket(models.Model):
    """Due dates on a calendar: days of the branch, in the colours of the lists."""

    _inherit = "helpdesk.ticket"

    due_on = fields.Date("Due on", compute="_compute_due_on", search="_search_due_on")
    due_colour = fields.Integer(compute="_compute_due_colour")

    @api.depends("next_due_at", "branch_id")
    def _compute_due_on(self):
        for ticket in self:
            ticket.due_on = ticket.next_due_at and ticket._local_date(ticket.next_due_at)

    @api.model
    def _search_due_on(self, operator, value):
        if operator not in ("<", "<=", ">", ">="):
            return NotImplemented
        return self._domain_by_day("next_due_at", operator, fields.Date.to_date(value))

    @api.model
    def _domain_by_day(self, moment, operator, day):
        """Compare a field with a day of each branch; one bound for all zones stands in front, for the index."""
        first = day + timedelta(days=operator in ("<=", ">"))
        before = operator in ("<", "<=")
        zones = [(midnight(first, zone), domain) for zone, domain in self._deadline_zones()]
        widest = (max if before else min)(bound for bound, _domain in zones)
        span = "<" if before else ">="
        own = Domain.OR(Domain(moment, span, bound) & domain for bound, domain in zones)
        return Domain(moment, span, widest) & own

    @api.depends("deadline_state")
    def _compute_due_colour(self):
        for ticket in self:
            ticket.due_colour = COLOURS.get(ticket.deadline_state, 0)
