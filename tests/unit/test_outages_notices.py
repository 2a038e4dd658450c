"""Notices before planned outages: golden case 29, dated tables, properties."""

from datetime import date, timedelta

import pytest
from deadline_cases import due, read_csv, shipped_calendar
from hypothesis import given
from hypothesis import strategies as st
from outages import COMPANIES, HOUSEHOLDS, Given, Terms, first_warning, objections

RULE = {row["code"]: row for row in read_csv("addons/grid_contact/data/legal.rule.csv")}["planned_outage_notice_354"]
CALENDAR = shipped_calendar()
BOTH = (HOUSEHOLDS, COMPANIES)


def earliest(warned_on):
    """The first lawful day of an outage, counted by the engine from the shipped row of law."""
    found = due(
        int(RULE["amount"]), RULE["unit"], warned_on, CALENDAR, start=RULE["start"], direction=RULE["direction"]
    )
    return found.due.date()


def codes(start, audiences, notices=(), *, first=None, recommended=date(2026, 1, 1), contract_days=None):
    found = objections(date.fromisoformat(start), audiences, notices, Terms(first, recommended, contract_days))
    return [(one.code, one.forbids, one.day and one.day.isoformat()) for one in found]


def to(audience, day, in_writing=True):
    return Given(audience, date.fromisoformat(day), in_writing)


@pytest.mark.parametrize(
    ("warned", "first"),
    [
        ("2025-12-22", "2026-01-16"),  # golden case 29: the tenth working day, 15 January, must have passed
        ("2026-03-02", "2026-03-18"),  # 9 March is a day off
        ("2026-06-01", "2026-06-17"),  # 12 June is a holiday
        ("2026-08-03", "2026-08-18"),
    ],
)
def test_ten_working_days_must_have_passed(warned, first):
    assert earliest(warned).isoformat() == first
    day_before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    assert codes(day_before, [HOUSEHOLDS], [to(HOUSEHOLDS, warned)], first=earliest(warned))[0] == (
        "households_too_early",
        True,
        first,
    )
    assert codes(first, [HOUSEHOLDS], [to(HOUSEHOLDS, warned)], first=earliest(warned)) == [
        ("recommended_late", False, "2026-01-01")
    ] * (warned > "2026-01-01")


def test_only_a_written_warning_of_households_counts_for_them():
    notices = [to(HOUSEHOLDS, "2025-12-01", in_writing=False), to(COMPANIES, "2025-12-01")]
    assert first_warning(notices) is None
    assert codes("2026-02-01", [HOUSEHOLDS], notices) == [("households_not_warned", True, None)]
    assert first_warning([*notices, to(HOUSEHOLDS, "2025-12-22"), to(HOUSEHOLDS, "2025-12-10")]) == date(2025, 12, 10)


def test_without_the_term_of_contracts_no_outage_of_companies_starts():
    assert codes("2026-02-01", [COMPANIES], [to(COMPANIES, "2025-12-01")]) == [("contract_unknown", True, None)]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("2026-01-27", []),
        ("2026-01-28", [("companies_told_late", True, "2026-01-27")]),
        (None, [("companies_not_told", True, "2026-01-27")]),
    ],
)
def test_companies_are_told_as_many_days_ahead_as_contracts_say(told, found):
    notices = [to(COMPANIES, told, in_writing=False)] if told else []
    said = codes("2026-02-01", [COMPANIES], notices, contract_days=5)
    assert [one for one in said if one[1]] == found


def test_the_message_a_month_ahead_is_recommended_and_forbids_nothing():
    notices = [to(HOUSEHOLDS, "2026-01-10")]
    first, recommended = earliest("2026-01-10"), date(2026, 1, 1)
    assert codes("2026-02-01", [HOUSEHOLDS], notices, first=first, recommended=recommended) == [
        ("recommended_late", False, "2026-01-01")
    ]
    assert not codes("2026-02-01", [HOUSEHOLDS], notices, first=first, recommended=date(2026, 1, 10))


def test_where_nobody_is_hit_nothing_is_asked():
    assert not codes("2026-02-01", [])


@given(st.dates(date(2019, 1, 10), date(2026, 11, 1)), st.integers(0, 60))
def test_a_start_is_forbidden_exactly_until_the_lawful_day(warned, later):
    first = earliest(warned.isoformat())
    assert 13 <= (first - warned).days <= 30
    start = warned + timedelta(days=later)
    found = objections(start, [HOUSEHOLDS], [Given(HOUSEHOLDS, warned, True)], Terms(first, start, None))
    assert any(one.forbids for one in found) == (start < first)


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 90), st.integers(0, 90))
def test_a_notice_of_companies_is_late_exactly_above_the_term(start, ahead, contract_days):
    given_on = start - timedelta(days=ahead)
    found = objections(start, BOTH[1:], [Given(COMPANIES, given_on, True)], Terms(None, start, contract_days))
    assert any(one.forbids for one in found) == (ahead < contract_days)
