"""Faults in a table of rules: each refused with its row and its column, and what to write instead."""

from collections.abc import Mapping

import pytest
from deadline_cases import read_csv
from deadlines import BadFacts, BadTerm, DeadlineError, TermNotSupported, rule_faults
from deadlines.errors import (
    CellEmpty,
    CellNotDate,
    CellNotNumber,
    CellNotOneOf,
    DatesReversed,
    EditionsOverlap,
    ExtensionIncomplete,
)

GOOD = {"code": "answer", "name": "Answer", "act_id": "act_59_fz", "amount": "30", "unit": "calendar_days"}
WHOLE = {
    **GOOD,
    "start": "event",
    "direction": "forward",
    "roll": "next_working_day",
    "day_end": "office_close",
    "hours_by": "clock",
    "norm_kind": "law",
    "confidence": "published",
    "pause": "continue",
    "valid_from": "2006-11-02",
    "valid_to": "2026-12-31",
    "facts": "law_basis=59-FZ;power_total_kw<=150",
    "warn_days": "0",
    "extension_amount": "30",
    "extension_unit": "calendar_days",
    "extension_max": "1",
}


def faults(*rows: Mapping[str, str]) -> list[tuple[int, str, type[DeadlineError], str]]:
    """Return the faults of rows numbered from 2, as in a file whose first row names the columns."""
    found = rule_faults(enumerate(rows, start=2))
    return [(number, column, type(fault), str(fault)) for number, column, fault in found]


def only_fault(**cells: str) -> tuple[str, type[DeadlineError], str]:
    """Return the column, the refusal and its sentence of the only fault of a row with these cells."""
    [(number, *fault)] = faults(GOOD, {**GOOD, "code": "other", **cells})
    assert number == 3
    return tuple(fault)


@pytest.mark.parametrize(
    "row",
    [
        GOOD,
        WHOLE,
        {**GOOD, **dict.fromkeys(set(WHOLE) - set(GOOD), "")},
        {**GOOD, "amount": "0"},
        {**GOOD, "amount": " 30 "},
        {**GOOD, "valid_from": " 2026-01-01 "},
        {**GOOD, "valid_from": "2026-01-01", "valid_to": "2026-01-01"},
        {**GOOD, "extension_amount": "0", "extension_max": "0"},
        {**GOOD, "unit": "hours", "hours_by": "office", "start": "next_day"},
        {**GOOD, "unit": "minutes", "amount": "0", "start": "event"},
        {**GOOD, "direction": "backward", "day_end": "office_close"},
        {**GOOD, "direction": "not_before", "unit": "working_days"},
        {**GOOD, "unit": "hours", "extension_amount": "30", "extension_unit": "minutes", "extension_max": "1"},
        {**GOOD, "extension_amount": "5", "extension_unit": "working_days", "extension_max": "2"},
    ],
)
def test_a_good_row_has_no_fault(row: dict[str, str]) -> None:
    assert faults(row) == []


@pytest.mark.parametrize(
    "addon", ["grid_appeal", "grid_connection", "grid_contact", "grid_customer", "grid_reception", "grid_service"]
)
def test_the_shipped_tables_have_none(addon: str) -> None:
    rows = read_csv(f"addons/{addon}/data/legal.rule.csv")
    assert len(rows) > 5
    renamed = [{name.removesuffix("/id").removesuffix(":id"): cell for name, cell in row.items()} for row in rows]
    assert faults(*renamed) == []


@pytest.mark.parametrize("column", GOOD)
@pytest.mark.parametrize("cell", ["", "  ", None])
def test_a_cell_that_must_be_filled(column: str, cell: str | None) -> None:
    assert only_fault(**{column: cell}) == (column, CellEmpty, "the cell is empty. Fill it in.")


@pytest.mark.parametrize("column", GOOD)
def test_a_column_that_is_missing_is_an_empty_cell(column: str) -> None:
    row = {name: cell for name, cell in GOOD.items() if name != column}
    assert [fault[:3] for fault in faults(row)] == [(2, column, CellEmpty)]


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ("unit", "minutes, hours, calendar_days, working_days, months, years"),
        ("start", "event, next_day"),
        ("direction", "forward, backward, not_before"),
        ("roll", "none, next_working_day"),
        ("day_end", "midnight, office_close"),
        ("hours_by", "clock, office"),
        ("norm_kind", "law, company, recommended"),
        ("confidence", "published, partly, unconfirmed"),
        ("pause", "none, continue, restart"),
    ],
)
def test_a_word_that_is_none_of_the_list(column: str, says: str) -> None:
    assert only_fault(**{column: "weeks"}) == (column, CellNotOneOf, f"“weeks” is not one of: {says}.")


def test_a_unit_of_an_extension_that_is_none() -> None:
    column, refusal, _says = only_fault(extension_amount="5", extension_unit="weeks", extension_max="1")
    assert (column, refusal) == ("extension_unit", CellNotOneOf)


@pytest.mark.parametrize("column", ["amount", "warn_days"])
@pytest.mark.parametrize("cell", ["-1", "1.5", "ten", "5 days", "½"])
def test_a_number_that_is_none(column: str, cell: str) -> None:
    says = f"“{cell}” is not a whole number, zero or more."
    assert only_fault(**{column: cell}) == (column, CellNotNumber, says)


@pytest.mark.parametrize("column", ["extension_amount", "extension_max"])
def test_a_number_of_an_extension_that_is_none(column: str) -> None:
    extension = {"extension_amount": "5", "extension_unit": "working_days", "extension_max": "1", column: "some"}
    assert only_fault(**extension)[:2] == (column, CellNotNumber)


