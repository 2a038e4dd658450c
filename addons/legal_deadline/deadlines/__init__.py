"""Legal deadlines, without a database and without a clock.

Law comes in as values (`Rule`, `WorkCalendar`), an event comes in as a moment with its time zone,
and a `Deadline` goes out: the last moment, the internal control date and the steps that led there.

Sources: Civil Code of the Russian Federation (GK) articles 190-194, Labour Code (TK) article 112.
"""

from .calendar import FIXED_HOLIDAYS, CalendarDay, WorkCalendar
from .errors import (
    BadFact,
    BadTerm,
    CalendarNotLoaded,
    DeadlineError,
    RuleNotFound,
    RulesTie,
    TermNotSupported,
)
from .reckoning import Deadline, Step, reckon
from .rules import Condition, Rule, Rulebook
from .terms import Term, last_day

__all__ = [
    "FIXED_HOLIDAYS",
    "BadFact",
    "BadTerm",
    "CalendarDay",
    "CalendarNotLoaded",
    "Condition",
    "Deadline",
    "DeadlineError",
    "Rule",
    "RuleNotFound",
    "Rulebook",
    "RulesTie",
    "Step",
    "Term",
    "TermNotSupported",
    "WorkCalendar",
    "last_day",
    "reckon",
]
