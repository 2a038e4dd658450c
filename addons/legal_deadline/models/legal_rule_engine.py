from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ..deadlines import NO_ACTS, Condition, DeadlineError, ExtensionLaw, Rule, Rulebook, Term, reckon
from .circumstances import Circumstances


class LegalRule(models.Model):
    """The ORM half of the engine: rows become values, moments become local."""

    _inherit = "legal.rule"

    @api.model
    def _due(self, code, started_at=None, branch=None, **facts):
        """Return `(due_at, explanation)` of an event: naive UTC, and steps for `legal.explanation`.

        Of a rule "not earlier than" `due_at` is the first moment in which the act is allowed.
        """
        circumstances = self._circumstances(branch, facts)
        deadline, _rule = self._reckon(code, started_at or fields.Datetime.now(), circumstances)
        return self._naive(deadline.due), self._steps(deadline, branch)

    @api.model
    def _check_act(self, code, event_at, act_at=None, branch=None, **facts):
        """Refuse an act that comes too late before an event, or too early after one.

        For rules "not later than N days before" and "not earlier than": a notice of an outage, of a
        check of a meter. Returns a warning, empty when there is nothing to warn of: in time by the
        ordinary reading of the term, late by the strict one.
        """
        act_at = fields.Datetime.to_datetime(act_at or fields.Datetime.now())
        deadline, rule = self._reckon(code, event_at, self._circumstances(branch, facts))
        verdict = deadline.verdict(act_at.replace(tzinfo=UTC))
        lines = "\n".join(self.env["legal.explanation"]._lines(self._steps(deadline, branch)))
        names = {"name": rule.name, "why": lines}
        if verdict == "late":
            raise UserError(self.env._("Too late for “%(name)s”.\n%(why)s", **names))
        if verdict == "too_early":
            raise UserError(self.env._("Too early for “%(name)s”.\n%(why)s", **names))
        if verdict == "at_risk":
            return self.env._("“%(name)s”: in time by the ordinary reading, late by the strict one.\n%(why)s", **names)
        return ""

    @api.model
    def _reckon(self, code, started_at, circumstances):
        """Return the pure deadline and the edition that gave it; refuse with a UserError."""
        try:
            event = self._local(started_at, circumstances.zone)
            rule = self._rulebook().choose(code, event.date(), dict(circumstances.facts))
            return self._reckon_by(rule, event, circumstances), self.browse(rule.key)
        except DeadlineError as refusal:
            raise UserError(self._refusal(refusal)) from refusal

    @api.model
    def _reckon_by(self, rule, event, circumstances, acts=NO_ACTS):
        """Count by one edition, by the calendar and the readings of the company.

        :raises DeadlineError: the engine's own refusal
        """
        company = self.env["res.company"].browse(circumstances.company_id).sudo()
        calendar = self.env["legal.calendar.day"]._calendar(company.id, circumstances.places)
        return reckon(rule, event, calendar, acts, company._legal_policy(), company._legal_office_hours())

    @tools.ormcache()
    def _rulebook(self):
        """Return all editions as values; writing a rule or a condition clears it."""
        rules = self.sudo().with_context(lang=None).search([])
        return Rulebook.build(rule._as_value() for rule in rules)

    @tools.ormcache("self.id")
    def _value(self):
        """Return this edition as the engine sees it."""
        return self.sudo().with_context(lang=None)._as_value()

    def _as_value(self):
        term = Term(self.amount, self.unit, self.start, self.direction, self.roll, self.day_end, self.hours_by)
        conditions = tuple(Condition(one.fact, one.operator, one.value) for one in self.condition_ids)
        extension = None
        if self.extension_amount:
            extension = ExtensionLaw(self.extension_amount, self.extension_unit or self.unit, self.extension_max)
        return Rule(
            self.code,
            term,
            self.valid_from or None,
            self.valid_to or None,
            conditions,
            key=self.id,
            warn_days=self.warn_days,
            source=self.name,
            extension=extension,
            pause=self.pause,
        )

    @api.model
    def _steps(self, deadline, branch=None):
        """Return the explanation as it is stored; it names the branch whose local dates count."""
        steps = [{"code": step.code, **step.params} for step in deadline.steps]
        if branch:
            steps[0]["place"] = branch.display_name
        return steps

    @api.model
    def _dates(self, deadline):
        """Return the dates of a pure deadline as a promise stores them."""
        return {
            "due_at": self._naive(deadline.due),
            "control_at": self._naive(deadline.control),
            "warn_at": self._naive(deadline.warn),
            "is_preliminary": deadline.is_preliminary,
        }

    @api.model
    def _circumstances(self, branch, facts, company=None):
        """Return what a date depends on: `branch` is a record with `tz`, or nothing; then the `company` counts."""
        company = self._company_of(branch, company)
        return Circumstances.of(company.id, self._zone_of(branch, company), self._places_of(branch), facts)

    @api.model
    def _places_of(self, branch):
        """Return the places whose own days off count for a branch, the widest first (`model,id`)."""
        places = branch._legal_places() if branch and hasattr(branch, "_legal_places") else ()
        return tuple(f"{place._name},{place.id}" for place in places)

    @api.model
    def _company_of(self, branch, company=None):
        of_branch = branch.company_id if branch and "company_id" in branch._fields else None
        return of_branch or company or self.env.company

    @api.model
    def _zone_of(self, branch, company):
        return (branch and branch.tz) or company.sudo().legal_tz

    @api.model
    def _local(self, moment, zone):
        """Return a naive UTC moment as a moment of the zone."""
        return fields.Datetime.to_datetime(moment).replace(tzinfo=UTC).astimezone(ZoneInfo(zone))

    @api.model
    def _naive(self, moment):
        return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
