from odoo import models
from odoo.fields import Domain

from odoo.addons.grid_customer.identity import phones

from ..statutory.figures import NO_FIGURE, minutes
from ..statutory.sheet import Cell, Row, Sheet, plain

CALLS = "grid.call"


class GridStatutoryReport(models.Model):
    """Form 4.3: numbers, calls, how many an operator and how many the voice menu served, means of wait and talk.

    A period of which no call was kept has dashes: nobody knows, which is no zero.
    """

    _inherit = "grid.statutory.report"

    def _sheet_4_3(self):
        ended = self._local_period().domain(CALLS) & Domain("ended_at", "!=", False)
        found = self._calls_by_stage(ended)
        phone = Cell(phones.spoken(self.company_id.sudo().phone or NO_FIGURE))
        cells = {"1": Cell(), "1.1": phone, **self._cells_of_calls(ended, found)}
        rows = [Row(row.number, (Cell(row.number), Cell(row.title), cells[row.number])) for row in self.form_id.row_ids]
        return Sheet(rows, notes=self._said_calls(found))

    def _calls_by_stage(self, domain):
        """Return {stage: (how many calls, seconds of waiting, seconds of talk)}."""
        sums = ["__count", "wait_seconds:sum", "talk_seconds:sum"]
        return {stage: figures for stage, *figures in self.env[CALLS]._read_group(domain, ["stage"], sums)}

    def _cells_of_calls(self, ended, found):
        if not found:
            return dict.fromkeys(("1.2", "2", "2.1", "2.2", "3", "4"), Cell(NO_FIGURE))
        answered, menu = (ended & Domain("stage", "=", stage) for stage in ("answered", "self_service"))
        number, waited, talked = found.get("answered", (0, 0, 0))
        figures = {
            "1.2": (self._lines_called(ended), ended & Domain("line", "!=", False)),
            "2": (sum(count for count, *_sums in found.values()), ended),
            "2.1": (number, answered),
            "2.2": (found.get("self_service", (0,))[0], menu),
            "3": (minutes(waited, number), answered),
            "4": (minutes(talked, number), answered),
        }
        return {
            place: Cell(NO_FIGURE) if value is None else Cell(value, plain(domain), CALLS)
            for place, (value, domain) in figures.items()
        }

    def _lines_called(self, domain):
        """Return the numbers that were called, as the exchanges tell them; None where they told none."""
        lines = self.env[CALLS]._read_group(domain & Domain("line", "!=", False), ["line"])
        return "; ".join(sorted(phones.spoken(line) for (line,) in lines)) or None

    def _said_calls(self, found):
        """Say how many calls nobody answered: the form has no row for them, its total has."""
        if not found:
            return [self.env._("%(dash)s: no call was kept.", dash=NO_FIGURE)]
        return [
            self.env._(
                "The total has the calls that were lost before an answer too: %(lost)s. Means are of answered calls.",
                lost=found.get("lost", (0,))[0],
            )
        ]
