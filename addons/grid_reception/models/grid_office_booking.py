from datetime import timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..queueing import free, moments, slots

#: A visitor plans no further ahead, and no list grows without end.
DAYS_MOST = 366


class GridOffice(models.Model):
    """Which times of an office may be booked."""

    _inherit = "grid.office"

    booking_ahead = fields.Integer(
        "Booked ahead, days", help="How many days ahead a time may be booked; 0: the office takes no appointments."
    )
    booking_notice = fields.Integer(
        "Notice, minutes", default=60, help="A time that begins sooner than this is not given any more."
    )
    booking_grace = fields.Integer(
        "Grace, minutes", default=10, help="Who comes later than this after her time takes her turn like everybody."
    )
    booking_limit = fields.Integer(
        "Appointments of one person", default=2, help="How many a visitor may have at once when she books herself."
    )

    @api.constrains("booking_ahead", "booking_notice", "booking_grace", "booking_limit")
    def _check_booking(self):
        for office in self:
            least = min(office.booking_notice, office.booking_grace, office.booking_limit - 1, office.booking_ahead)
            if least < 0 or office.booking_ahead > DAYS_MOST:
                raise ValidationError(
                    self.env._(
                        "%(office)s: times are booked 0 to %(most)s days ahead, notice and grace are 0 minutes or "
                        "more, and one person may have 1 appointment or more.",
                        office=office.name,
                        most=DAYS_MOST,
                    )
                )

    def _grace(self):
        """Return how much later than her time a visitor may come."""
        return timedelta(minutes=self.booking_grace)

    def _booking_days(self):
        """Return the first and the last day that may be booked today; nothing where no appointments are taken."""
        self.ensure_one()
        if not self.booking_ahead or not self.sudo().hour_ids:
            return ()
        today = self._today()
        return today, today + timedelta(days=self.booking_ahead)

    def _free_slots(self, service, first_day, last_day):
        """Return {local day: [times that are free, naive UTC]} of one service; closed days are absent.

        The days are cut to those that may be booked; a day that is full has an empty list.
        """
        times = self._times(service, first_day, last_day)
        taken = self.env["grid.appointment"]._taken(service, [time for found in times.values() for time in found])
        return {day: free(found, service.minutes, taken, service.at_once) for day, found in times.items()}

    def _times(self, service, first_day, last_day):
        """Return {local day: [times, naive UTC]} that may be booked, the taken ones with them."""
        self.ensure_one()
        bounds = self._booking_days()
        if not bounds or not service.active or not service.at_once or service.office_id != self:
            return {}
        first, last = max(first_day, bounds[0]), min(last_day, bounds[1])
        zone, soonest = ZoneInfo(self._zone()), fields.Datetime.now() + timedelta(minutes=self.booking_notice)
        times = {}
        for day in self.sudo()._coming_days((last - bounds[0]).days + 1).get(self, ()):
            if day.is_open and day.day >= first:
                found = moments(day.day, slots(day.openings, service.minutes), zone)
                times[day.day] = [moment for moment in found if moment >= soonest]
        return times

    def _mark_lost(self):
        """Note which booked times these offices do not keep any more: their visitors must be told."""
        appointments = self.env["grid.appointment"].sudo()
        ahead = appointments.search(appointments._domain_ahead() & Domain("office_id", "in", self.ids))
        days = ahead.office_id._open_days(ahead)
        lost = ahead.filtered(lambda one: not one._is_within(days))
        lost.filtered(lambda one: not one.is_lost).is_lost = True
        (ahead - lost).filtered("is_lost").is_lost = False

    def _open_days(self, appointments):
        """Return {office: {local day: its stretches}} from today to the last of these appointments."""
        if not appointments:
            return {}
        last = max(appointments.mapped("slot_at"))
        count = (last - fields.Datetime.now()).days + 2
        return {
            office: {day.day: day.openings for day in days if day.is_open}
            for office, days in self._coming_days(count).items()
        }
