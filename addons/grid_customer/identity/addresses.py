"""An address as Russian post reads it."""

from __future__ import annotations


def lines(
    street: str | None,
    extra: str | None,
    city: str | None,
    region: str | None,
    country: str | None,
    postcode: str | None,
) -> list[str]:
    """Write an address from the house to the country, the postcode last; empty without a street or a town.

    The order is that of the rules of postal services: street, town, region, country, postcode.
    """
    street, extra, *rest = ((part or "").strip() for part in (street, extra, city, region, country, postcode))
    if not (street or rest[0]):
        return []
    return [line for line in (", ".join(filter(None, [street, extra])), *rest) if line]
