from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.fields import Domain


def ends(now, zone):
    """Return when today and this week (Monday to Sunday) of a zone end: naive UTC, the next day's first moment."""
    today = now.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()
    days = today + timedelta(days=1), today + timedelta(days=7 - today.weekday())
    return tuple(midnight(day, zone) for day in days)


def midnight(day, zone):
    """Return the first moment of a day of a zone, naive UTC."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)


class LegalDeadlineWindow(models.AbstractModel):
    """Tells how near a due moment is in the local days of the record, never of the reader.

    Time alone moves a record from one window to the next, so nothing is stored: the field is a
    comparison of the due moment with the ORM's clock.
    """

    _name = "legal.deadline.window"
    _description = "How Near a Deadline Is"

    #: The field with the due moment, and the fields that it hangs on.
    _window_field = None
    _window_depends = ()

    deadline_window = fields.Selection(
        [
            ("overdue", "Overdue"),
            ("today", "Today"),
            ("week", "Later this week"),
            ("later", "After this week"),
        ],
        string="When",
        compute="_compute_deadline_window",
        compute_sudo=True,
        search="_search_deadline_window",
    )

    def _deadline_zones(self):
        """Return `[(name of a zone, domain of the records whose local days are of that zone)]`."""
        return [(self.env.company.sudo().legal_tz, Domain.TRUE)]

    def _deadline_zone_of_each(self):
        """Return `{record: name of its zone}`."""
        return {record: zone for zone, domain in self._deadline_zones() for record in self.filtered_domain(domain)}

    @api.model
    def _domain_of_awaited(self):
        """Return the records that something is still awaited of."""
        return Domain(self._window_field, "!=", False)

    @api.depends(lambda self: self._window_depends)
    def _compute_deadline_window(self):
        now = fields.Datetime.now()
        self.deadline_window = False
        awaited = self.filtered_domain(self._domain_of_awaited())
        for record, zone in awaited._deadline_zone_of_each().items():
            tomorrow, monday = ends(now, zone)
            due = record[self._window_field]
            after = [name for name, start in (("today", now), ("week", tomorrow), ("later", monday)) if due >= start]
            record.deadline_window = after[-1] if after else "overdue"

    def _search_deadline_window(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._domain_of_window(window) for window in value)

    @api.model
    def _domain_of_window(self, window):
        """Return the domain of a window; what is overdue is overdue in every zone."""
        if not window:
            return ~self._domain_of_awaited()
        if window == "overdue":
            return self._domain_of_status("overdue")
        now = fields.Datetime.now()
        parts = []
        for zone, domain in self._deadline_zones():
            tomorrow, monday = ends(now, zone)
            bounds = {"today": (now, tomorrow), "week": (tomorrow, monday), "later": (monday, None)}[window]
            parts.append((*bounds, domain))
        return self._domain_of_awaited() & self._domain_between(parts)

    @api.model
    def _domain_between(self, parts):
        """Return the records due in the span of their zone: `parts` are `(from, before, domain)`.

        The widest span stands in front, alone, so that an index on the due moment serves it.
        """
        if not parts:
            return Domain.FALSE
        first, before = min(part[0] for part in parts), max((part[1] for part in parts if part[1]), default=None)
        own = [self._domain_of_span(start, end) & domain for start, end, domain in parts]
        return self._domain_of_span(first, before) & Domain.OR(own)

    @api.model
    def _domain_of_span(self, start, end):
        span = Domain(self._window_field, ">=", start)
        return span & Domain(self._window_field, "<", end) if end else span


class LegalDeadlineMixin(models.AbstractModel):
    _name = "legal.deadline.mixin"
    _inherit = ["legal.deadline.mixin", "legal.deadline.window"]

    _window_field = "next_due_at"
    _window_depends = ("next_due_at",)


class LegalDeadline(models.Model):
    _name = "legal.deadline"
    _inherit = ["legal.deadline", "legal.deadline.window"]

    _window_field = "due_at"
    _window_depends = ("due_at", "state", "res_model", "res_id")

    @api.model
    def _domain_of_awaited(self):
        return Domain("state", "=", "running")

    def _deadline_zones(self):
        """A promise lives in the zone of the record it is about."""
        return [zone for model in self._promising_models() for zone in self._zones_of_model(model)]

    @api.model
    def _zones_of_model(self, model):
        records = self.env[model].sudo().with_context(active_test=False)
        promises = Domain("res_model", "=", model)
        for zone, domain in records._deadline_zones():
            if domain.is_true():
                yield zone, promises
            else:
                yield zone, promises & Domain("res_id", "in", records._search(domain, order="id"))

    def _deadline_zone_of_each(self):
        zones = {
            (model, record.id): zone
            for model, records in self._records_by_model().items()
            for record, zone in records._deadline_zone_of_each().items()
        }
        return {one: zones[key] for one in self if (key := (one.res_model, one.res_id)) in zones}
