from functools import cache

from odoo import api, fields, models, tools

from ..passports import can_meet, implied


class GridService(models.Model):
    """Terms of a passport in words: those of the rules in force, never written by hand."""

    _inherit = "grid.service"

    term_text = fields.Text("Whole term", compute="_compute_term_text")
    in_force_text = fields.Char("In force", compute="_compute_in_force_text")

    @api.depends("rule_code", "facts", "offered_when", "valid_from", "valid_to")
    @api.depends_context("lang")
    def _compute_term_text(self):
        rules = cache(lambda: self._rules_of(self.mapped("rule_code")))
        for service in self:
            service.term_text = service._said_terms([service.rule_code], rules).get(service.rule_code, ("", ""))[0]

    @api.depends("state", "valid_from", "valid_to")
    @api.depends_context("lang")
    def _compute_in_force_text(self):
        day = self.env["legal.rule"]._said_day
        for service in self:
            days = {"first": day(service.valid_from), "last": day(service.valid_to)}
            if service.state == "draft":
                service.in_force_text = self.env._("draft")
            elif service.valid_to:
                service.in_force_text = self.env._("%(first)s – %(last)s", **days)
            else:
                service.in_force_text = self.env._("from %(first)s", **days)

    def _day_of_terms(self):
        """Return the day whose law a passport shows: today, within the time it is in force."""
        day = fields.Date.context_today(self)
        day = max(day, self.valid_from or day)
        return min(day, self.valid_to or day)

    @api.model
    def _rules_of(self, codes):
        """Return {code: every edition of the rule}."""
        return self.env["legal.rule"].sudo().search([("code", "in", list(filter(None, codes)))]).grouped("code")

    def _editions_of(self, codes, day, rules=None):
        """Return {code: editions of the rule in force on a day that can bind requests of this passport}."""
        rules = self._rules_of(codes) if rules is None else rules
        meant = self._meant_for()
        found = {}
        for code in filter(None, codes):
            fitting = rules.get(code, self.env["legal.rule"]).filtered(
                lambda rule: rule._value().in_force(day) and can_meet(rule._value().conditions, meant)
            )
            if fitting:
                found[code] = fitting
        return found

    @tools.ormcache("frozenset(codes)", "self.facts", "self.offered_when", "self._day_of_terms()", "self.env.lang")
    def _said_terms(self, codes, rules):
        """Return {code: (term, act)} in words, from memory; several editions are told apart by their conditions.

        :param rules: gives what `_rules_of` found, where it must be asked
        """
        editions = self._editions_of(codes, self._day_of_terms(), rules())
        return {code: self._said(found) for code, found in editions.items()}

    def _said(self, rules):
        """Say the term; of several editions each after its conditions, the one without any last of all."""
        acts = "; ".join(dict.fromkeys(rules.mapped("norm_text")))
        terms = dict.fromkeys(map(self._said_term, rules))
        if len(terms) == 1:
            return next(iter(terms)), acts
        one_trigger = len(set(rules.mapped("trigger"))) == 1
        conditional, general = [], []
        for rule in rules.sorted("id"):
            values = {"when": self._said_when(rule), "term": rule.term_text if one_trigger else self._said_term(rule)}
            if values["when"]:
                conditional.append(self.env._("if %(when)s: %(term)s", **values))
            else:
                general.append(self.env._("otherwise: %(term)s", **values))
        lines = conditional + general
        if one_trigger and rules[0].trigger:
            lines.append(self.env._("counted from: %(trigger)s", trigger=rules[0].trigger))
        return "\n".join(lines), acts

    def _said_when(self, rule):
        """Return the conditions of an edition that the passport itself does not set."""
        clause, meant = self.env["legal.explanation"]._clause, self._meant_for()
        own = [one for one in rule.condition_ids if not implied(one, meant)]
        return self.env._(" and ").join(clause([one.fact, one.operator, one.value]) for one in own)

    def _said_term(self, rule):
        values = {"term": rule.term_text, "trigger": rule.trigger}
        if not rule.trigger:
            return rule.term_text
        if rule.direction == "backward":
            return self.env._("%(term)s (the event: %(trigger)s)", **values)
        return self.env._("%(term)s (counted from: %(trigger)s)", **values)


class GridServiceStep(models.Model):
    _inherit = "grid.service.step"

    term_text = fields.Text("Term", compute="_compute_term_text")
    act_text = fields.Text("Act and clause", compute="_compute_term_text")

    @api.depends(
        "rule_code",
        "printed_rule_code",
        "norm",
        *(f"service_id.{name}" for name in ("facts", "offered_when", "valid_from", "valid_to")),
    )
    @api.depends_context("lang")
    def _compute_term_text(self):
        """Say the term and the act of the rule; without a rule the act alone, for it says when."""
        rules = cache(lambda: self.env["grid.service"]._rules_of({step._printed_code() for step in self}))
        for service, steps in self.grouped("service_id").items():
            said = service._said_terms({step._printed_code() for step in steps}, rules) if service else {}
            for step in steps:
                code = step._printed_code()
                missing = step._without_rule() if not code else self.env._("no rule is in force")
                step.term_text, step.act_text = said.get(code, (missing, step.norm or ""))

    def _printed_code(self):
        return self.printed_rule_code or self.rule_code

    def _without_rule(self):
        return self.env._("as the act sets it") if self.norm else self.env._("no term is set")
