"""Campaigns: channels in order, quiet hours by the local clock, a report that adds up."""

import doctest
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from campaigns import (
    CHANNELS,
    EMERGENCY,
    STATES,
    End,
    Plan,
    QuietHours,
    Step,
    after,
    first,
    moment_to_send,
    quiet,
    quiet_begins,
    steps,
    tally,
)
from hypothesis import given
from hypothesis import strategies as st

STEP = timedelta(minutes=15)
ALL = Plan(CHANNELS, 3, STEP)
KEMEROVO, MOSCOW = ZoneInfo("Asia/Novokuznetsk"), ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize("module", [quiet, steps])
def test_the_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


# --- the order of channels
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("result", "transmitted", "ends"), [("negative", True, "negative"), ("failed", False, "failed")]
)
def test_after_a_campaign_is_over_nothing_more_is_tried(channel, result, transmitted, ends):
    over = Plan(CHANNELS, 3, STEP, is_over=True)
    assert after(over, set(CHANNELS), Step(channel), result, transmitted) == End(ends)
    assert after(over, set(CHANNELS), Step(channel), "positive", True) == End("positive")


@pytest.mark.parametrize(
    ("reach", "begins"),
    [
        ({"voice", "sms"}, Step("voice")),
        ({"email", "account"}, Step("email")),
        (set(), End("failed")),
    ],
)
def test_the_first_channel_that_reaches(reach, begins):
    assert first(ALL, reach) == begins


@pytest.mark.parametrize(
    ("made", "result", "transmitted", "follows"),
    [
        (Step("voice", 1), "positive", True, End("positive")),
        (Step("voice", 1), "negative", True, Step("voice", 2, STEP)),
        (Step("voice", 3), "negative", True, Step("sms")),
        (Step("voice", 3), "failed", False, Step("sms")),
        (Step("sms", 1), "negative", True, Step("account")),  # no e-mail: the next one that reaches
        (Step("account", 1), "negative", True, End("negative")),
        (Step("account", 1), "failed", True, End("negative")),  # something was transmitted before
        (Step("account", 1), "failed", False, End("failed")),
    ],
)
def test_what_follows_an_attempt(made, result, transmitted, follows):
    assert after(ALL, {"voice", "sms", "account"}, made, result, transmitted) == follows


@given(
    st.permutations(CHANNELS),
    st.integers(1, 4),
    st.sets(st.sampled_from(CHANNELS)),
    st.lists(st.sampled_from(["negative", "failed", "positive"]), min_size=20, max_size=20),
)
def test_every_recipient_comes_to_an_end_and_no_attempt_is_made_twice(channels, attempts, reach, results):
    plan, made, was_transmitted = Plan(tuple(channels), attempts), [], False
    step = first(plan, reach)
    for result in results:
        if isinstance(step, End):
            break
        assert step.channel in reach
        made.append((step.channel, step.attempt))
        was_transmitted = was_transmitted or result != "failed"
        step = after(plan, reach, step, result, was_transmitted)
    assert isinstance(step, End) and len(made) == len(set(made))
    tried = [channel for channel, attempt in made if attempt == 1]
    assert tried == [channel for channel in channels if channel in reach][: len(tried)]
    if step.state != "positive":
        assert set(tried) == reach
        assert step.state == ("negative" if was_transmitted else "failed")


# --- quiet hours
@pytest.mark.parametrize(
    ("zone", "local", "sent"),
    [
        (KEMEROVO, "2026-11-27T21:59:59", "2026-11-27T21:59:59"),
        (KEMEROVO, "2026-11-27T22:00:00", "2026-11-28T08:00:00"),
        (KEMEROVO, "2026-11-28T00:00:00", "2026-11-28T08:00:00"),
        (KEMEROVO, "2026-11-28T07:59:59", "2026-11-28T08:00:00"),
        (KEMEROVO, "2026-11-28T08:00:00", "2026-11-28T08:00:00"),
        (KEMEROVO, "2026-12-31T23:30:00", "2027-01-01T08:00:00"),
        (MOSCOW, "2026-11-27T22:00:00", "2026-11-28T08:00:00"),
    ],
)
def test_nobody_is_disturbed_from_22_to_8(zone, local, sent):
    moment = datetime.fromisoformat(local).replace(tzinfo=zone)
    assert moment_to_send(moment, zone) == datetime.fromisoformat(sent).replace(tzinfo=zone)


def test_the_clock_is_that_of_the_recipients():
    moment = datetime(2026, 11, 27, 16, tzinfo=UTC)  # 23:00 in Kemerovo, 19:00 in Moscow
    assert moment_to_send(moment, MOSCOW) == moment
    assert moment_to_send(moment, KEMEROVO) == datetime(2026, 11, 28, 1, tzinfo=UTC)


def test_an_emergency_waits_for_no_morning():
    moment = datetime(2026, 11, 27, 20, tzinfo=UTC)
    assert moment_to_send(moment, KEMEROVO, EMERGENCY) == moment


def test_quiet_hours_within_one_day():
    noon = QuietHours(time(12), time(14))
    assert [noon.holds(time(hour)) for hour in (11, 12, 13, 14)] == [False, True, True, False]


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.times(), st.times())
def test_what_is_sent_is_never_earlier_nor_in_quiet_hours(moment, begin, end):
    moment, hours = moment.replace(tzinfo=UTC), QuietHours(begin, end)
    sent = moment_to_send(moment, KEMEROVO, hours)
    assert moment <= sent < moment + timedelta(days=1)
    assert not hours.holds(sent.astimezone(KEMEROVO).time())


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.times(), st.times())
def test_what_is_allowed_now_is_allowed_until_the_quiet_begins(moment, begin, end):
    moment, hours = moment.replace(tzinfo=UTC), QuietHours(begin, end)
    begins = quiet_begins(moment, KEMEROVO, hours)
    if begin == end:
        assert begins is None
    elif hours.holds(moment.astimezone(KEMEROVO).time()):
        assert begins == moment
    else:
        assert moment < begins <= moment + timedelta(days=1)
        assert begins.astimezone(KEMEROVO).time() == begin


# --- the report
@given(st.dictionaries(st.sampled_from(STATES), st.integers(0, 10**6)))
def test_the_report_adds_up(counts):
    report = tally(counts)
    assert report.total == sum(counts.values())
    assert 0 <= report.told_percent <= 100


def test_nobody_asked_is_no_percent():
    assert tally({"refused": 3}).told_percent == 0


def test_a_state_without_a_column_is_refused():
    with pytest.raises(ValueError, match="lost"):
        tally({"lost": 1})
