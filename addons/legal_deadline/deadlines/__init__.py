"""Legal deadlines, without a database and without a clock.

Law comes in as values (`Rule`, `WorkCalendar`, `Policy`), an event comes in as a moment with its time zone,
and a `Deadline` goes out: the last moment, the internal control date and the steps that led there.

Sources: Civil Code of the Russian Federation (GK) articles 190-194, Labour Code (TK) articles 95 and 112.
"""

from .acts import NO_ACTS, Acts, Extension, Pause, check_extension, check_pause
from .calendar import FIXED_HOLIDAYS, CalendarDay, WorkCalendar, article_112
from .comparing import differences
from .errors import (
    BadFact,
    BadFacts,
    BadOfficeHours,
    BadTerm,
    CalendarNotLoaded,
    DeadlineError,
    ExtensionSpent,
    ExtensionTooLate,
    ExtensionTooLong,
    NoExtension,
    NoPause,
    RuleNotFound,
    RulesTie,
    TableFault,
    TermNotSupported,
)
from .explaining import Step
from .new_year import days_owed, unusual_days, working_days
from .office import OfficeHours
from .policy import Policy
from .reckoning import Deadline, reckon
from .rules import Candidate, Condition, ExtensionLaw, Rule, Rulebook, parse_facts, write_facts
from .tables import calendar_faults, rule_faults, term_faults
from .terms import Term, last_day, latest_day, usual_roll, usual_start
from .trying import asked_facts, fitting_facts, verdicts

__all__ = [
    "FIXED_HOLIDAYS",
    "NO_ACTS",
    "Acts",
    "BadFact",
    "BadFacts",
    "BadOfficeHours",
    "BadTerm",
    "CalendarDay",
    "CalendarNotLoaded",
    "Candidate",
    "Condition",
    "Deadline",
    "DeadlineError",
    "Extension",
    "ExtensionLaw",
    "ExtensionSpent",
    "ExtensionTooLate",
    "ExtensionTooLong",
    "NoExtension",
    "NoPause",
    "OfficeHours",
    "Pause",
    "Policy",
    "Rule",
    "RuleNotFound",
    "Rulebook",
    "RulesTie",
    "Step",
    "TableFault",
    "Term",
    "TermNotSupported",
    "WorkCalendar",
    "article_112",
    "asked_facts",
    "calendar_faults",
    "check_extension",
    "check_pause",
    "days_owed",
    "differences",
    "fitting_facts",
    "last_day",
    "latest_day",
    "parse_facts",
    "reckon",
    "rule_faults",
    "term_faults",
    "unusual_days",
    "usual_roll",
    "usual_start",
    "verdicts",
    "working_days",
    "write_facts",
]
