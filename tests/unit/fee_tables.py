"""The shipped tables of the fee as values, and rates of a region nobody has, for the tests of the calculator."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from deadlines import parse_facts
from fees import Facts, Norm, Rate, Tables, Work

DATA = Path(__file__).parents[2] / "addons/grid_connection/data"
#: Rates of an invented region: round figures that are reckoned in the head.
HERE = "HERE"
ROUND = {"c1_1": "1000", "c1_2": "500", "c2": "100000", "c5": "2000", "per_power": "9000", "preferential": "7000"}


def _rows(model: str) -> list[dict[str, str]]:
    with (DATA / f"{model}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def shipped() -> Tables:
    """Return the tables that the product ships; the region of a rate is the end of its external id."""
    norms = tuple(
        Norm(row["code"], Decimal(row["value"]), _day(row["valid_from"]), _day(row["valid_to"]), key)
        for key, row in enumerate(_rows("grid.connection.norm"), start=1)
    )
    rates = tuple(
        Rate(
            row["kind"],
            Decimal(row["amount"]),
            row["unit"],
            row["state_id:id"].rpartition("_")[2].upper(),
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            row["includes_vat"] == "1",
            parse_facts(row["facts"]),
            key,
        )
        for key, row in enumerate(_rows("grid.fee.rate"), start=1)
    )
    return Tables(rates, norms)


SHIPPED = shipped()


def tables(**amounts: str) -> Tables:
    """Return the shipped norms with round rates of the invented region; a rate named is that, an empty one is not."""
    rates = tuple(
        Rate(kind, Decimal(amount), "unit", HERE, date(2022, 7, 1), None, kind in ("preferential", "social"), key=key)
        for key, (kind, amount) in enumerate({**ROUND, **amounts}.items(), start=1)
        if amount
    )
    return Tables(rates, SHIPPED.norms)


def citizen(**facts: object) -> Facts:
    """Return a citizen in a city with 15 kW, 100 m from the network."""
    return Facts(**{"applicant_kind": "individual", "power_new_kw": Decimal(15), "distance_m": Decimal(100), **facts})


def firm(**facts: object) -> Facts:
    """Return a legal entity with 100 kW in a city, 250 m from the network: over the distance of the C1 alone."""
    business = {"applicant_kind": "legal_entity", "power_new_kw": Decimal(100), "distance_m": Decimal(250)}
    return Facts(**{**business, **facts})


def lines(kilometres: str) -> tuple[Work, ...]:
    """Return works: so many kilometres of an overhead line."""
    return (Work("c2", Decimal(kilometres)),)
