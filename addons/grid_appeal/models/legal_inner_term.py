from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import is_html_empty

from ..appeals import life

APPEAL = "helpdesk.ticket"
#: What the executor of a task writes himself.
REPORT = {"report", "attachment_ids"}
#: What the act and the reminder note.
BY_ACT_ONLY = {"done_at", "done_by_id", "reminded"}
INSTRUCTORS = "grid_customer.group_supervisor"


class LegalInnerTerm(models.Model):
    """The tasks of an appeal: the contribution of a co-executor, the instruction of a head.

    Whoever may write the appeal asks for a contribution, a supervisor or a head gives an instruction. The
    executor, of whatever branch, reads the appeal and writes his report, no more. Nothing of it is deleted.
    """

    _inherit = "legal.inner.term"

    ticket_id = fields.Many2one(
        APPEAL, "Appeal", compute="_compute_ticket_id", store=True, index="btree_not_null", ondelete="restrict"
    )
    kind = fields.Selection(
        [("contribution", "Contribution"), ("instruction", "Instruction")], required=True, default="contribution"
    )
    also_user_ids = fields.Many2many("res.users", string="And to", store=False)
    report = fields.Html(sanitize_style=True, strip_classes=True, copy=False)
    attachment_ids = fields.Many2many("ir.attachment", string="Files", copy=False, bypass_search_access=True)
    done_by_id = fields.Many2one("res.users", "Done by", readonly=True, copy=False)
    may_report = fields.Boolean("I may report", compute="_compute_may")
    may_lead = fields.Boolean("I may change the task", compute="_compute_may")

    _open_ticket_idx = models.Index("(user_id, ticket_id) WHERE done_at IS NULL AND ticket_id IS NOT NULL")

    @api.depends("deadline_id")
    def _compute_ticket_id(self):
        for term in self:
            promise = term.deadline_id.sudo()
            term.ticket_id = promise.res_id if promise.res_model == APPEAL else False

    @api.depends("user_id", "kind", "ticket_id")
    @api.depends_context("uid")
    def _compute_may(self):
        leading = self.ticket_id._filtered_access("write")
        instructs = self.env.su or self.env.user.has_group(INSTRUCTORS)
        for term in self:
            leads = not term.ticket_id or term.ticket_id in leading
            term.may_lead = leads and (instructs or term.kind == "contribution")
            term.may_report = term.may_lead or term.user_id == self.env.user

    # ------------------------------------------------------------------
    # Who sets a task and who reports
    # ------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        given, others = [], []
        for vals in vals_list:
            users = self.new({"also_user_ids": vals.get("also_user_ids")}).also_user_ids.ids
            vals = {name: value for name, value in vals.items() if name not in {"also_user_ids", *BY_ACT_ONLY}}
            given.append(vals)
            others += [{**vals, "user_id": user} for user in users if user != vals.get("user_id")]
        terms = super().create(given + others)
        tasks = terms.filtered("ticket_id")
        tasks._check_may_lead()
        tasks._announce()
        return terms[: len(given)]

    def write(self, vals):
        tasks = self.filtered("ticket_id")
        if tasks and not self.env.su:
            tasks._check_edit(vals)
        return super().write(vals)

    def _check_access(self, operation):
        """Let an executor write his own report; `write` sees to it that he writes nothing else."""
        if operation != "write":
            return super()._check_access(operation)
        own = self.filtered(lambda term: term.sudo().ticket_id and term.sudo().user_id == self.env.user)
        refused = super(LegalInnerTerm, self - own)._check_access(operation)
        hidden = own._check_access("read")
        if refused and hidden:
            return refused[0] + hidden[0], refused[1]
        return refused or hidden

    def _check_edit(self, vals):
        if BY_ACT_ONLY & vals.keys():
            raise UserError(self.env._("Press “Done” when the report is ready."))
        over = self.ticket_id.sudo().filtered(lambda ticket: ticket.state not in life.OPEN_STATES)
        if over:
            raise UserError(
                self.env._(
                    "The appeal %(appeal)s is no longer considered: its tasks stay as they are.",
                    appeal=over[0].display_name,
                )
            )
        done = self.filtered("done_at")
        if done:
            raise UserError(self.env._("“%(task)s” is done: its report stays as it is.", task=done[0].name))
        if vals.keys() - REPORT:
            self._check_may_lead()
        else:
            self._check_may_report()

    def _check_may_lead(self):
        if self.env.su or all(self.mapped("may_lead")):
            return
        if "instruction" in self.mapped("kind"):
            raise AccessError(self.env._("An instruction is given and changed by a supervisor or the head."))
        raise AccessError(self.env._("Only who leads the appeal sets and changes its tasks. You write your report."))

    def _check_may_report(self):
        if not self.env.su and not all(self.mapped("may_report")):
            raise AccessError(self.env._("A task is reported on by its executor or by who may give it."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_tasks(self):
        if self.filtered("ticket_id"):
            raise UserError(
                self.env._("A task of an appeal is never deleted. If it is no longer needed, note it as done.")
            )

    # ------------------------------------------------------------------
    # Acts
    # ------------------------------------------------------------------
    def action_done(self):
        """Note a task as done, with its report; a second click changes nothing."""
        tasks = self.filtered(lambda term: term.ticket_id and not term.done_at)
        tasks._check_may_report()
        for task in tasks:
            if is_html_empty(task.report) and not task.attachment_ids:
                raise UserError(
                    self.env._("Write the report on “%(task)s”, or attach it, before it is noted.", task=task.name)
                )
        result = super().action_done()
        tasks.sudo().done_by_id = self.env.uid
        for ticket, done in tasks.sudo().grouped("ticket_id").items():
            ticket._log_act(
                self.env._("Task done by %(user)s: %(tasks)s.", user=self.env.user.name, tasks=done._names())
            )
        for user, done in tasks.sudo().grouped("create_uid").items():
            if user != self.env.user:
                localised = done.with_context(lang=user.lang)
                subject = localised.env._("Done by %(user)s: %(tasks)s", user=self.env.user.name, tasks=done._names())
                localised._notify_of_terms(user, subject)
        return result

    def _announce(self):
        """Tell the executors, and write the tasks into the history of the appeals."""
        for task in self.sudo():
            values = {
                "giver": self.env.user.name,
                "user": task.user_id.name,
                "task": task.name,
                "due": task.ticket_id._local_text(task.due_at),
            }
            said = {
                "contribution": self.env._("%(giver)s asks %(user)s for a contribution by %(due)s: %(task)s", **values),
                "instruction": self.env._("Instruction of %(giver)s to %(user)s, by %(due)s: %(task)s", **values),
            }
            task.ticket_id._log_act(said[task.kind])
        for user, tasks in self.sudo().grouped("user_id").items():
            if user != self.env.user:
                localised = tasks.with_context(lang=user.lang)
                localised._notify_of_terms(
                    user, localised.env._("Your part of an appeal: %(tasks)s", tasks=tasks._names())
                )

    def _names(self):
        return self.ticket_id[:1]._quoted(self)

    def action_open_form(self):
        """Open the task in a window of its own, where its executor reports."""
        self.ensure_one()
        return {**self.get_formview_action(), "name": self.name, "target": "new"}
