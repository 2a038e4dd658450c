from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .legal_deadline import OPEN_STATES


class LegalDeadlineMixin(models.AbstractModel):
    """Gives a model legal deadlines: `_inherit = ["legal.deadline.mixin"]` and the two hooks."""

    _name = "legal.deadline.mixin"
    _description = "Record with Legal Deadlines"

    deadline_ids = fields.One2many(
        "legal.deadline",
        "res_id",
        string="Deadlines",
        bypass_search_access=True,
        copy=False,
        groups="base.group_user",
    )
    next_due_at = fields.Datetime(
        string="Due",
        compute="_compute_next_due_at",
        store=True,
        index=True,
        copy=False,
        help="The earliest running deadline.",
    )
    deadline_state = fields.Selection(
        [
            ("none", "No deadline"),
            ("running", "In time"),
            ("due_soon", "Due soon"),
            ("overdue", "Overdue"),
            ("paused", "Paused"),
            ("met", "Met"),
            ("missed", "Missed"),
        ],
        string="Deadline status",
        compute="_compute_deadline_state",
        compute_sudo=True,
        search="_search_deadline_state",
    )
    deadline_explanation = fields.Html(
        string="Why this date?",
        compute="_compute_deadline_explanation",
        compute_sudo=True,
        sanitize=False,
        groups="base.group_user",
    )

    @api.depends("deadline_ids.state", "deadline_ids.due_at")
    def _compute_next_due_at(self):
        for record in self:
            running = (one.due_at for one in record.deadline_ids if one.state == "running")
            record.next_due_at = min(running, default=False)

    @api.depends("next_due_at", "deadline_ids.state", "deadline_ids.warn_at")
    def _compute_deadline_state(self):
        """Ask for the nearest warnings alone: lists show the status of a page of records, and know what is late."""
        now, urgency = fields.Datetime.now(), ("paused", "missed", "met")
        late = self.filtered(lambda record: record.next_due_at and record.next_due_at < now)
        late.deadline_state = "overdue"
        others = self - late
        promises = others and self.env["legal.deadline"]._read_group(
            [("res_model", "=", self._name), ("res_id", "in", others.ids), ("state", "!=", "cancelled")],
            ["res_id", "state"],
            ["warn_at:min"],
        )
        warned = {(res_id, state): warn_at for res_id, state, warn_at in promises}
        for record in others:
            res_id = record._origin.id
            if warn_at := warned.get((res_id, "running")):
                record.deadline_state = "due_soon" if warn_at <= now else "running"
            else:
                record.deadline_state = next((state for state in urgency if (res_id, state) in warned), "none")

    def _search_deadline_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._domain_of_status(status) for status in value)

    @api.model
    def _domain_of_status(self, status):
        """Return the records of a status, by comparison with now (see `legal.deadline`)."""
        now = fields.Datetime.now()
        late, awake = Domain("next_due_at", "<", now), Domain("next_due_at", ">=", now)
        # of what is late nothing is due soon: a long list of it is not looked up
        warned = self._domain_of_promised([("state", "=", "running"), ("warn_at", "<=", now), ("due_at", ">=", now)])
        idle = Domain("next_due_at", "=", False)
        ended = {state: self._domain_of_promised([("state", "=", state)]) for state in ("paused", "missed", "met")}
        return {
            "overdue": late,
            "due_soon": awake & warned,
            "running": awake & ~warned,
            "paused": idle & ended["paused"],
            "missed": idle & ended["missed"] & ~ended["paused"],
            "met": idle & ended["met"] & ~ended["missed"] & ~ended["paused"],
            "none": idle & ~ended["met"] & ~ended["missed"] & ~ended["paused"],
        }[status]

    @api.model
    def _domain_of_promised(self, domain):
        """Return the records with such a promise, as a subquery on its index."""
        own = Domain("res_model", "=", self._name) & Domain(domain)
        deadlines = self.env["legal.deadline"].sudo()._search(own, order="id")
        return Domain("id", "in", deadlines.subselect("res_id"))

    @api.depends("deadline_ids.explanation")
    @api.depends_context("lang")
    def _compute_deadline_explanation(self):
        for record in self:
            blocks = [
                Markup("<p>%s</p>") % Markup("<br/>").join(one._explain("staff").splitlines())
                for one in record.deadline_ids
                if one.state != "cancelled"
            ]
            record.deadline_explanation = Markup("").join(blocks)

    def _deadline_branch(self):
        """Return the branch whose local dates count: a record with `tz`, or nothing."""
        return None

    def _deadline_facts(self):
        """Return the facts of this record that choose between rules of one code."""
        return {}

    def _deadline_circumstances(self, facts=None):
        """Return what a date about this record depends on; without a branch its own company counts."""
        company = self.company_id if "company_id" in self._fields else None
        facts = {**self._deadline_facts(), **(facts or {})}
        return self.env["legal.rule"]._circumstances(self._deadline_branch(), facts, company)

    def _deadline_reasons(self, code):
        """Return steps to print after the event: why this law and no other. `legal.explanation` says them."""
        return []

    def _deadline_start(self, code, started_at=None, **facts):
        """Promise `code` for each record; return one `legal.deadline` a record, in their order.

        A promise of the code that is still open is returned as it is: starting twice is harmless.

        :raises UserError: no rule, or two, for the day and the facts; no calendar; a rule "not earlier
            than", by which nothing is owed (ask `legal.rule._check_act` before the act)
        """
        self.check_access("write")
        started_at = fields.Datetime.to_datetime(started_at or fields.Datetime.now())
        running = {one.res_id: one for one in self._deadline_open(code)}
        reckoned = {}
        missing = [record for record in self if record.id not in running]
        vals_list = [record._deadline_vals(code, started_at, facts, reckoned) for record in missing]
        created = self.env["legal.deadline"].sudo()._give(vals_list)
        running.update({record.id: one for record, one in zip(missing, created, strict=True)})
        return self.env["legal.deadline"].browse([running[record.id].id for record in self])

    def _deadline_vals(self, code, started_at, facts, reckoned):
        """Return the values of one promise; equal events of a batch are reckoned once.

        A model that counts from a moment of each record overrides it and passes that moment on.
        """
        rules = self.env["legal.rule"]
        branch, circumstances = self._deadline_branch(), self._deadline_circumstances(facts)
        key = (started_at, circumstances)
        if key not in reckoned:
            reckoned[key] = rules._reckon(code, started_at, circumstances)
        deadline, rule = reckoned[key]
        if deadline.rule.term.direction == "not_before":
            raise UserError(
                self.env._(
                    "“%(name)s” is a time that must pass before an act: nothing is owed by it, so no deadline starts.",
                    name=rule.sudo().name,
                )
            )
        steps = rules._steps(deadline, branch)
        steps[1:1] = [{**reason, "reason": True} for reason in self._deadline_reasons(code)]
        return {
            "rule_id": rule.id,
            "code": code,
            "res_model": self._name,
            "res_id": self.id,
            "company_id": circumstances.company_id,
            "state": "running",
            "started_at": started_at,
            "circumstances": circumstances.kept(),
            "explanation": steps,
            **rules._dates(deadline),
        }

    def _deadline_done(self, code, done_at=None, cause=None):
        """Fulfil the open promise of each record: met in time, missed when late, and then for a `cause`.

        Records without an open promise of the code are left alone, so doing it twice is harmless.

        :param done_at: when, now if nothing is said; `{record: moment}` where the moments differ
        """
        self.check_access("write")
        now = fields.Datetime.now()
        said = done_at if isinstance(done_at, dict) else dict.fromkeys(self, done_at)
        deadlines = self._deadline_open(code)
        moments = {one: fields.Datetime.to_datetime(said[self.browse(one.res_id)] or now) for one in deadlines}
        forward = {one for one in deadlines if one.rule_id._value().term.direction == "forward"}
        if any(at > now or (one in forward and one.started_at > at) for one, at in moments.items()):
            raise UserError(self.env._("A deadline is fulfilled after it has begun and not in the future."))
        deadlines._done_at(moments, cause)
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_cancel(self, code, reason):
        """Withdraw the open promise of each record; the reason stays in the history."""
        self.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the deadline is cancelled."))
        deadlines = self._deadline_open(code)
        deadlines._cancel(reason)
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _write_multi(self, vals_list):
        """Write due dates alone in one statement: the ORM sends one for every hundred, and signs it as an edit."""
        if any(vals.keys() != {"next_due_at"} for vals in vals_list):
            return super()._write_multi(vals_list)
        return self.env.cr.execute(
            SQL(
                """UPDATE %(table)s AS record SET next_due_at = promised.due_at
                     FROM unnest(%(ids)s, %(due)s::timestamp[]) AS promised(id, due_at)
                    WHERE record.id = promised.id""",
                table=SQL.identifier(self._table),
                ids=list(self._ids),
                due=[vals["next_due_at"] for vals in vals_list],
            )
        )

    def _deadline_open(self, code):
        return self._deadline_of(code, OPEN_STATES)

    def _deadline_of(self, code, states):
        """Return the promises of a code in these states; those of a batch are read once for all its acts."""
        return self.sudo().deadline_ids.filtered(lambda one: one.code == code and one.state in states)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_promised(self):
        """What was promised about a record outlives a wish to delete it."""
        if (
            self.env["legal.deadline"]
            .sudo()
            .search_count([("res_model", "=", self._name), ("res_id", "in", self.ids)], limit=1)
        ):
            raise UserError(self.env._("A record with legal deadlines is not deleted. Close it instead."))
