from decimal import Decimal

from odoo import models
from odoo.fields import Domain

from odoo.addons.grid_connection.models.grid_connection_disclosure import ACTS

from ..statutory.connections import CLASSES, COLUMNS, Figures, by_class, shown
from ..statutory.sheet import Cell, Row, Sheet, plain

FUNNEL = "grid.connection.funnel"
MEASURES = ["__count", "power_total_kw:sum", "fee:sum", "days_to_connect:sum"]


class GridStatutoryReport(models.Model):
    """Connections of a month by power: the table of the disclosure, and the unit's own report of the same figures.

    Each act is counted in the month in which it was done: a contract of May may stand on an application of April.
    """

    _inherit = "grid.statutory.report"

    def _sheet_24_connection(self):
        asked = {act: self._domain_of_act(act) for act in ACTS}
        counted = {act: self._connections_by_power(domain) for act, domain in asked.items()}
        rows = []
        for row in self.form_id.row_ids:
            power = Domain.AND(Domain("power_total_kw", *bound) for bound in CLASSES[row.number])
            cells = (
                Cell(shown(counted[act][row.number], measure), plain(asked[act] & power), FUNNEL)
                for act, measure in COLUMNS
            )
            rows.append(Row(row.number, (Cell(row.number), Cell(row.title), *cells)))
        return Sheet(rows)

    def _sheet_unit_connection(self):
        return self._sheet_24_connection()

    def _domain_of_act(self, act):
        day, condition = ACTS[act]
        return self._local_period().domain(FUNNEL, day) & condition

    def _connections_by_power(self, domain):
        groups = self.env[FUNNEL]._read_group(domain, ["power_total_kw"], MEASURES)
        return by_class(
            (_decimal(power), Figures(count, *map(_decimal, measures))) for power, count, *measures in groups
        )


def _decimal(number):
    """Return a number of the database without the noise of its floating point."""
    return Decimal(str(round(number or 0, 3)))
