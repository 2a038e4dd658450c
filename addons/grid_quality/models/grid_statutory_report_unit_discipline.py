from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.grid_appeal.appeals.life import OPEN_STATES
from odoo.addons.legal_deadline.models.legal_deadline_window import midnight

from ..statutory.sheet import Cell, Row, Sheet, plain
from .grid_statutory_report_form_4_1 import APPEALS_ACTION

GROUPS = ("branch_id", "team_id")


class GridStatutoryReport(models.Model):
    """The unit's report of a week: what was open at its end, closed in it and extended, by branch and team.

    The end is that of the week by the clock of the branch, or this moment while the week runs. What was late then is
    told by the promises of that moment, not by those of today.
    """

    _inherit = "grid.statutory.report"

    def _sheet_unit_discipline(self):
        parts = self._domains_of_discipline()
        tickets = self._appeals()
        counts = [
            {tuple(group): count for *group, count in tickets._read_group(part, GROUPS, ["__count"])} for part in parts
        ]
        found = sorted(
            (tuple(self._word_of(name, value) for name, value in zip(GROUPS, values, strict=True)), values)
            for values in {values for one in counts for values in one}
        )
        rows = []
        for place, (words, values) in enumerate(found, start=1):
            group = self._domain_of_group(GROUPS, values)
            cells = [Cell(one.get(values, 0), plain(part & group)) for one, part in zip(counts, parts, strict=True)]
            key = "/".join(str(value.id) for value in values)
            rows.append(Row(key, (Cell(place), *map(Cell, words), *cells)))
        sums = [Cell(sum(one.values()), plain(part)) for one, part in zip(counts, parts, strict=True)]
        rows.append(Row("total", (Cell(self.env._("Total")), Cell(), Cell(), *sums)))
        return Sheet(rows, APPEALS_ACTION)

    def _domains_of_discipline(self):
        """Return the appeals of columns 4 to 9."""
        company = Domain("number", "!=", False) & Domain("company_id", "=", self.company_id.id)
        unfinished = company & self._by_the_clock(self._domain_of_unfinished)
        late, soon = (self._by_the_clock(one) for one in (self._domain_of_late, self._domain_of_soon))
        done = company & self._by_the_clock(self._domain_of_done)
        done_late = Domain("answered_late", "=", True)
        done_late |= Domain("answered_at", "=", False) & Domain("deadline_ids", "any", Domain("state", "=", "missed"))
        return [
            unfinished & ~late & ~soon,
            unfinished & ~late & soon,
            unfinished & late,
            done & ~done_late,
            done & done_late,
            company & self._by_the_clock(self._domain_of_extended),
        ]

    def _by_the_clock(self, domain_of):
        """Return a domain of the begin and the end of the week, which each zone of branches has of its own."""
        first, last = self._span()
        now = fields.Datetime.now()
        return Domain.OR(
            branches & domain_of(midnight(first, zone), min(midnight(last + timedelta(days=1), zone), now))
            for zone, branches in self._appeals()._deadline_zones()
        )

    # --- of one zone, between two moments; what ended without an answer has only its closing day
    def _domain_of_unfinished(self, _begin, end):
        closed_later = Domain("answered_at", "=", False) & Domain("closed_date", ">=", end)
        later = Domain("state", "not in", OPEN_STATES) & (Domain("answered_at", ">=", end) | closed_later)
        return Domain("registered_at", "<", end) & (Domain("state", "in", OPEN_STATES) | later)

    def _domain_of_done(self, begin, end):
        answered = Domain("answered_at", ">=", begin) & Domain("answered_at", "<", end)
        closed = Domain("closed_date", ">=", begin) & Domain("closed_date", "<", end)
        return Domain("state", "not in", OPEN_STATES) & (answered | Domain("answered_at", "=", False) & closed)

    def _domain_of_late(self, _begin, end):
        return self._domain_of_awaited(end, Domain("due_at", "<", end))

    def _domain_of_soon(self, _begin, end):
        return self._domain_of_awaited(end, Domain("warn_at", "<=", end) & Domain("due_at", ">=", end))

    def _domain_of_extended(self, begin, end):
        happened = Domain("happened_at", ">=", begin) & Domain("happened_at", "<", end)
        return Domain("deadline_ids.event_ids", "any", Domain("kind", "=", "extend") & happened)

    def _domain_of_awaited(self, end, domain):
        """Return the appeals with such a promise that was not fulfilled at the end."""
        awaited = Domain("state", "=", "running") | Domain("done_at", ">=", end)
        return Domain("deadline_ids", "any", awaited & domain & Domain("started_at", "<", end))
