"""The table of another register and the letter on paper: titles, moments, the order of a life."""

import doctest
from datetime import date, datetime

import pytest
from appeals import importing, paper, scanned

TITLES = {"number": "Номер", "received_at": "Поступило"}


@pytest.mark.parametrize("module", [importing, paper, scanned])
def test_the_examples_of_the_rules(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("cells", "places", "unknown"),
    [
        (["Номер", "Поступило"], {"number": 0, "received_at": 1}, []),
        (["received_at", " НОМЕР "], {"received_at": 0, "number": 1}, []),
        (["", "Номер", "Номер"], {"number": 1}, ["Номер"]),
        ([], {}, []),
    ],
)
def test_a_column_is_known_by_its_title_or_its_code(cells, places, unknown):
    assert importing.header(cells, TITLES) == (places, unknown)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("02.03.2026", datetime(2026, 3, 2)),
        ("2.3.2026 9:05", datetime(2026, 3, 2, 9, 5)),
        ("02.03.2026 10:15:30", datetime(2026, 3, 2, 10, 15, 30)),
        ("2026-03-02T10:15", datetime(2026, 3, 2, 10, 15)),
        (date(2026, 3, 2), datetime(2026, 3, 2)),
        (datetime(2026, 3, 2, 10, 15, 0, 7), datetime(2026, 3, 2, 10, 15)),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_as_people_and_spreadsheets_write_it(written, moment):
    assert importing.moment(written) == moment


@pytest.mark.parametrize("written", ["вчера", "31.02.2026", "02/03/2026", "02.03.26", "45000"])
def test_what_is_no_moment_is_refused(written):
    with pytest.raises(ValueError):
        importing.moment(written)


def test_a_life_goes_forward():
    day = datetime(2026, 3, 2)
    later = datetime(2026, 3, 3)
    assert importing.misplaced({"received_at": day, "registered_at": day, "closed_at": later}) is None
    assert importing.misplaced({"received_at": later, "closed_at": day}) == ("received_at", "closed_at")


@pytest.mark.parametrize(
    ("written", "posted", "code"),
    [
        (None, None, None),
        (date(2026, 3, 4), date(2026, 3, 4), None),
        (None, date(2026, 3, 5), "posted_after_received"),
        (date(2026, 3, 5), None, "written_after_received"),
        (date(2026, 3, 3), date(2026, 3, 2), "written_after_posted"),
    ],
)
def test_dates_of_a_letter(written, posted, code):
    assert paper.fault(written, posted, date(2026, 3, 4)) == code
