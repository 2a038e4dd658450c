"""Why a date counted again differs from the date that was promised."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

Steps = Iterable[Mapping[str, object]]
#: Steps that print a contested reading of the company, and the parameter that names it.
_READINGS = {"roll": "", "roll_back": "", "backward": "reading"}
_OFF = ("skipped", "roll", "roll_back")


def differences(old: Steps, new: Steps) -> Iterator[tuple[str, object]]:
    """Yield `(what, value)` by which two explanations of one promise differ.

    `edition`: another rule; `off` / `working`: days that are days off now, or no longer; `reading`: the
    company reads a contested norm another way; `published`: the calendar of the year is published.
    """
    before, after = ({step["code"]: step for step in steps} for steps in (old, new))
    if before["rule"]["rule"] != after["rule"]["rule"]:
        yield "edition", after["rule"]["rule"]
    readings = {reading for reading in (_reading(before), _reading(after)) if reading}
    if len(readings) > 1:
        yield "reading", ""
    if "preliminary" in before and "preliminary" not in after:
        yield "published", before["preliminary"]["year"]
    horizon = min(_due(before), _due(after))
    was_off, is_off = _days_off(before), _days_off(after)
    if added := sorted(day for day in is_off - was_off if day <= horizon):
        yield "off", added
    if taken := sorted(day for day in was_off - is_off if day <= horizon):
        yield "working", taken


def _reading(steps: Mapping[str, Mapping]) -> tuple[str, object] | None:
    """Return the contested reading that an explanation prints, if any."""
    return next(((code, steps[code].get(name)) for code, name in _READINGS.items() if code in steps), None)


def _due(steps: Mapping[str, Mapping]) -> date:
    """Return the day a promise is due, whichever step says it."""
    last = next(steps[code] for code in ("due_day", "due_time", "due_time_before", "earliest") if code in steps)
    return date.fromisoformat(str(last.get("day") or last["at"])[:10])


def _days_off(steps: Mapping[str, Mapping]) -> set[date]:
    """Return the days off that an explanation names."""
    found = set()
    for code in _OFF:
        for first, last, _kind in steps.get(code, {}).get("runs", ()):
            day, end = date.fromisoformat(first), date.fromisoformat(last)
            while day <= end:
                found.add(day)
                day += timedelta(days=1)
    return found
