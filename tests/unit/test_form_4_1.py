"""Form 4.1: appeals counted by category and form of service; small years counted by hand."""

import csv
import doctest
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from appeals import form_4_9
from hypothesis import given
from hypothesis import strategies as st
from statutory import figures, form_4_1
from statutory.figures import NO_FIGURE, change_percent

DATA = Path(__file__).parents[2] / "addons/grid_quality/data"
D = Decimal
KINDS = ("consultation", "complaint", "claim", "application", "outage_message", "gratitude")
OWN_BLOCK = (*form_4_9.COMPLAINT_KINDS, *form_4_9.APPLICATION_KINDS)
APPEALS = st.lists(
    st.tuples(
        st.sampled_from(list(form_4_9.FORMS)),
        st.sampled_from(KINDS),
        st.sampled_from(list(form_4_9.APPEALS)),
        st.booleans(),
    ),
    max_size=30,
)


@pytest.mark.parametrize("module", [form_4_1, figures])
def test_the_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


def marks(form, kind, theme, within_all=True):
    return form_4_9.marks(form_4_9.Appeal("N", datetime(2026, 3, 2), form, kind, theme), within_all)


def counts(*appeals, within_all=True):
    return form_4_1.year_counts((marks(*one, within_all=within_all), 1) for one in appeals)


SMALL_MONTH = (
    ("in_person", "consultation", "connection"),
    ("in_person", "complaint", "power_quality"),
    ("phone", "outage_message", "transmission"),
    ("phone", "complaint", "transmission"),
    ("phone", "complaint", "service"),
    ("internet", "application", "connection"),
    ("internet", "application", "metering"),
    ("post", "claim", "power_quality"),
    ("post", "application", "maintenance"),
    ("robot", "gratitude", "other"),
)


def test_a_small_month_counted_by_hand():
    found = counts(*SMALL_MONTH)
    assert {cell: number for cell, number in found.items() if number} == {
        ("1", 5): 2,
        ("1.1", 5): 1,
        ("1.2", 5): 1,
        ("2", 5): 1,
        ("2.1", 5): 1,
        ("2.1.2", 5): 1,
        ("1", 6): 3,
        ("1.1", 6): 2,
        ("1.4", 6): 1,
        ("2", 6): 2,
        ("2.1", 6): 1,
        ("2.1.1", 6): 1,
        ("2.4", 6): 1,
        ("1", 7): 2,
        ("1.2", 7): 1,
        ("1.3", 7): 1,
        ("3", 7): 2,
        ("3.1", 7): 1,
        ("3.3", 7): 1,
        ("1", 8): 2,
        ("1.1", 8): 1,
        ("1.5", 8): 1,
        ("2", 8): 1,
        ("2.1", 8): 1,
        ("2.1.2", 8): 1,
        ("3", 8): 1,
        ("3.4", 8): 1,
        ("1", 9): 1,
        ("1.6", 9): 1,
    }


def test_blocks_apart_count_each_appeal_once():
    found = counts(*SMALL_MONTH, within_all=False)
    assert sum(found.get((block, form), 0) for block in "123" for form in form_4_1.FORMS) == len(SMALL_MONTH)
    assert found["1", 6] == found["1.1", 6] == 1 and found["2", 6] == 2


def test_a_group_counts_as_its_appeals():
    assert form_4_1.year_counts([(marks("phone", "complaint", "metering"), 40)])["2.3", 6] == 40
    assert form_4_1.year_counts([]) == {}


# --- columns 3 to 17
@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (100, 125, "25.0"),
        (125, 100, "-20.0"),
        (3, 4, "33.3"),
        (3, 5, "66.7"),
        (3, 2, "-33.3"),
        (2000, 2001, "0.1"),
        (2000, 1999, "-0.1"),
        (10_000, 10_004, "0.0"),
        (5, 5, "0.0"),
        (5, 0, "-100.0"),
    ],
)
def test_the_change_is_in_percent_of_the_year_before(before, now, change):
    assert change_percent(before, now) == D(change)


@pytest.mark.parametrize(("before", "now"), [(0, 5), (0, 0), (None, 5), (5, None)])
def test_nothing_is_divided_by_nothing(before, now):
    assert change_percent(before, now) is None


