"""What the tests of legal deadlines share: tables, the shipped calendar, a short way to count."""

import csv
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from deadlines import CalendarDay, Deadline, Rule, Term, WorkCalendar, reckon

ROOT = Path(__file__).resolve().parents[2]
KEMEROVO = ZoneInfo("Asia/Novokuznetsk")


def read_csv(path: str) -> list[dict[str, str]]:
    """Return the rows of a table of the repository."""
    with (ROOT / path).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def shipped_days() -> list[CalendarDay]:
    """Return the production calendar that the addon installs."""
    return [
        CalendarDay(date.fromisoformat(row["date"]), row["is_working"] == "1", row["kind"], row["is_short"] == "1")
        for row in read_csv("addons/legal_deadline/data/legal.calendar.day.csv")
    ]


def shipped_calendar() -> WorkCalendar:
    """Return the shipped calendar as the engine uses it."""
    return WorkCalendar.build(shipped_days())


def rule(amount: int, unit: str, **how: object) -> Rule:
    """Return a rule that is always in force; days and longer terms roll, unless told otherwise."""
    warn_days = how.pop("warn_days", 3)
    if unit in ("minutes", "hours"):
        how = {"start": "event", **how}
    elif unit != "working_days":
        how = {"roll": "next_working_day", **how}
    return Rule("test", Term(amount, unit, **how), date(1990, 1, 1), warn_days=warn_days)


def due(amount: int, unit: str, event: str, calendar: WorkCalendar, **how: object) -> Deadline:
    """Count a term from a local moment of Kemerovo, written `2026-01-15` or `2026-01-15 14:30`."""
    moment = datetime.fromisoformat(event).replace(tzinfo=KEMEROVO)
    return reckon(rule(amount, unit, **how), moment, calendar)


def steps_of(deadline: Deadline) -> Mapping[str, Mapping[str, object]]:
    """Return the steps of an explanation by their codes."""
    return {step.code: step.params for step in deadline.steps}
