from odoo import models
from odoo.exceptions import UserError


class GridAppointment(models.Model):
    """A visit at home: agreed by telephone, ended by the one who went; what is taken there belongs to it."""

    _inherit = "grid.appointment"

    def action_visited(self):
        """End a visit at home: what was done must be written."""
        visit = self._acting()
        visit._expect("booked")
        if not (visit.outcome or "").strip():
            raise UserError(self.env._("Write what was done at the visit first."))
        visit.state = "served"
        return True

    def action_register_appeal(self):
        """Begin the appeal that was taken at the home of the customer."""
        visit = self._acting()
        return self._begun(
            "helpdesk.ticket",
            default_partner_id=visit.partner_id.id,
            default_partner_phone=visit.phone,
            default_branch_id=visit.branch_id.id,
            default_office_id=visit.office_id.id,
            default_channel_id=self.env.ref("grid_appeal.channel_window").id,
            default_description=visit.question,
        )

    def action_open_request(self):
        """Begin the request that was taken at the home of the customer."""
        return self._begun("grid.service.request", default_partner_id=self._acting().partner_id.id)

    def _begun(self, model, **defaults):
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "views": [(False, "form")],
            "context": {"default_appointment_id": self.id, **defaults},
        }
