from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class HelpdeskTicket(models.Model):
    """Work of several people on one appeal: tasks of co-executors, instructions, and whose part is awaited."""

    _inherit = "helpdesk.ticket"

    task_ids = fields.One2many("legal.inner.term", "ticket_id", string="Tasks", copy=False)
    open_instructions = fields.Text("Instructions", compute="_compute_open_instructions", compute_sudo=True)
    my_part = fields.Char("Your part", compute="_compute_my_part")
    awaits_me = fields.Boolean("Awaits my part", store=False, search="_search_awaits_me")

    @api.depends("task_ids.done_at", "task_ids.due_at", "task_ids.user_id", "task_ids.name")
    @api.depends_context("lang")
    def _compute_open_instructions(self):
        for ticket in self:
            ticket.open_instructions = "\n".join(
                self.env._(
                    "%(giver)s to %(user)s, by %(due)s: %(task)s",
                    giver=task.create_uid.name,
                    user=task.user_id.name,
                    due=ticket._local_text(task.due_at),
                    task=task.name,
                )
                for task in ticket.task_ids.sorted("due_at")
                if task.kind == "instruction" and task.state not in ("done", "dropped")
            )

    @api.depends_context("uid", "lang")
    def _compute_my_part(self):
        parts = self._my_parts()
        for ticket in self:
            ticket.my_part = self._quoted(parts.get(ticket.id, ()))

    @api.model
    def _quoted(self, parts):
        """Name questions or tasks in a sentence."""
        return ", ".join(self.env._("“%(name)s”", name=part.name) for part in parts)

    @api.model
    def _my_parts(self):
        """Return `{id of an appeal: its tasks and questions that the reader owes}`, in two queries."""
        mine = Domain("user_id", "=", self.env.uid)
        parts = defaultdict(list)
        tasks = self.env["legal.inner.term"].sudo()
        for part in (
            *tasks.search(mine & Domain("ticket_id", "!=", False) & tasks._domain_open()),
            *self.env["grid.appeal.question"].sudo().search(mine & Domain("state", "=", "open")),
        ):
            parts[part.ticket_id.id].append(part)
        return parts

    @api.model
    def _search_awaits_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        # ids, not a subquery: few, and joined by OR with the handler's own they keep the index
        return Domain("id", "in", list(self._my_parts()))

    @api.depends_context("uid")
    def _compute_next_step(self):
        result = super()._compute_next_step()
        parts = self._my_parts()
        for ticket in self:
            if ticket.id in parts and ticket.user_id != self.env.user:
                ticket.next_step = self.env._("Do your part")
        return result

    def action_open_my_part(self):
        """Open what the reader owes: the only part in a window, several as they stand on the pages."""
        self.ensure_one()
        parts = self._my_parts().get(self.id)
        if not parts:
            raise UserError(self.env._("Nothing of this appeal waits for you."))
        return parts[0].with_env(self.env).action_open_form()

    def action_ask_contribution(self):
        return self._new_task("contribution", self.env._("Ask a co-executor"))

    def action_give_instruction(self):
        return self._new_task("instruction", self.env._("Give an instruction"))

    def _new_task(self, kind, title):
        """Open an empty task, by the internal date of the answer at first."""
        self.ensure_one()
        promise = self._answer_deadline()
        if not promise or promise.state not in ("running", "paused"):
            raise UserError(
                self.env._(
                    "The appeal %(appeal)s awaits no answer: it is not registered yet, or it has its answer. "
                    "Tasks are set in between.",
                    appeal=self.display_name,
                )
            )
        due_at = max(promise.control_at or promise.due_at, fields.Datetime.now())
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "legal.inner.term",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_deadline_id": promise.id, "default_due_at": due_at, "default_kind": kind},
        }

    def _law_facts_changed(self, names):
        """Let tasks go on when a corrected fact gave the appeal another promise."""
        result = super()._law_facts_changed(names)
        for ticket in self:
            stranded = ticket.sudo().task_ids.filtered(lambda task: task.deadline_id.state == "cancelled")
            promise = ticket._answer_deadline()
            if stranded and promise:
                stranded._go_on_under(promise)
        return result
