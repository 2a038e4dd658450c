from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.bulk import insert_all
from ..models.legal_deadline import OPEN_STATES


class LegalDeadlineRecount(models.TransientModel):
    """A dry run: which running deadlines the calendar, the rules and the readings of today would move, and why.

    Nothing moves until the act; and the act moves only what was shown.
    """

    _name = "legal.deadline.recount"
    _description = "Recount of Running Deadlines"

    line_ids = fields.One2many("legal.deadline.recount.line", "recount_id", string="What would change")
    looked_through = fields.Integer(readonly=True)
    later = fields.Integer(compute="_compute_summary", string="Later")
    earlier = fields.Integer(compute="_compute_summary", string="Earlier")
    settled = fields.Integer(compute="_compute_summary", string="Settled without a move")
    refused = fields.Integer(compute="_compute_summary", string="No rule or calendar any more")
    reason = fields.Text(help="Why the deadlines are moved; it stands in the history of each.")
    document = fields.Char(help="The order or the decision: its kind, number and date.")

    @api.depends_context("lang")
    def _compute_display_name(self):
        self.display_name = self.env._("Recount of deadlines")

    @api.depends("line_ids.shift_days", "line_ids.refusal")
    def _compute_summary(self):
        for recount in self:
            lines = recount.line_ids
            recount.refused = sum(bool(line.refusal) for line in lines)
            recount.later = sum(line.shift_days > 0 for line in lines)
            recount.earlier = sum(line.shift_days < 0 for line in lines)
            recount.settled = len(lines) - recount.refused - recount.later - recount.earlier

    def action_look(self):
        """Count every running deadline the reader sees anew, and show those that would change."""
        recount = self.create({})
        deadlines = self.env["legal.deadline"].search([("state", "in", OPEN_STATES)])
        recount.looked_through = len(deadlines)
        lines = self.env["legal.deadline.recount.line"]
        insert_all(lines, [lines._vals(recount, one) for one in deadlines.sudo()._recount()])
        recount.invalidate_recordset(["line_ids"])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Recount of deadlines"),
            "res_model": self._name,
            "res_id": recount.id,
            "views": [(False, "form")],
        }

    def action_move(self):
        """Move the accepted deadlines to what was shown; refuse when something has changed meanwhile."""
        self.ensure_one()
        accepted = self.line_ids.filtered(lambda line: line.is_accepted and not line.refusal)
        if not accepted:
            raise UserError(self.env._("Nothing is chosen to be moved."))
        if not (self.reason or "").strip():
            raise UserError(self.env._("Say why: the reason stays in the history of each deadline."))
        shown = {line.deadline_id.id: line for line in accepted}
        deadlines = self.env["legal.deadline"].search([("id", "in", list(shown))]).sudo()
        recounted = {one.deadline: one for one in deadlines._lock()._recount()}
        if len(recounted) != len(shown) or not all(
            one.counted and shown[deadline.id]._shows(one) for deadline, one in recounted.items()
        ):
            raise UserError(self.env._("Something has changed since this was counted. Count again and look once more."))
        deadlines._move(recounted, self.reason, self.document)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Deadlines moved: %(count)s. The history of each says so.", count=len(recounted)),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }


class LegalDeadlineRecountLine(models.TransientModel):
    """One deadline that would change."""

    _name = "legal.deadline.recount.line"
    _description = "Deadline that would move"
    _order = "due_before, id"

    recount_id = fields.Many2one("legal.deadline.recount", required=True, ondelete="cascade", index=True)
    deadline_id = fields.Many2one("legal.deadline", required=True, readonly=True, ondelete="cascade")
    record_name = fields.Char(related="deadline_id.record_name")
    rule_id = fields.Many2one("legal.rule", string="Rule", readonly=True)
    due_before = fields.Datetime(string="Promised", readonly=True)
    due_after = fields.Datetime(string="Would be", readonly=True)
    shift_days = fields.Integer(string="Days", readonly=True)
    is_preliminary = fields.Boolean(string="Preliminary", readonly=True)
    why = fields.Char(readonly=True)
    refusal = fields.Char(readonly=True)
    is_accepted = fields.Boolean(string="Move")

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        """Refuse everybody: the recount writes its lines itself, of deadlines that its reader sees."""
        raise UserError(self.env._("The lines of a recount come from counting. Count again."))

    @api.model
    def _vals(self, recount, recounted):
        deadline, counted = recounted.deadline, recounted.counted
        due = self.env["legal.rule"]._naive(counted.due) if counted else False
        return {
            "recount_id": recount.id,
            "deadline_id": deadline.id,
            "rule_id": (recounted.rule or deadline.rule_id).id,
            "due_before": deadline.due_at,
            "due_after": due,
            "shift_days": (deadline._local(due).date() - deadline._local(deadline.due_at).date()).days if due else 0,
            "is_preliminary": bool(counted) and counted.is_preliminary,
            "why": deadline._why_moved(recounted),
            "refusal": recounted.refusal or False,
            "is_accepted": bool(counted),
        }

    def _shows(self, recounted):
        """Whether a fresh count says what the line has shown."""
        due = self.env["legal.rule"]._naive(recounted.counted.due)
        return (due, recounted.rule) == (self.due_after, self.rule_id)
