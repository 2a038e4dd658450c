"""A reader of explanations: counts a due date again from the steps alone, with no calendar and no engine.

Its days off are those that the explanation names; whatever day a step says on the way must come out again.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from deadlines import Deadline
from slow_counter import DAY, months_slowly

Steps = list[dict[str, object]]


def as_stored(deadline: Deadline) -> Steps:
    """Return the steps as a database keeps them: as JSON, each with its code."""
    return json.loads(json.dumps([{"code": step.code, **step.params} for step in deadline.steps]))


def recounted(steps: Steps) -> date:
    """Return the due day of a term of days (of a term that bars an act, the first day that it allows)."""
    named = {step["code"]: step for step in steps}
    if "backward" in named:
        last = _counted_back(named["backward"], _days(named.get("skipped")))
        return _said(named["due_day"]["day"], last)
    last = _counted_forward(steps, named)
    for sign, step in ((-1, "roll_back"), (1, "roll")):
        if step in named:
            last = _moved(last, sign * DAY, named[step])
    if "earliest" in named:
        _said(named["earliest"]["passed"], last)
        return _said(named["earliest"]["day"], last + DAY)
    return _said(named["due_day"]["day"], last)


def recounted_hours(steps: Steps) -> datetime:
    """Return the due moment of a term of hours or minutes, in a zone that keeps its time."""
    named = {step["code"]: step for step in steps}
    event, term = datetime.fromisoformat(named["event"]["at"]), named["rule"]
    stood = timedelta()
    for step in steps:
        if step["code"] == "paused":
            since, until = (datetime.fromisoformat(step[name]) for name in ("since", "until"))
            event, stood = (until, timedelta()) if step["then"] == "restart" else (event, stood + (until - since))
    for step in [term, *(step for step in steps if step["code"] == "extended")]:
        event += step["amount"] * timedelta(**{step["unit"]: 1}) * (-1 if "due_time_before" in named else 1)
    return event + stood


@dataclass
class _Finger:
    """A finger on the days of a term: where it began, how far it must go, the days it passes over."""

    begin: date  # the day before the first one counted
    amount: int
    unit: str
    whole: bool  # months end on the day of their number, or on the day before it
    off: set[date]
    still: set[date] = field(default_factory=set)

    def last(self) -> date:
        if self.unit in ("months", "years"):
            start = self.begin if self.whole else self.begin + DAY
            end = months_slowly(start, self.amount * (12 if self.unit == "years" else 1))
            return end - DAY * (not self.whole) + DAY * len(self.still)
        return _walk(self.begin, self.amount, DAY, lambda day: day not in self.still and self.works(day))

    def works(self, day: date) -> bool:
        return self.unit != "working_days" or day not in self.off


def _counted_forward(steps: Steps, named: dict[str, dict]) -> date:
    """Count from the event to the end before any roll, act by act."""
    counting = named["counting"]
    event = datetime.fromisoformat(named["event"]["at"]).date()
    whole = counting["start"] == "next_day"
    off = _days(named.get("skipped"))

    def term_from(day: date) -> _Finger:
        return _Finger(day if whole else day - DAY, counting["amount"], counting["unit"], whole, off)

    finger = term_from(event)
    first = _said(counting["first"], finger.begin + DAY)
    last = _said(counting["last"], finger.last())
    for step in steps:
        if step["code"] == "paused":
            since, until = (datetime.fromisoformat(step[name]).date() for name in ("since", "until"))
            if step["then"] == "restart":
                finger = term_from(until)
                ended = False
            else:
                ended = since >= finger.last()  # all of it had passed: it ends when it is resumed
                finger.still.update(since + DAY * n for n in range(1, (until - since).days + 1))
            last = _walk(until - DAY, 1, DAY, finger.works) if ended else finger.last()
            _said(step["last"], last)
        elif step["code"] == "extended":
            if step["unit"] == finger.unit:
                finger.amount += step["amount"]
            else:
                finger = _Finger(last, step["amount"], step["unit"], True, off)
            last = _said(step["last"], finger.last())
    assert all(first <= day <= last for day in off)
    return last


def _counted_back(step: dict[str, object], off: set[date]) -> date:
    """Count back from an event by the reading that the step names."""
    event = date.fromisoformat(step["event"]) + DAY * (step["start"] == "event")
    strict, unit = step["reading"] == "strict", step["unit"]
    assert all(date.fromisoformat(step["last"]) <= day < event for day in off)
    if unit in ("months", "years"):
        last = months_slowly(event, -step["amount"] * (12 if unit == "years" else 1)) - DAY * strict
    else:
        last = _walk(event, step["amount"] + strict, -DAY, lambda day: unit != "working_days" or day not in off)
    return _said(step["last"], last)


def _walk(day: date, amount: int, step: timedelta, counts: Callable[[date], bool]) -> date:
    """Move day by day until so many days have counted."""
    while amount:
        day += step
        amount -= counts(day)
    return day


def _moved(last: date, step: timedelta, roll: dict[str, object]) -> date:
    """Move a last day off over the days off that the step names, and over no other."""
    off = _days(roll)
    assert last in off
    while last in off:
        off.remove(last)
        last += step
    assert not off
    return _said(roll["to"], last)


def _days(step: dict[str, Iterable] | None) -> set[date]:
    """Return the days off that a step names."""
    found = set()
    for first, last, _kind in step["runs"] if step else ():
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            assert day not in found, "a day off is named twice"
            found.add(day)
            day += DAY
    return found


def _said(said: str, counted: date) -> date:
    """Hold what a step says against what was counted."""
    assert said == str(counted)
    return counted
