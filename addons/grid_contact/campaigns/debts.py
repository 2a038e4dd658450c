"""A register of debts: which of its rows are told, and why the others are not; every row is in one heap.

An account that stands twice with one sum is told once. With two sums nobody knows which is owed: neither is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .cells import amount, day, words

NO_ACCOUNT, UNKNOWN, NO_AMOUNT, NO_NUMBER, NO_DAY, TWO_SUMS = (
    "no_account",
    "unknown",
    "no_amount",
    "no_number",
    "no_day",
    "two_sums",
)
REASONS = (NO_ACCOUNT, UNKNOWN, NO_AMOUNT, NO_NUMBER, NO_DAY, TWO_SUMS)


@dataclass(frozen=True)
class Debt:
    """What a customer account owes, in roubles, on a day where the register says it; `row` is its number there."""

    row: int
    account: str
    owed: Decimal
    day: date | None = None


@dataclass(frozen=True)
class Refusal:
    """A row that tells nobody, and which of `REASONS` is why."""

    row: int
    reason: str


@dataclass
class Register:
    """The heaps of a register: told, refused, owing less than asked, of other places, and said before."""

    told: list[Debt] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    less: int = 0
    elsewhere: int = 0
    again: int = 0

    @property
    def rows(self) -> int:
        """Return how many rows there are: the sum of all heaps."""
        return len(self.told) + len(self.refused) + self.less + self.elsewhere + self.again


def read(rows: Iterable[tuple[int, Mapping[str, object]]]) -> tuple[list[Debt], list[Refusal]]:
    """Return the debts of rows with the cells `account`, `debt` and `as_of`, and the rows that are none."""
    debts, refused = [], []
    for number, cells in rows:
        try:
            debts.append(_read(number, cells))
        except _Wrong as wrong:
            refused.append(Refusal(number, str(wrong)))
    return debts, refused


class _Wrong(Exception):
    """Why a row is no debt."""


def _read(number: int, cells: Mapping[str, object]) -> Debt:
    account = words(cells.get("account"))
    if not account:
        raise _Wrong(NO_ACCOUNT)
    if not words(cells.get("debt")):
        raise _Wrong(NO_AMOUNT)
    try:
        owed = amount(cells["debt"])
    except ValueError:
        raise _Wrong(NO_NUMBER) from None
    try:
        return Debt(number, account, owed, day(cells.get("as_of")))
    except ValueError:
        raise _Wrong(NO_DAY) from None


def sort_out(
    debts: Iterable[Debt],
    refused: Iterable[Refusal],
    known: Collection[str],
    chosen: Collection[str],
    least: Decimal = Decimal(0),
) -> Register:
    """Return the heaps of a register.

    :param known: accounts of the company's customers
    :param chosen: those of them whose customers are told
    :param least: roubles from which a debt is told; nobody is told of nothing owed
    """
    register = Register(refused=list(refused))
    by_account: dict[str, list[Debt]] = {}
    for debt in debts:
        by_account.setdefault(debt.account, []).append(debt)
    for account, same in by_account.items():
        if account not in known:
            register.refused += [Refusal(debt.row, UNKNOWN) for debt in same]
        elif len({(debt.owed, debt.day) for debt in same}) > 1:
            register.refused += [Refusal(debt.row, TWO_SUMS) for debt in same]
        else:
            register.again += len(same) - 1
            _place(register, same[0], account in chosen, least)
    register.refused.sort(key=lambda refusal: refusal.row)
    return register


def _place(register: Register, debt: Debt, is_chosen: bool, least: Decimal) -> None:
    if not is_chosen:
        register.elsewhere += 1
    elif debt.owed <= 0 or debt.owed < least:
        register.less += 1
    else:
        register.told.append(debt)
