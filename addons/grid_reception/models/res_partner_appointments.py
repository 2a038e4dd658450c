from odoo import models
from odoo.fields import Domain

from odoo.addons.grid_customer.identity import phones
from odoo.addons.grid_customer.models.res_partner_page import SHOWN

from .grid_appointment import OPEN

TONES = {"asked": "warning", "booked": "success", "missed": "danger"}
#: What names a person in an appointment, and what she said.
FORGOTTEN = ("partner_id", "caller_name", "phone", "email", "address", "reason", "question", "outcome")


class ResPartner(models.Model):
    """Appointments of a customer: on her page, in what is kept of her, and in what is erased."""

    _inherit = "res.partner"

    # --- her page
    def _customer_page_sections(self):
        sections = super()._customer_page_sections()
        if self.env["grid.appointment"].has_access("read"):
            sections.append(self._page_appointments())
        return sections

    def _page_appointments(self):
        own = [("partner_id", "in", (self + self.child_ids).ids)]
        appointments = self.env["grid.appointment"].search(
            own, order="slot_at desc nulls first, id desc", limit=SHOWN + 1
        )
        return self._page_section(35, self.env._("Appointments"), appointments, self._appointment_row)

    def _appointment_row(self, appointment):
        where = appointment.address if appointment.kind == "home" else appointment.office_id.name
        return {
            "text": f"{appointment.name} · {appointment._time_words()}",
            "note": " · ".join(filter(None, [self._label_of(appointment, "kind"), where, appointment.service_id.name])),
            "badge": self._label_of(appointment, "state"),
            "tone": TONES.get(appointment.state, "secondary"),
        }

    def action_book(self):
        """Open the booking of a time for this customer."""
        self.ensure_one()
        return self.env["grid.appointment.booking"]._opened(partner=self)

    # --- what is kept of her
    def _own_appointments(self):
        """Return the appointments that name these customers, and those of their telephones that name nobody."""
        numbers = [phones.bare(number) for number in self.mapped("phone") if number]
        unknown = Domain("partner_id", "=", False) & Domain("phone", "in", numbers)
        if self.company_id:
            unknown &= Domain("company_id", "in", self.company_id.ids)
        return self.env["grid.appointment"].sudo().search(Domain("partner_id", "in", self.ids) | unknown, order="id")

    def _kept_besides(self):
        appointments = self._own_appointments()
        section = {
            "rows": [(self.env._("Appointments and visits at home"), len(appointments))] if appointments else [],
            "why": self.env._("To receive you at the time that you chose, and to tell you when it changes."),
            "until": self.env._("Until you ask to erase them: then the times stay, and nobody knows whose they were."),
            "by_law": False,
        }
        return {**super()._kept_besides(), self.env._("Appointments"): section}

    def _exported_besides(self):
        appointments = [
            {
                "number": one.name,
                "where": one.address if one.kind == "home" else one.office_id.name,
                "service": one.service_id.name or None,
                "time": one.slot_at or None,
                "state": one.state,
                "name": one.caller_name or None,
                "phone": one.phone or None,
                "email": one.email or None,
                "question": one.question or None,
                "reason": one.reason or None,
                "outcome": one.outcome or None,
            }
            for one in self._own_appointments()
        ]
        return {**super()._exported_besides(), "appointments": appointments}

    def _forget(self):
        appointments = self._own_appointments()
        for one in appointments.filtered(lambda one: one.state in OPEN):
            one._cancel()
        appointments.write(dict.fromkeys(FORGOTTEN, False))
        return super()._forget()
