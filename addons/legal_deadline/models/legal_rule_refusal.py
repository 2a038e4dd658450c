from datetime import date, datetime

from odoo import api, models

from ..deadlines import DeadlineError
from ..deadlines.rules import Facts, Names


class LegalRule(models.Model):
    """Says the refusals of the engine in the reader's language."""

    _inherit = "legal.rule"

    @api.model
    def _refusal(self, refusal):
        """Return the sentence of a refusal."""
        return self._sentences()[refusal.code] % self._said(refusal.params)

    @api.model
    def _sentences(self):
        return {**self._sentences_of_choice(), **self._sentences_of_acts(), **self._sentences_of_tables()}

    @api.model
    def _sentences_of_choice(self):
        return {
            "calendar_not_loaded": self.env._(
                "The production calendar of %(year)s is not loaded (it is loaded for %(loaded)s). "
                "Add the days off of this year in Deadlines / Production calendar.",
            ),
            "rule_not_found": self.env._(
                "No rule “%(rule_code)s” is in force on %(date)s for these facts: %(facts)s%(lacking)s. "
                "Add a rule, or an edition for this day, in Deadlines / Rules.",
            ),
            "rules_tie": self.env._(
                "Several rules “%(rule_code)s” fit equally on %(date)s for these facts: %(facts)s "
                "(%(rules)s). Close one of them by a date, or add a condition that tells them "
                "apart, in Deadlines / Rules.",
            ),
            "term_not_supported": self.env._(
                "The rule “%(rule_code)s” cannot be counted: “%(feature)s” does not go with its unit and direction. "
                "Correct the rule.",
            ),
            "bad_term": self.env._(
                "%(amount)s %(unit)s counted from “%(start)s” is not a term. Correct the rule.",
            ),
            "bad_fact": self.env._(
                "“%(fact)s” must be a number to be compared with %(value)s, but it is “%(given)s”.",
            ),
            "bad_facts": self.env._(
                "“%(part)s” is not a condition. Write fact=value, several values divided by |, or fact<=number; "
                "divide conditions by a semicolon.",
            ),
            "bad_office_hours": self.env._(
                "An office that is open from %(opens)s to %(closes)s has no hours. Correct the office hours of the "
                "company.",
            ),
        }

    @api.model
    def _sentences_of_acts(self):
        return {
            "no_extension": self.env._("The term of “%(rule_code)s” cannot be extended: its law knows no extension."),
            "extension_spent": self.env._(
                "The term of “%(rule_code)s” cannot be extended again: its law allows it %(most)s times, and it was "
                "extended %(taken)s times.",
            ),
            "extension_too_long": self.env._(
                "The term of “%(rule_code)s” is extended by at least one and at most %(most)s %(unit)s, not by "
                "%(amount)s.",
            ),
            "extension_too_late": self.env._(
                "The term of “%(rule_code)s” ended on %(due)s. It is extended, and the customer told of it, before "
                "that (the decision: %(at)s; the notice: %(notified)s).",
            ),
            "no_pause": self.env._(
                "The term of “%(rule_code)s” runs on: its law knows no pause. Asking the customer for information "
                "stops no term.",
            ),
        }

    @api.model
    def _sentences_of_tables(self):
        return {
            "table_fault": self.env._("%(file)s, row %(row)s, column “%(column)s”: %(why)s"),
            "cell_empty": self.env._("the cell is empty. Fill it in."),
            "cell_not_one_of": self.env._("“%(given)s” is not one of: %(words)s."),
            "cell_not_number": self.env._("“%(given)s” is not a whole number, zero or more."),
            "cell_not_date": self.env._("“%(given)s” is not a date like 2026-01-31."),
            "cell_not_yes_no": self.env._("“%(given)s” is not 1 or 0."),
            "editions_overlap": self.env._(
                "the edition overlaps the one in row %(other)s from %(date)s. Close the older one by the day before."
            ),
            "dates_reversed": self.env._("the edition ends before it begins."),
            "extension_incomplete": self.env._(
                "an extension needs an amount, a unit and how many times. Fill in all three or none."
            ),
            "day_twice": self.env._("the day stands in row %(other)s already."),
            "kind_contradicts": self.env._(
                "a day of the kind “%(kind)s” is the other way round: working or not. Correct one of the two."
            ),
            "year_incomplete": self.env._(
                "the year %(year)s lacks the holiday %(date)s of the Labour Code, article 112. A year is loaded whole."
            ),
            "calendar_gap": self.env._(
                "the year %(year)s is missing between the years of the calendar. Load it first."
            ),
        }

    @api.model
    def _said(self, params):
        """Return the parameters of a refusal as people say them."""
        return {name: self._said_one(name, value) for name, value in params.items()}

    @api.model
    def _said_one(self, name, value):
        explanation = self.env["legal.explanation"]
        if isinstance(value, DeadlineError):
            return self._refusal(value)
        if isinstance(value, Facts):
            return "; ".join(explanation._fact(fact, given) for fact, given in sorted(value.items())) or "—"
        if isinstance(value, Names):
            names = ", ".join(explanation._fact_labels().get(fact, (fact,))[0] for fact in value)
            return self.env._(" (give also: %(names)s)", names=names) if names else ""
        if isinstance(value, datetime):
            return explanation._moment(value)
        if isinstance(value, date):
            return explanation._day(value, weekday=False)
        if name in ("feature", "unit", "start"):
            return self._labels_of_counting().get(value, value)
        return value

    @api.model
    def _labels_of_counting(self):
        labels = {}
        for name in ("direction", "day_end", "roll", "unit", "start", "hours_by"):
            labels.update(self._fields[name]._description_selection(self.env))
        return labels
