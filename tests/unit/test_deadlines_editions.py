"""Editions of a norm never leak into each other's days, whatever their dates; conditions are written and read back."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from deadline_cases import KEMEROVO, read_csv, shipped_calendar
from deadlines import (
    Condition,
    Rule,
    Rulebook,
    RuleNotFound,
    RulesTie,
    Term,
    parse_facts,
    reckon,
    rule_faults,
    write_facts,
)
from hypothesis import assume, given
from hypothesis import strategies as st

CALENDAR = shipped_calendar()
DAY = timedelta(days=1)
FIRST, LAST = date(2013, 1, 1), date(2026, 6, 30)
days = st.dates(FIRST, LAST)
Span = tuple[date | None, date | None]


@st.composite
def editions(draw: st.DrawFn) -> list[Span]:
    """Draw spans of days that share none; the first may lack its begin, the last its end."""
    edges = sorted(draw(st.lists(days, min_size=2, max_size=12, unique=True)))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    if draw(st.booleans()):
        spans[0] = (None, spans[0][1])
    if draw(st.booleans()):
        spans[-1] = (spans[-1][0], None)
    return draw(st.permutations(spans))


def edition(amount: int, span: Span, facts: str = "", code: str = "answer") -> Rule:
    return Rule(code, Term(amount, "calendar_days"), *span, parse_facts(facts), source=f"{amount}")


def book_of(spans: list[Span]) -> Rulebook:
    """Return a book in which each edition has a term of its own, beside another code and another norm of the code."""
    others = [edition(99, (None, None), code="other"), edition(98, (None, None), "group=3")]
    return Rulebook.build([*others, *(edition(number, span) for number, span in enumerate(spans, start=1))])


def holding(spans: list[Span], day: date) -> Iterator[int]:
    """Yield the numbers of the editions whose days hold the day."""
    for number, (begin, end) in enumerate(spans, start=1):
        if (begin is None or begin <= day) and (end is None or day <= end):
            yield number


@given(editions(), days)
def test_the_edition_of_the_day_is_chosen_and_none_outside(spans: list[Span], day: date) -> None:
    edges = {edge + step * DAY for span in spans for edge in span if edge for step in (-1, 0, 1)}
    for one in edges | {day, date.min, date.max}:
        expected = list(holding(spans, one))
        if expected:
            assert [int(book_of(spans).choose("answer", one, {}).source)] == expected
        else:
            with pytest.raises(RuleNotFound):
                book_of(spans).choose("answer", one, {})


@given(editions(), days, st.integers(0, 23))
def test_a_later_edition_never_moves_a_date(spans: list[Span], day: date, hour: int) -> None:
    expected = list(holding(spans, day))
    assume(expected)
    event = datetime(day.year, day.month, day.day, hour, tzinfo=KEMEROVO)
    rule = book_of(spans).choose("answer", day, {})
    alone = Rule("answer", Term(expected[0], "calendar_days"))
    assert reckon(rule, event, CALENDAR).due == reckon(alone, event, CALENDAR).due


@given(st.lists(st.tuples(st.none() | days, st.none() | days), min_size=1, max_size=4))
def test_editions_that_share_a_day_are_refused_at_load_and_those_alone(spans: list[Span]) -> None:
    assume(all(begin is None or end is None or begin <= end for begin, end in spans))
    cells = [{"valid_from": begin and str(begin) or "", "valid_to": end and str(end) or ""} for begin, end in spans]
    known = {"code": "answer", "name": "Answer", "act_id": "act", "amount": "30", "unit": "calendar_days"}
    faults = list(rule_faults(enumerate(({**known, **cell} for cell in cells), start=2)))
    edges = {edge for span in spans for edge in span if edge} | {date.min, date.max}
    shared = [day for day in edges if len(list(holding(spans, day))) > 1]
    assert bool(faults) is bool(shared)
    for _row, _column, fault in faults:
        with pytest.raises(RulesTie):
            book_of(spans).choose("answer", fault.params["date"], {})


texts = st.text(st.characters(exclude_characters="<>=;|"), min_size=1, max_size=12).filter(
    lambda text: text == text.strip()
)
facts = st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True)
numbers = st.from_regex(r"-?[0-9]{1,6}(\.[0-9]{1,3})?", fullmatch=True)
several = st.lists(texts, min_size=2, max_size=4).map("|".join)
conditions = st.one_of(
    st.builds(Condition, facts, st.just("="), texts),
    st.builds(Condition, facts, st.just("in"), several),
    st.builds(Condition, facts, st.just("!="), texts | several),
    st.builds(Condition, facts, st.sampled_from(["<", "<=", ">", ">="]), numbers),
)


@given(st.lists(conditions, max_size=5).map(tuple))
def test_conditions_are_read_back_as_they_were_written(written: tuple[Condition, ...]) -> None:
    assert parse_facts(write_facts(written)) == written


def test_the_conditions_of_the_table_of_terms_are_read_back() -> None:
    cells = {row["facts"] for row in read_csv("data/cases/deadlines.csv")}
    assert len(cells) > 20
    for cell in cells:
        assert write_facts(parse_facts(cell)) == cell
