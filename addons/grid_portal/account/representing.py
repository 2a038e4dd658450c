"""What somebody must say who asks to act for another customer, and how long the paper holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

KINDS = ("attorney", "legal")
FIELDS = ("kind", "principal_name", "principal_number", "document_number", "document_date", "valid_until")
LINE_MAX = 250
NUMBER_MAX = 40


def faults(form: Mapping[str, str], today: date) -> dict[str, str]:
    """Return {field: code} of what is wrong with a form.

    A power of attorney is nothing without its date (Civil Code, article 186 p. 1). The form asks for the term too: by
    it the right ends of itself. A head, a parent, a guardian acts by charter or law, without a term.
    """
    found = {}
    if form["kind"] not in KINDS:
        found["kind"] = "missing"
    for field, limit in (("principal_name", LINE_MAX), ("principal_number", NUMBER_MAX), ("document_number", LINE_MAX)):
        if not form[field] and field != "document_number":
            found[field] = "missing"
        elif len(form[field]) > limit:
            found[field] = "too_long"
    return found | _term_faults(form, today)


def day(text: str) -> date | None:
    """Return the day of a field of a date; None of anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _term_faults(form: Mapping[str, str], today: date) -> dict[str, str]:
    found = {}
    for field in ("document_date", "valid_until"):
        if form[field] and not day(form[field]):
            found[field] = "malformed"
        elif not form[field] and form["kind"] == "attorney":
            found[field] = "missing"
    begins, ends = day(form["document_date"]), day(form["valid_until"])
    if begins and begins > today:
        found["document_date"] = "future"
    if ends and ends < today:
        found["valid_until"] = "expired"
    elif begins and ends and ends < begins:
        found["valid_until"] = "before"
    return found
