from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: What a promise is about and what it was counted from never change.
FIXED_FIELDS = {"rule_id", "code", "res_model", "res_id", "started_at", "company_id", "circumstances"}
OPEN_STATES = ("running", "paused")
CAUSES = [
    ("own_fault", "Fault of the company"),
    ("applicant", "Fault of the applicant"),
    ("force_majeure", "Force majeure"),
]
#: Proves in the context that a promise is moved by its act; it cannot be sent over any API.
MOVING = object()


class LegalDeadline(models.Model):
    """One promise: what is owed, by which edition of which norm, until when, and how it ended."""

    _name = "legal.deadline"
    _description = "Legal Deadline"
    _order = "due_at, id"

    rule_id = fields.Many2one("legal.rule", required=True, readonly=True, ondelete="restrict", index=True)
    code = fields.Char(required=True, readonly=True)
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(string="Record id", model_field="res_model", required=True, readonly=True)
    record_name = fields.Char(string="Record", compute="_compute_record_name")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    started_at = fields.Datetime(required=True, readonly=True)
    due_at = fields.Datetime(required=True, readonly=True)
    control_at = fields.Datetime(string="Internal control", required=True, readonly=True)
    warn_at = fields.Datetime(string="Due soon from", required=True, readonly=True)
    due_text = fields.Char(
        string="Due on", compute="_compute_due_text", help="By the local dates of the place, whoever reads it where."
    )
    done_at = fields.Datetime(readonly=True)
    state = fields.Selection(
        [
            ("running", "Running"),
            ("paused", "Paused"),
            ("met", "Met"),
            ("missed", "Missed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="running",
    )
    deadline_state = fields.Selection(
        [
            ("running", "In time"),
            ("due_soon", "Due soon"),
            ("overdue", "Overdue"),
            ("paused", "Paused"),
            ("met", "Met"),
            ("missed", "Missed"),
            ("cancelled", "Cancelled"),
        ],
        string="Status",
        compute="_compute_deadline_state",
        search="_search_deadline_state",
    )
    is_preliminary = fields.Boolean(readonly=True, help="The production calendar of the year is not published yet.")
    cause = fields.Selection(CAUSES, string="Cause of the miss", readonly=True)
    circumstances = fields.Json(readonly=True, help="The zone, the places and the facts it was counted with.")
    explanation = fields.Json(readonly=True)
    explanation_text = fields.Text(compute="_compute_explanation", string="Why this date?")
    explanation_html = fields.Html(compute="_compute_explanation", sanitize=False)
    event_ids = fields.One2many("legal.deadline.event", "deadline_id", string="History")

    _open_uniq = models.UniqueIndex(
        "(res_model, res_id, code) WHERE state IN ('running', 'paused')",
        "This deadline is already running for the record.",
    )
    _record_idx = models.Index("(res_id, res_model)")
    _due_idx = models.Index("(due_at, id) WHERE state = 'running'")
    _warn_idx = models.Index("(res_model, warn_at) WHERE state = 'running'")
    _missed_idx = models.Index("(res_model, res_id) WHERE state = 'missed'")
    _control_order = models.Constraint(
        "CHECK (control_at <= due_at)", "The internal control date never comes after the due date."
    )

    @api.depends("rule_id", "due_at")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for deadline in self:
            due = deadline._local(deadline.due_at).strftime("%d.%m.%Y")
            deadline.display_name = f"{deadline.rule_id.sudo().name}: {due}"

    @api.depends("due_at", "circumstances")
    def _compute_due_text(self):
        """Name the day; the hour too, where the term ends before midnight."""
        for deadline in self:
            due = deadline._local(deadline.due_at)
            whole_day = due.strftime("%H:%M:%S") == "23:59:59"
            deadline.due_text = due.strftime("%d.%m.%Y" if whole_day else "%d.%m.%Y %H:%M")

    def _zone(self):
        """Return the zone whose local dates count."""
        return (self.circumstances or {}).get("zone") or self.company_id.sudo().legal_tz

    def _local(self, moment):
        """Return a naive UTC moment in the zone whose local dates count."""
        return self.env["legal.rule"]._local(moment, self._zone())

    @api.depends("res_model", "res_id")
    def _compute_record_name(self):
        for model, deadlines in self.grouped("res_model").items():
            records = self.env[model].browse(deadlines.mapped("res_id")).exists()
            names = {record.id: record.display_name for record in records}
            for deadline in deadlines:
                deadline.record_name = names.get(deadline.res_id)

    @api.depends("state", "due_at", "warn_at")
    def _compute_deadline_state(self):
        now = fields.Datetime.now()
        for deadline in self:
            state = deadline.state
            if state == "running" and deadline.due_at < now:
                state = "overdue"
            elif state == "running" and deadline.warn_at <= now:
                state = "due_soon"
            deadline.deadline_state = state

    def _search_deadline_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._domain_of_status(status) for status in value)

    @api.model
    def _domain_of_status(self, status):
        """Return the domain of a status: time passes, so it is compared with now, never stored."""
        now = fields.Datetime.now()
        running = Domain("state", "=", "running")
        return {
            "overdue": running & Domain("due_at", "<", now),
            "due_soon": running & Domain("due_at", ">=", now) & Domain("warn_at", "<=", now),
            "running": running & Domain("due_at", ">=", now) & Domain("warn_at", ">", now),
        }.get(status, Domain("state", "=", status))

    @api.depends("explanation")
    @api.depends_context("lang")
    def _compute_explanation(self):
        for deadline in self:
            lines = deadline._explain("staff").splitlines()
            deadline.explanation_text = "\n".join(lines)
            deadline.explanation_html = Markup("<br/>").join(lines)

    def _explain(self, audience="public"):
        """Return why this date, a line a step, in the reader's language.

        `audience` is `public` (customer, inspector) or `staff`, who also see the control date.
        """
        self.ensure_one()
        return "\n".join(self.env["legal.explanation"]._lines(self.explanation or [], audience))

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse whatever is no act: `_deadline_start` gives a promise, counts it and begins its history."""
        if self.env.context.get("deadline_act") is not MOVING:
            raise UserError(self.env._("A deadline is started by the record that promises, never by hand."))
        return super().create(vals_list)

    def write(self, vals):
        """Refuse whatever is no act: an act proves itself, and leaves an event."""
        if self.env.context.get("deadline_act") is not MOVING:
            self.check_access("write")
            if FIXED_FIELDS & vals.keys():
                raise UserError(
                    self.env._(
                        "What a deadline was counted from never changes. Cancel it with a reason and start a new one."
                    )
                )
            raise UserError(self.env._("A deadline changes by its acts alone: each stays in its history."))
        return super().write(vals)

    def _by_act(self):
        """Return the promises for a write that is an act; the proof cannot be sent over any API."""
        return self.with_context(deadline_act=MOVING)

    def _tell_records(self):
        """Let the records know of promises that were just given: those that know theirs get one more."""
        for model, deadlines in self.grouped("res_model").items():
            known = self.env[model]._fields["deadline_ids"]._get_cache(self.env)
            for deadline in deadlines:
                if (promises := known.get(deadline.res_id)) is not None:
                    known[deadline.res_id] = (*promises, deadline.id)
        self.modified(["res_id", "state", "due_at"])

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A deadline is never deleted. Cancel it: its history says who and why."))

    def action_open_record(self):
        """Open what the promise is about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
