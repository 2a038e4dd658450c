from odoo import api, fields, models
from odoo.exceptions import UserError

KINDS = [
    ("issued", "issued"),
    ("called", "called"),
    ("recalled", "called again"),
    ("started", "service began"),
    ("no_show", "did not come"),
    ("handed_over", "handed over"),
    ("put_back", "put back into the queue"),
    ("finished", "service ended"),
    ("closed", "closed with the day"),
]

#: The one change that the program itself makes.
FORGOTTEN = {"note": False}


class GridQueueEvent(models.Model):
    """What was done with a ticket: when, at which window, by whom. Never edited, never deleted."""

    _name = "grid.queue.event"
    _description = "Event of a ticket"
    _order = "ticket_id, id"

    ticket_id = fields.Many2one("grid.queue.ticket", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="ticket_id.branch_id", store=True, precompute=True, index=True)
    kind = fields.Selection(KINDS, required=True)
    at = fields.Datetime(required=True)
    window_id = fields.Many2one("grid.window", ondelete="restrict", index="btree_not_null")
    user_id = fields.Many2one("res.users", "Employee", ondelete="restrict", index="btree_not_null")
    note = fields.Char()

    def write(self, vals):
        if not self.env.su or vals != FORGOTTEN:
            raise UserError(self.env._("The course of a visit is not edited."))
        return super().write(vals)

    def _forget_notes(self):
        """Erase what was written at hand-overs: it may name a person; what happened stays."""
        self.sudo().write(FORGOTTEN)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The course of a visit is not deleted."))
