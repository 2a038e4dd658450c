"""Form 4.9 of annex 7 to order 186 of the Ministry of Energy: one appeal is one row of 31 columns.

Columns 5-26 and 27-29 hold marks, 30 and 31 what was done and what is planned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

NUMBER, IDENTIFIER, DATE, TIME = 1, 2, 3, 4
FORMS = {"in_person": 5, "phone": 6, "internet": 7, "post": 8, "other": 9}
APPEALS = {
    "transmission": 10,
    "power_quality": 10,
    "connection": 11,
    "metering": 12,
    "service": 13,
    "maintenance": 14,
    "other": 15,
}
COMPLAINTS = {
    "transmission": 16,
    "power_quality": 17,
    "connection": 18,
    "metering": 19,
    "service": 20,
    "maintenance": 21,
    "other": 22,
}
APPLICATIONS = {"connection": 23, "transmission": 24, "metering": 25}
OTHER_APPLICATION = 26
IN_TERM, LATE, UNANSWERED = 27, 28, 29
DONE, PLANNED = 30, 31
COLUMNS = range(NUMBER, PLANNED + 1)
#: Columns whose marks are added up at the foot of the form.
MARKED = frozenset(range(5, UNANSWERED + 1))

COMPLAINT_KINDS = ("complaint", "claim")
APPLICATION_KINDS = ("application",)


@dataclass(frozen=True)
class Appeal:
    """What the form asks of an appeal; the moment of receipt is local, `fact` is column 27, 28, 29 or none."""

    number: str
    received: datetime
    form: str
    kind: str
    theme: str
    fact: int | None = None
    done: str = ""
    planned: str = ""


def fact_of_answer(answered: bool, ended: bool, promise: str, frozen: bool = False) -> int | None:
    """Return the column that tells whether the applicant was answered; none while the term runs.

    `promise`: the promise of an answer, `met`, `missed`, `overdue`, or anything else. What has ended
    without an answer (withdrawn, refused, redirected) was left without one, and so is what is overdue.
    `frozen`: the year is closed, and whatever has no answer by then counts as left without one.

    >>> fact_of_answer(True, True, "met"), fact_of_answer(True, False, "missed")
    (27, 28)
    >>> fact_of_answer(False, False, "overdue"), fact_of_answer(False, False, "running")
    (29, None)
    >>> fact_of_answer(False, False, "running", frozen=True)
    29
    """
    if answered:
        return LATE if promise == "missed" else IN_TERM
    return UNANSWERED if ended or frozen or promise in ("overdue", "missed") else None


def marks(appeal: Appeal, within_all: bool = True) -> set[int]:
    """Return the columns of an appeal that get a mark.

    `within_all`: complaints and applications are counted among all appeals too ("including"), as the
    form is usually read; its headings alone do not settle it.

    >>> complaint = Appeal("N", datetime(2026, 3, 2), "post", "complaint", "power_quality", IN_TERM)
    >>> sorted(marks(complaint)), sorted(marks(complaint, within_all=False))
    ([8, 10, 17, 27], [8, 17, 27])
    """
    block = _block(appeal.kind, appeal.theme)
    found = {FORMS.get(appeal.form, FORMS["other"]), block, appeal.fact}
    if within_all:
        found.add(APPEALS.get(appeal.theme, APPEALS["other"]))
    return found - {None}


def row(position: int, appeal: Appeal, within_all: bool = True) -> tuple:
    """Return the 31 cells of an appeal: numbers for marks, empty text elsewhere.

    >>> cells = row(7, Appeal("KEM-2026-000001", datetime(2026, 3, 2, 9, 5), "phone", "consultation", "metering"))
    >>> len(cells), cells[:6], cells[11]
    (31, (7, 'KEM-2026-000001', datetime.date(2026, 3, 2), datetime.time(9, 5), '', 1), 1)
    """
    marked = marks(appeal, within_all)
    written = {
        NUMBER: position,
        IDENTIFIER: appeal.number,
        DATE: appeal.received.date(),
        TIME: appeal.received.time().replace(second=0, microsecond=0),
        DONE: appeal.done,
        PLANNED: appeal.planned,
    }
    return tuple(written.get(column, 1 if column in marked else "") for column in COLUMNS)


def measures(named: Iterable[tuple[str, date | None]]) -> str:
    """Return measures with their dates as one cell says them.

    >>> measures([("Провод заменён", date(2026, 3, 12)), ("Опора выправлена", None)])
    'Провод заменён (12.03.2026); Опора выправлена'
    """
    return "; ".join(f"{name} ({day:%d.%m.%Y})" if day else name for name, day in named)


def _block(kind: str, theme: str) -> int:
    if kind in COMPLAINT_KINDS:
        return COMPLAINTS.get(theme, COMPLAINTS["other"])
    if kind in APPLICATION_KINDS:
        return APPLICATIONS.get(theme, OTHER_APPLICATION)
    return APPEALS.get(theme, APPEALS["other"])
