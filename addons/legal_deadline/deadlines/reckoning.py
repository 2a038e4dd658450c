"""From an event and a rule to a due date that explains itself."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from . import explaining
from .acts import NO_ACTS, Acts, Stage, last_moment_after, stages
from .calendar import WorkCalendar
from .errors import TermNotSupported
from .explaining import Step
from .office import OfficeHours
from .policy import Policy
from .rules import Rule
from .terms import CLOCK_UNITS, elapsed, first_moment, last_day, later, latest_day

#: GK RF article 194: an act may be done until the end of the last day.
DAY_END = time(23, 59, 59)
_DAY = timedelta(days=1)


@dataclass(eq=False)
class Deadline:
    """The answer: local moments with their zone, and the steps that led there, worked out when asked for."""

    rule: Rule
    event: datetime
    due: datetime
    acts: Acts = NO_ACTS
    calendar: WorkCalendar | None = None  #: the days it was counted in; hours by the clock need none

    @property
    def control(self) -> datetime:
        """Return the company's stricter date; of a term of hours, the due moment itself."""
        return self.due

    @cached_property
    def warn(self) -> datetime:
        """Return from when the deadline is shown as due soon: half the length of a term of hours before its end."""
        return _half_before(self.event, self.due)

    @property
    def is_preliminary(self) -> bool:
        """Return whether the date hangs on a year whose calendar is not published."""
        return self.calendar is not None and self.calendar.is_preliminary(self.horizon)

    @property
    def horizon(self) -> date:
        """Return the latest day whose calendar decides the date."""
        return self.due.date()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return how the date was found, a step a fact, the last of them the date."""
        return tuple(explaining.clock_steps(self))

    def verdict(self, moment: datetime) -> str:
        """Judge an act at a moment: `in_time`, `late`, `too_early`, or `at_risk`.

        `at_risk`: in time by the ordinary reading of a backward term, late by the strict one. An act
        before the due moment of a `not_before` term is `too_early`.
        """
        if self.rule.term.direction == "not_before":
            return "in_time" if moment >= self.due else "too_early"
        if moment > self.due:
            return "late"
        backward = self.rule.term.direction == "backward"
        return "at_risk" if backward and moment > self.control else "in_time"


@dataclass(eq=False)
class DayDeadline(Deadline):
    """A deadline of days, months or years, found in the calendar of the event's zone."""

    policy: Policy = Policy()
    office: OfficeHours = OfficeHours()
    end: date = None  #: the last day of the term before any roll
    last: date = None  #: the due day

    @cached_property
    def control(self) -> datetime:
        """Return the end of the internal control day, never after the due moment.

        Many state bodies read a last day off as moving back; GK RF article 193 moves it forward.
        """
        return min(self._end_of(self.control_day), self.due)

    @cached_property
    def control_day(self) -> date:
        """Return the previous working day of a term that ends on a day off, else the due day."""
        if self.policy.control == "due_day" or self.rule.term.direction == "not_before":
            return self.last
        return min(_previous_working(self), self.last)

    @cached_property
    def warn(self) -> datetime:
        """Return from when the deadline is shown as due soon: the second half of the term, and all of its last day."""
        day = self.calendar.working_before(self.last, self.rule.warn_days, floor=self.event.date())
        warned = max(self._start_of(day), _half_before(self.event, self.due))
        return max(min(warned, self._start_of(self.last)), min(self.event, self.due))

    def _start_of(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.event.tzinfo)

    @property
    def horizon(self) -> date:
        """Return the due day, or the end of the term when it was moved back."""
        return max(self.end, self.last)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Return the last day of the bare term and after each act."""
        return tuple(stages(self.rule, self.event.date(), self.acts, self.calendar))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return how the date was found."""
        return tuple(explaining.day_steps(self))

    def _end_of(self, day: date) -> datetime:
        return _end_of(day, self.rule, self.event, self.calendar, self.office)


