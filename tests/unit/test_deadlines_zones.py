"""Russian zones and what they did to their clocks in 2010-2016: a local date stays a local date, an hour an hour."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from deadline_cases import rule, steps_of
from deadlines import NO_ACTS, Acts, Deadline, Pause, WorkCalendar, article_112, reckon
from deadlines.terms import CLOCK_UNITS
from hypothesis import given
from hypothesis import strategies as st

#: How often each zone changed its distance to UTC from 2010 to 2016. All went to a lasting summer time in 2011, most
#: left it in October 2014, some moved again in 2016; three changed nothing in March 2010, when they took the time of a
#: neighbour on the day summer began.
CHANGES = {
    "Europe/Kaliningrad": 4,
    "Europe/Moscow": 4,
    "Europe/Samara": 2,
    "Europe/Volgograd": 4,
    "Asia/Yekaterinburg": 4,
    "Asia/Omsk": 4,
    "Asia/Novosibirsk": 5,
    "Asia/Barnaul": 5,
    "Asia/Tomsk": 5,
    "Asia/Novokuznetsk": 2,
    "Asia/Krasnoyarsk": 4,
    "Asia/Irkutsk": 4,
    "Asia/Chita": 5,
    "Asia/Yakutsk": 4,
    "Asia/Vladivostok": 4,
    "Asia/Magadan": 5,
    "Asia/Sakhalin": 5,
    "Asia/Kamchatka": 2,
}
#: Years with the holidays of the Code alone: the shipped calendar begins after the changes of 2010 and 2011.
CALENDAR = WorkCalendar.build(day for year in range(2009, 2019) for day in article_112(year))
HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
TERMS = {
    "calendar_days": {"amount": 10, "unit": "calendar_days"},
    "working_days": {"amount": 5, "unit": "working_days"},
    "months": {"amount": 1, "unit": "months"},
    "from the day itself": {"amount": 3, "unit": "calendar_days", "start": "event", "roll": "none"},
    "backward": {"amount": 5, "unit": "working_days", "direction": "backward"},
    "not before": {"amount": 3, "unit": "calendar_days", "direction": "not_before"},
}


def changes(zone: ZoneInfo) -> list[datetime]:
    """Return the days, in UTC, in which a zone changed its distance to UTC."""
    days = (datetime(2010, 1, 1, tzinfo=UTC) + n * DAY for n in range(7 * 365))
    return [day for day in days if day.astimezone(zone).utcoffset() != (day + DAY).astimezone(zone).utcoffset()]


AROUND = {name: changes(ZoneInfo(name)) for name in CHANGES}


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """Draw a local moment of a zone within twelve days of one of its changes, so that terms run over it."""
    name = draw(st.sampled_from(sorted(CHANGES)))
    change = draw(st.sampled_from(AROUND[name]))
    moment = change + timedelta(seconds=draw(st.integers(-12 * 86400, 12 * 86400)))
    return moment.astimezone(ZoneInfo(name))


def counted(event: datetime, arguments: dict[str, object], acts: Acts = NO_ACTS) -> Deadline:
    return reckon(rule(**arguments), event, CALENDAR, acts)


@pytest.mark.parametrize("name", CHANGES)
def test_the_zones_did_change(name: str) -> None:
    assert len(AROUND[name]) == CHANGES[name]


@given(moments(), st.sampled_from(sorted(TERMS)))
def test_the_local_due_date_depends_on_the_local_date_alone(event: datetime, name: str) -> None:
    deadline = counted(event, TERMS[name])
    on_the_same_day = datetime.combine(event.date(), time(12), UTC)
    assert deadline.due.date() == counted(on_the_same_day, TERMS[name]).due.date()
    for other in (time(0), time(12), time(23, 59, 59)):
        moment = datetime.combine(event.date(), other, event.tzinfo)
        assert counted(moment.astimezone(UTC).astimezone(event.tzinfo), TERMS[name]).due == deadline.due


@given(moments(), st.sampled_from(sorted(TERMS)))
def test_a_day_ends_with_its_last_local_second(event: datetime, name: str) -> None:
    due = counted(event, TERMS[name]).due
    assert due.tzinfo is event.tzinfo
    if name == "not before":
        assert due.time() == time(0)
        assert (due.astimezone(UTC) - SECOND).astimezone(event.tzinfo).date() == due.date() - DAY
    else:
        assert due.time() == time(23, 59, 59)
        assert (due.astimezone(UTC) + SECOND).astimezone(event.tzinfo).date() == due.date() + DAY


@given(moments(), st.integers(0, 500), st.sampled_from(sorted(CLOCK_UNITS)), st.sampled_from(["forward", "backward"]))
def test_hours_are_elapsed_time(event: datetime, amount: int, unit: str, direction: str) -> None:
    deadline = counted(event, {"amount": amount, "unit": unit, "direction": direction})
    elapsed = amount * timedelta(minutes=CLOCK_UNITS[unit]) * (-1 if direction == "backward" else 1)
    assert deadline.due.astimezone(UTC) - event.astimezone(UTC) == elapsed
    assert deadline.due.tzinfo is event.tzinfo
    assert deadline.due.astimezone(UTC) - deadline.warn.astimezone(UTC) == abs(elapsed) / 2


@given(moments(), st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_hours_stand_still_for_the_time_that_elapsed(event: datetime, amount: int, since: int, stood: int) -> None:
    since, until = ((event.astimezone(UTC) + n * HOUR).astimezone(event.tzinfo) for n in (since, since + stood))
    deadline = counted(event, {"amount": amount, "unit": "hours", "pause": "continue"}, Acts((Pause(since, until),)))
    assert deadline.due.astimezone(UTC) - event.astimezone(UTC) == (amount + stood) * HOUR


@given(moments())
def test_the_explanation_names_the_local_moment(event: datetime) -> None:
    at = steps_of(counted(event, TERMS["months"]))["event"]["at"]
    assert at == event.strftime("%Y-%m-%dT%H:%M:%S")


@pytest.mark.parametrize(
    ("zone", "event", "due"),
    [
        # the distance to UTC of the event is not that of the due date
        ("Europe/Moscow", "2014-10-20T21:00:00+00:00", "2014-10-31T20:59:59+00:00"),
        ("Europe/Samara", "2010-10-25T06:00:00+00:00", "2010-11-05T20:59:59+00:00"),
        ("Asia/Novokuznetsk", "2010-10-25T20:00:00+00:00", "2010-11-05T17:59:59+00:00"),
        ("Asia/Tomsk", "2016-05-25T18:00:00+00:00", "2016-06-06T16:59:59+00:00"),
    ],
)
def test_ten_days_over_a_change(zone: str, event: str, due: str) -> None:
    moment = datetime.fromisoformat(event).astimezone(ZoneInfo(zone))
    assert counted(moment, TERMS["calendar_days"]).due.astimezone(UTC) == datetime.fromisoformat(due)


def test_one_moment_is_two_dates_in_two_branches() -> None:
    moment = datetime(2014, 3, 31, 19, tzinfo=UTC)
    dues = {name: counted(moment.astimezone(ZoneInfo(name)), TERMS["calendar_days"]).due.date() for name in CHANGES}
    assert dues["Europe/Kaliningrad"] == date(2014, 4, 10)
    assert dues["Asia/Kamchatka"] == date(2014, 4, 11)
