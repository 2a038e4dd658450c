"""Fields of an application as a page sends them: what was typed becomes values, or a finding beside its field.

A finding is a field, a code and the figures that its sentence needs; the page puts it into words.

>>> reading = read({"power_new_kw": "7,5", "settlement_type": "moon"}, {"settlement_type": ("city", "rural")})
>>> reading.values, [(one.field, one.code) for one in reading.findings]
({'power_new_kw': Decimal('7.5')}, [('settlement_type', 'unknown')])
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .kilowatts import too_exact

LINE_MAX = 250
#: No connection is asked for more: ten digits are a slip, not a power (kW).
POWER_MAX = 1_000_000
POWER_DIGITS_MAX = 20

LINES = ("object_name", "object_address", "cadastral_number", "load_character")
POWERS = ("power_new_kw", "power_existing_kw")
DATES = ("temporary_until",)
FLAGS = ("is_apartment", "is_garden", "is_temporary", "social_rate_claimed", "procurement_law")
#: Choices that may stay open in a draft; the others always have an answer.
OPEN_CHOICES = ("voltage_kv", "reliability_category", "settlement_type")
CHOICES = ("reason", *OPEN_CHOICES, "instalment_option")
FIELDS = frozenset((*LINES, *POWERS, *DATES, *FLAGS, *CHOICES))

_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")


@dataclass(frozen=True)
class Finding:
    """One thing to mend: beside which field, which sentence, with which figures."""

    field: str
    code: str
    limit: int = 0
    actual: int = 0


@dataclass(frozen=True)
class Reading:
    """The values that are good, by field, and what is wrong with the others."""

    values: Mapping[str, object]
    findings: tuple[Finding, ...] = ()


def read(typed: Mapping[str, str], choices: Mapping[str, Collection[str]]) -> Reading:
    """Read the fields that were sent; names that are no field of the form are ignored.

    `typed` holds cleaned lines, `choices` the answers of each list. An empty line, date or open choice is None,
    an empty power is zero. A tick that was not sent is not touched: the caller knows which ticks stood on the page.
    """
    values: dict[str, object] = {}
    findings = []
    for names, reader in _READERS:
        for name in names:
            if name not in typed:
                continue
            found = reader(name, typed[name], choices.get(name, ()))
            if isinstance(found, Finding):
                findings.append(found)
            else:
                values[name] = found
    return Reading(values, tuple(findings))


def _line(name: str, text: str, _answers: Collection[str]) -> str | None | Finding:
    if len(text) > LINE_MAX:
        return Finding(name, "too_long", LINE_MAX, len(text))
    return text or None


def _power(name: str, text: str, _answers: Collection[str]) -> Decimal | Finding:
    figures = "".join(text.split())
    if not figures:
        return Decimal(0)
    if not _NUMBER.fullmatch(figures):
        return Finding(name, "no_number")
    if figures.startswith("-"):
        return Finding(name, "below_zero")
    if len(figures) > POWER_DIGITS_MAX or Decimal(figures.replace(",", ".")) > POWER_MAX:
        return Finding(name, "too_much", POWER_MAX)
    power = Decimal(figures.replace(",", "."))
    return Finding(name, "too_exact") if too_exact(power) else power


def _day(name: str, text: str, _answers: Collection[str]) -> date | None | Finding:
    if not text:
        return None
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return Finding(name, "no_date")


def _flag(_name: str, text: str, _answers: Collection[str]) -> bool:
    return bool(text)


def _choice(name: str, text: str, answers: Collection[str]) -> str | None | Finding:
    if text in answers:
        return text
    if not text and name in OPEN_CHOICES:
        return None
    return Finding(name, "unknown" if text else "missing")


_READERS: tuple[tuple[tuple[str, ...], Callable[..., object]], ...] = (
    (LINES, _line),
    (POWERS, _power),
    (DATES, _day),
    (FLAGS, _flag),
    (CHOICES, _choice),
)
