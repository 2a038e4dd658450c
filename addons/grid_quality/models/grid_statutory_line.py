from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..statutory.persons import named


class GridStatutoryLine(models.Model):
    """A row of a form that the product has no records of: entered by the head with the document that says it."""

    _name = "grid.statutory.line"
    _description = "Row of a form entered by hand"
    _order = "report_id, sequence, id"
    _rec_name = "column_2"

    report_id = fields.Many2one("grid.statutory.report", "Filled form", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="report_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    key = fields.Char(
        required=True, readonly=True, default=lambda self: uuid4().hex, help="The same in every version of the form."
    )
    column_2 = fields.Char("Column 2", required=True)
    column_3 = fields.Char("Column 3")
    column_4 = fields.Char("Column 4")
    document = fields.Char(required=True, help="Kind, number and date of the document that says it.")
    document_file = fields.Binary("File", attachment=True)
    file_name = fields.Char()

    @api.constrains("column_2", "column_3", "column_4", "document")
    def _check_persons(self):
        for line in self:
            for text in (line.column_2, line.column_3, line.column_4, line.document):
                if found := named(text or ""):
                    raise ValidationError(
                        self.env._(
                            "A published form names no person: leave out “%(person)s”, or say it in other words.",
                            person=found,
                        )
                    )

    @api.model_create_multi
    def create(self, vals_list):
        reports = {vals["report_id"] for vals in vals_list if vals.get("report_id")}
        self.env["grid.statutory.report"].browse(reports)._refuse_published()
        return super().create(vals_list)

    def write(self, vals):
        self.report_id._refuse_published()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        self.report_id._refuse_published()
