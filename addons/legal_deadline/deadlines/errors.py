"""Every refusal of the engine: a code and its parameters, so that any reader's language can say it."""

from typing import ClassVar


class DeadlineError(Exception):
    """The engine refuses to name a date, and says why and what to do.

    `code` names the sentence, `params` fill it; `template` is the sentence in English.
    """

    code: ClassVar[str] = "deadline"
    template: ClassVar[str] = "The deadline cannot be counted."

    def __init__(self, **params: object) -> None:
        """Keep the parameters beside the English sentence."""
        self.params = params
        super().__init__(self.template.format(**params))


class CalendarNotLoaded(DeadlineError):
    """A year the term needs has no production calendar (and is not simply in the future)."""

    code = "calendar_not_loaded"
    template = (
        "The production calendar of {year} is not loaded; it is loaded for {loaded}. "
        "Add the days off of {year} to the production calendar."
    )


class RuleNotFound(DeadlineError):
    """No rule of the code is in force on the day, or none fits the facts."""

    code = "rule_not_found"
    template = (
        "No rule “{rule_code}” is in force on {date} for the facts: {facts}. "
        "Add a rule, or an edition for this day, to the list of rules."
    )


class RulesTie(DeadlineError):
    """Two equally specific rules fit: the law tables contradict each other."""

    code = "rules_tie"
    template = (
        "Several rules “{rule_code}” fit equally on {date} for the facts: {facts} ({rules}). "
        "Close one of the editions by a date or add a condition that tells them apart."
    )


class TermNotSupported(DeadlineError):
    """The rule counts in a way that gives no due date (backwards, \"not before\", office hours)."""

    code = "term_not_supported"
    template = (
        "The rule “{rule_code}” cannot give a due date: it is counted as “{feature}”. "
        "Only forward terms that end at midnight have one."
    )


class BadTerm(DeadlineError):
    """The amount, the unit and the start of a rule do not make a term."""

    code = "bad_term"
    template = "{amount} {unit} counted from “{start}” is not a term. Correct the rule."


class BadFact(DeadlineError):
    """A fact that must be compared as a number is not a number."""

    code = "bad_fact"
    template = "The fact “{fact}” must be a number to be compared with {value}; it is “{given}”."
