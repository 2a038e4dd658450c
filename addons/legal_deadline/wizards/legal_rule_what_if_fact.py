from odoo import api, fields, models

from ..deadlines import asked_facts

#: How a condition that compares a size is written before its limit.
SIGNS = {"<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ ", "!=": "≠ "}


class LegalRuleWhatIfFact(models.TransientModel):
    """A fact of a “what if”, as people call it; without a value nobody knows it."""

    _name = "legal.rule.what_if.fact"
    _description = "Fact of a What If"

    what_if_id = fields.Many2one("legal.rule.what_if", required=True, ondelete="cascade", index=True)
    name = fields.Char(string="Fact", required=True)
    value = fields.Char()
    hint = fields.Char(string="Values in the rules", compute="_compute_hint")

    @api.depends("name", "what_if_id.norm_id")
    @api.depends_context("lang")
    def _compute_hint(self):
        rulebook = self.env["legal.rule"]._rulebook()
        for line in self:
            rules = rulebook.rules.get(line.what_if_id.code, ())
            line.hint = line.name and (line._known_values(rules) or self.env._("no rule asks for it"))

    def _known_values(self, rules):
        """Return the values of the fact that stand in rules: `1 — Citizens; ≤ 150`."""
        fact = self._fact()
        _label, names = self._label(fact)
        said = {
            SIGNS.get(condition.operator, "") + (f"{value} — {names[value]}" if value in names else value)
            for rule in rules
            for condition in rule.conditions
            if condition.fact == fact
            for value in condition.value.split("|")
        }
        return "; ".join(sorted(said))

    @api.model
    def _label(self, fact):
        """Return how people call a fact and its values."""
        return self.env["legal.explanation"]._fact_labels().get(fact, (fact, {}))

    def _fact(self):
        """Return the name by which the rules know the fact; a person may type either."""
        labels = self.env["legal.explanation"]._fact_labels()
        editions = self.env["legal.rule"]._rulebook().rules.values()
        facts = {*labels, *asked_facts(rule for rules in editions for rule in rules)}
        return self._meant(self.name, {fact: self._label(fact)[0] for fact in facts})

    def _value(self):
        """Return the value as the rules write it; a person may type what it is called instead."""
        return self._meant(self.value, self._label(self._fact())[1])

    @api.model
    def _meant(self, typed, labels):
        """Return the code that was typed by itself or by its label, or what was typed."""
        typed = typed.strip()
        called = {str(label).casefold(): code for code, label in labels.items()}
        return typed if typed in labels else called.get(typed.casefold(), typed)
