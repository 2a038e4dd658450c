"""Form 4.9: what of an appeal stands in which of its 31 columns."""

import doctest
from datetime import date, datetime, time

import pytest
from appeals import form_4_9, table
from appeals.form_4_9 import IN_TERM, LATE, UNANSWERED, Appeal, fact_of_answer, marks, row


@pytest.mark.parametrize("module", [form_4_9, table])
def test_the_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


def appeal(form="post", kind="consultation", theme="other", fact=None, **values):
    return Appeal("KEM-2026-000001", datetime(2026, 3, 2, 23, 59, 58), form, kind, theme, fact, **values)


@pytest.mark.parametrize(
    ("theme", "alone", "complaint", "application"),
    [
        ("transmission", 10, 16, 24),
        ("power_quality", 10, 17, 26),
        ("connection", 11, 18, 23),
        ("metering", 12, 19, 25),
        ("service", 13, 20, 26),
        ("maintenance", 14, 21, 26),
        ("other", 15, 22, 26),
    ],
)
def test_a_theme_has_its_column_in_each_block(theme, alone, complaint, application):
    assert marks(appeal(theme=theme)) == {8, alone}
    for kind in ("complaint", "claim"):
        assert marks(appeal(kind=kind, theme=theme)) == {8, alone, complaint}
        assert marks(appeal(kind=kind, theme=theme), within_all=False) == {8, complaint}
    assert marks(appeal(kind="application", theme=theme)) == {8, alone, application}
    assert marks(appeal(kind="application", theme=theme), within_all=False) == {8, application}
    assert marks(appeal(theme=theme), within_all=False) == {8, alone}


@pytest.mark.parametrize(
    "kind",
    ["consultation", "outage_message", "proposal", "gratitude", "pd_request", "authority_request", "negative_info"],
)
def test_what_is_neither_complaint_nor_application_stands_in_the_first_block_alone(kind):
    assert marks(appeal(kind=kind, theme="metering")) == {8, 12}


@pytest.mark.parametrize(
    ("form", "column"), [("in_person", 5), ("phone", 6), ("internet", 7), ("post", 8), ("other", 9), ("robot", 9)]
)
def test_a_form_of_service_has_its_column(form, column):
    assert column in marks(appeal(form=form))


@pytest.mark.parametrize(
    ("answered", "ended", "promise", "column"),
    [
        (True, True, "met", IN_TERM),
        (True, False, "met", IN_TERM),
        (True, True, "missed", LATE),
        # answered at once, before any term began
        (True, True, "", IN_TERM),
        # ended without an answer: withdrawn, refused, redirected
        (False, True, "cancelled", UNANSWERED),
        (False, True, "", UNANSWERED),
        (False, False, "overdue", UNANSWERED),
        (False, False, "missed", UNANSWERED),
        (False, False, "running", None),
        (False, False, "paused", None),
        (False, False, "", None),
    ],
)
def test_the_fact_of_an_answer_comes_from_its_promise(answered, ended, promise, column):
    assert fact_of_answer(answered, ended, promise) == column


@pytest.mark.parametrize("promise", ["running", "paused", "overdue", ""])
def test_what_has_no_answer_when_the_year_is_frozen_was_left_without_one(promise):
    assert fact_of_answer(False, False, promise, frozen=True) == UNANSWERED
    assert fact_of_answer(True, False, "missed", frozen=True) == LATE
    assert fact_of_answer(True, True, promise, frozen=True) == IN_TERM


def test_a_row_has_31_cells_and_says_when_to_the_minute():
    cells = row(1, appeal(kind="complaint", theme="service", fact=LATE, done="Беседа", planned="Обучение"))
    assert len(cells) == 31
    assert cells[:4] == (1, "KEM-2026-000001", date(2026, 3, 2), time(23, 59))
    assert [place for place, cell in enumerate(cells, start=1) if cell == 1] == [1, 8, 13, 20, 28]
    assert cells[29:] == ("Беседа", "Обучение")


def test_sums_count_marks_and_nothing_else():
    columns = [table.Column(str(number), 9, counted=number in form_4_9.MARKED) for number in form_4_9.COLUMNS]
    rows = [row(1, appeal()), row(2, appeal(kind="complaint", fact=IN_TERM, done="Беседа"))]
    register = table.Table([], columns, rows, "Итого")
    assert len(list(register.counted_rows())) == 2
    sums = dict(zip(form_4_9.COLUMNS, register.sums(), strict=True))
    assert {column: count for column, count in sums.items() if count} == {1: "Итого", 8: 2, 15: 2, 22: 1, 27: 1}
    assert sums[30] == ""
