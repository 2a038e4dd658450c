from odoo import api, fields, models


class GridServiceRequest(models.Model):
    """Whose turn it is and until when, whoever acts."""

    _inherit = "grid.service.request"

    act_due_at = fields.Datetime("Next act by", compute="_compute_act_due", compute_sudo=True)
    act_due_words = fields.Char("Left for the act", compute="_compute_act_due", compute_sudo=True)
    act_is_late = fields.Boolean("The act is late", compute="_compute_act_due", compute_sudo=True)
    next_act_text = fields.Char("Next act", compute="_compute_next_act_text", compute_sudo=True)
    act_why = fields.Text("Explanation of the date", compute="_compute_act_why", compute_sudo=True)

    @api.depends("actor", "actor_due_at", "next_due_at")
    @api.depends_context("lang")
    def _compute_act_due(self):
        now = fields.Datetime.now()
        for request in self:
            request.act_due_at = request.next_due_at if request.actor == "grid" else request.actor_due_at
            request.act_due_words = request._words_left(request.act_due_at)
            request.act_is_late = bool(request.act_due_at and request.act_due_at < now)

    @api.depends("step_id", "deadline_ids.state")
    @api.depends_context("lang")
    def _compute_next_act_text(self):
        """Name the act that the stage still owes, else the one that leads on by the shortest way, whoever does it."""
        for request in self:
            goes_on = request.step_id and not request.outcome
            request.next_act_text = request._next_act().name if goes_on else False

    def _next_act(self):
        running = {one.code for one in self.deadline_ids if one.state == "running"}
        owed = self.step_id.transition_ids.filtered(
            lambda act: act.target_id == act.step_id and running & {one.code for one in act._term_acts()}
        )
        ahead = [] if owed else self._acts_ahead()
        return owed[:1] or (ahead[0] if ahead else owed)

    @api.depends("actor", "actor_why", "deadline_ids.explanation", "deadline_ids.state")
    @api.depends_context("lang")
    def _compute_act_why(self):
        for request in self:
            request.act_why = request._why("staff")

    def _why(self, audience):
        """Explain the date of whoever acts: the nearest promise of ours, or the term of the other side."""
        if self.actor != "grid":
            return "\n".join(self.env["legal.explanation"]._lines(self.actor_why or []))
        promise = self.sudo().deadline_ids.filtered(lambda one: one.state == "running").sorted("due_at")[:1]
        return promise._explain(audience) if promise else ""
