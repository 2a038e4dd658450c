"""Working-day terms by the pure engine on one core, against Odoo's `resource.calendar.plan_days` on the same dates."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from odoo.addons.legal_deadline.deadlines import Rule, Term, last_day, reckon

from .timing import best

DATES = 200
FIRST, LAST = date(2023, 1, 1), date(2027, 12, 31)
SHORTEST, LONGEST = 1, 250
SHORT = 5
PASSES = 500  # of the engine over the dates in one run; plan_days goes over them once a run


def measure(env) -> dict:
    """Count the same dates in every way there is; rates are dates a second."""
    calendar = env["legal.calendar.day"]._calendar(env.company.id)
    random, zone = Random(190), ZoneInfo("Asia/Novokuznetsk")
    days = [FIRST + timedelta(random.randrange((LAST - FIRST).days + 1)) for _date in range(DATES)]
    terms = [_term(random.randint(SHORTEST, LONGEST)) for _date in range(DATES)]
    cases = list(zip(terms, days, strict=True))
    events = [(Rule("answer", term), datetime.combine(day, time(12), zone)) for term, day in cases]
    short, long = ([(_term(amount), day) for day in days] for amount in (SHORT, LONGEST))
    plan_days, agreed = _plan_days(env, calendar, cases)
    return {
        "dates": DATES,
        "agreed": agreed,
        "plan_days": plan_days,
        "bare": _rate(last_day, cases, calendar),
        "whole": _rate(reckon, events, calendar),
        "explained": _rate(_explain, events, calendar, passes=1),
        "short": _rate(last_day, short, calendar),
        "long": _rate(last_day, long, calendar),
    }


def _term(amount: int) -> Term:
    return Term(amount, "working_days")


def _explain(rule: Rule, event: datetime, calendar) -> tuple:
    return reckon(rule, event, calendar).steps


def _rate(count: Callable, cases: list[tuple], calendar, passes: int = PASSES) -> float:
    """How many cases are counted in a second."""

    def act() -> None:
        for _pass in range(passes):
            for what, when in cases:
                count(what, when, calendar)

    return len(cases) * passes / best(act)


def _plan_days(env, calendar, cases: list[tuple[Term, date]]) -> tuple[float, int]:
    """How many dates plan_days finds in a second, and how many of all are those of the law.

    It gets one day more when the first is a working one, since it counts that day too.
    """
    hours = _resource_calendar(env, _weekdays_off(calendar))
    asked = [(term.amount + calendar.is_working(day), datetime.combine(day, time.min, UTC)) for term, day in cases]

    def find() -> list[datetime]:
        return [hours.plan_days(*one, compute_leaves=True) for one in asked]

    agreed = sum(end.date() == last_day(*case, calendar) for end, case in zip(find(), cases, strict=True))
    return len(cases) / best(find), agreed


def _weekdays_off(calendar) -> Iterable[date]:
    """The days off between Monday and Friday, up to the end of the longest term."""
    span = (FIRST + timedelta(days) for days in range((LAST - FIRST).days + 2 * LONGEST))
    return [day for day in span if day.weekday() < 5 and not calendar.is_working(day)]


def _resource_calendar(env, days_off: Iterable[date]):
    """The peer's calendar: Monday to Friday, and the days off as leaves; working Saturdays it cannot have."""
    week = [
        {"name": "Day", "dayofweek": str(weekday), "hour_from": 9, "hour_to": 18, "day_period": "full_day"}
        for weekday in range(5)
    ]
    hours = env["resource.calendar"].create(
        {"name": "Five days", "tz": "UTC", "attendance_ids": [(0, 0, day) for day in week]}
    )
    leaves = (
        {"date_from": datetime.combine(day, time.min), "date_to": datetime.combine(day, time(23, 59, 59))}
        for day in days_off
    )
    env["resource.calendar.leaves"].create([{"name": "Off", "calendar_id": hours.id, **leave} for leave in leaves])
    return hours
