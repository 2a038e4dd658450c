from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ..queueing import names
from .grid_appointment import OPEN, TAKING

ROLES = ("operator", "administrator", "manager", "specialist", "supervisor", "head")
#: What the end of a ticket makes of the appointment that it was given for.
ENDS = {"done": "served", "no_show": "missed"}


class GridAppointment(models.Model):
    """What becomes of an appointment; every act is refused when another one came first."""

    _inherit = "grid.appointment"

    @api.model
    def _check_role(self):
        if not self.env.su and not any(self.env.user.has_group(f"grid_customer.group_{role}") for role in ROLES):
            raise AccessError(self.env._("Appointments are led by who serves customers."))

    def _acting(self):
        """Return the appointment as the server writes it, for a person of the staff who may see it."""
        self.ensure_one()
        self._check_role()
        self.check_access("read")
        return self.sudo()

    def _expect(self, *states):
        """Hold the appointment until the end of the transaction, in one of these states."""
        self.ensure_one()
        if not self.try_lock_for_update(allow_referencing=True) or self.state not in states:
            raise UserError(
                self.env._("Appointment %(number)s was dealt with meanwhile. Open it anew.", number=self.name)
            )

    # --- another time, none at all
    def _move(self, slot_at, user=None):
        """Agree on another time; of a visit at home on its first one too, and on who goes.

        :raises UserError: it has ended; the time is taken or not given
        """
        self._expect(*OPEN)
        vals = {"slot_at": fields.Datetime.to_datetime(slot_at), "user_id": (user or self.user_id).id}
        wished = self.new({**vals, "minutes": self._minutes_now()}, origin=self)
        wished._check_time(self._standing(wished))
        kind = "moved" if self.slot_at else "booked"
        self.write({**vals, "minutes": wished.minutes, "state": "booked", "is_lost": False, "reminded_at": False})
        self._tell(kind)

    def _minutes_now(self):
        return self.minutes if self.kind == "home" else self.service_id.minutes

    def _cancel(self, by="customer"):
        """Give the time to others; a second press changes nothing.

        :param by: `customer` or `office`: then the visitor is told
        """
        if self.state == "cancelled":
            return
        self._expect(*OPEN)
        self.write({"state": "cancelled", "cancelled_by": by, "is_lost": False})
        if by == "office":
            self._tell("cancelled")

    # --- the visit
    def _arrive(self, origin="kiosk"):
        """Give the ticket of a visitor who has come; a second press gives the same one.

        Too late for her time, she has an ordinary one.

        :raises UserError: it is of another day, of a visit at home, or has ended
        """
        self.ensure_one()
        if self.ticket_id:
            return self.ticket_id
        office = self.office_id
        if self.kind != "office" or self.state != "booked":
            raise UserError(
                self.env._("Appointment %(number)s has ended. Take a ticket of the queue.", number=self.name)
            )
        if self._local().date() != office._today():
            raise UserError(
                self.env._(
                    "Appointment %(number)s is on %(day)s. Come on that day, or take a ticket of the queue.",
                    number=self.name,
                    day=format_date(self.env, self._local().date(), date_format="d MMMM"),
                )
            )
        ticket = office._take_ticket(
            self.service_id,
            "appointment",
            f"appointment-{self.id}",
            origin=origin,
            slot_at=self.slot_at,
            partner_id=self.partner_id.id,
        )
        self.write({"state": "arrived", "ticket_id": ticket.id})
        return ticket

    def _visited(self, state):
        """Note how the visits of these tickets ended."""
        self.filtered(lambda one: one.state == "arrived").state = ENDS[state]

    # --- buttons
    def action_arrive(self):
        """The visitor stands before the administrator: give her the ticket."""
        ticket = self._acting()._arrive(origin="staff")
        return {
            "type": "ir.actions.act_window",
            "res_model": ticket._name,
            "res_id": ticket.id,
            "views": [(False, "form")],
        }

    def action_cancel_by_visitor(self):
        self._acting()._cancel("customer")
        return True

    def action_cancel_by_office(self):
        self._acting()._cancel("office")
        return True

    def action_miss(self):
        """Nobody came to the office, nobody opened the door."""
        missed = self._acting()
        missed._expect("booked")
        if missed.slot_at > fields.Datetime.now():
            raise UserError(self.env._("Its time has not come yet. Cancel the appointment, or agree on another time."))
        missed.state = "missed"
        return True

    # --- the day
    @api.model
    def _close_before(self, office, midnight):
        """Nobody came to these appointments; a visit at home is ended by the one who went."""
        self.sudo().search(
            [
                ("office_id", "=", office.id),
                ("kind", "=", "office"),
                ("state", "=", "booked"),
                ("slot_at", "<", midnight),
            ]
        ).state = "missed"


class GridOffice(models.Model):
    _inherit = "grid.office"

    def _ticket_of(self, typed):
        """Give the ticket of a visitor who typed the number of her appointment or her telephone.

        :raises UserError: nobody has such an appointment today; it cannot be kept any more
        """
        appointment = self._appointment_of(typed)
        if not appointment:
            raise UserError(
                self.env._(
                    "No appointment of today at this office has this number. Check it, or take a ticket of the queue."
                )
            )
        return appointment._arrive()

    def _appointment_of(self, typed):
        """Return today's appointment whose number or telephone was typed; empty for anything else.

        Of several of one telephone the next one that waits is meant.
        """
        self.ensure_one()
        first, after = self._bounds_of(self._today())
        today = (
            self.env["grid.appointment"]
            .sudo()
            .search(
                [
                    ("office_id", "=", self.id),
                    ("kind", "=", "office"),
                    ("state", "in", TAKING),
                    ("slot_at", ">=", first),
                    ("slot_at", "<", after),
                ]
            )
        )
        meant = today.filtered(lambda one: names(typed, one.name, one._phone()))
        return meant.sorted(lambda one: (one.state != "booked", one.slot_at))[:1]
