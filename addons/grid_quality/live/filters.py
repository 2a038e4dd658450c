"""Which days, branches, teams and customers a page is about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

PERIODS = ("today", "week", "month", "quarter", "year", "custom")
NARROWED = ("branch_ids", "team_ids", "customer_group")
LONGEST = 366 * 5  # days of a period of one's own


class FilterError(ValueError):
    """A filter that says nothing; `code` names the fault."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Filter:
    """What a reader asks for: always some branches, the rest where it is not None.

    `first` and `last` are local days, both counted. `zones` are `(zone, domain of the records whose local days are of
    it)`; `between(field, first, last, branch)` gives the domain of local days of the branch that `branch` leads to.
    `chosen` names what the reader narrowed by herself.
    """

    first: date
    last: date
    today: date
    now: datetime
    zones: Sequence[tuple]
    between: Callable[..., list]
    branch_ids: tuple[int, ...]
    team_ids: tuple[int, ...] | None = None
    customer_group: str | None = None
    chosen: frozenset[str] = frozenset()

    def during(self, field: str, branch: str = "branch_id") -> list:
        """The domain of the period."""
        return self.between(field, self.first, self.last, branch)

    def on_today(self, field: str) -> list:
        """The domain of today, whatever the period."""
        return self.between(field, self.today, self.today)

    def since(self, field: str, first: date) -> list:
        """The domain from a day to today, whatever the period."""
        return self.between(field, first, self.today)


def asked(filters: Mapping) -> dict:
    """Return the part of what a page sends that narrows it, cleaned.

    >>> asked({"branch_ids": ["3"], "customer_group": "9"})
    {'branch_ids': (3,), 'team_ids': None, 'customer_group': None}

    :raises FilterError: `bad_filter`
    """
    try:
        ids = {name: tuple(int(one) for one in filters.get(name) or ()) or None for name in ("branch_ids", "team_ids")}
    except (TypeError, ValueError):
        raise FilterError("bad_filter") from None
    group = filters.get("customer_group")
    return {**ids, "customer_group": group if group in ("1", "2", "3") else None}


def span(filters: Mapping, today: date) -> tuple[date, date]:
    """Return the first and the last day of what a page asks for; a period of the calendar ends today.

    >>> span({"period": "quarter"}, date(2026, 11, 27))
    (datetime.date(2026, 10, 1), datetime.date(2026, 11, 27))
    >>> span({"period": "week"}, date(2026, 11, 27))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 27))

    :raises FilterError: `bad_period`, `bad_days`, `days_backwards`, `too_long`
    """
    period = filters.get("period") or "month"
    if period not in PERIODS:
        raise FilterError("bad_period")
    if period == "custom":
        return _own(filters)
    first = {
        "today": today,
        "week": today - timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "quarter": today.replace(month=today.month - (today.month - 1) % 3, day=1),
        "year": today.replace(month=1, day=1),
    }[period]
    return first, today


def _own(filters: Mapping) -> tuple[date, date]:
    try:
        first, last = (date.fromisoformat(filters.get(name) or "") for name in ("from", "to"))
    except (TypeError, ValueError):
        raise FilterError("bad_days") from None
    if first > last:
        raise FilterError("days_backwards")
    if (last - first).days > LONGEST:
        raise FilterError("too_long")
    return first, last
