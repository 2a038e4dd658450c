from odoo import api, fields, models
from odoo.exceptions import UserError

from ..appeals.life import WORKED_STATES


class GridCauseLink(models.TransientModel):
    _name = "grid.cause.link"
    _description = "Link of appeals to a common cause"

    ticket_ids = fields.Many2many("helpdesk.ticket", string="Appeals", required=True)
    ticket_count = fields.Integer("Chosen", compute="_compute_ticket_count")
    cause_id = fields.Many2one("grid.appeal.cause", "Known cause", domain=[("state", "!=", "sending")])
    name = fields.Char("New cause")

    @api.depends("ticket_ids")
    def _compute_ticket_count(self):
        for link in self:
            link.ticket_count = len(link.ticket_ids)

    def action_link(self):
        """Link what waits for an answer; say what was left out, and open the cause."""
        self.ensure_one()
        tickets = self.ticket_ids
        tickets.check_access("write")
        fit = tickets.filtered(lambda ticket: ticket.state in WORKED_STATES)
        if not fit:
            raise UserError(self.env._("None of the chosen appeals waits for an answer: there is nothing to link."))
        cause = self._cause(fit)
        fit.write({"cause_id": cause.id})
        fit.sudo()._by_act().write({"cause_note": False})
        if left := tickets - fit:
            cause.message_post(
                body=self.env._(
                    "Not linked, because they do not wait for an answer: %(appeals)s.",
                    appeals=", ".join(left.mapped("display_name")),
                )
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": "grid.appeal.cause",
            "res_id": cause.id,
            "view_mode": "form",
        }

    def _cause(self, tickets):
        if self.cause_id:
            return self.cause_id
        if not (self.name or "").strip():
            raise UserError(self.env._("Choose a known cause or name a new one."))
        return self.env["grid.appeal.cause"].create({"name": self.name.strip(), "branch_id": tickets[0].branch_id.id})
