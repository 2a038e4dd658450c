from odoo import api, fields, models

from ..models.grid_service_request_issue import WORDED


class GridServiceAct(models.TransientModel):
    """The dialog of an act on a request: it asks only what the passport asks for this act."""

    _name = "grid.service.act"
    _description = "Act on a request"

    request_id = fields.Many2one("grid.service.request", required=True, readonly=True)
    transition_id = fields.Many2one("grid.service.transition", required=True, readonly=True)
    needs_reason = fields.Boolean("Asks for a reason", compute="_compute_printed")
    papers = fields.Selection(related="transition_id.papers")
    target_id = fields.Many2one(related="transition_id.target_id")
    at = fields.Datetime("When it was done", required=True, default=fields.Datetime.now)
    reason = fields.Text()
    list_text = fields.Text("List, line by line", compute="_compute_list_text", store=True, readonly=False)
    prints_papers = fields.Boolean(compute="_compute_printed")
    lacks_text = fields.Text("Not possible yet", compute="_compute_lacks_text")
    next_due_text = fields.Char("Then by", compute="_compute_next_due_text")

    @api.depends("papers")
    def _compute_list_text(self):
        """Begin the list with what is known already."""
        for act in self:
            act.list_text = "\n".join(act.request_id._list_for(act.transition_id.sudo()))

    @api.depends("request_id", "transition_id")
    def _compute_printed(self):
        """Ask for a reason where the law does, and where it is the text of a paper that the act prints."""
        for act in self:
            kinds = act.request_id._kinds_to_issue(act.transition_id.sudo())
            act.prints_papers = bool(kinds)
            act.needs_reason = act.transition_id.needs_reason or bool(WORDED & set(kinds.mapped("code")))

    @api.depends("request_id", "transition_id", "at")
    def _compute_lacks_text(self):
        """Say what lacks when the dialog opens, not when everything is typed and pressed."""
        for act in self:
            act.lacks_text = "\n".join(act.request_id._lacks_for(act.transition_id, act.at)) if act.at else False

    @api.depends("at", "target_id")
    def _compute_next_due_text(self):
        """Show the term that begins, before it does."""
        for act in self:
            act.next_due_text = act.request_id._said_due_on(act.target_id, act.at)

    def action_do(self):
        """Do the act."""
        self.ensure_one()
        self.request_id._move(self.transition_id.code, self.at, self.reason, self._items())
        return {"type": "ir.actions.act_window_close"}

    def action_preview(self):
        """Show the papers of the act before they are issued; what they lack is said in the dialog."""
        self.ensure_one()
        self.request_id._draft_papers(*self._asked())
        return {"type": "ir.actions.act_url", "url": f"/grid_service/act/{self.id}/preview", "target": "new"}

    def _preview(self):
        self.ensure_one()
        return self.request_id._preview(*self._asked())

    def _asked(self):
        return self.transition_id, self.at, self.reason, self._items()

    def _items(self):
        return [line.strip() for line in (self.list_text or "").splitlines() if line.strip()]
