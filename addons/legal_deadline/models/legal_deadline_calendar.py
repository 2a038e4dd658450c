import vobject

from odoo import api, models
from odoo.fields import Domain

UTC = vobject.icalendar.utc


class LegalDeadline(models.Model):
    """Deadlines as a calendar program takes them: what is due and when, and nobody's personal data."""

    _inherit = "legal.deadline"

    @api.model
    def _my_calendar(self):
        """Return the running promises of the user as an iCalendar text (RFC 5545)."""
        mine = self.search(Domain("state", "=", "running") & Domain("user_id", "=", self.env.uid))
        calendar = vobject.iCalendar()
        calendar.add("prodid").value = "-//GridDesk//legal_deadline//EN"
        calendar.add("x-wr-calname").value = self.env._("My deadlines")
        names = {
            (model, record.id): record._deadline_number()
            for model, records in mine._records_by_model().items()
            for record in records
        }
        for promise in mine:
            promise._add_to(calendar, names[promise.res_model, promise.res_id])
        return calendar.serialize()

    def _add_to(self, calendar, number):
        """Add the promise as an event at its due moment, with an alarm when it becomes due soon."""
        summary = f"{self.rule_id.name}: {number}"
        url = f"{self.get_base_url()}/mail/view?model={self.res_model}&res_id={self.res_id}"
        self._add_event(calendar, summary, url, self.due_at.replace(tzinfo=UTC), self.warn_at.replace(tzinfo=UTC))

    def _add_event(self, calendar, summary, url, at, alarm_at):
        """Add the promise as an event: a moment, or a whole day; the alarm is a moment, or a span from the event."""
        database = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        event = calendar.add("vevent")
        event.add("uid").value = f"legal-deadline-{self.id}@{database}"
        event.add("dtstamp").value = self.write_date.replace(microsecond=0, tzinfo=UTC)
        event.add("dtstart").value = at
        event.add("summary").value = summary
        event.add("url").value = url
        event.add("transp").value = "TRANSPARENT"
        alarm = event.add("valarm")
        alarm.add("action").value = "DISPLAY"
        alarm.add("description").value = summary
        alarm.add("trigger").value = alarm_at