@pytest.mark.parametrize("column", ["valid_from", "valid_to"])
@pytest.mark.parametrize("cell", ["2026-02-30", "01.07.2020", "2020", "soon"])
def test_a_date_that_is_none(column: str, cell: str) -> None:
    assert only_fault(**{column: cell}) == (column, CellNotDate, f"“{cell}” is not a date like 2026-01-31.")


def test_an_edition_that_ends_before_it_begins() -> None:
    dates = {"valid_from": "2026-01-02", "valid_to": "2026-01-01"}
    assert only_fault(**dates) == ("valid_to", DatesReversed, "the edition ends before it begins.")


def test_conditions_that_cannot_be_read() -> None:
    column, refusal, says = only_fault(facts="group=1;power<=many")
    assert (column, refusal) == ("facts", BadFacts)
    assert says.startswith("“power<=many” is not a condition.")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"unit": "hours", "roll": "next_working_day"}, "roll"),
        ({"direction": "backward", "roll": "next_working_day"}, "roll"),
        ({"unit": "hours", "day_end": "office_close"}, "day_end"),
        ({"hours_by": "office"}, "hours_by"),
        ({"unit": "hours", "hours_by": "office", "direction": "backward"}, "hours_by"),
        # spaces around a number do not hide what contradicts it
        ({"amount": " 5 ", "hours_by": "office"}, "hours_by"),
        # hours do not lengthen days, nor days hours
        ({"extension_amount": "5", "extension_unit": "hours", "extension_max": "1"}, "extension_unit"),
        (
            {"unit": "hours", "extension_amount": "5", "extension_unit": "months", "extension_max": "1"},
            "extension_unit",
        ),
    ],
)
def test_cells_that_contradict_each_other(cells: dict[str, str], column: str) -> None:
    found, refusal, says = only_fault(**cells)
    assert (found, refusal) == (column, TermNotSupported)
    assert f"“other” cannot be counted: “{cells[column]}”" in says


@pytest.mark.parametrize("unit", ["calendar_days", "working_days", "months", "years"])
def test_no_days_of_which_the_day_of_the_event_would_be_the_first(unit: str) -> None:
    column, refusal, says = only_fault(amount="0", unit=unit, start="event")
    assert (column, refusal) == ("amount", BadTerm)
    assert says == f"0 {unit} counted from “event” is not a term. Correct the rule."


@pytest.mark.parametrize("missing", ["extension_amount", "extension_unit", "extension_max"])
@pytest.mark.parametrize("empty", ["", None])
def test_an_extension_of_which_a_part_is_missing(missing: str, empty: str | None) -> None:
    extension = {"extension_amount": "5", "extension_unit": "working_days", "extension_max": "1", missing: empty}
    assert only_fault(**extension)[:2] == ("extension_amount", ExtensionIncomplete)


def test_every_fault_of_a_row_is_told_at_once() -> None:
    row = {
        **WHOLE,
        "name": "",
        "unit": "weeks",
        "amount": "ten",
        "valid_to": "never",
        "facts": "?",
        "extension_max": "",
    }
    assert [column for _row, column, _kind, _says in faults(row)] == [
        "name",
        "unit",
        "amount",
        "valid_to",
        "facts",
        "extension_amount",
    ]


@pytest.mark.parametrize(
    ("first", "second", "since"),
    [
        (("", ""), ("", ""), "0001-01-01"),
        (("2010-01-01", ""), ("2020-07-01", ""), "2020-07-01"),
        (("2020-07-01", ""), ("2010-01-01", ""), "2020-07-01"),
        (("", "2020-07-01"), ("2020-07-01", ""), "2020-07-01"),
        (("2010-01-01", "2020-12-31"), ("2015-01-01", "2015-12-31"), "2015-01-01"),
    ],
)
def test_two_editions_of_a_norm_that_share_a_day(first: tuple, second: tuple, since: str) -> None:
    rows = [{**GOOD, "valid_from": begins, "valid_to": ends} for begins, ends in (first, second)]
    says = f"the edition overlaps the one in row 2 from {since}. Close the older one by the day before."
    assert faults(*rows) == [(3, "valid_from", EditionsOverlap, says)]


def test_editions_that_follow_each_other_or_say_other_conditions_share_none() -> None:
    rows = [
        {**GOOD, "valid_to": "2020-06-30"},
        {**GOOD, "valid_from": "2020-07-01", "valid_to": "2022-06-30"},
        {**GOOD, "valid_from": "2022-07-01"},
        {**GOOD, "facts": "group=1"},
        {**GOOD, "facts": "group=1;kind=claim"},
        {**GOOD, "code": "other"},
    ]
    assert faults(*rows) == []


def test_conditions_in_another_order_are_the_same_norm() -> None:
    rows = [{**GOOD, "facts": "group=1;kind=claim"}, {**GOOD, "facts": "kind = claim ; group = 1"}]
    assert [fault[:3] for fault in faults(*rows)] == [(3, "valid_from", EditionsOverlap)]


def test_a_third_edition_is_compared_with_both_and_a_broken_row_with_none() -> None:
    rows = [{**GOOD, "valid_to": "2020-06-30"}, {**GOOD, "valid_from": "2020-07-01"}, GOOD]
    assert [(number, fault) for number, _column, _kind, fault in faults(*rows)] == [
        (4, "the edition overlaps the one in row 2 from 0001-01-01. Close the older one by the day before."),
        (4, "the edition overlaps the one in row 3 from 2020-07-01. Close the older one by the day before."),
    ]
    assert [fault[:3] for fault in faults(GOOD, {**GOOD, "name": ""})] == [(3, "name", CellEmpty)]
