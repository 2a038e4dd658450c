"""What the tests of legal deadlines share: tables, the shipped calendar, a short way to count."""

import csv
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from deadlines import CalendarDay, Deadline, Pause, Rule, Term, WorkCalendar, reckon

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
    """Return a rule that is always in force; days and longer terms roll, unless told otherwise.

    `how` names fields of the term, and of the rule: `warn_days`, `pause`, `extension`.
    """
    of_rule = {name: how.pop(name) for name in ("warn_days", "pause", "extension") if name in how}
    if unit in ("minutes", "hours"):
        how = {"start": "event", **how}
    elif unit != "working_days" and how.get("direction", "forward") == "forward":
        how = {"roll": "next_working_day", **how}
    return Rule("test", Term(amount, unit, **how), date(1990, 1, 1), **of_rule)


def local(moment: str) -> datetime:
    """Return a local moment of Kemerovo, written `2026-01-15` or `2026-01-15 14:30`."""
    return datetime.fromisoformat(moment).replace(tzinfo=KEMEROVO)


def pause(since: str, until: str) -> Pause:
    """Return a pause between two local moments of Kemerovo."""
    return Pause(local(since), local(until))


def due(amount: int, unit: str, event: str, calendar: WorkCalendar, **how: object) -> Deadline:
    """Count a term from a local moment of Kemerovo; `how` may also name `acts`, `policy` and `office`."""
    given = {name: how.pop(name) for name in ("acts", "policy", "office") if name in how}
    return reckon(rule(amount, unit, **how), local(event), calendar, **given)


def steps_of(deadline: Deadline) -> Mapping[str, Mapping[str, object]]:
    """Return the steps of an explanation by their codes."""
    return {step.code: step.params for step in deadline.steps}


def codes_of(deadline: Deadline) -> list[str]:
    """Return the codes of an explanation in their order."""
    return [step.code for step in deadline.steps]
