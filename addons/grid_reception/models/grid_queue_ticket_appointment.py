from odoo import fields, models

from .grid_appointment_acts import ENDS


class GridQueueTicket(models.Model):
    """The ticket of a visitor who had an appointment."""

    _inherit = "grid.queue.ticket"

    appointment_ids = fields.One2many("grid.appointment", "ticket_id", "Appointment")

    def _slot_clock(self):
        """Return the time of the appointment by the clock of the office: 10:00; nothing without one."""
        if not self.slot_at:
            return ""
        return f"{self.env['legal.rule']._local(self.slot_at, self.office_id._zone()):%H:%M}"

    def write(self, vals):
        """Tell an appointment how its visit ended; a ticket without a time is asked nothing."""
        result = super().write(vals)
        if vals.get("state") in ENDS:
            self.filtered("slot_at").appointment_ids._visited(vals["state"])
        return result


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    appointment_id = fields.Many2one(
        "grid.appointment", "Visit at home", readonly=True, ondelete="set null", index="btree_not_null", copy=False
    )


class GridServiceRequest(models.Model):
    _inherit = "grid.service.request"

    appointment_id = fields.Many2one(
        "grid.appointment", "Visit at home", readonly=True, ondelete="set null", index="btree_not_null", copy=False
    )
