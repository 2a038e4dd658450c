from datetime import timedelta

from babel.dates import get_day_names

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date
from odoo.tools.misc import babel_locale_parse, get_lang

from odoo.addons.grid_reception.queueing import level, quieter, spans

TICKETS = "grid.queue.ticket"
DAY = timedelta(days=1)


class GridOffice(models.Model):
    """How long one waits in an office, now and as a rule: what the site says to who chooses when to come."""

    _inherit = "grid.office"

    def _queue_words(self):
        if not self.reception_service_ids:
            return super()._queue_words()
        waits = [minutes for minutes in self._forecasts().values() if minutes is not None]
        if not waits:
            return self.env._("no window is open now")
        said, longest = self._waiting_words(self._waiting_counts()[self]), round(max(waits))
        if not longest:
            return said
        return self.env._("%(waiting)s, the wait is up to %(minutes)s min", waiting=said, minutes=longest)

    @api.model
    def _waiting_words(self, count):
        return self.env._("waiting: %(count)s", count=count) if count else self.env._("nobody waits")

    def _waiting_counts(self):
        """Return {office: how many wait there now}; offices without a queue are left out."""
        queued = self.filtered("reception_service_ids")
        waiting = Domain("office_id", "in", queued.ids) & Domain("state", "=", "waiting")
        found = self.env[TICKETS].sudo()._read_group(waiting, ["office_id", "day:day"], ["__count"])
        counts = {(office.id, day): count for office, day, count in found}
        return {office: counts.get((office.id, office._today()), 0) for office in queued}

    def _phone_path(self):
        """Return where a ticket is taken before one comes; nothing while the office gives none so."""
        if not self.remote_limit or not self.window_ids.filtered("user_id"):
            return ""
        return f"/queue/phone/{self._device_key('phone')}"

    def _load_table(self, week):
        """Return the hours of a week as a table: `hours`, `rows` of weekdays with a cell for each hour, `quiet` words.

        A cell is (height of its bar, minutes, whether it is quieter); none where nobody came. Nothing of no visits.
        """
        if not week:
            return None
        quiet, names = quieter(week), self._weekday_names("abbreviated")
        hours = range(min(hour for _day, hour in week), max(hour for _day, hour in week) + 1)
        cells = {at: (level(one, week), round(one.wait), at in quiet) for at, one in week.items()}
        rows = [
            (names[weekday], [cells.get((weekday, hour)) for hour in hours])
            for weekday in sorted({weekday for weekday, _hour in week})
        ]
        return {"hours": hours, "rows": rows, "quiet": self._quiet_words(quiet)}

    def _quiet_words(self, quiet):
        """Return the quieter hours in words: “Mon 15–17; Fri 8–9”."""
        names, said = self._weekday_names("abbreviated"), []
        for weekday in sorted({weekday for weekday, _hour in quiet}):
            of_day = spans(hour for day, hour in quiet if day == weekday)
            said.append(f"{names[weekday]} {', '.join(f'{begin}–{end}' for begin, end in of_day)}")
        return "; ".join(said)

    @api.model
    def _weekday_names(self, width):
        return get_day_names(width, locale=babel_locale_parse(get_lang(self.env).code))

    # ------------------------------------------------------------------
    # Free times
    # ------------------------------------------------------------------
    def _by_appointment(self):
        """Return the offices that may be booked today."""
        return self.filtered(lambda office: office._booking_days() and office._booking_services())

    def _booking_services(self):
        """Return the services of an office that are given by appointment."""
        return self.reception_service_ids.filtered("at_once")

    def _free_days(self, service):
        """Return {day: its free moments} of the days that have some, the nearest day first."""
        days = self._booking_days()
        free = self._free_slots(service, *days) if days else {}
        return {day: moments for day, moments in sorted(free.items()) if moments}

    def _is_free(self, service, moment):
        """Whether a moment is one of the free times of a service; any other moment is not."""
        days = self._booking_days()
        if not days or not days[0] - DAY <= moment.date() <= days[1] + DAY:
            return False  # far beyond them a moment may have no day by the clock of the office
        day = self.env["legal.rule"]._local(moment, self._zone()).date()
        return moment in self._free_slots(service, day, day).get(day, ())

    def _slot_rows(self, moments):
        """Return the moments of a day as a page shows them: what is sent, the time, whether it is a quieter hour."""
        quiet, zone, rules = quieter(self._load()[self]), self._zone(), self.env["legal.rule"]
        local = [(moment, rules._local(moment, zone)) for moment in moments]
        return [
            {
                "sent": moment.isoformat(timespec="minutes"),
                "time": f"{here:%H:%M}",
                "is_quiet": (here.weekday(), here.hour) in quiet,
                "is_morning": here.hour < 12,
            }
            for moment, here in local
        ]

    def _day_words(self, day):
        return format_date(self.env, day, date_format="EEEE, d MMMM")

    def _slot_words(self, moment):
        """Return a moment as a visitor reads it: the weekday, the day, the hour at the office."""
        here = self.env["legal.rule"]._local(moment, self._zone())
        return self.env._("%(day)s, %(time)s", day=self._day_words(here.date()), time=f"{here:%H:%M}")
