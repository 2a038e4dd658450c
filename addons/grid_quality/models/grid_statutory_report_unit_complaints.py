from odoo import models
from odoo.fields import Domain

from odoo.addons.grid_appeal.appeals.form_4_9 import COMPLAINT_KINDS

from ..statutory.sheet import Cell, Row, Sheet, plain
from .grid_statutory_report_form_4_1 import APPEALS_ACTION

GROUPS = ("theme", "category_id")
MEASURES = "grid.appeal.measure"
JUSTIFIED = ("justified", "partly")


class GridStatutoryReport(models.Model):
    """The unit's report of a month: complaints by theme and cause, how many repeated, justified, what was done.

    The cause is the category that the appeal was registered under: it names nobody.
    """

    _inherit = "grid.statutory.report"

    def _sheet_unit_complaints(self):
        asked = self._appeal_domain() & Domain("kind", "in", COMPLAINT_KINDS)
        parts = [asked, asked & Domain("is_repeat", "=", True), asked & Domain("outcome", "in", JUSTIFIED)]
        counts = [self._complaints_by_cause(part) for part in parts]
        counts.append(self._measures_by_cause(asked))
        found = sorted(
            (tuple(self._word_of(name, value) for name, value in zip(GROUPS, values, strict=True)), values)
            for values in counts[0]
        )
        rows = []
        for place, (words, values) in enumerate(found, start=1):
            cells = self._cells_of_complaints([one.get(values, 0) for one in counts], parts, values)
            key = f"{values[0]}/{values[1].id}"
            rows.append(Row(key, (Cell(place), *map(Cell, words), *cells)))
        total = self._cells_of_complaints([sum(one.values()) for one in counts], parts)
        rows.append(Row("total", (Cell(self.env._("Total")), Cell(), Cell(), *total)))
        return Sheet(rows, APPEALS_ACTION)

    def _complaints_by_cause(self, domain):
        return {tuple(group): count for *group, count in self._appeals()._read_group(domain, GROUPS, ["__count"])}

    def _measures_by_cause(self, domain):
        groups = [f"ticket_id.{name}" for name in GROUPS]
        found = self.env[MEASURES]._read_group(self._domain_of_measures(domain), groups, ["__count"])
        return {tuple(group): count for *group, count in found}

    def _domain_of_measures(self, domain):
        return Domain("ticket_id", "any", domain) & Domain("state", "=", "done")

    def _cells_of_complaints(self, counts, parts, values=()):
        """Return columns 4 to 7: complaints, of them repeated and justified; measures that were done on them."""
        group = self._domain_of_group(GROUPS[: len(values)], values)
        *complaints, measures = counts
        for count, part in zip(complaints, parts, strict=True):
            yield Cell(count, plain(part & group))
        yield Cell(measures, plain(self._domain_of_measures(parts[0] & group)), MEASURES)
