from itertools import combinations

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
#: Prove in the context that a rule is confirmed by its act, or completed by an upgrade; no API can send them.
CONFIRMING, COMPLETING = object(), object()


class LegalRule(models.Model):
    """What may be loaded, what contradicts itself, and what nobody edits once it has given a date."""

    _inherit = ["legal.rule", "legal.loaded.table"]
    _name = "legal.rule"

    _table_columns = frozenset(("code", "name", "act_id", "amount", "unit"))

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
            oldest_first = same.sorted(lambda rule: (bool(rule.valid_from), rule.valid_from))
            for one, other in combinations(oldest_first, 2):
                if not (one.valid_to and other.valid_from and one.valid_to < other.valid_from):
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
        vals_list = [self._with_conditions(vals) for vals in vals_list]
        self._check_confirmation(set().union(*vals_list), {vals.get("confidence") for vals in vals_list})
        return super().create(vals_list)

    def write(self, vals):
        vals = self._with_conditions(vals)
        self._check_confirmation(vals.keys(), {vals.get("confidence")})
        changed = self._changed(vals)
        self._check_frozen(changed)
        if changed or (vals.get("confidence") or "confirmed") != "confirmed":
            vals = self._unconfirmed(vals)
        return super().write(vals)

    def _unconfirmed(self, vals):
        """Return the values with the confirmation taken away: it was given to what the row said before."""
        withdrawn = {"confirmed_by_id": False, "confirmed_on": False}
        if any(rule.confidence == "confirmed" for rule in self):
            withdrawn["confidence"] = vals.get("confidence") or "unconfirmed"
        return {**vals, **withdrawn}

    def _conditions_change(self):
        """Refuse other conditions to an edition that gave a date; any other one is to be confirmed again."""
        self._check_frozen({"condition_ids"})
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
    def _check_confirmation(self, names, confidences):
        """A rule is confirmed by its act alone, which records who and when; shipped law is not confirmed."""
        acted = self.env.context.get("rule_confirmation") is CONFIRMING
        if not acted and (("confirmed" in confidences) or {"confirmed_by_id", "confirmed_on"} & set(names)):
            raise UserError(
                self.env._("A rule is confirmed by the button “Confirm”: it records who confirmed it and when.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_frozen(LEGAL_FIELDS)

    @api.model
    def _table_faults(self, rows):
        return rule_faults(rows)

    def _changed(self, vals):
        """Return which legal fields these values would really change."""
        changed = set()
        for name in LEGAL_FIELDS & vals.keys():
            field = self._fields[name]
            if field.type == "one2many":  # the conditions guard themselves
                continue
            for rule in self:
                new = field.convert_to_cache(vals[name], rule, validate=False)
                if new != field.convert_to_cache(rule[name], rule, validate=False):
                    changed.add(name)
        return changed

    def _check_frozen(self, changed):
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

    def action_confirm(self):
        """Record that a lawyer of the company has read the norm and stands by the row."""
        self.with_context(rule_confirmation=CONFIRMING).write(
            {
                "confidence": "confirmed",
                "confirmed_by_id": self.env.uid,
                "confirmed_on": fields.Date.context_today(self),
            }
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
