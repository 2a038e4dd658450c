"""A term that stood still: what is left of it, or a new one, is counted from the day it is resumed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from deadline_cases import codes_of, due, local, pause, rule, steps_of
from deadlines import (
    Acts,
    Deadline,
    Extension,
    NoPause,
    Pause,
    Policy,
    WorkCalendar,
    check_pause,
    reckon,
)


def paused(amount: int, unit: str, event: str, spans: list[str], calendar: WorkCalendar, **how: object) -> Deadline:
    """Count a term that stood still in spans of local days or moments, written `2026-01-15..2026-01-21`."""
    pauses = tuple(pause(*span.split("..")) for span in spans)
    acts = Acts(pauses, how.pop("extensions", ()))
    return due(amount, unit, event, calendar, **{"pause": "continue", **how}, acts=acts)


@pytest.mark.parametrize(
    ("amount", "unit", "event", "spans", "expected"),
    [
        # 13, 14, 15 | 22, 23, 26-30
        (10, "working_days", "2026-01-12", ["2026-01-15..2026-01-21"], "2026-01-30"),
        # ten days later than Saturday 14.02
        (30, "calendar_days", "2026-01-15", ["2026-01-20..2026-01-30"], "2026-02-24"),
        # ten days later than Sunday 15.02
        (1, "months", "2026-01-15", ["2026-01-20..2026-01-30"], "2026-02-25"),
        (1, "years", "2025-01-15", ["2025-12-20..2025-12-30"], "2026-01-26"),
        # resumed on the day it was paused
        (10, "working_days", "2026-01-12", ["2026-01-15..2026-01-15"], "2026-01-26"),
        # paused on the day of the event: nothing has passed yet
        (5, "working_days", "2026-01-12", ["2026-01-12..2026-01-14"], "2026-01-21"),
        # paused on a day off, resumed on a day off
        (10, "working_days", "2026-01-12", ["2026-01-17..2026-01-25"], "2026-02-02"),
        # twice; and again on the day it was resumed
        (30, "calendar_days", "2026-01-15", ["2026-01-20..2026-01-30", "2026-02-02..2026-02-05"], "2026-02-27"),
        (30, "calendar_days", "2026-01-15", ["2026-01-20..2026-01-30", "2026-01-30..2026-02-05"], "2026-03-02"),
        (1, "months", "2026-01-15", ["2026-01-20..2026-01-30", "2026-02-02..2026-02-05"], "2026-03-02"),
        # over the New Year holidays
        (10, "working_days", "2025-12-22", ["2025-12-25..2026-01-14"], "2026-01-23"),
    ],
)
def test_what_is_left_is_counted_after_the_pause(
    amount: int, unit: str, event: str, spans: list[str], expected: str, calendar: WorkCalendar
) -> None:
    assert paused(amount, unit, event, spans, calendar).due.date() == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("amount", "unit", "spans", "expected"),
    [
        # 12, 13, 14, 15 | 22, 23, 26-29
        (10, "working_days", ["2026-01-15..2026-01-21"], "2026-01-29"),
        (10, "calendar_days", ["2026-01-15..2026-01-21"], "2026-01-27"),
        # the day of the event has passed when the term is paused on it
        (5, "working_days", ["2026-01-12..2026-01-14"], "2026-01-20"),
        (1, "months", ["2026-01-15..2026-01-21"], "2026-02-17"),
    ],
)
def test_a_term_that_counts_the_day_of_its_event_is_paused_too(
    amount: int, unit: str, spans: list[str], expected: str, calendar: WorkCalendar
) -> None:
    deadline = paused(amount, unit, "2026-01-12", spans, calendar, start="event")
    assert deadline.due.date() == date.fromisoformat(expected)


def test_a_term_from_the_first_day_of_the_calendar_is_paused_too(calendar: WorkCalendar) -> None:
    # 9, 10 | 14, 15, 16 January
    deadline = paused(5, "working_days", "2013-01-01", ["2013-01-10..2013-01-11"], calendar, start="event")
    assert deadline.due.date() == date(2013, 1, 16)


@pytest.mark.parametrize(
    ("amount", "unit", "event", "span", "how", "expected"),
    [
        # Monday 26.01 is the last day: nothing is left, the term ends on the day it is resumed
        (10, "working_days", "2026-01-12", "2026-01-26..2026-01-28", {}, "2026-01-28"),
        # a term of working days never ends on a Saturday
        (10, "working_days", "2026-01-12", "2026-01-26..2026-01-31", {}, "2026-02-02"),
        (14, "calendar_days", "2026-01-12", "2026-01-26..2026-01-31", {}, "2026-02-02"),
        (14, "calendar_days", "2026-01-12", "2026-01-26..2026-01-31", {"roll": "none"}, "2026-01-31"),
        # paused on Monday 16.02, to which the Saturday or Sunday had moved
        (30, "calendar_days", "2026-01-15", "2026-02-16..2026-02-18", {}, "2026-02-18"),
        (1, "months", "2026-01-14", "2026-02-16..2026-02-18", {}, "2026-02-18"),
    ],
)
def test_paused_on_its_last_day_a_term_ends_on_the_day_it_is_resumed(
    amount: int, unit: str, event: str, span: str, how: dict[str, str], expected: str, calendar: WorkCalendar
) -> None:
    assert paused(amount, unit, event, [span], calendar, **how).due.date() == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("amount", "unit", "event", "spans", "how", "expected"),
    [
        # DOMAIN of technological connection: ten new working days after the missing documents came
        (10, "working_days", "2026-01-12", ["2026-01-15..2026-01-21"], {}, "2026-02-04"),
        (10, "working_days", "2026-01-12", ["2026-01-15..2026-01-21"], {"start": "event"}, "2026-02-03"),
        (10, "working_days", "2026-01-12", ["2026-01-13..2026-01-14", "2026-01-15..2026-01-21"], {}, "2026-02-04"),
        (1, "months", "2026-01-12", ["2026-01-15..2026-01-31"], {}, "2026-03-02"),
    ],
)
def test_a_restarted_term_is_new(
    amount: int, unit: str, event: str, spans: list[str], how: dict[str, str], expected: str, calendar: WorkCalendar
) -> None:
    deadline = paused(amount, unit, event, spans, calendar, pause="restart", **how)
    assert deadline.due.date() == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("spans", "how", "expected"),
    [
        (["2026-01-15 12:00..2026-01-15 18:30"], "continue", "2026-01-16 16:30"),
        (["2026-01-15 12:00..2026-01-15 18:30", "2026-01-16 10:00..2026-01-16 11:00"], "continue", "2026-01-16 17:30"),
        (["2026-01-15 12:00..2026-01-15 18:30"], "restart", "2026-01-16 18:30"),
        (["2026-01-15 12:00..2026-01-15 13:00", "2026-01-16 09:00..2026-01-17 09:00"], "restart", "2026-01-18 09:00"),
    ],
)
def test_hours_stand_still_for_real_time(spans: list[str], how: str, expected: str, calendar: WorkCalendar) -> None:
    deadline = paused(24, "hours", "2026-01-15 10:00", spans, calendar, pause=how)
    assert deadline.due == local(expected)


def test_real_time_stands_still_when_the_clocks_are_put_back(calendar: WorkCalendar) -> None:
    # on 26.10.2014 at 02:00 Moscow put its clocks an hour back: the pause from 22:00 to 10:00 lasted 13 hours
    moscow = ZoneInfo("Europe/Moscow")
    event, since, until, end = (
        datetime(2014, 10, day, hour, tzinfo=moscow) for day, hour in ((25, 10), (25, 22), (26, 10), (26, 22))
    )
    deadline = reckon(rule(24, "hours", pause="continue"), event, calendar, Acts((Pause(since, until),)))
    assert deadline.due == end
    # half of the time between, which is 18 hours and a half
    assert deadline.warn == datetime(2014, 10, 26, 3, 30, tzinfo=moscow)


@pytest.mark.parametrize(
    ("event", "amount", "unit", "extension", "span", "expected"),
    [
        # paused before its first end: 60 days from the start and the ten that stood still
        ("2026-01-15", 30, "calendar_days", (30, "calendar_days"), "2026-01-20..2026-01-30", "2026-03-26"),
        # paused after its first end, so extended before: Saturday 21.03, five days later than 16.03
        ("2026-01-15", 30, "calendar_days", (30, "calendar_days"), "2026-02-20..2026-02-25", "2026-03-23"),
        # paused in the roll, when it had been extended: two days later
        ("2026-01-15", 30, "calendar_days", (30, "calendar_days"), "2026-02-16..2026-02-18", "2026-03-18"),
        # extended in another unit from 16.01 to 15.02, and paused five days after that end
        ("2025-12-23", 10, "working_days", (30, "calendar_days"), "2026-01-20..2026-01-25", "2026-02-20"),
        ("2026-01-15", 1, "months", (1, "months"), "2026-02-20..2026-02-25", "2026-03-20"),
        # ten days later than 20.02, though February has no thirtieth
        ("2026-12-20", 1, "months", (1, "months"), "2026-12-22..2027-01-01", "2027-03-02"),
    ],
)
def test_pauses_and_extensions_add_up_in_the_order_they_happened(
    event: str, amount: int, unit: str, extension: tuple[int, str], span: str, expected: str, calendar: WorkCalendar
) -> None:
    deadline = paused(amount, unit, event, [span], calendar, extensions=(Extension(*extension),))
    assert deadline.due.date() == date.fromisoformat(expected)


def test_an_extension_outlives_a_new_term(calendar: WorkCalendar) -> None:
    for span in ("2026-01-15..2026-01-21", "2026-01-30..2026-02-02"):
        extensions = (Extension(5, "working_days"),)
        acted = paused(10, "working_days", "2026-01-12", [span], calendar, pause="restart", extensions=extensions)
        assert acted.due == due(15, "working_days", span[-10:], calendar).due


def test_no_date_lies_in_the_pause(calendar: WorkCalendar) -> None:
    # one day is left on Saturday 17.01 and ends on Sunday; Friday the 16th passed while the term stood still
    span = ["2026-01-16..2026-01-17"]
    deadline = paused(3, "calendar_days", "2026-01-14", span, calendar)
    assert deadline.control == deadline.due == local("2026-01-19 23:59:59")
    strict = Policy(day_off="previous_working_day")
    assert paused(3, "calendar_days", "2026-01-14", span, calendar, policy=strict).due == deadline.due
    # resumed on a working day, that day itself is the last working one
    span = ["2026-01-15..2026-01-16"]
    assert paused(3, "calendar_days", "2026-01-14", span, calendar).control == local("2026-01-16 23:59:59")


def test_the_explanation_of_a_pause(calendar: WorkCalendar) -> None:
    deadline = paused(10, "working_days", "2026-01-12", ["2026-01-15 11:00..2026-01-21 09:30"], calendar)
    assert codes_of(deadline) == ["event", "rule", "counting", "paused", "skipped", "due_day"]
    steps = steps_of(deadline)
    assert steps["counting"]["last"] == "2026-01-26"
    assert steps["paused"] == {
        "since": "2026-01-15T11:00:00",
        "until": "2026-01-21T09:30:00",
        "then": "continue",
        "last": "2026-01-30",
    }
    hours = paused(24, "hours", "2026-01-15 10:00", ["2026-01-15 12:00..2026-01-15 18:30"], calendar, pause="restart")
    assert codes_of(hours) == ["event", "rule", "paused", "due_time"]
    assert steps_of(hours)["paused"] == {
        "since": "2026-01-15T12:00:00",
        "until": "2026-01-15T18:30:00",
        "then": "restart",
    }


def test_a_law_that_knows_no_pause_stops_for_nothing() -> None:
    with pytest.raises(NoPause, match="“test” runs on: its law knows no pause. Asking for information stops no term"):
        check_pause(rule(30, "calendar_days"))
    for how in ("continue", "restart"):
        check_pause(rule(10, "working_days", pause=how))