@dataclass(eq=False)
class BackwardDeadline(DayDeadline):
    """A deadline "not later than N days before" an event: the event lies ahead of it."""

    @cached_property
    def strict_day(self) -> date:
        """Return the latest day by the strict reading: N full days lie between it and the event."""
        return latest_day(self.rule.term, self.event.date(), self.calendar, strict=True)

    @cached_property
    def control_day(self) -> date:
        """Return the day of the strict reading: the company plans by it, whichever reading it keeps to."""
        return self.strict_day

    @cached_property
    def warn(self) -> datetime:
        """Return from when the deadline is shown as due soon, before the strict reading's day."""
        first = date(min(self.calendar.years), 1, 1)
        day = self.calendar.working_before(self.strict_day, self.rule.warn_days, floor=first)
        return datetime.combine(day, time.min, self.event.tzinfo)

    @property
    def horizon(self) -> date:
        """Return the day of the event, which lies ahead of the due day."""
        return self.event.date()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return how the date was found."""
        return tuple(explaining.backward_steps(self))


def reckon(
    rule: Rule,
    event: datetime,
    calendar: WorkCalendar,
    acts: Acts = NO_ACTS,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    office: OfficeHours = OfficeHours(),  # noqa: B008 - a frozen value
) -> Deadline:
    """Count the deadline of an event; `event` carries the zone whose local dates count.

    `acts` are the pauses and extensions since; a backward or office-hours term knows none. Of a
    `not_before` term the due moment is the first in which the act is allowed: the beginning of the
    day after its last day, so that the whole term has passed.

    :raises DeadlineError: no calendar, no term, or ways of counting that contradict each other
    """
    term = rule.term
    if feature := term.contradiction:
        raise TermNotSupported(rule_code=rule.code, feature=feature)
    if acts is not NO_ACTS:
        _check_acts(rule, acts)
    if term.by_clock:
        return _by_clock(rule, event, acts, calendar, office)
    if term.direction == "backward":
        return _backward(rule, event, calendar, policy, office)
    start = event.date()
    end = _end(rule, start, acts, calendar)
    last = _rolled(end, start, acts, policy, calendar) if term.roll == "next_working_day" else end
    if acts is not NO_ACTS or term.unit != "working_days":
        calendar.require(start, last)  # bare working days were counted in the calendar already
    if term.direction == "not_before":
        due = datetime.combine(last + _DAY, time.min, event.tzinfo)
    else:
        due = _end_of(last, rule, event, calendar, office)
    return DayDeadline(rule, event, due, acts, calendar, policy, office, end, last)


def _check_acts(rule: Rule, acts: Acts) -> None:
    """Refuse acts on a term that is counted back, that only bars an act, or that runs in office hours."""
    term = rule.term
    feature = term.direction if term.direction != "forward" else term.hours_by
    if feature != "clock" and (acts.pauses or acts.extensions):
        raise TermNotSupported(rule_code=rule.code, feature=feature)


def _by_clock(rule: Rule, event: datetime, acts: Acts, calendar: WorkCalendar, office: OfficeHours) -> Deadline:
    """Count hours and minutes: elapsed time without a calendar, or hours in which the office is open."""
    if rule.term.hours_by == "clock":
        return Deadline(rule, event, last_moment_after(rule, event, acts), acts)
    minutes = rule.term.amount * CLOCK_UNITS[rule.term.unit]
    due = office.after(first_moment(rule.term, event), minutes, calendar)
    return Deadline(rule, event, due, acts, calendar)


def _backward(
    rule: Rule, event: datetime, calendar: WorkCalendar, policy: Policy, office: OfficeHours
) -> BackwardDeadline:
    """Count back from an event; the company's policy says which reading binds."""
    last = latest_day(rule.term, event.date(), calendar, strict=policy.backward == "strict")
    due = _end_of(last, rule, event, calendar, office)
    return BackwardDeadline(rule, event, due, NO_ACTS, calendar, policy, office, last, last)


def _end(rule: Rule, start: date, acts: Acts, calendar: WorkCalendar) -> date:
    """Return the last day before any roll, after the acts."""
    if acts is NO_ACTS:
        return last_day(rule.term, start, calendar)
    *_before, final = stages(rule, start, acts, calendar)
    return final.last


def _rolled(end: date, start: date, acts: Acts, policy: Policy, calendar: WorkCalendar) -> date:
    """Return the due day of a term whose last day may be a day off, by the company's reading of article 193."""
    if policy.day_off == "previous_working_day":
        calendar.require(start, end)
        previous = calendar.working_before(end + _DAY, 1, floor=acts.runs_from(start))
        if calendar.is_working(previous):
            return previous
    return calendar.next_working(end)


def _previous_working(deadline: DayDeadline) -> date:
    """Return the end of the term, or the working day before it when it is a day off and there is one."""
    floor = deadline.acts.runs_from(deadline.event.date())
    control = deadline.calendar.working_before(deadline.end + _DAY, 1, floor=floor)
    return control if deadline.calendar.is_working(control) else deadline.last


def _end_of(day: date, rule: Rule, event: datetime, calendar: WorkCalendar, office: OfficeHours) -> datetime:
    """Return the end of a day in the zone of the event: its last second, or when the office closes."""
    if rule.term.day_end == "office_close":
        return office.closing(day, event, calendar)
    return datetime.combine(day, DAY_END, event.tzinfo)


def _half_before(event: datetime, due: datetime) -> datetime:
    """Return the moment that lies half the length of the term before its end, on whichever side the event is."""
    return later(due, -abs(elapsed(event, due)) / 2)
