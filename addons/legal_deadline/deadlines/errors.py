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
    """No rule of the code is in force on the day, or none fits the facts.

    `lacking` are the facts that rules in force ask for and nobody gave.
    """

    code = "rule_not_found"
    template = (
        "No rule “{rule_code}” is in force on {date} for the facts: {facts}. Facts not given: {lacking}. "
        "Give them, or add a rule or an edition for this day to the list of rules."
    )


class RulesTie(DeadlineError):
    """Two equally specific rules fit: the law tables contradict each other."""

    code = "rules_tie"
    template = (
        "Several rules “{rule_code}” fit equally on {date} for the facts: {facts} ({rules}). "
        "Close one of the editions by a date or add a condition that tells them apart."
    )


class TermNotSupported(DeadlineError):
    """The ways of counting of a rule contradict each other: an hour does not move to a working day."""

    code = "term_not_supported"
    template = (
        "The rule “{rule_code}” cannot be counted: “{feature}” does not go with its unit and direction. "
        "Correct the rule."
    )


class BadTerm(DeadlineError):
    """The amount, the unit and the start of a rule do not make a term."""

    code = "bad_term"
    template = "{amount} {unit} counted from “{start}” is not a term. Correct the rule."


class BadFact(DeadlineError):
    """A fact that must be compared as a number is not a number."""

    code = "bad_fact"
    template = "The fact “{fact}” must be a number to be compared with {value}; it is “{given}”."


class BadFacts(DeadlineError):
    """A cell of conditions cannot be read."""

    code = "bad_facts"
    template = "“{part}” is not a condition. Write fact=value, values divided by |, or fact<=number; divide by ;."


class BadOfficeHours(DeadlineError):
    """An office that closes before it opens has no hours to count."""

    code = "bad_office_hours"
    template = "An office open from {opens} to {closes} has no hours. Correct the office hours."


class NoExtension(DeadlineError):
    """The law of the rule knows no extension."""

    code = "no_extension"
    template = "The term of “{rule_code}” cannot be extended: its law knows no extension."


class ExtensionSpent(DeadlineError):
    """The term was extended as often as its law allows."""

    code = "extension_spent"
    template = "The term of “{rule_code}” was extended {taken} times already; its law allows {most}."


class ExtensionTooLong(DeadlineError):
    """More was asked for than the law gives."""

    code = "extension_too_long"
    template = "The term of “{rule_code}” may be extended by {most} {unit} at most, not by {amount}."


class ExtensionTooLate(DeadlineError):
    """The decision or its notice came after the term had ended."""

    code = "extension_too_late"
    template = (
        "The term of “{rule_code}” ended on {due}: it is extended, and the notice of it given, before that. "
        "The decision: {at}, the notice: {notified}."
    )


class NoPause(DeadlineError):
    """The law of the rule knows no pause."""

    code = "no_pause"
    template = "The term of “{rule_code}” runs on: its law knows no pause. Asking for information stops no term."


class TableFault(DeadlineError):
    """A row of a law table or of a calendar cannot be loaded; `why` is the refusal of its cell."""

    code = "table_fault"
    template = "{file}, row {row}, column “{column}”: {why}"


class CellEmpty(DeadlineError):
    """A cell that must be filled is empty."""

    code = "cell_empty"
    template = "the cell is empty. Fill it in."


class CellNotOneOf(DeadlineError):
    """A cell holds none of the words it may hold."""

    code = "cell_not_one_of"
    template = "“{given}” is not one of: {words}."


class CellNotNumber(DeadlineError):
    """A cell holds no whole number."""

    code = "cell_not_number"
    template = "“{given}” is not a whole number, zero or more."


class CellNotDate(DeadlineError):
    """A cell holds no date."""

    code = "cell_not_date"
    template = "“{given}” is not a date like 2026-01-31."


class CellNotYesNo(DeadlineError):
    """A cell holds neither yes nor no."""

    code = "cell_not_yes_no"
    template = "“{given}” is not 1 or 0."


class EditionsOverlap(DeadlineError):
    """Two editions of one norm would be in force on the same day."""

    code = "editions_overlap"
    template = "the edition overlaps the one in row {other} from {date}. Close the older one by the day before."


class DatesReversed(DeadlineError):
    """An edition ends before it begins."""

    code = "dates_reversed"
    template = "the edition ends before it begins."


class ExtensionIncomplete(DeadlineError):
    """An extension needs its amount, its unit and how often it may be granted."""

    code = "extension_incomplete"
    template = "an extension needs an amount, a unit and how many times; fill in all three or none."


class DayTwice(DeadlineError):
    """A day stands twice in the calendar of one place."""

    code = "day_twice"
    template = "the day stands in row {other} already."


class KindContradicts(DeadlineError):
    """A day is said to be of a kind that does not go with work or rest."""

    code = "kind_contradicts"
    template = "a day of the kind “{kind}” is the other way round: working or not. Correct one of the two."


class YearIncomplete(DeadlineError):
    """A year of the calendar lacks a holiday of the Labour Code."""

    code = "year_incomplete"
    template = "the year {year} lacks the holiday {date} of the Labour Code, article 112. A year is loaded whole."


class CalendarGap(DeadlineError):
    """A year is missing between two years of the calendar."""

    code = "calendar_gap"
    template = "the year {year} is missing between the years of the calendar. Load it first."
