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
    due_at = fields.Datetime(related="deadline_id.due_at", string="Due now")
    due_after = fields.Datetime(string="Would be due", compute="_compute_due_after")
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

    def action_do(self):
        """Do the act on the record that the deadline is about, by the rights of who does it."""
        self.ensure_one()
        record = self.env[self.deadline_id.res_model].browse(self.deadline_id.res_id)
        self._check_filled()
        getattr(self, f"_do_{self.act}")(record, self.deadline_id.code)
        return {"type": "ir.actions.act_window_close"}

    def _check_filled(self):
        """Ask for what the form of the act needs; the record's own method asks for what the law needs."""
        needed = {
            "pause": ("document",),
            "redirect": ("receiver", "notified_at"),
            "miss": ("cause",),
            "cause": ("cause",),
        }
        for name in needed.get(self.act, ()):
            if not self[name]:
                label = self._fields[name]._description_string(self.env)
                raise UserError(
                    self.env._("Fill in “%(field)s”: it stays in the history of the deadline.", field=label)
                )

    def _do_extend(self, record, code):
        record._deadline_extend(code, self.reason, self.notified_at, self.ground_id, self.document, self.amount)

    def _do_pause(self, record, code):
        record._deadline_pause(code, self.reason, self.ground_id, self.document)

    def _do_resume(self, record, code):
        record._deadline_resume(code, self.reason, self.document)

    def _do_redirect(self, record, code):
        record._deadline_redirect(code, self.reason, self.receiver, self.notified_at, self.document)

    def _do_miss(self, record, code):
        record._deadline_miss(code, self.cause, self.reason, self.document)

    def _do_cause(self, record, code):
        record._deadline_cause(code, self.cause, self.reason, self.document)

    def _do_cancel(self, record, code):
        record._deadline_cancel(code, self.reason)
