from odoo import api, fields, models
from odoo.exceptions import UserError

from ..deadlines import Acts, Extension, Pause
from ..models.legal_deadline import CAUSES

#: What the dialog of an act asks for beside the reason.
NEEDED = {"pause": ("document",), "redirect": ("receiver", "notified_at"), "miss": ("cause",), "cause": ("cause",)}


class LegalDeadlineAct(models.TransientModel):
    """An act on one deadline, as the law lets it be done: each act asks only what it needs."""

    _name = "legal.deadline.act"
    _description = "Act on a Legal Deadline"

    deadline_id = fields.Many2one("legal.deadline", required=True, readonly=True, ondelete="cascade")
    act = fields.Selection(
        [
            ("extend", "Extend"),
            ("pause", "Pause"),
            ("resume", "Resume"),
            ("redirect", "Redirect"),
            ("miss", "Close as missed"),
            ("cause", "Name the cause"),
            ("cancel", "Cancel"),
        ],
        required=True,
        readonly=True,
    )
    due_text = fields.Char(related="deadline_id.due_text", string="Due now")
    due_after = fields.Datetime(compute="_compute_due_after")
    due_after_text = fields.Char(string="Would be due", compute="_compute_due_after")
    norm_text = fields.Char(related="deadline_id.rule_id.norm_text")
    allowed_ground_ids = fields.Many2many("legal.ground", compute="_compute_allowed_ground_ids")
    ground_id = fields.Many2one("legal.ground", domain="[('id', 'in', allowed_ground_ids)]")
    amount = fields.Integer(string="Extend by", compute="_compute_amount", store=True, readonly=False)
    amount_text = fields.Char(compute="_compute_amount_text", string="The law allows")
    notified_at = fields.Datetime(string="Customer told on", help="The notice must be given before the term ends.")
    receiver = fields.Char(string="To whom")
    cause = fields.Selection(CAUSES, string="Cause of the miss")
    reason = fields.Text()
    document = fields.Char(help="The document of the act: its kind, number and date.")

    @api.depends("deadline_id", "act")
    def _compute_allowed_ground_ids(self):
        for wizard in self:
            rule = wizard.deadline_id.rule_id
            grounds = {"extend": rule.extension_ground_ids, "pause": rule.pause_ground_ids}
            wizard.allowed_ground_ids = grounds.get(wizard.act)

    @api.depends("deadline_id")
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = wizard.deadline_id.rule_id.extension_amount

    @api.depends("deadline_id")
    @api.depends_context("lang")
    def _compute_amount_text(self):
        for wizard in self:
            rule = wizard.deadline_id.rule_id
            unit = rule.extension_unit or rule.unit
            wizard.amount_text = rule and self.env["legal.explanation"]._amount(rule.extension_amount, unit)

    @api.depends("deadline_id", "act", "amount")
    def _compute_due_after(self):
        """Show the date before the act is done; what the law does not allow is said by the act itself."""
        for wizard in self:
            deadline, acts = wizard.deadline_id.sudo(), None
            done = deadline and deadline._acts()[deadline.id]
            law = deadline and deadline.rule_id._value().extension
            if wizard.act == "extend" and law and wizard.amount > 0:
                acts = Acts(done.pauses, (*done.extensions, Extension(wizard.amount, law.unit)))
            elif wizard.act == "resume" and deadline.state == "paused":
                since = deadline._last_pauses()[deadline.id]
                pause = Pause(deadline._local(since), deadline._local(fields.Datetime.now()))
                acts = Acts((*done.pauses, pause), done.extensions)
            counted = acts and deadline._ask(deadline._reckon_with, acts)
            wizard.due_after = counted and self.env["legal.rule"]._naive(counted.due)
            wizard.due_after_text = counted and counted.due.strftime("%d.%m.%Y %H:%M")

    @api.model_create_multi
    def create(self, vals_list):
        """A dialog opens on what its user may read."""
        wizards = super().create(vals_list)
        wizards.deadline_id.check_access("read")
        return wizards

    def action_do(self):
        """Do the act on this very deadline, by the rights that its user has on the record it is about."""
        self.ensure_one()
        self._check_filled()
        promise = self.deadline_id
        self.env[promise.res_model].browse(promise.res_id)._deadline_check_by_hand(self.act, promise.code)
        deadline = promise._for_act(self.act, self.reason or (self.act == "resume" and self.act))
        if self.act == "cancel":
            deadline._check_not_overdue()
        getattr(self, f"_do_{self.act}")(deadline)
        return {"type": "ir.actions.act_window_close"}

    def _check_filled(self):
        """Ask for what the form of the act needs; the act itself asks for what the law needs."""
        for name in NEEDED.get(self.act, ()):
            if not self[name]:
                label = self._fields[name]._description_string(self.env)
                raise UserError(
                    self.env._("Fill in “%(field)s”: it stays in the history of the deadline.", field=label)
                )

    def _do_extend(self, deadline):
        deadline._extend(self.reason, self.notified_at, self.ground_id, self.document, self.amount)

    def _do_pause(self, deadline):
        deadline._pause(self.reason, self.ground_id, self.document)

    def _do_resume(self, deadline):
        deadline._resume(self.reason, self.document)

    def _do_redirect(self, deadline):
        deadline._redirect(self.reason, self.receiver, self.notified_at, self.document)

    def _do_miss(self, deadline):
        deadline._miss(self.cause, self.reason, self.document)

    def _do_cause(self, deadline):
        deadline._name_cause(self.cause, self.reason, self.document)

    def _do_cancel(self, deadline):
        deadline._cancel(self.reason)
