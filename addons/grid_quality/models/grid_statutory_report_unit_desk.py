from decimal import Decimal
from typing import NamedTuple

from odoo import models
from odoo.fields import Domain

from ..statutory.figures import NO_FIGURE, mean, minutes
from ..statutory.sheet import Cell, Row, Sheet, plain

QUEUE, CALLS, CALLBACKS = "grid.queue.ticket", "grid.call", "grid.callback"
OUTAGES, NOTICES = "grid.outage", "grid.notice"
SERVED = ("state", "=", "done")
ENDED = ("ended_at", "!=", False)
HAPPENED = ("state", "in", ("under_way", "restored"))


class Counted(NamedTuple):
    """A column of a branch: which records of the period it counts, and what of them.

    `how`: their number (`count`), the `sum` of a field, its `mean`, or its mean in `minutes`, where it has seconds.
    """

    model: str
    conditions: tuple = ()
    how: str = "count"
    field: str = ""


#: Columns 3 to 15 of the report on the queue and calls.
DESK = (
    Counted(QUEUE),
    Counted(QUEUE, (SERVED,)),
    Counted(QUEUE, (("state", "=", "no_show"),)),
    Counted(QUEUE, (SERVED,), "minutes", "wait_seconds"),
    Counted(QUEUE, (SERVED, ("is_late", "=", True))),
    Counted(QUEUE, (SERVED, ("service_seconds", ">", 0)), "minutes", "service_seconds"),
    Counted(CALLS, (ENDED,)),
    Counted(CALLS, (ENDED, ("stage", "=", "answered"))),
    Counted(CALLS, (ENDED, ("stage", "=", "lost"))),
    Counted(CALLS, (ENDED, ("stage", "=", "self_service"))),
    Counted(CALLS, (ENDED, ("stage", "=", "answered")), "minutes", "wait_seconds"),
    Counted(CALLBACKS),
    Counted(CALLBACKS, (("deadline_state", "=", "met"),)),
)
#: Columns 3 to 11 of the report on outages and the auto-informer.
INFORMED = (
    Counted(OUTAGES, (HAPPENED, ("kind", "=", "planned"))),
    Counted(OUTAGES, (HAPPENED, ("kind", "=", "emergency"))),
    Counted(OUTAGES, (HAPPENED,), "sum", "point_count"),
    Counted(OUTAGES, (("state", "=", "restored"),), "mean", "hours"),
    Counted(NOTICES),
    Counted(NOTICES, (("state", "=", "positive"),)),
    Counted(NOTICES, (("state", "=", "negative"),)),
    Counted(NOTICES, (("state", "=", "failed"),)),
    Counted(NOTICES, (("state", "=", "refused"),)),
)


class GridStatutoryReport(models.Model):
    """The unit's reports of a day or a month on visitors, callers and those who were told: a row for each branch.

    A visit belongs to the day of its office, a call to the one on which it began, an outage to that of its start, a
    message to the day on which its result was known.
    """

    _inherit = "grid.statutory.report"

    def _sheet_unit_desk(self):
        return self._sheet_of_branches(DESK)

    def _sheet_unit_desk_day(self):
        return self._sheet_unit_desk()

    def _sheet_unit_outages(self):
        return self._sheet_of_branches(INFORMED)

    def _sheet_of_branches(self, columns):
        period = self._local_period()
        asked = [period.domain(one.model) & Domain.AND(Domain(*part) for part in one.conditions) for one in columns]
        counted = [self._by_branch(one, domain) for one, domain in zip(columns, asked, strict=True)]
        branches = sorted({branch for one in counted for branch in one}, key=lambda branch: branch.name or NO_FIGURE)
        rows = []
        for place, branch in enumerate(branches, start=1):
            own = Domain("branch_id", "=", branch.id)
            parts = zip(columns, counted, asked, strict=True)
            cells = [self._cell_of(one, found.get(branch, (0, 0)), domain & own) for one, found, domain in parts]
            rows.append(Row(str(branch.id), (Cell(place), Cell(branch.name or NO_FIGURE), *cells)))
        sums = [tuple(map(sum, zip((0, 0), *found.values(), strict=True))) for found in counted]
        total = [self._cell_of(*one) for one in zip(columns, sums, asked, strict=True)]
        return Sheet([*rows, Row("total", (Cell(self.env._("Total")), Cell(), *total))])

    def _by_branch(self, column, domain):
        """Return {branch: (how many records, the sum of the field)}, in one query."""
        records = self.env[column.model].with_context(active_test=False)
        amount = f"{column.field}:sum" if column.field else "__count"
        groups = records._read_group(domain, ["branch_id"], ["__count", amount])
        return {branch: (number, total or 0) for branch, number, total in groups}

    def _cell_of(self, column, figures, domain):
        number, total = figures
        if column.how in ("count", "sum"):
            value = number if column.how == "count" else total
        elif column.how == "minutes":
            value = minutes(total, number)
        else:
            value = mean(Decimal(str(round(total, 2))), number)
        return Cell(NO_FIGURE) if value is None else Cell(value, plain(domain), column.model)
