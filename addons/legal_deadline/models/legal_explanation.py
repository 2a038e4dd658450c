import re

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from odoo import api, fields, models, tools
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

#: Only these are read as numbers: whole ones may be codes.
FRACTION = re.compile(r"\d+\.\d+")

#: An amount of each unit: one, few, many. English has no form for "few": these texts exist to be translated.
AMOUNTS = {
    "minutes": (_lt("%s minute"), _lt("%s minutes (few)"), _lt("%s minutes")),
    "hours": (_lt("%s hour"), _lt("%s hours (few)"), _lt("%s hours")),
    "calendar_days": (_lt("%s calendar day"), _lt("%s calendar days (few)"), _lt("%s calendar days")),
    "working_days": (_lt("%s working day"), _lt("%s working days (few)"), _lt("%s working days")),
    "months": (_lt("%s month"), _lt("%s months (few)"), _lt("%s months")),
    "years": (_lt("%s year"), _lt("%s years (few)"), _lt("%s years")),
}


class LegalExplanation(models.AbstractModel):
    """Says the steps of a deadline in the reader's language."""

    _name = "legal.explanation"
    _description = "Explanation of a Deadline"

    @api.model
    def _lines(self, steps, audience="public"):
        """Return the steps as sentences; the customer is not told the internal control date."""
        sentences = []
        for step in steps:
            if step["code"] == "control" and audience != "staff":
                continue
            sentences += getattr(self, f"_say_{step['code']}")(step)
        return sentences

    def _say_event(self, step):
        at = self._parsed(step["at"])
        values = {"day": self._day(at), "time": at.strftime("%H:%M"), "place": step.get("place")}
        if step.get("place"):
            return [self.env._("Event: %(day)s at %(time)s, %(place)s", **values)]
        return [self.env._("Event: %(day)s at %(time)s", **values)]

    def _say_rule(self, step):
        name, act, valid_from = self.env["legal.rule"].sudo().browse(step["rule"])._said_norm()
        values = {
            "name": name,
            "term": self._amount(step["amount"], step["unit"]),
            "act": act,
            "valid_from": valid_from and self._day(valid_from, weekday=False),
        }
        if valid_from:
            lines = [self.env._("%(name)s: %(term)s — %(act)s (in force from %(valid_from)s)", **values)]
        else:
            lines = [self.env._("%(name)s: %(term)s — %(act)s", **values)]
        if step["conditions"]:
            facts = "; ".join(self._condition(condition) for condition in step["conditions"])
            lines.append(self.env._("Applies because: %(facts)s", facts=facts))
        return lines

    def _say_counting(self, step):
        values = {"first": self._day(step["first"]), "last": self._day(step["last"])}
        if step["start"] == "event":
            begin = self.env._("Counted from %(first)s, the day of the event itself", **values)
        else:
            begin = self.env._("Counted from %(first)s (Civil Code, article 191)", **values)
        if step["unit"] in ("months", "years"):
            end = self.env._("the term ends on %(last)s (Civil Code, article 192)", **values)
        else:
            end = self.env._("day %(n)s is %(last)s", n=step["amount"], **values)
        return [f"{begin}; {end}"]

    def _say_skipped(self, step):
        return [self.env._("Not counted: %(days)s", days=self._runs(step["runs"]))]

    def _say_roll(self, step):
        return [
            self.env._(
                "%(days)s; moved to the next working day: company procedure under the Civil Code, article 193",
                days=self._runs(step["runs"]),
            )
        ]

    def _say_preliminary(self, step):
        return [
            self.env._(
                "Preliminary: the production calendar of %(year)s is not published yet; counted by "
                "the holidays of the Labour Code, article 112",
                year=step["year"],
            )
        ]

    def _say_control(self, step):
        return [
            self.env._(
                "Internal control: %(day)s, the working day before (company procedure)", day=self._day(step["day"])
            )
        ]

    def _say_due_day(self, step):
        return [self.env._("Last day: %(day)s", day=self._day(step["day"]))]

    def _say_due_time(self, step):
        at = self._parsed(step["at"])
        values = {"day": self._day(at), "time": at.strftime("%H:%M")}
        if step.get("by") == "office":
            return [self.env._("Counted by office hours; due %(day)s at %(time)s", **values)]
        return [self.env._("Counted by the clock, days off included; due %(day)s at %(time)s", **values)]

    def _runs(self, runs):
        """Return days off as `01.05-04.05.2026 (holiday)`."""
        kinds = {
            "weekend": self.env._("weekend"),
            "holiday": self.env._("holiday"),
            "moved_off": self.env._("moved day off"),
            "local_off": self.env._("local day off"),
        }
        said = []
        for first, last, kind in runs:
            days = self._day(last, weekday=False)
            if first != last:
                days = f"{self._day(first, weekday=False)[:5]}–{days}"
            name = self._holiday(first) if kind == "holiday" else ""
            said.append(f"{days} — {kinds.get(kind, kind)}{name and f' ({name})'}")
        return ", ".join(said)

    @api.model
    def _holiday(self, day):
        """Return the name that the Labour Code, article 112, gives a holiday; empty for a local one."""
        day = fields.Date.to_date(day)
        return {
            (1, day.day): self.env._("New Year holidays and Christmas"),
            (2, 23): self.env._("Defender of the Fatherland Day"),
            (3, 8): self.env._("International Women's Day"),
            (5, 1): self.env._("Spring and Labour Day"),
            (5, 9): self.env._("Victory Day"),
            (6, 12): self.env._("Russia Day"),
            (11, 4): self.env._("National Unity Day"),
        }.get((day.month, day.day), "")

    @api.model
    def _day(self, day, weekday=True):
        pattern = "dd.MM.yyyy (EEE)" if weekday else "dd.MM.yyyy"
        return format_date(fields.Date.to_date(day), pattern, locale=self._locale())

    @api.model
    def _for_caller(self, records):
        """Return the records in the language of who asks: a call over an API may bring no context."""
        return records.with_context(lang=self.env.context.get("lang") or self.env.user.lang)

    @api.model
    def _locale(self):
        """Return the locale of the language the sentences are in, which is never guessed."""
        return Locale.parse(self.env.lang or "en_US")

    @api.model
    def _amount(self, amount, unit):
        """Return `30 calendar days` with the plural form that the language asks for."""
        form = {"one": 0, "few": 1}.get(self._locale().plural_form(amount), 2)
        return self.env._(AMOUNTS[unit][form]) % amount  # pylint: disable=translation-not-lazy

    @api.model
    def _condition(self, condition):
        """Return a condition as people say it: `customer group: 2 or 3`."""
        fact, operator, value = condition
        label, _values = self._known_facts().get(fact, (fact, {}))
        said = self.env._(" or ").join(self._fact_value(fact, one) for one in value.split("|"))
        if operator == "!=":
            return self.env._("%(fact)s: not %(value)s", fact=label, value=said)
        if operator == "<=":
            return self.env._("%(fact)s: not more than %(value)s", fact=label, value=said)
        if operator == ">=":
            return self.env._("%(fact)s: not less than %(value)s", fact=label, value=said)
        if operator == "<":
            return self.env._("%(fact)s: less than %(value)s", fact=label, value=said)
        if operator == ">":
            return self.env._("%(fact)s: more than %(value)s", fact=label, value=said)
        return f"{label}: {said}"

    @api.model
    def _clause(self, condition):
        """Return a condition as the clause of a sentence: `the power is more than 150 kW`; else as `_condition`.

        :param condition: (fact, operator, value)
        """
        fact, operator, value = condition
        clauses = self._known_clauses().get(fact, {})
        operator = "=" if operator == "in" else operator
        if whole := clauses.get(f"{operator}{value}"):
            return whole
        if operator not in clauses:
            return self._condition(condition)
        said = self.env._(" or ").join(self._fact_value(fact, one) for one in value.split("|"))
        return clauses[operator] % {"value": said}

    @api.model
    def _fact_value(self, fact, value):
        """Return a value of a fact by its label; a number has the decimal mark of the language."""
        _label, values = self._known_facts().get(fact, (fact, {}))
        if value not in values and FRACTION.fullmatch(value):
            return format_decimal(value, locale=self._locale(), group_separator=False)
        return values.get(value, value)

    @api.model
    @tools.ormcache("self.env.lang")
    def _known_facts(self):
        """Return the labels of facts, which every explanation asks for and no work changes."""
        return self._fact_labels()

    @api.model
    @tools.ormcache("self.env.lang")
    def _known_clauses(self):
        """Return the clauses of facts, which every passport asks for and no work changes."""
        return self._fact_clauses()

    @api.model
    def _fact_labels(self):
        """Return `{fact: (label, {value: label})}`; an addon adds the facts it gives."""
        return {}

    @api.model
    def _fact_clauses(self):
        """Return `{fact: {operator and value, or operator alone: clause}}`, how a sentence says a condition.

        A clause of an operator alone has a place `%(value)s`; an addon adds the facts it gives.
        """
        return {}