def test_a_row_has_three_cells_for_each_form_of_service():
    before, now = {("1", 5): 4, ("1", 6): 0, ("1", 7): 8}, {("1", 5): 5, ("1", 6): 7}
    nothing = (0, 0, NO_FIGURE)
    assert form_4_1.figures("1", before, now) == (4, 5, D("25.0"), 0, 7, NO_FIGURE, 8, 0, D("-100.0"), *nothing * 2)


def test_an_unknown_year_before_is_a_dash_and_not_a_zero():
    cells = form_4_1.figures("1", None, {("1", 5): 5})
    assert cells[:6] == (NO_FIGURE, 5, NO_FIGURE, NO_FIGURE, 0, NO_FIGURE) and len(cells) == 15


# --- rules between rows
@given(APPEALS)
def test_every_row_is_the_sum_of_its_parts(drawn):
    found = form_4_1.year_counts((marks(*one), 1) for one in drawn)
    assert form_4_1.unequal_rows(found) == []
    # each appeal stands in one form of service, and in block 1 unless its own block has it alone
    alone = sum(1 for _form, kind, _theme, within_all in drawn if not within_all and kind in OWN_BLOCK)
    assert sum(found.get(("1", form), 0) for form in form_4_1.FORMS) == len(drawn) - alone


@given(APPEALS)
def test_the_form_is_the_register_added_up(drawn):
    register = [
        form_4_9.row(place, form_4_9.Appeal("N", datetime(2026, 3, 2), form, kind, theme), within_all)
        for place, (form, kind, theme, within_all) in enumerate(drawn, start=1)
    ]
    slow = Counter()
    for cells in register:
        for form in range(5, 10):
            if cells[form - 1] == 1:
                slow.update((column, form) for column in range(10, 27) if cells[column - 1] == 1)
    found = form_4_1.year_counts((marks(*one), 1) for one in drawn)
    for row, columns in form_4_1.ROWS.items():
        for form in form_4_1.FORMS:
            assert found.get((row, form), 0) == sum(slow[column, form] for column in columns)


def test_a_cell_written_by_hand_is_seen():
    found = {**counts(*SMALL_MONTH), ("2", 6): 3}
    assert form_4_1.unequal_rows(found) == [("2", 6)]


# --- form 4.4
def test_the_largest_category():
    assert form_4_1.largest(counts(*SMALL_MONTH)) == [("1.1", 4, D("40.0"))]


def test_equal_categories_stand_both_and_a_year_without_appeals_has_none():
    assert [row for row, _count, _share in form_4_1.largest({("1.2", 5): 1, ("1.6", 9): 1})] == ["1.2", "1.6"]
    assert form_4_1.largest({}) == []


# --- the shipped layout
def rows(model):
    with (DATA / f"{model}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def layout(form):
    columns = [row for row in rows("grid.statutory.column") if row["form_id/id"] == form]
    assert [int(row["number"]) for row in columns] == list(range(1, len(columns) + 1))
    return columns


def test_the_layout_of_4_1_is_17_columns_and_21_rows():
    columns = layout("form_4_1")
    assert len(columns) == 17
    assert [row["group"] for row in columns[2::3]] == [
        "Очная форма",
        "Заочная форма с использованием телефонной связи",
        "Электронная форма с использованием сети Интернет",
        "Письменная форма с использованием почтовой связи",
        "Прочее",
    ]
    titles = ["предыдущий год (N−1)", "текущий год (N)", "динамика изменения показателя, %"]
    assert [row["title"] for row in columns[2:]] == titles * 5
    numbers = [row["number"] for row in rows("grid.statutory.row") if row["form_id/id"] == "form_4_1"]
    assert numbers == list(form_4_1.ROWS) and len(numbers) == 21


def test_the_layout_of_4_9_is_31_columns_with_marks_in_5_to_29():
    columns = layout("form_4_9")
    assert len(columns) == 31
    assert {int(row["number"]) for row in columns if row["is_counted"]} == form_4_9.MARKED
    sizes = Counter(row["group"] for row in columns)
    assert list(sizes.values()) == [4, 5, 6, 7, 4, 3, 2]


def test_every_shipped_form_is_numbered_and_sourced():
    for form in rows("grid.statutory.form"):
        assert layout(form["id"]), form["id"]
        assert form["name"] and form["source"] and form["valid_from"]
        assert form["confidence"] == {"4.9": "published", "4.1": "partly"}.get(form["code"], "unconfirmed")
