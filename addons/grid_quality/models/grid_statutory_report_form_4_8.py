from odoo import models
from odoo.fields import Domain

from ..statutory.figures import NO_FIGURE
from ..statutory.persons import struck
from ..statutory.sheet import Cell

IMPROVEMENTS = "grid.improvement"


class GridStatutoryReport(models.Model):
    """Form 4.8: what was done to serve better: changes that customers proposed, and measures that people enter."""

    _inherit = "grid.statutory.report"

    def _sheet_4_8(self):
        changes = self.env[IMPROVEMENTS].search(self._domain_of_changes(), order="done_on, planned_on, id")
        return self._entered_sheet([(f"change {one.id}", self._cells_of_change(one)) for one in changes])

    def _domain_of_changes(self):
        """Return the changes done in the period, and those accepted by its end that were not done before it."""
        first, last = self._span()
        domain = Domain("company_id", "=", self.company_id.id) & Domain("state", "in", ("accepted", "done"))
        not_done_before = Domain("done_on", "=", False) | Domain("done_on", ">=", first)
        return domain & Domain("decided_on", "<=", last) & not_done_before

    def _cells_of_change(self, change):
        done = change.done_on and change.done_on <= self.date_to
        day = change.done_on if done else change.planned_on
        outcome = struck(change.outcome or "") if done else ""
        opens = [["id", "=", change.id]], IMPROVEMENTS
        return (
            Cell(struck(change.name), *opens),
            Cell(day or NO_FIGURE),
            Cell(outcome or (self.env._("Done.") if done else self.env._("Being done."))),
        )
