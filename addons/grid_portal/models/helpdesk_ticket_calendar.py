from datetime import timedelta

import vobject

from odoo import models

#: The morning before the day: an event of a whole day begins at midnight.
ALARM = timedelta(hours=-15)


class HelpdeskTicket(models.Model):
    """The day of our answer for the customer's own calendar (RFC 5545)."""

    _inherit = "helpdesk.ticket"

    def _customer_calendar(self):
        """Return the day that the receipt names as an iCalendar text; empty when no day is owed."""
        self.ensure_one()
        promise = self._shown_deadline()
        if not promise:
            return ""
        calendar = vobject.iCalendar()
        calendar.add("prodid").value = "-//GridDesk//grid_portal//EN"
        summary = ": ".join(filter(None, [self.number, self._customer_promise(promise)]))
        promise._add_event(calendar, summary, self._status_url(), self._customer_day(promise.due_at), ALARM)
        return calendar.serialize()
