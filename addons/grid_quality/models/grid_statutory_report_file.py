from odoo import models

from odoo.addons.grid_appeal.appeals.table import Table
from odoo.addons.grid_appeal.report.table_pdf import write_pdf
from odoo.addons.grid_appeal.report.table_xlsx import write_xlsx


class GridStatutoryReport(models.Model):
    """A filled form as a file: the same cells as on the screen."""

    _inherit = "grid.statutory.report"

    def action_xlsx(self):
        """Download the form as a workbook."""
        return self._download("xlsx")

    def action_pdf(self):
        """Download the form to be printed."""
        return self._download("pdf")

    def _download(self, kind):
        self.ensure_one()
        self._sheet()  # what cannot be reckoned says so here, not on the page of the file
        return {"type": "ir.actions.act_url", "url": f"/grid_quality/form/{self.id}/{kind}", "target": "download"}

    def _save_to(self, out, kind, part=0):
        """Write the form into a file opened for bytes; on paper a long one by its parts, from 1."""
        table = self._part_table(part) if part else self._printed_table()
        if kind == "xlsx":
            write_xlsx(out, table)
        else:
            write_pdf(out, table, self.display_name)

    def _printed_table(self):
        sheet = self._sheet()
        rows = (row.values for row in sheet.rows)
        return Table(self._heading(), self._columns(), rows, notes=self._notes(sheet), size=8)

    def _filename(self, kind, part=0):
        said = self.env._(", part %(part)s of %(parts)s", part=part, parts=len(self._parts())) if part else ""
        return f"{self.display_name}{said}.{kind}"
