"""Stages of commissioning as a page sends them: rows of fields; a row in which nothing is typed is no stage.

>>> typed = {"stage_1_power_kw": "40", "stage_2_commissioning_on": "01.12.2027"}
>>> rows, faults = read_stages(typed, ("1", "2", "3"), date(2026, 11, 27))
>>> rows[0]["power_kw"], {name: fault.code for name, fault in faults.items()}
(Decimal('40'), {'stage_2_power_kw': 'no_power'})
"""

from collections.abc import Collection, Mapping
from datetime import date

from .form import Fault, untimely
from .reading import Reader, read, read_day, read_line, read_open_choice, read_power

STAGES_MAX = 20
STAGE_READERS: Mapping[str, Reader] = {
    "name": read_line,
    "power_kw": read_power,
    "design_on": read_day,
    "commissioning_on": read_day,
    "reliability_category": read_open_choice,
}
#: A list has an answer in an empty row too.
_TELL_NOTHING = {"reliability_category"}


def stage_field(number: int, name: str) -> str:
    """Return the name that a field of a stage has on the page."""
    return f"stage_{number}_{name}"


def stage_numbers(names: Collection[str]) -> tuple[int, ...]:
    """Return the numbers of the rows that stand on a page with fields of these names."""
    return tuple(number for number in range(1, STAGES_MAX + 1) if stage_field(number, "power_kw") in names)


def read_stages(
    typed: Mapping[str, str], categories: Collection[str], today: date
) -> tuple[tuple[Mapping[str, object], ...], Mapping[str, Fault]]:
    """Return the stages that were typed, by field, and what is wrong with them, by field of the page."""
    rows, faults = [], {}
    for number in range(1, STAGES_MAX + 1):
        row = {name: typed.get(stage_field(number, name), "") for name in STAGE_READERS}
        if not any(text for name, text in row.items() if name not in _TELL_NOTHING):
            continue
        reading = read(row, {"reliability_category": categories}, STAGE_READERS)
        days = untimely(reading.values.get("design_on"), reading.values.get("commissioning_on"), today)
        found = {**{name: Fault(code) for name, code in days.items()}, **reading.faults}
        if reading.values.get("power_kw") == 0:
            found["power_kw"] = Fault("no_power")
        faults.update({stage_field(number, name): fault for name, fault in found.items()})
        rows.append(reading.values)
    return tuple(rows), faults
