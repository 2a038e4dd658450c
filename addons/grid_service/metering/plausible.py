"""Whether a reading can be true.

What cannot be is refused (`fault`); what is unlikely is accepted and marked for a person to look at (`finding`):
a reading is evidence, and a program that drops it decides about money. The bounds are the company's practice.

>>> judge(Reading(date(2026, 3, 1), Decimal(90)), [Reading(date(2026, 2, 1), Decimal(100))]).fault
'below_last'
>>> judge(Reading(date(2026, 3, 1), Decimal(40)), [Reading(date(2026, 2, 1), Decimal(99990))], digits=5)
Verdict(fault='', finding='roll_over', consumed=Decimal('50'))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

#: What is unlikely, the gravest first.
FINDINGS = ("below_last", "above_next", "roll_over", "jump")
#: A jump is more than so many times the average,
JUMP = 3
#: and more than so many kilowatt-hours: a cottage that wakes up in May is no jump.
UNNOTICED = Decimal(100)
#: A dial without a known average may have rolled over when it went on by this share of its whole run at most.
ROLLED = Decimal("0.1")


@dataclass(frozen=True)
class Reading:
    """What a dial showed on a day."""

    day: date
    value: Decimal


@dataclass(frozen=True)
class Verdict:
    """What is thought of a reading: why it is refused, else what to look at; both empty: it is plausible.

    `consumed` is what the dial went on by since the reading before; None: there is none, or it went back.
    """

    fault: str = ""
    finding: str = ""
    consumed: Decimal | None = None


def judge(
    given: Reading,
    before: Sequence[Reading] = (),
    after: Reading | None = None,
    digits: int = 0,
    witnessed: bool = False,
) -> Verdict:
    """Judge a reading beside its neighbours: those before it, the newest first, and the one after it.

    `digits` before the point of the dial, 0: not known. What a person of the company or the system itself saw
    (`witnessed`) is not refused for a neighbour that contradicts it: the neighbour may be the wrong one.
    """
    if given.value < 0:
        return Verdict(fault="negative")
    if digits and given.value >= 10**digits:
        return Verdict(fault="too_long")
    last = before[0] if before else None
    consumed = _consumed(last, given, digits, average(before, digits)) if last else None
    if last and consumed is None:
        return _contradiction("below_last", witnessed)
    if after and after.value < given.value and _consumed(given, after, digits, average(before, digits)) is None:
        return _contradiction("above_next", witnessed)
    if last and given.value < last.value:
        return Verdict(finding="roll_over", consumed=consumed)
    usual = average(before, digits)
    if usual is not None and consumed > _bound(usual, last, given):
        return Verdict(finding="jump", consumed=consumed)
    return Verdict(consumed=consumed)


def average(readings: Sequence[Reading], digits: int = 0) -> Decimal | None:
    """Return the kilowatt-hours a day between readings, the newest first; None: fewer than two that agree."""
    run, days = Decimal(0), 0
    for later, earlier in zip(readings, readings[1:], strict=False):
        consumed = _consumed(earlier, later, digits, None)
        if consumed is not None and later.day > earlier.day:
            run, days = run + consumed, days + (later.day - earlier.day).days
    return run / days if days else None


def _contradiction(code: str, witnessed: bool) -> Verdict:
    return Verdict(finding=code) if witnessed else Verdict(fault=code)


def _consumed(earlier: Reading, later: Reading, digits: int, usual: Decimal | None) -> Decimal | None:
    """Return what the dial went on by, past its end too where that is likely; None: it went back."""
    if later.value >= earlier.value:
        return later.value - earlier.value
    if not digits:
        return None
    whole = Decimal(10**digits)
    rolled = whole - earlier.value + later.value
    likely = whole * ROLLED if usual is None else _bound(usual, earlier, later)
    return rolled if rolled <= likely else None


def _bound(usual: Decimal, earlier: Reading, later: Reading) -> Decimal:
    return max(usual * JUMP * max((later.day - earlier.day).days, 1), UNNOTICED)
