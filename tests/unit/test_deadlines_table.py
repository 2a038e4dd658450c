"""Every countable row of the table of terms, on dates that hurt: the engine, the choice of rules, a slow finger.

`data/cases/rule_cases.csv`: `event` is a local moment of Kemerovo; `expected` is the last day of the term (the
last moment of hours and minutes; the first day on which the act is allowed for a `not_before` term; `refused`
where the calendar of its year is not loaded); `strict` is the last day by the strict reading of a backward term.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import product

import pytest
from deadline_cases import KEMEROVO, read_csv
from deadlines import (
    CalendarNotLoaded,
    Condition,
    Rule,
    Rulebook,
    RuleNotFound,
    Term,
    WorkCalendar,
    parse_facts,
    reckon,
)
from slow_counter import DAY, NoWallCalendar, last_day_slowly, last_moment_slowly, latest_day_slowly

Row = Mapping[str, str]
TERMS = read_csv("data/cases/deadlines.csv")
ROWS = {row["id"]: row for row in TERMS if row["countable"] == "1"}
CASES = read_csv("data/cases/rule_cases.csv")
#: Duties without a term: a limit of hours a year, a term that a contract names, a day of each month, a period.
NOT_COUNTABLE = {
    "outage_cat3_year",
    "planned_outage_notice_contract",
    *("readings_mkd", "readings_house", "readings_other"),
    "tp_docs_storage",
    *("disclose_lt35_capacity", "disclose_control_measurements", "disclose_tp_counts", "disclose_tp_stage"),
    *("report_form_8_1", "report_annex7_year"),
}


def rule_of(row: Row) -> Rule:
    """Return a row of the table as a rule."""
    return Rule(
        row["code"],
        Term(int(row["amount"]), row["unit"], row["start"], row["direction"], row["roll"]),
        _day_or_none(row["effective_from"]),
        _day_or_none(row["effective_to"]),
        parse_facts(row["facts"]),
        source=row["id"],
    )


def _day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


BOOK = Rulebook.build(map(rule_of, ROWS.values()))


def values(condition: Condition) -> tuple[object, ...]:
    """Return the values on which a condition turns: those it names, and numbers on both sides of its limit."""
    if condition.operator in ("=", "in"):
        return tuple(condition.value.split("|"))
    limit = int(condition.value)
    return (limit - 0.1, limit, limit + 0.1)


def combinations(conditions: tuple[Condition, ...]) -> Iterator[dict[str, object]]:
    """Yield facts of every combination of the values on which conditions turn; each fact may also be unknown."""
    facts: dict[str, set[object]] = {}
    for condition in conditions:
        facts.setdefault(condition.fact, {None}).update(values(condition))
    for chosen in product(*facts.values()):
        yield dict(zip(facts, chosen, strict=True))


def told(case: Row, calendar: WorkCalendar) -> tuple[str, str]:
    """Return what the engine says of a case, as the table writes it."""
    rule, event = rule_of(ROWS[case["rule"]]), moment(case["event"])
    try:
        deadline = reckon(rule, event, calendar)
    except CalendarNotLoaded:
        return "refused", ""
    if rule.term.by_clock:
        return f"{deadline.due:%Y-%m-%d %H:%M}", ""
    ends = time() if rule.term.direction == "not_before" else time(23, 59, 59)
    assert deadline.due.timetz() == ends.replace(tzinfo=KEMEROVO)
    strict = str(deadline.control.date()) if rule.term.direction == "backward" else ""
    return str(deadline.due.date()), strict


def told_slowly(case: Row) -> tuple[str, str]:
    """Return what the finger on the calendar says of a case."""
    row, event = ROWS[case["rule"]], moment(case["event"])
    amount, unit = int(row["amount"]), row["unit"]
    if unit in ("hours", "minutes"):
        return f"{last_moment_slowly(event, amount, unit):%Y-%m-%d %H:%M}", ""
    try:
        if row["direction"] == "backward":
            ordinary, strict = (latest_day_slowly(event.date(), amount, unit, reading) for reading in (False, True))
            return str(ordinary), str(strict)
        last = last_day_slowly(event.date(), amount, unit, row["start"], row["roll"])
    except NoWallCalendar:
        return "refused", ""
    return str(last + DAY * (row["direction"] == "not_before")), ""


def may_hurt(row: Row) -> bool:
    """Return whether a term can go wrong at all: calendar days that nothing moves, or no time, cannot."""
    plain = row["unit"] == "calendar_days" and row["roll"] == "none"
    return not plain and row["amount"] != "0" and row["id"] != "y2007_tp_draft"


def counted_naively(row: Row, event: datetime) -> str:
    """Count without a production calendar: weeks of five days, nothing moves, 31 February, no midnight."""
    amount, unit = int(row["amount"]), row["unit"]
    if unit in ("hours", "minutes"):
        return f"{event:%Y-%m-%d} {last_moment_slowly(event, amount, unit):%H:%M}"
    sign = -1 if row["direction"] == "backward" else 1
    day = event.date()
    if unit in ("months", "years"):
        year, month = divmod(day.year * 12 + day.month - 1 + sign * amount * (12 if unit == "years" else 1), 12)
        return str(date(year, month + 1, 1) + DAY * (day.day - 1))
    while amount:
        day += DAY * sign
        amount -= unit == "calendar_days" or day.weekday() < 5
    return str(day + DAY * (row["direction"] == "not_before"))


def moment(text: str) -> datetime:
    """Return a local moment of Kemerovo."""
    return datetime.fromisoformat(text).replace(tzinfo=KEMEROVO)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case['event']}")
def test_case(case: Row, calendar: WorkCalendar) -> None:
    row, day = ROWS[case["rule"]], moment(case["event"]).date()
    fitting = [facts for facts in combinations(parse_facts(row["facts"])) if rule_of(row).fits(facts)]
    assert {BOOK.choose(row["code"], day, facts).source for facts in fitting} == {row["id"]}
    assert told(case, calendar) == (case["expected"], case["strict"])
    assert told_slowly(case) == (case["expected"], case["strict"])


def test_every_countable_row_has_cases_and_the_others_are_known() -> None:
    assert len(ROWS) == 118
    assert {row["id"] for row in TERMS if row["countable"] != "1"} == NOT_COUNTABLE
    of_row = Counter(case["rule"] for case in CASES)
    assert of_row.keys() == ROWS.keys()
    assert {name for name, count in of_row.items() if count < 2} == set()
    assert len({(case["rule"], case["event"]) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if may_hurt(row)))
def test_every_row_has_a_case_in_which_counting_without_a_calendar_is_wrong(name: str) -> None:
    cases = [case for case in CASES if case["rule"] == name]
    assert any(counted_naively(ROWS[name], moment(case["event"])) != case["expected"] for case in cases)


@pytest.mark.parametrize("code", sorted(BOOK.rules))
def test_no_two_rows_of_a_code_tie_and_each_is_chosen_by_some_facts(code: str) -> None:
    rules = BOOK.rules[code]
    edges = {edge for rule in rules for edge in (rule.valid_from, rule.valid_to) if edge}
    days = {edge + DAY * more for edge in edges for more in (-1, 0, 1)} | {date(1990, 1, 1), date(2027, 1, 1)}
    conditions = tuple(condition for rule in rules for condition in rule.conditions)
    chosen = set()
    for day, facts in product(days, combinations(conditions)):
        try:
            chosen.add(BOOK.choose(code, day, facts).source)  # a tie would raise RulesTie
        except RuleNotFound:
            continue
    assert chosen == {rule.source for rule in rules}


@pytest.mark.parametrize(
    ("code", "facts", "then", "due_then", "now", "due_now"),
    [
        # 15 calendar days to the draft of a contract up to 150 kW; since 01.07.2020 ten working days in the account
        (
            "tp_offer",
            {"power_total_kw": 15, "track": "account"},
            *("2015-04-24", "2015-05-12"),
            *("2025-04-24", "2025-05-14"),
        ),
        # six working days to say what is missing; since 01.07.2020 three
        ("tp_completeness_notice", {}, *("2015-04-30", "2015-05-13"), *("2025-10-31", "2025-11-06")),
    ],
)
def test_an_application_of_2015_gets_the_term_of_2015(
    code: str, facts: Mapping[str, object], then: str, due_then: str, now: str, due_now: str, calendar: WorkCalendar
) -> None:
    for event, expected in ((then, due_then), (now, due_now)):
        rule = BOOK.choose(code, moment(event).date(), facts)
        assert str(reckon(rule, moment(event), calendar).due.date()) == expected


def test_the_last_day_of_an_edition_and_the_first_of_the_next_part_at_local_midnight() -> None:
    for event, edition in (
        ("2020-06-30 23:59", "tp_completeness_notice_old"),
        ("2020-07-01", "tp_completeness_notice"),
    ):
        assert BOOK.choose("tp_completeness_notice", moment(event).date(), {}).source == edition


def test_an_application_of_2012_is_refused_because_its_calendar_is_not_loaded(calendar: WorkCalendar) -> None:
    event = moment("2012-06-15 10:00")
    rule = BOOK.choose("tp_completeness_notice", event.date(), {})
    assert rule.term.amount == 6
    with pytest.raises(CalendarNotLoaded, match=r"calendar of 2012 is not loaded; it is loaded for 2013-2027\. Add"):
        reckon(rule, event, calendar)
