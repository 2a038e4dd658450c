from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

#: Notice before a check that needs access; the consumer's other date; the copy of the act (PP 442, p. 172-173).
NOTICE = "meter_check_notice"
OTHER_DATE = "meter_check_other_date"
ACT_COPY = "meter_check_act_copy"
#: What the notice says is not changed after it; what the act says is not changed at all.
TOLD = {"meter_id", "planned_on", "needs_access", "notified_at"}
MADE = TOLD | {"offered_on", "act_made_at", "act_number", "result", "result_text", "not_admitted_at", "cancel_reason"}


class GridMeterCheck(models.Model):
    """A check of a meter at its place (проверка прибора учёта): planned, announced, made with an act, or not let in."""

    _name = "grid.meter.check"
    _inherit = "grid.meter.act"
    _description = "Check of a meter"
    _order = "visit_on desc, id desc"

    meter_id = fields.Many2one(required=True)
    kind = fields.Selection(
        [("planned", "By plan"), ("unplanned", "Out of plan")], required=True, default="planned", tracking=True
    )
    request_id = fields.Many2one(
        "grid.service.request",
        "Request",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Its passport promises the copy of the act; a check without a request promises it itself.",
    )
    ground = fields.Char("Ground", help="Of a check out of plan: a request, a mark of a reading, a report of a fault.")
    needs_access = fields.Boolean(
        default=True, help="The meter stands where the consumer lets in: a notice is given before the check."
    )
    planned_on = fields.Date("Date of the company", required=True, tracking=True)
    notice_by = fields.Date(
        "Notice not later than", compute="_compute_notice_by", store=True, precompute=True, compute_sudo=True
    )
    notified_at = fields.Datetime("Notice given", copy=False, tracking=True)
    notice_way = fields.Selection(
        [
            ("paper", "Handed over"),
            ("post", "By post"),
            ("account", "In the personal account"),
            ("email", "By e-mail"),
            ("phone", "By phone, recorded"),
        ],
        "How",
        copy=False,
    )
    notice_warning = fields.Text(compute="_compute_notice_warning")
    offered_on = fields.Date("Other date of the consumer", copy=False, tracking=True)
    visit_on = fields.Date("Date of the check", compute="_compute_visit_on", store=True, precompute=True)
    not_admitted_at = fields.Datetime("Nobody let in", copy=False, tracking=True)
    non_admission_words = fields.Char(compute="_compute_non_admission_words")
    act_made_at = fields.Datetime("Act made", copy=False, tracking=True)
    act_number = fields.Char("Number of the act", copy=False, tracking=True)
    result = fields.Selection(
        [
            ("fit", "The meter is fit"),
            ("unfit", "The meter is not fit: it is replaced"),
            ("violation", "Interference or consumption past the meter"),
        ],
        copy=False,
        tracking=True,
    )
    result_text = fields.Text("What was found", copy=False)
    reading_ids = fields.One2many("grid.meter.reading", "check_id", "Control readings")
    copy_sent_at = fields.Datetime("Copy of the act sent to the supplier", copy=False, tracking=True)
    cancel_reason = fields.Char("Why it was cancelled", copy=False, tracking=True)
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("notified", "Notice given"),
            ("done", "Made"),
            ("not_admitted", "Not let in"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_state",
        store=True,
        precompute=True,
        tracking=True,
    )
    recorded_state = fields.Selection(
        selection=lambda self: self._fields["state"].selection,
        compute="_compute_recorded_state",
        help="The state before what is being typed: a form closes its fields when they are saved, not under the hand.",
    )

    _made_whole = models.Constraint(
        "CHECK (act_made_at IS NULL OR (act_number IS NOT NULL AND result IS NOT NULL))",
        "An act of a check has its number and its result. Enter both.",
    )
    _one_end = models.Constraint(
        "CHECK (num_nonnulls(act_made_at, not_admitted_at, NULLIF(cancel_reason, '')) <= 1)",
        "A check is made, or nobody was let in, or it is cancelled: one of these.",
    )
    _copy_after_act = models.Constraint(
        "CHECK (copy_sent_at IS NULL OR act_made_at IS NOT NULL)", "A copy is sent of an act that was made."
    )
    _order_idx = models.Index("(visit_on DESC, id DESC)")
    _to_notify_idx = models.Index("(notice_by, id) WHERE state = 'planned'")
    _meter_idx = models.Index("(meter_id, visit_on)")

    @api.depends("meter_id", "visit_on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._(
                "Check of %(meter)s, %(day)s",
                meter=check.meter_id.display_name,
                day=format_date(self.env, check.visit_on),
            )

    @api.depends("planned_on", "needs_access", "branch_id")
    def _compute_notice_by(self):
        for check in self:
            wanted = check.planned_on and check.needs_access
            check.notice_by = wanted and self.env["legal.rule"]._due_day(NOTICE, *check._planned_event())

    @api.depends("offered_on", "planned_on")
    def _compute_visit_on(self):
        for check in self:
            check.visit_on = check.offered_on or check.planned_on

    @api.depends("act_made_at", "not_admitted_at", "cancel_reason", "notified_at")
    def _compute_state(self):
        for check in self:
            ends = {"done": check.act_made_at, "not_admitted": check.not_admitted_at, "cancelled": check.cancel_reason}
            waits = "notified" if check.notified_at else "planned"
            check.state = next((state for state, came in ends.items() if came), waits)

    @api.depends("state")
    def _compute_recorded_state(self):
        for check in self:
            check.recorded_state = check._origin.state or "planned"

    @api.depends("planned_on", "needs_access", "notified_at", "state")
    @api.depends_context("lang")
    def _compute_notice_warning(self):
        """Say at once, while the dates are typed, what the notice risks or why it is refused, or would be today."""
        now = fields.Datetime.now()
        for check in self:
            try:
                check.notice_warning = check._judged_notice(now if check.state == "planned" else check.notified_at)
            except UserError as refusal:
                check.notice_warning = str(refusal)

    @api.depends("not_admitted_at", "meter_id.check_ids.not_admitted_at", "meter_id.last_checked_at")
    @api.depends_context("lang")
    def _compute_non_admission_words(self):
        for check in self:
            earlier = check.meter_id._non_admissions().filtered(lambda one, check=check: one._origin != check._origin)
            check.non_admission_words = check._words_of_non_admissions(earlier) if earlier else False

    def _words_of_non_admissions(self, earlier):
        return self.env._(
            "Nobody was let in on %(days)s. From the second non-admission on the volume is reckoned by 1.5 (PP 442).",
            days=", ".join(format_date(self.env, one.visit_on) for one in earlier),
        )

    # --- what law allows
    def _planned_event(self):
        """Return the beginning of the day that the company named, and the branch whose day it is."""
        return self.env["legal.rule"]._day_begins(self.planned_on, self.branch_id), self.branch_id

    def _judged_notice(self, notified_at):
        """Return a warning about the notice, empty when there is nothing to say; refuse one that came too late."""
        if not (self.planned_on and self.needs_access and notified_at):
            return ""
        event_at, branch = self._planned_event()
        return self.env["legal.rule"]._check_act(NOTICE, event_at, notified_at, branch)

    @api.constrains("planned_on", "notified_at", "needs_access")
    def _check_notice(self):
        for check in self:
            check._refuse_future(check.notified_at)
            check._judged_notice(check.notified_at)

    @api.constrains("offered_on", "planned_on")
    def _check_offered_on(self):
        """The company goes on the consumer's day, when it lies within the term from its own."""
        rules = self.env["legal.rule"]
        for check in self.filtered("offered_on"):
            event = check._planned_event()
            last = rules._due_day(OTHER_DATE, *event)
            if not check.planned_on <= check.offered_on <= last:
                raise ValidationError(
                    self.env._(
                        "The consumer's other date lies between the company's date and %(last)s.\n%(why)s",
                        last=format_date(self.env, last),
                        why=rules._why(OTHER_DATE, *event),
                    )
                )

    @api.constrains("not_admitted_at", "notified_at", "needs_access")
    def _check_not_admitted(self):
        for check in self.filtered("not_admitted_at"):
            check._refuse_future(check.not_admitted_at)
            if not check.notified_at:
                raise ValidationError(
                    self.env._("A non-admission counts after a notice. Enter when the notice of this check was given.")
                )
