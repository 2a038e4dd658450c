from odoo import api, fields, models
from odoo.exceptions import UserError

from .grid_service_step import ACTORS


class GridServiceMove(models.Model):
    """One move of a request: the act, whose it was, who recorded it, when, to which step, and the term that began.

    The applicant reads the course of his request here (PP 24, disclosure of stages); nobody edits it.
    """

    _name = "grid.service.move"
    _description = "Move of a request"
    _order = "request_id, id"
    _rec_name = "step_id"

    request_id = fields.Many2one(
        "grid.service.request", "Request", required=True, readonly=True, index=True, ondelete="cascade"
    )
    transition_id = fields.Many2one("grid.service.transition", "Act", readonly=True, index=True, ondelete="restrict")
    step_id = fields.Many2one(
        "grid.service.step", "Stage", required=True, readonly=True, index=True, ondelete="restrict"
    )
    actor = fields.Selection([*ACTORS, ("system", "The program")], "Whose act", readonly=True)
    at = fields.Datetime("When it was done", required=True, readonly=True)
    recorded_at = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", "Recorded by", required=True, readonly=True, default=lambda self: self.env.user
    )
    reason = fields.Text(readonly=True)
    items = fields.Json("List", readonly=True, help="What lacks, or the remarks, line by line.")
    items_text = fields.Text("List, line by line", compute="_compute_items_text")
    due_at = fields.Datetime("To be done by", readonly=True)
    rule_id = fields.Many2one("legal.rule", "Rule", readonly=True, ondelete="restrict")
    why = fields.Json(readonly=True)
    paper_ids = fields.Many2many("grid.service.paper", "grid_service_move_paper_rel", "move_id", "paper_id", "Papers")
    dispatch_ids = fields.One2many("grid.service.dispatch", "move_id", "Dispatched", readonly=True)
    told = fields.Selection(
        [("mail", "By e-mail"), ("account", "In the personal account"), ("none", "Not yet: no e-mail and no account")],
        "Applicant told",
        readonly=True,
    )
    supplier_told = fields.Boolean("Supplier told", readonly=True)
    company_id = fields.Many2one(related="request_id.company_id", store=True, precompute=True, index=True)

    @api.depends("items")
    def _compute_items_text(self):
        for move in self:
            move.items_text = "\n".join(move.items or [])

    def write(self, vals):
        if self:
            raise UserError(self.env._("The course of a request is never edited."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The course of a request is never deleted."))
