"""Fields of an application as a page sends them: what was typed becomes values, or a fault beside its field.

>>> reading = read({"power_new_kw": "7,5", "settlement_type": "moon"}, {"settlement_type": ("city", "rural")})
>>> reading.values, {name: fault.code for name, fault in reading.faults.items()}
({'power_new_kw': Decimal('7.5')}, {'settlement_type': 'unknown'})
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .form import Fault
from .kilowatts import too_exact

LINE_MAX = 250
#: No connection is asked for more: ten digits are a slip, not a power (kW).
POWER_MAX = 1_000_000
POWER_DIGITS_MAX = 20
#: Nobody is supplied from more sources.
COUNT_MAX = 9

LINES = (
    *("object_name", "object_address", "cadastral_number", "load_character"),
    *("signer_name", "signer_position"),
)
POWERS = ("power_new_kw", "power_existing_kw")
FLAGS = (
    *("is_apartment", "is_garden", "is_temporary", "is_mobile"),
    *("has_own_reserve", "social_rate_claimed", "procurement_law"),
)
#: Choices that may stay open in a draft; the others always have an answer.
OPEN_CHOICES = (
    *("voltage_kv", "voltage_existing_kv", "reliability_category", "settlement_type"),
    "supply_contract_type",
)
CHOICES = ("reason", *OPEN_CHOICES, "instalment_option")

_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")


@dataclass(frozen=True)
class Reading:
    """The values that are good, by field, and what is wrong with the others."""

    values: Mapping[str, object]
    faults: Mapping[str, Fault]


Reader = Callable[[str, Collection[str]], object]


def read(
    typed: Mapping[str, str],
    choices: Mapping[str, Collection[str]],
    readers: Mapping[str, Reader] | None = None,
) -> Reading:
    """Read the fields that were sent; names that are no field of the form are ignored.

    `typed` holds cleaned lines, `choices` the answers of each list. An empty line, date or open choice is None,
    an empty power is zero, an empty count is one. A tick that was not sent is not touched: the caller knows which
    ticks stood on the page.
    """
    values: dict[str, object] = {}
    faults: dict[str, Fault] = {}
    for name, reader in (READERS if readers is None else readers).items():
        if name in typed:
            found = reader(typed[name], choices.get(name, ()))
            (faults if isinstance(found, Fault) else values)[name] = found
    return Reading(values, faults)


def read_line(text: str, _answers: Collection[str]) -> str | None | Fault:
    """Return a line of words."""
    if len(text) > LINE_MAX:
        return Fault("too_long", {"limit": LINE_MAX, "actual": len(text)})
    return text or None


def read_power(text: str, _answers: Collection[str]) -> Decimal | Fault:
    """Return power in kW, with a point or a comma; empty is zero."""
    figures = "".join(text.split())
    if not figures:
        return Decimal(0)
    if not _NUMBER.fullmatch(figures):
        return Fault("no_number")
    if figures.startswith("-"):
        return Fault("below_zero")
    if len(figures) > POWER_DIGITS_MAX or Decimal(figures.replace(",", ".")) > POWER_MAX:
        return Fault("too_much", {"limit": POWER_MAX})
    power = Decimal(figures.replace(",", "."))
    return Fault("too_exact") if too_exact(power) else power


def read_day(text: str, _answers: Collection[str]) -> date | None | Fault:
    """Return a day, as a browser sends it or as people write it."""
    if not text:
        return None
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return Fault("no_date")


def read_open_choice(text: str, answers: Collection[str]) -> str | None | Fault:
    """Return an answer of a list, or None where none is chosen yet."""
    return _read_choice(text, answers) if text else None


def _read_choice(text: str, answers: Collection[str]) -> str | Fault:
    if text in answers:
        return text
    return Fault("unknown" if text else "missing")


def _read_flag(text: str, _answers: Collection[str]) -> bool:
    return bool(text)


def _read_count(text: str, _answers: Collection[str]) -> int | Fault:
    if not text:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) == 1 and text != "0"):
        return Fault("no_count", {"limit": COUNT_MAX})
    return int(text)


READERS: Mapping[str, Reader] = {
    **dict.fromkeys(LINES, read_line),
    **dict.fromkeys(POWERS, read_power),
    **dict.fromkeys(("temporary_until", "register_date"), read_day),
    "sources": _read_count,
    **dict.fromkeys(FLAGS, _read_flag),
    **dict.fromkeys(OPEN_CHOICES, read_open_choice),
    **dict.fromkeys(("reason", "instalment_option"), _read_choice),
}
FIELDS = frozenset(READERS)
