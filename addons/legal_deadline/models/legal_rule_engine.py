from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ..deadlines import Condition, DeadlineError, Rule, Rulebook, Term, reckon


class LegalRule(models.Model):
    """The ORM half of the engine: rows become values, moments become local, refusals speak."""

    _inherit = "legal.rule"

    @api.model
    def _due(self, code, started_at=None, branch=None, **facts):
        """Return `(due_at, explanation)` of an event: naive UTC, and steps for `_explain`."""
        company = self._company_of(branch)
        deadline, _rule = self._reckon(
            code, started_at or fields.Datetime.now(), self._zone_of(branch, company), company, facts
        )
        return self._naive(deadline.due), self._steps(deadline, branch)

    @api.model
    def _reckon(self, code, started_at, zone, company, facts):
        """Return the pure deadline and the edition that gave it; refuse with a UserError."""
        event = fields.Datetime.to_datetime(started_at).replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
        try:
            rule = self._rulebook().choose(code, event.date(), facts)
            calendar = self.env["legal.calendar.day"]._calendar(company.id)
            return reckon(rule, event, calendar), self.browse(rule.key)
        except DeadlineError as refusal:
            raise UserError(self._refusal(refusal)) from refusal

    @tools.ormcache()
    def _rulebook(self):
        """Return all editions as values; writing a rule or a condition clears it."""
        rules = self.sudo().with_context(lang=None).search([])
        return Rulebook.build(rule._as_value() for rule in rules)

    def _as_value(self):
        term = Term(self.amount, self.unit, self.start, self.direction, self.roll, self.day_end)
        conditions = tuple(Condition(one.fact, one.operator, one.value) for one in self.condition_ids)
        return Rule(
            self.code,
            term,
            self.valid_from,
            self.valid_to or None,
            conditions,
            key=self.id,
            warn_days=self.warn_days,
            source=self.name,
        )

    @api.model
    def _steps(self, deadline, branch=None):
        """Return the explanation as it is stored; it names the branch whose local dates count."""
        steps = [{"code": step.code, **step.params} for step in deadline.steps]
        if branch:
            steps[0]["place"] = branch.display_name
        return steps

    @api.model
    def _company_of(self, branch):
        company = branch.company_id if branch and "company_id" in branch._fields else None
        return company or self.env.company

    @api.model
    def _zone_of(self, branch, company):
        return (branch and branch.tz) or company.sudo().legal_tz

    @api.model
    def _naive(self, moment):
        return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)

    @api.model
    def _refusal(self, refusal):
        """Return the sentence of a refusal in the reader's language."""
        sentences = {
            "calendar_not_loaded": self.env._(
                "The production calendar of %(year)s is not loaded (it is loaded for %(loaded)s). "
                "Add the days off of this year in Deadlines / Production calendar.",
            ),
            "rule_not_found": self.env._(
                "No rule “%(rule_code)s” is in force on %(date)s for these facts: %(facts)s. "
                "Add a rule, or an edition for this day, in Deadlines / Rules.",
            ),
            "rules_tie": self.env._(
                "Several rules “%(rule_code)s” fit equally on %(date)s for these facts: %(facts)s "
                "(%(rules)s). Close one of them by a date, or add a condition that tells them "
                "apart, in Deadlines / Rules.",
            ),
            "term_not_supported": self.env._(
                "The rule “%(rule_code)s” gives no due date: only terms counted forward to the "
                "midnight of the last day do (it says “%(feature)s”).",
            ),
            "bad_term": self.env._(
                "%(amount)s %(unit)s counted from “%(start)s” is not a term. Correct the rule.",
            ),
            "bad_fact": self.env._(
                "“%(fact)s” must be a number to be compared with %(value)s, but it is “%(given)s”.",
            ),
        }
        return sentences[refusal.code] % self._said(refusal.params)

    @api.model
    def _said(self, params):
        """Return the parameters of a refusal as people say them."""
        labels = {}
        for name in ("direction", "day_end", "roll", "unit", "start"):
            labels.update(self._fields[name]._description_selection(self.env))
        return {
            name: labels.get(value, value)
            if name in ("feature", "unit", "start")
            else self.env["legal.explanation"]._day(value, weekday=False)
            if name == "date"
            else value
            for name, value in params.items()
        }
