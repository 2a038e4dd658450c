from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import html2plaintext

from ..appeals import placeholders
from ..appeals.life import WORKED_STATES
from .grid_text_block import TEXT_FIELDS

#: What an approver agrees to.
APPROVED_FIELDS = {"body", "signer_name", "signer_position", "executor_id"}
#: What only the buttons and the text itself set.
BY_BUTTON_ONLY = {"state", "approved_by_id", "approved_at", "approved_rule_ids", "author_ids"}
NOT_APPROVED = {"approved_by_id": False, "approved_at": False, "approved_rule_ids": False}


class GridAppealCause(models.Model):
    """One cause of many appeals, as an outage of a feeder: one text answers them all, each by a letter of its own."""

    _name = "grid.appeal.cause"
    _description = "Common cause of appeals"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Cause", required=True, tracking=True)
    happened_on = fields.Date("Date of the event", default=fields.Date.context_today)
    branch_id = fields.Many2one(
        "grid.branch",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["grid.branch"]._default_branch(),
        check_company=True,
    )
    company_id = fields.Many2one(related="branch_id.company_id", store=True, index=True)
    state = fields.Selection(
        [("draft", "Being prepared"), ("sending", "Being answered"), ("done", "Answered")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    body = fields.Html("Common answer", sanitize=True, sanitize_style=True, strip_classes=True)
    executor_id = fields.Many2one(
        "res.users", "Executor", domain=[("share", "=", False)], default=lambda self: self.env.user, required=True
    )
    signer_name = fields.Char("Signed by", compute="_compute_signer", store=True, readonly=False)
    signer_position = fields.Char("Position of the signer", compute="_compute_signer", store=True, readonly=False)
    approved_by_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False)
    approved_at = fields.Datetime(readonly=True, copy=False)
    # an approval holds for what its approver could approve, not for what comes after
    approved_rule_ids = fields.Many2many("tier.definition", copy=False, groups=fields.NO_ACCESS)
    author_ids = fields.Many2many("res.users", string="Written by", copy=False, groups=fields.NO_ACCESS)
    needs_approval = fields.Boolean(compute="_compute_needs_approval", compute_sudo=True)
    ticket_ids = fields.One2many("helpdesk.ticket", "cause_id", "Appeals")
    ticket_count = fields.Integer("Linked", compute="_compute_counts")
    answered_count = fields.Integer("Answered", compute="_compute_counts")
    waiting_count = fields.Integer("Wait for an answer", compute="_compute_counts")
    skipped_count = fields.Integer("Left out", compute="_compute_counts")

    @api.depends("branch_id")
    def _compute_signer(self):
        for cause in self:
            cause.signer_name = cause.branch_id.head_name
            cause.signer_position = cause.branch_id.head_position

    @api.depends("ticket_ids.state", "ticket_ids.cause_note")
    def _compute_counts(self):
        tickets = self.env["helpdesk.ticket"]
        linked = [("cause_id", "in", self.ids)]
        rows = {
            name: dict(tickets._read_group([*linked, *domain], ["cause_id"], ["__count"]))
            for name, domain in {
                "ticket_count": [],
                "waiting_count": [("state", "in", WORKED_STATES)],
                "answered_count": [("state", "in", ("answered", "closed"))],
                "skipped_count": [("cause_note", "!=", False), ("state", "in", WORKED_STATES)],
            }.items()
        }
        for cause in self:
            for name, counts in rows.items():
                cause[name] = counts.get(cause, 0)

    @api.constrains("body")
    def _check_fields(self):
        for cause in self:
            if wrong := placeholders.unknown(str(cause.body or ""), TEXT_FIELDS):
                raise ValidationError(
                    self.env._(
                        "The common answer names a field that does not exist: %(wrong)s. "
                        "Write one of these in double braces: %(known)s.",
                        wrong=", ".join(wrong),
                        known=", ".join(TEXT_FIELDS),
                    )
                )

    # ------------------------------------------------------------------
    # Approval: by whoever must approve the single answers, never by the executor or a writer of the text
    # ------------------------------------------------------------------
    @api.depends("ticket_ids", "approved_rule_ids", "ticket_ids.kind")
    def _compute_needs_approval(self):
        for cause in self:
            cause.needs_approval = bool(cause._rules_that_ask() - cause.approved_rule_ids)

    def _rules_that_ask(self):
        """Return the rules of approval that the answers of the linked appeals fall under."""
        waiting = self.ticket_ids.filtered(lambda ticket: ticket.state in WORKED_STATES)
        return self.env["tier.definition"].union(*waiting._approval_rules().values())

    def action_approve(self):
        self.ensure_one()
        self.check_access("read")
        self._check_complete()
        user, rules = self.env.user, self.sudo()._rules_that_ask()
        if not rules:
            raise UserError(self.env._("No answer to the linked appeals needs an approval: press “Answer all”."))
        for rule in rules:
            if user not in rule._approvers() - self.executor_id - self.sudo().author_ids:
                raise AccessError(
                    self.env._(
                        "The common answer is approved by: %(who)s, and never by its own executor or "
                        "by whoever wrote in it.",
                        who=rule._approver_names(),
                    )
                )
        self.sudo().write(
            {"approved_by_id": user.id, "approved_at": fields.Datetime.now(), "approved_rule_ids": rules.ids}
        )
        self.sudo().message_post(body=self.env._("The common answer is approved by %(user)s.", user=user.name))
        return True

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_by_hand(vals)
        causes = super().create(vals_list)
        causes.filtered("body").sudo().author_ids = self.env.user
        return causes

    def _refuse_by_hand(self, vals):
        if not self.env.su and BY_BUTTON_ONLY & vals.keys():
            raise UserError(self.env._("A cause is approved and answered by its buttons."))

    def _appeals_join(self):
        """Take appeals in: the cause is prepared again, and approved again."""
        self._refuse_sending()
        self.sudo().write({"state": "draft", **NOT_APPROVED})

    def _refuse_sending(self):
        if any(cause.state == "sending" for cause in self):
            raise UserError(self.env._("The appeals of this cause are being answered: wait until it is done."))

    def write(self, vals):
        self._refuse_by_hand(vals)
        if APPROVED_FIELDS & vals.keys():
            self._refuse_sending()
            # another text, another approval
            super(GridAppealCause, self.sudo().filtered("approved_by_id")).write(NOT_APPROVED)
        if "body" in vals:
            super(GridAppealCause, self.sudo()).write({"author_ids": [Command.link(self.env.uid)]})
        return super().write(vals)

    def _check_complete(self):
        problems = []
        if not html2plaintext(self.body or "").strip():
            problems.append(self.env._("The common answer is empty: write it."))
        if not self.signer_name or not self.signer_position:
            problems.append(self.env._("Nobody signs the letters: fill in the name and the position of the signer."))
        if not any(ticket.state in WORKED_STATES for ticket in self.ticket_ids):
            problems.append(self.env._("No linked appeal waits for an answer."))
        if problems:
            raise UserError("\n".join(problems))

    # ------------------------------------------------------------------
    # Answering
    # ------------------------------------------------------------------
    def action_answer_all(self):
        """Let every linked appeal that waits be answered, in batches, by letters of their own."""
        self.ensure_one()
        self.check_access("write")
        self._check_complete()
        self.ticket_ids._check_actor("answer")
        if self.needs_approval:
            raise UserError(
                self.env._(
                    "The common answer must be approved before it is sent, by: %(who)s.",
                    who=self.sudo()._rules_that_ask()._approver_names(),
                )
            )
        self.ticket_ids.filtered("cause_note").sudo()._by_act().write({"cause_note": False})
        self.sudo().write({"state": "sending"})
        self.env.ref("grid_appeal.ir_cron_answer_causes").sudo()._trigger()
        return True

    def action_open_tickets(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_appeal.helpdesk_ticket_action")
        return {**action, "domain": [("cause_id", "=", self.id)], "context": {"search_default_group_state": 1}}
