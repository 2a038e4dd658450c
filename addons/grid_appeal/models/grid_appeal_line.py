from odoo import api, fields, models
from odoo.exceptions import UserError


class GridAppealLine(models.AbstractModel):
    """What belongs to one appeal and never moves to another, for measures and co-applicants."""

    _name = "grid.appeal.line"
    _description = "Line of an appeal"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Appeal", required=True, index=True, ondelete="restrict", readonly=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_ticket_id")
        tickets = [vals.get("ticket_id", default) for vals in vals_list]
        if not all(tickets):
            raise UserError(self.env._("Say which appeal it belongs to: open the appeal and add it there."))
        self._refuse_ended(self.env["helpdesk.ticket"].browse(tickets))
        return super().create(vals_list)

    def write(self, vals):
        if "ticket_id" in vals and any(line.ticket_id.id != vals["ticket_id"] for line in self):
            raise UserError(
                self.env._("It belongs to its appeal and is not moved to another: add a new one on that appeal.")
            )
        return super().write(vals)

    @api.model
    def _refuse_ended(self, tickets):
        """Refuse, in a sentence, appeals that take no such line any more; for the models of lines."""
