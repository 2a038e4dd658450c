"""The days on which law asks for readings are rows of the table of terms: there is no second truth."""

import csv
from pathlib import Path

TOP = Path(__file__).parents[2]


def _rows(path):
    with (TOP / path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_days_of_readings_are_those_of_the_table_of_terms():
    terms = {row["code"]: row for row in _rows("data/cases/deadlines.csv") if row["code"].startswith("readings_")}
    windows = {row["code"]: row for row in _rows("addons/grid_service/data/grid.reading.window.csv")}
    assert windows.keys() == terms.keys()
    for code, window in windows.items():
        days = [day for day in (window["first_day"], window["last_day"]) if day != "0"]
        term = terms[code]
        assert "-".join(days) == term["amount"]
        assert f"customer_group={window['customer_groups']}" == term["facts"]
        assert (window["valid_from"], window["valid_to"]) == (term["effective_from"], term["effective_to"])
