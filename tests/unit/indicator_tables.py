"""The shipped parameters and method of the indicators as values, for the tests of the scores."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from indicators import Measure, Method, Parameter

DATA = Path(__file__).parents[2] / "addons/grid_quality/data"
DAY = date(2026, 12, 31)
FIGURES = ("low_percent", "high_percent", "improvement_percent")
WEIGHTS = ("informativeness", "execution", "feedback", "applications", "connections", "antitrust")


def rows(model: str) -> list[dict[str, str]]:
    """Return the rows of a shipped table."""
    with (DATA / f"{model}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _method(row: dict[str, str]) -> Method:
    figures = {name: Decimal(row[name]) for name in (*FIGURES, *(f"{part}_weight" for part in WEIGHTS))}
    days = {name: _day(row[name]) for name in ("asked_from", "asked_to", "valid_from", "valid_to")}
    return Method(**figures, **days)


PARAMETERS = tuple(
    Parameter(
        row["code"],
        row["parent_id/id"].removeprefix("indicator_"),
        row["number"],
        row["direction"] == "reverse",
        Decimal(row["point"]),
        _day(row["valid_from"]),
        _day(row["valid_to"]),
    )
    for row in rows("grid.indicator")
    if row["point"]
)
METHODS = tuple(_method(row) for row in rows("grid.indicator.method"))
METHOD = METHODS[0]


def measure(plan: str | None, fact: str | None) -> Measure:
    """Return a plan and a fact."""
    return Measure(*(None if value is None else Decimal(value) for value in (plan, fact)))


def all_on_plan() -> dict[str, Measure]:
    """Return for each parameter a fact that is the plan."""
    return {parameter.code: measure("1", "1") for parameter in PARAMETERS}
