from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import SQL

from ..queueing import free
from .grid_appointment import HOME_MINUTES, OPEN, TAKING

#: Who books herself; staff who book for others know why they do.
THEMSELVES = ("site", "account")
LENGTHS = {"caller_name": 200, "email": 200, "address": 300, "reason": 300, "question": 2000}
#: Whatever may stand in the way of a booking, in any state: told apart by the reader.
STANDING = """
SELECT id, press = %(press)s IS TRUE, state, slot_at, ends_at, service_id = %(service)s IS TRUE,
       user_id = %(user)s IS TRUE, company_id = %(company)s AND (partner_id = %(partner)s OR phone = %(phone)s) IS TRUE
  FROM grid_appointment
 WHERE press = %(press)s
    OR slot_at < %(end)s AND ends_at > %(begin)s AND slot_at > %(begin)s::timestamp - INTERVAL '1 day'
       AND (service_id = %(service)s OR user_id = %(user)s)
    OR company_id = %(company)s AND (partner_id = %(partner)s OR phone = %(phone)s) AND (slot_at > %(now)s) IS NOT FALSE
"""


class Standing(NamedTuple):
    """An appointment that may stand in the way, and by what."""

    id: int
    is_press: bool
    state: str
    begin: object
    end: object
    is_service: bool
    is_visitor: bool
    is_person: bool


class GridAppointment(models.Model):
    """Booking a time: whoever asks for the same one at the same moment waits, and is told that it is gone."""

    _inherit = "grid.appointment"

    @api.model
    def _book(self, service, slot_at, press, **vals):
        """Keep a time for a visitor, or note that she asks for a visit at home; the same form again gives the same.

        :param service: of the queue; of a visit at home it may be empty, then `office_id` is in `vals`
        :param slot_at: naive UTC; of a visit at home empty until a time is agreed
        :param press: the form's own token
        :param vals: kind, origin, partner_id, caller_name, phone, email, question, address, reason, user_id
        :raises UserError: the time is taken or not given, too many by one person, what is needed is lacking
        """
        slot_at = fields.Datetime.to_datetime(slot_at) or False
        vals = self._asked(service, slot_at, press, vals)
        asked = self.new(vals)
        standing = self._standing(asked)
        if first := next((one for one in standing if one.is_press), None):
            return self.browse(first.id)
        asked._check_limit(standing)
        asked._check_time(standing)
        booked = self.sudo().create(vals)
        booked._tell("booked")
        return booked

    @api.model
    def _asked(self, service, slot_at, press, vals):
        """Return the values of a new appointment."""
        vals = self._spelled({"kind": "office", **vals, "service_id": service.id, "slot_at": slot_at, "press": press})
        is_home = vals["kind"] == "home"
        if service:
            vals["office_id"] = service.office_id.id
        lacking = {
            self.env._("the office or what you come for"): not vals.get("office_id") or not (service or is_home),
            self.env._("the name"): not (vals.get("partner_id") or vals.get("caller_name")),
            self.env._("the address of the visit"): is_home and not vals.get("address"),
            self.env._("the time"): not is_home and not slot_at,
        }
        if any(lacking.values()):
            names = ", ".join(name for name, is_lacking in lacking.items() if is_lacking)
            raise UserError(self.env._("Write what is still lacking: %(names)s.", names=names))
        for name, most in LENGTHS.items():
            if len(vals.get(name) or "") > most:
                label = self._fields[name]._description_string(self.env)
                raise UserError(self.env._("“%(field)s”: %(most)s characters at most.", field=label, most=most))
        minutes = HOME_MINUTES if is_home else service.minutes
        return {**vals, "minutes": minutes, "state": "booked" if slot_at else "asked"}

    # --- what stands in the way
    def _standing(self, asked):
        """Return what may stand in the way of an appointment, with what was booked since this transaction began.

        Whoever asks for the same service, employee or person at the same moment waits here until it has ended.

        :raises ConcurrencyError: the same form was sent at the same moment; the ORM repeats the whole
        """
        values = {
            "press": asked.press or None,
            "service": asked.service_id.id or None if asked.kind == "office" else None,
            "user": asked.user_id.id or None,
            "company": asked.office_id.company_id.id,
            "partner": asked.partner_id.id or None,
            "phone": asked.phone or None,
            "begin": asked.slot_at or None,
            "end": asked.ends_at or None,
            "now": fields.Datetime.now(),
        }
        for name in ("partner", "phone", "press", "service", "user"):
            if values[name]:
                key = f"grid.appointment {name} {values['company']} {values[name]}"
                self.env.execute_query(SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", key))
        self.env["grid.appointment"].flush_model()
        query = SQL(STANDING, **values)
        own = {row[0]: Standing(*row) for row in self.env.execute_query(query)}
        with self.env.registry.cursor() as beside:
            beside.execute(query)
            seen = {row[0]: Standing(*row) for row in beside.fetchall()}
        if any(one.is_press and one.id not in own for one in seen.values()):
            raise ConcurrencyError("one form sent twice at the same time")
        ended = {one.id: one for one in (*own.values(), *seen.values()) if one.state not in (*OPEN, *TAKING)}
        return list({**seen, **own, **ended}.values())

    def _check_limit(self, standing):
        """Refuse one more appointment of a person who has enough of them."""
        mine = [one for one in standing if one.is_person and one.state in OPEN]
        if self.origin in THEMSELVES and len(mine) >= self.office_id.booking_limit:
            raise UserError(
                self.env._(
                    "You have %(count)s appointments already. Cancel one that you do not need, or call us.",
                    count=len(mine),
                )
            )

    def _check_time(self, standing):
        """Refuse a time that is not given or is taken."""
        if self.kind == "home":
            return self.slot_at and self._check_visit(standing)
        service, office = self.service_id, self.office_id
        if not office._booking_days():
            raise UserError(
                self.env._("%(office)s takes no appointments. Come and take a ticket of the queue.", office=office.name)
            )
        day = self._local().date()
        taken = [
            (one.begin, one.end)
            for one in standing
            if one.is_service and one.state in TAKING and one.id != self._origin.id
        ]
        times = office._times(service, day, day).get(day, [])
        if self.slot_at not in times:
            raise UserError(self.env._("This time is not given any more. Choose another one."))
        if not free([self.slot_at], self.minutes, taken, service.at_once):
            raise UserError(self.env._("This time has just been taken. Choose another one."))

    def _check_visit(self, standing):
        """Refuse a visit at home with nobody to go, in the past, on a day off, or while who goes is elsewhere."""
        if not self.user_id:
            raise UserError(self.env._("Say who goes to the visitor."))
        if self.slot_at < fields.Datetime.now():
            raise UserError(self.env._("This time has passed. Choose another one."))
        if not self._is_within(self.office_id._open_days(self)):
            raise UserError(self.env._("Nobody works on this day. Choose another one."))
        if any(one.is_visitor and one.state in TAKING and one.id != self._origin.id for one in standing):
            raise UserError(
                self.env._("%(user)s goes to another visit at this time. Choose another time.", user=self.user_id.name)
            )
