from odoo import api, fields, models
from odoo.exceptions import UserError

from .grid_service_request import MOVE

#: Acts of an appeal that its request does by its passport.
BY_REQUEST = {"take", "request_info", "receive_info", "extend", "redirect", "refuse", "withdraw", "answer", "close"}


class HelpdeskTicket(models.Model):
    """The appeal of a service request: the passport leads it, and sets its terms."""

    _inherit = "helpdesk.ticket"

    service_id = fields.Many2one("grid.service", "Passport", readonly=True, copy=False, ondelete="restrict")
    service_request_ids = fields.One2many("grid.service.request", "ticket_id", "Service request")

    @api.depends("service_request_ids.next_due_at")
    def _compute_next_due_at(self):
        """Show the date of the request: an appeal that a passport leads has no promise of its own."""
        result = super()._compute_next_due_at()
        for ticket in self.filtered("service_id"):
            ticket.next_due_at = ticket.service_request_ids.next_due_at or ticket.next_due_at
        return result

    @api.depends("service_id")
    def _compute_deadline_state(self):
        result = super()._compute_deadline_state()
        for ticket in self.filtered("service_id"):
            ticket.deadline_state = ticket.service_request_ids.deadline_state or ticket.deadline_state
        return result

    @api.depends("service_request_ids.step_id")
    def _compute_next_step(self):
        """Name the act of the passport that is next."""
        result = super()._compute_next_step()
        for ticket in self.sudo().filtered("service_id").with_env(self.env):
            ticket.next_step = ticket.service_request_ids.next_act_text
        return result

    def _answer_code_by(self, law):
        """A passport sets the terms of its requests, not the law on answers."""
        return False if self.service_id else super()._answer_code_by(law)

    def _status_url(self):
        """Return where the applicant follows the request: its stages, papers and turns."""
        if self.service_id and (request := self.service_request_ids):
            return f"{self._site_url(self.company_id.id)}/my/requests/{request.id}"
        return super()._status_url()

    def _mail_values(self):
        values = super()._mail_values()
        if self.service_id:
            values["status_label"] = self.env._("See how the request goes on")
        return values

    def _receipts(self, addresses):
        """The letter of a request that is submitted says its number too."""
        if self.env.context.get("told_by_request") is MOVE:
            return []
        return super()._receipts(addresses)

    def _begin(self, act):
        led = self.filtered("service_id")
        if led and act in BY_REQUEST:
            raise UserError(
                self.env._(
                    "“%(appeal)s” is a service request: its passport leads it. Open the request and act there.",
                    appeal=led[0].display_name,
                )
            )
        return super()._begin(act)

    def action_open_request(self):
        """Open the request that this appeal registered."""
        self.ensure_one()
        return self.service_request_ids.action_open_case()
