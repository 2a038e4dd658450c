import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.grid_appointment import KINDS, ORIGINS


class GridAppointmentBooking(models.TransientModel):
    """The form in which staff book a time for a customer, or agree with her on another one."""

    _name = "grid.appointment.booking"
    _description = "Booking of a time"

    appointment_id = fields.Many2one("grid.appointment", readonly=True, ondelete="cascade")
    press = fields.Char(
        "Form that booked it", default=lambda self: secrets.token_urlsafe(20), required=True, readonly=True
    )
    kind = fields.Selection(KINDS, "Place of the visit", required=True, default="office")
    origin = fields.Selection(ORIGINS, "Booked by", required=True, default=lambda self: self._usual_origin())
    partner_id = fields.Many2one("res.partner", "Customer")
    caller_name = fields.Char("Visitor", compute="_compute_person", store=True, readonly=False)
    phone = fields.Char(compute="_compute_person", store=True, readonly=False)
    email = fields.Char(compute="_compute_person", store=True, readonly=False)
    question = fields.Text("What for")
    office_id = fields.Many2one("grid.office", "Office", required=True, default=lambda self: self._usual_office())
    service_id = fields.Many2one(
        "grid.reception.service", "Service", compute="_compute_service_id", store=True, readonly=False
    )
    slot_at = fields.Datetime("Time")
    address = fields.Char("Address of the visit", compute="_compute_person", store=True, readonly=False)
    reason = fields.Char("Why she cannot come")
    user_id = fields.Many2one("res.users", "Who goes", domain="[('share', '=', False)]")

    @api.model
    def _opened(self, appointment=None, partner=None):
        """Return the window of a new booking for a customer, or of another time for an appointment."""
        values = {"default_partner_id": partner.id} if partner else {}
        if appointment:
            names = ("kind", "question", "reason", "origin", "caller_name", "phone", "email", "address")
            values = {f"default_{name}": appointment[name] for name in names}
            links = ("office_id", "service_id", "partner_id", "user_id")
            values |= {f"default_{name}": appointment[name].id for name in links}
            values["default_appointment_id"] = appointment.id
        if not appointment:
            title = self.env._("Book for a customer")
        else:
            title = self.env._("Another time") if appointment.slot_at else self.env._("Agree on a time")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": values,
        }

    @api.model
    def _usual_origin(self):
        is_operator = self.env.user.has_group("grid_customer.group_operator")
        return "phone" if is_operator else "window"

    @api.model
    def _usual_office(self):
        """Return the office where the user sits now if it takes appointments, else the only one that does.

        A visit at home is asked for at any office.
        """
        own = self.env["grid.window"]._mine().office_id
        if own.booking_ahead or self.env.context.get("default_kind") == "home":
            return own
        offices = self.env["grid.office"].search([("booking_ahead", ">", 0)], limit=2)
        return offices if len(offices) == 1 else offices.browse()

    @api.depends("partner_id")
    def _compute_person(self):
        for booking in self:
            if partner := booking.partner_id:
                booking.caller_name = partner.name
                booking.phone = partner.phone
                booking.email = partner.email
                booking.address = ", ".join(filter(None, [partner.city, partner.street]))

    @api.depends("office_id", "kind")
    def _compute_service_id(self):
        for booking in self:
            if booking.service_id.office_id != booking.office_id:
                booking.service_id = False

    @api.onchange("office_id", "service_id", "kind")
    def _onchange_what(self):
        self.slot_at = False

    def action_book(self):
        """Keep the time and say its number, which is told to the customer."""
        self.ensure_one()
        appointments = self.env["grid.appointment"]
        appointments._check_role()
        if self.kind == "office" and not self.slot_at:
            raise UserError(self.env._("Choose a time."))
        if self.appointment_id:
            booked = self.appointment_id._acting()
            booked._move(self.slot_at, self.user_id)
        else:
            booked = appointments._book(self.service_id, self.slot_at, self.press, **self._vals())
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "sticky": True,
                "title": self.env._("Number %(number)s", number=booked.name),
                "message": booked._time_words(),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _vals(self):
        names = ("kind", "origin", "caller_name", "phone", "email", "question")
        vals = {name: self[name] for name in names} | {"partner_id": self.partner_id.id, "office_id": self.office_id.id}
        if self.kind == "home":
            vals |= {"address": self.address, "reason": self.reason, "user_id": self.user_id.id}
        return vals


class GridAppointment(models.Model):
    _inherit = "grid.appointment"

    @api.model
    @api.readonly
    def free_slots(self, service_id):
        """Return the days of a service that may be booked, each with its free times, for the form of a booking."""
        self._check_role()
        service = self.env["grid.reception.service"].search([("id", "=", service_id)])
        office = service.office_id.sudo()
        bounds = service and office._booking_days()
        if not bounds:
            return []
        local = self.env["legal.rule"]._local
        zone, days = office._zone(), office._free_slots(service.sudo(), *bounds)
        return [
            {
                "day": fields.Date.to_string(day),
                "times": [
                    {"at": fields.Datetime.to_string(time), "said": f"{local(time, zone):%H:%M}"} for time in times
                ],
            }
            for day, times in days.items()
            if times
        ]

    def action_move(self):
        """Agree with the visitor on another time; of a visit at home on its first one."""
        return self.env["grid.appointment.booking"]._opened(appointment=self._acting().with_env(self.env))
