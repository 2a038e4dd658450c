from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..appeals import life


class GridAppealArrival(models.Model):
    """The same appeal, come again by another channel: noted beside the first, never registered twice."""

    _name = "grid.appeal.arrival"
    _description = "Another arrival of an appeal"
    _order = "arrived_at, id"

    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", required=True, index=True, ondelete="restrict")
    channel_id = fields.Many2one("helpdesk.ticket.channel", required=True, ondelete="restrict")
    arrived_at = fields.Datetime("Came on", required=True, default=fields.Datetime.now)
    sender_number = fields.Char("Sender's number")
    note = fields.Char()
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, index=True)

    @api.model_create_multi
    def create(self, vals_list):
        arrivals = super().create(vals_list)
        for ticket in arrivals.ticket_id:
            if ticket.state not in life.OPEN_STATES:
                raise UserError(
                    self.env._(
                        "The appeal %(appeal)s is no longer considered: what comes now is registered as a repeat "
                        "appeal.",
                        appeal=ticket.display_name,
                    )
                )
        return arrivals

    @api.constrains("arrived_at")
    def _check_arrived_at(self):
        now = fields.Datetime.now()
        if any(arrival.arrived_at > now for arrival in self):
            raise ValidationError(self.env._("An appeal cannot come in the future. Correct the date."))
