from odoo import api, fields, models
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)
WITHOUT_CAUSE = _lt("Without a common cause")


class HelpdeskTicket(models.Model):
    """Many appeals on one event are linked to it and answered together."""

    _inherit = "helpdesk.ticket"

    cause_id = fields.Many2one(
        "grid.appeal.cause",
        "Common cause",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        falsy_value_label=WITHOUT_CAUSE,
    )
    cause_note = fields.Char("Why it was left out", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        if tickets.cause_id:
            tickets.cause_id._appeals_join()
        return tickets

    def write(self, vals):
        if vals.get("cause_id"):
            self.env["grid.appeal.cause"].browse(vals["cause_id"])._appeals_join()
        return super().write(vals)

    def action_link_cause(self):
        """Ask which event the chosen appeals have in common."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Link to a common cause"),
            "res_model": "grid.cause.link",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_ids": self.ids},
        }
