"""What is wrong with a law table or a calendar before it is loaded: each fault with its row and column."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from . import errors
from .calendar import FIXED_HOLIDAYS
from .rules import parse_facts
from .terms import CLOCK_UNITS, DAY_UNITS, Term, usual_roll, usual_start

#: A fault: the number of the row, the name of its column, and the refusal.
Fault = tuple[int, str, errors.DeadlineError]
Row = Mapping[str, str]

_UNITS = (*CLOCK_UNITS, *DAY_UNITS)
_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "unit": _UNITS,
        "start": ("event", "next_day"),
        "direction": ("forward", "backward", "not_before"),
        "roll": ("none", "next_working_day"),
        "day_end": ("midnight", "office_close"),
        "hours_by": ("clock", "office"),
        "norm_kind": ("law", "company", "recommended"),
        "confidence": ("published", "partly", "unconfirmed"),  # confirmed by a lawyer's act alone
        "pause": ("none", "continue", "restart"),
        "extension_unit": _UNITS,
    }
)
_COUNTING = frozenset({"amount", "unit", "start", "direction", "roll", "day_end", "hours_by"})
_KINDS: Mapping[str, bool] = MappingProxyType(
    {"holiday": False, "moved_off": False, "moved_working": True, "local_off": False, "local_working": True}
)
_YES_NO: Mapping[str, bool] = MappingProxyType(
    {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
)


def rule_faults(rows: Iterable[tuple[int, Row]]) -> Iterator[Fault]:
    """Yield what keeps rows of rules from being loaded: cells first, then editions that overlap."""
    editions: dict[tuple[str, frozenset], list[tuple[int, date, date]]] = {}
    for number, cells in rows:
        row = {column: (cell or "").strip() for column, cell in cells.items()}
        faults = list(_cell_faults(number, row))
        faults += term_faults(number, row, frozenset(column for _number, column, _fault in faults))
        yield from faults
        if not faults:
            first, last = _day(row, "valid_from", date.min), _day(row, "valid_to", date.max)
            norm = (row["code"], frozenset(parse_facts(row.get("facts", ""))))
            editions.setdefault(norm, []).append((number, first, last))
    for norm in editions.values():
        yield from _overlaps(norm)


def _overlaps(editions: list[tuple[int, date, date]]) -> Iterator[Fault]:
    for index, (number, first, last) in enumerate(editions):
        for other, begins, ends in editions[:index]:
            if first <= ends and begins <= last:
                yield number, "valid_from", errors.EditionsOverlap(other=other, date=max(first, begins))


def _cell_faults(number: int, row: Row) -> Iterator[Fault]:
    """Yield the faults of the cells of one rule."""
    for column in ("code", "name", "act_id", "amount", "unit"):
        if not row.get(column):
            yield number, column, errors.CellEmpty()
    for column, words in _WORDS.items():
        if row.get(column) and row[column] not in words:
            yield number, column, errors.CellNotOneOf(given=row[column], words=", ".join(words))
    for column in ("amount", "extension_amount", "extension_max", "warn_days"):
        if row.get(column) and not row[column].isdecimal():
            yield number, column, errors.CellNotNumber(given=row[column])
    yield from _date_faults(number, row)
    try:
        parse_facts(row.get("facts", ""))
    except errors.DeadlineError as fault:
        yield number, "facts", fault


def _date_faults(number: int, row: Row) -> Iterator[Fault]:
    for column in ("valid_from", "valid_to"):
        try:
            _day(row, column, date.min)
        except ValueError:
            yield number, column, errors.CellNotDate(given=row[column])
            return
    if _day(row, "valid_from", date.min) > _day(row, "valid_to", date.max):
        yield number, "valid_to", errors.DatesReversed()


def term_faults(number: int, row: Row, wrong: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Yield what the cells of a row say against each other; `wrong` cells say nothing."""
    if not wrong & _COUNTING:
        yield from _counting_faults(number, row)
    extension = [row.get(name, "") not in ("", "0") for name in ("extension_amount", "extension_unit", "extension_max")]
    if any(extension) and not all(extension):
        yield number, "extension_amount", errors.ExtensionIncomplete()
    longer = row.get("extension_unit")
    if longer and not wrong & {"unit", "extension_unit"} and (longer in DAY_UNITS) != (row["unit"] in DAY_UNITS):
        yield number, "extension_unit", errors.TermNotSupported(rule_code=row.get("code"), feature=longer)


def _counting_faults(number: int, row: Row) -> Iterator[Fault]:
    """Yield the ways of counting of one rule that make no term."""
    amount, unit, direction = row["amount"], row["unit"], row.get("direction") or "forward"
    start, roll = row.get("start") or usual_start(unit), row.get("roll") or usual_roll(unit, direction)
    how = (row.get("day_end") or "midnight", row.get("hours_by") or "clock")
    if feature := Term(int(amount), unit, start, direction, roll, *how).contradiction:
        column = next(name for name in ("roll", "day_end", "hours_by") if row.get(name) == feature)
        yield number, column, errors.TermNotSupported(rule_code=row.get("code"), feature=feature)
    if int(amount) == 0 and start == "event" and unit in DAY_UNITS:
        yield number, "amount", errors.BadTerm(amount=amount, unit=unit, start=start)


def _day(row: Row, column: str, empty: date) -> date:
    return date.fromisoformat(row[column]) if row.get(column) else empty


def calendar_faults(rows: Iterable[tuple[int, Row]], loaded: Iterable[int] = ()) -> Iterator[Fault]:
    """Yield what keeps days from being loaded; `loaded` are the years that the calendar holds already.

    A day of a company, a region or a branch stands for itself; national days come in whole years
    that follow each other.
    """
    seen: dict[tuple[date, tuple[str, str]], int] = {}
    national: dict[date, int] = {}
    for number, row in rows:
        written = (row.get("date") or "").strip()
        try:
            day = date.fromisoformat(written)
        except ValueError:
            yield number, "date", errors.CellNotDate(given=written)
            continue
        place = (row.get("company_id") or "", row.get("place") or "")
        if (day, place) in seen:
            yield number, "date", errors.DayTwice(other=seen[day, place])
        seen.setdefault((day, place), number)
        if not any(place):
            national[day] = number
        yield from _kind_faults(number, row)
    yield from _year_faults(national, frozenset(loaded))


def _kind_faults(number: int, row: Row) -> Iterator[Fault]:
    kind, working = row.get("kind") or "local_off", (row.get("is_working") or "").lower()
    if kind not in _KINDS:
        yield number, "kind", errors.CellNotOneOf(given=kind, words=", ".join(_KINDS))
    elif working not in _YES_NO:
        yield number, "is_working", errors.CellNotYesNo(given=working)
    elif _YES_NO[working] is not _KINDS[kind]:
        yield number, "is_working", errors.KindContradicts(kind=kind)


def _year_faults(national: Mapping[date, int], loaded: frozenset[int]) -> Iterator[Fault]:
    """Yield years that lack a holiday, and years missing between the others."""
    years = sorted({day.year for day in national} - loaded)
    for year in years:
        row = min(number for day, number in national.items() if day.year == year)
        for holiday in FIXED_HOLIDAYS:
            if date(year, *holiday) not in national:
                yield row, "date", errors.YearIncomplete(year=year, date=date(year, *holiday))
        known = loaded.union(years)
        before = max((one for one in known if one < year), default=year - 1)
        after = min((one for one in known if one > year), default=year + 1)
        for missing in sorted({year - 1, year + 1} - {before, after}):
            yield row, "date", errors.CalendarGap(year=missing)
