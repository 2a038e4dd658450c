"""The working of an amount: steps that a person can check one by one; any language can say them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Step:
    """One step of a working: a code, and its parameters as JSON knows them (decimals and days as text)."""

    code: str
    params: Mapping[str, object]

    @classmethod
    def of(cls, code: str, **params: object) -> "Step":
        """Return a step; lists and truth stay, an unknown value stays unknown, all else becomes text."""
        return cls(code, {name: _plain(value) for name, value in params.items()})


def _plain(value: object) -> object:
    """Return a value as JSON knows it; powers of ten are written out."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if value is None or isinstance(value, bool | int | str | list):
        return value
    return str(value)


@dataclass(frozen=True)
class Reckoned:
    """An amount in roubles and its working."""

    amount: Decimal
    steps: tuple[Step, ...]
