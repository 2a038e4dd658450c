from odoo import api, fields, models

from ..statutory.sheet import packed, unpacked


class GridStatutoryChunk(models.Model):
    """Rows of a form too long for one record, in their order. Nobody writes them but the fill itself."""

    _name = "grid.statutory.chunk"
    _description = "Rows of a filled form"
    _order = "report_id, first"
    _rec_name = "first"

    report_id = fields.Many2one("grid.statutory.report", required=True, ondelete="cascade", readonly=True)
    first = fields.Integer("Number of the first row", required=True, readonly=True)
    rows = fields.Binary(attachment=True, readonly=True)

    _first_unique = models.Constraint("UNIQUE (report_id, first)", "These rows are there already.")

    @api.model
    def _keep(self, report, first, rows):
        """Keep the next rows of a form."""
        chunk = self.create({"report_id": report.id, "first": first})
        # as bytes: the field itself takes them in base 64
        self.env["ir.attachment"].create(
            {"name": f"{first}", "res_model": self._name, "res_id": chunk.id, "res_field": "rows", "raw": packed(rows)}
        )

    def _rows(self):
        """Return all rows one by one, in the memory of one chunk."""
        files = self.env["ir.attachment"].with_context(bin_size=False)  # a screen asks for sizes
        for chunk in self:
            data = files.search([("res_model", "=", self._name), ("res_id", "=", chunk.id), ("res_field", "=", "rows")])
            yield from unpacked(data.raw)
            data.invalidate_recordset()
