"""Acts that change a running term: pauses and extensions, and what the law of a rule allows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from .calendar import WorkCalendar
from .errors import ExtensionSpent, ExtensionTooLate, ExtensionTooLong, NoExtension, NoPause, TermNotSupported
from .rules import Rule
from .terms import CLOCK_UNITS, DAY_UNITS, Term, elapsed, last_day, last_moment, later

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pause:
    """The term stood still: the day of `since` still counts, counting goes on the day after `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class Extension:
    """The term was made longer by an amount of a unit, counted from its original start."""

    amount: int
    unit: str


@dataclass(frozen=True)
class Acts:
    """What happened to a promise since it was given, in the order it happened."""

    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def runs_from(self, start: date) -> date:
        """Return the day since which the term runs: when it was last resumed, else its start."""
        return self.pauses[-1].until.date() if self.pauses else start


NO_ACTS = Acts()


@dataclass(frozen=True)
class Stage:
    """The last day of a term after one more act on it, before any roll; `act` is None for the bare term."""

    act: Pause | Extension | None
    last: date


@dataclass(frozen=True)
class _Count:
    """A term, the day it is counted from, and the last day this gives, with what pauses of months have added."""

    term: Term
    start: date
    last: date


def stages(rule: Rule, event: date, acts: Acts, calendar: WorkCalendar) -> Iterator[Stage]:
    """Yield the last day of the bare term, then after each pause and each extension.

    A rule that knows a pause says how its term goes on: `continue` counts the days that were left,
    `restart` counts a new term from the day of resumption.

    :raises TermNotSupported: an extension by hours or minutes
    """
    count = _counted(rule.term, event, calendar)
    yield Stage(None, count.last)
    pauses, extensions = list(acts.pauses), list(acts.extensions)
    while pauses or extensions:
        # a term that was paused after its last day had been extended before
        late = pauses and rule.pause == "continue" and pauses[0].since.date() > count.last
        if pauses and not (late and extensions):
            act = pauses.pop(0)
            count = _resumed(rule, count, act, calendar)
        else:
            act = extensions.pop(0)
            count = _extended(rule, count, act, calendar)
        yield Stage(act, count.last)


def _counted(term: Term, start: date, calendar: WorkCalendar, more: timedelta = timedelta()) -> _Count:
    return _Count(term, start, last_day(term, start, calendar) + more)


def _resumed(rule: Rule, count: _Count, pause: Pause, calendar: WorkCalendar) -> _Count:
    """Count on after a pause: the rest of the term, or the whole of it."""
    term, since, until = count.term, pause.since.date(), pause.until.date()
    if rule.pause == "restart":
        return _counted(rule.term, until, calendar)
    if term.unit in ("months", "years"):
        return replace(count, last=max(count.last + (until - since), until))
    before = count.start if term.start == "next_day" else count.start - _DAY
    passed = calendar.working_days_between(before, since) if term.unit == "working_days" else (since - before).days
    # on its last day the whole term has passed: it ends on the day it is resumed
    return _counted(Term(max(term.amount - passed, 0), term.unit), until, calendar)


def _extended(rule: Rule, count: _Count, extension: Extension, calendar: WorkCalendar) -> _Count:
    """Count a longer term: from its original start, or from its unshifted end when the unit is another."""
    term = count.term
    if extension.unit not in DAY_UNITS:
        raise TermNotSupported(rule_code=rule.code, feature=extension.unit)
    if extension.unit != term.unit:
        return _counted(Term(extension.amount, extension.unit), count.last, calendar)
    # never from a shifted date: 30 + 30 days are 60 days
    paused = count.last - last_day(term, count.start, calendar)
    return _counted(Term(term.amount + extension.amount, term.unit, term.start), count.start, calendar, paused)


def last_moment_after(rule: Rule, event: datetime, acts: Acts) -> datetime:
    """Return the end of a term of hours after pauses (real time that stood still) and extensions in hours."""
    paused = sum((elapsed(pause.since, pause.until) for pause in acts.pauses), timedelta())
    if rule.pause == "restart" and acts.pauses:
        event, paused = acts.pauses[-1].until, timedelta()
    for extension in acts.extensions:
        if extension.unit not in CLOCK_UNITS:
            raise TermNotSupported(rule_code=rule.code, feature=extension.unit)
        paused += timedelta(minutes=extension.amount * CLOCK_UNITS[extension.unit])
    return later(last_moment(rule.term, event), paused)


def check_extension(rule: Rule, taken: int, amount: int, moments: tuple[datetime, datetime, datetime]) -> None:
    """Refuse an extension that the law of the rule does not allow.

    `taken` extensions were granted before; `moments` are the decision, the notice of it, and the due
    moment it would change. 59-FZ article 12 part 2: once, by not more than 30 days, the sender being
    told before the term ends.
    """
    at, notified, due = moments
    law = rule.extension
    if law is None:
        raise NoExtension(rule_code=rule.code)
    if taken >= law.most:
        raise ExtensionSpent(rule_code=rule.code, taken=taken, most=law.most)
    if not 0 < amount <= law.amount:
        raise ExtensionTooLong(rule_code=rule.code, most=law.amount, unit=law.unit, amount=amount)
    if at > due or notified > due:
        raise ExtensionTooLate(rule_code=rule.code, due=due, at=at, notified=notified)


def check_pause(rule: Rule) -> None:
    """Refuse a pause where the law of the rule knows none: asking for information stops no answer term."""
    if rule.pause == "none":
        raise NoPause(rule_code=rule.code)
