from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..deadlines import DeadlineError, parse_facts, rule_faults, term_faults

#: What an edition says; a promise that was given by it keeps it as it was.
LEGAL_FIELDS = {
    "code",
    "act_id",
    "clause",
    "amount",
    "unit",
    "start",
    "direction",
    "roll",
    "day_end",
    "hours_by",
    "condition_ids",
    "norm_kind",
    "valid_from",
    "extension_amount",
    "extension_unit",
    "extension_max",
    "extension_ground_ids",
    "pause",
    "pause_ground_ids",
}
COUNTING = ("amount", "unit", "start", "direction", "roll", "day_end", "hours_by")
EXTENSION = ("extension_amount", "extension_unit", "extension_max")
#: Proves in the context that a rule is completed by an upgrade; no API can send it.
COMPLETING = object()


class LegalRule(models.Model):
    """What may be loaded, what contradicts itself, and what nobody edits once it has given a date."""

    _inherit = ["legal.rule", "legal.loaded.table"]
    _name = "legal.rule"

    _table_columns = frozenset(("code", "name", "act_id", "amount", "unit"))
    _said_fields = LEGAL_FIELDS

    @api.constrains(*COUNTING, *EXTENSION)
    def _check_term(self):
        """Refuse on a form what a file is refused for: an hour does not move to a working day."""
        for rule in self:
            row = {name: str(rule[name]) for name in ("code", *COUNTING)}
            if rule.extension_amount:
                row |= {name: str(rule[name] or "") for name in EXTENSION}
                row["extension_unit"] = row["extension_unit"] or rule.unit
            for _row, _column, fault in term_faults(0, row):
                raise ValidationError(self._refusal(fault))

    @api.constrains("pause", "direction", "hours_by", "extension_amount")
    def _check_acts(self):
        """Only a term counted forward by the clock or the calendar is paused or extended."""
        for rule in self:
            plain = rule.direction == "forward" and rule.hours_by == "clock"
            if not plain and (rule.pause != "none" or rule.extension_amount):
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: only a term counted forward, and not by office hours, is extended or paused.",
                        name=rule.name,
                    )
                )

    @api.constrains("code", "valid_from", "valid_to", "condition_ids")
    def _check_editions(self):
        """Two editions of one code and the same conditions never share a day."""
        rivals = self.sudo().search([("code", "in", self.mapped("code"))])
        for same in rivals.grouped(lambda rule: (rule.code, rule._condition_key())).values():
            if overlap := same._overlap():
                one, other = overlap
                raise ValidationError(
                    self.env._(
                        "Two editions of “%(code)s” with the same conditions are in force on "
                        "%(date)s: “%(one)s” and “%(other)s”. Close the older one by a date, "
                        "or add a condition that tells them apart.",
                        code=one.code,
                        date=other.valid_from or self.env._("the first day"),
                        one=one.name,
                        other=other.name,
                    )
                )

    def _condition_key(self):
        return frozenset((one.fact, one.operator, one.value) for one in self.condition_ids)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_conditions(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_conditions(vals))

    def _conditions_change(self):
        """Refuse other conditions to an edition that gave a date; any other one is to be confirmed again."""
        self._refuse_used({"condition_ids"})
        confirmed = self.filtered(lambda rule: rule.confidence == "confirmed")
        if confirmed:
            confirmed.write({"confidence": "unconfirmed"})

    @api.model
    def _with_conditions(self, vals):
        """Turn conditions written as text into rows."""
        if "facts" not in vals:
            return vals
        vals = dict(vals)
        try:
            conditions = parse_facts(vals.pop("facts") or "")
        except DeadlineError as refusal:
            raise ValidationError(self._refusal(refusal)) from refusal
        rows = [{"fact": one.fact, "operator": one.operator, "value": one.value} for one in conditions]
        return {**vals, "condition_ids": [fields.Command.clear(), *map(fields.Command.create, rows)]}

    @api.model
    def _table_faults(self, rows):
        return rule_faults(rows)

    def _refuse_used(self, changed):
        """Refuse to change what an edition says once a promise was given by it."""
        if self.env.context.get("rule_completion") is COMPLETING:
            return
        self.invalidate_recordset(["is_used"])  # promises are inserted past the cache
        used = changed and self.filtered("is_used")
        if used:
            raise UserError(
                self.env._(
                    "Deadlines were already counted by the edition “%(name)s”, so it stays as it "
                    "is. Make a new edition: the old one is closed by a date.",
                    name=used[0].name,
                )
            )

    @api.model
    def _complete_extension(self, xml_id, amount, unit, grounds=None):
        """Give a shipped edition the extension its law has, for databases loaded before rules knew any.

        An edition that has one, or that people replaced, is left alone; no promise moves by it.
        """
        rule = self.env.ref(xml_id, raise_if_not_found=False)
        if rule and not rule.extension_amount:
            rule.with_context(rule_completion=COMPLETING).write(
                {
                    "extension_amount": amount,
                    "extension_unit": unit,
                    "extension_max": 1,
                    "extension_ground_ids": [(6, 0, grounds.ids if grounds else [])],
                }
            )
