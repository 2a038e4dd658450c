from odoo import api, fields, models


class SpreadsheetOcaRevision(models.Model):
    """A change of a spreadsheet is read and made by who may read and change that spreadsheet."""

    _inherit = "spreadsheet.oca.revision"

    spreadsheet_id = fields.Many2one(
        "spreadsheet.spreadsheet", compute="_compute_spreadsheet_id", store=True, index=True, ondelete="cascade"
    )

    @api.depends("model", "res_id")
    def _compute_spreadsheet_id(self):
        for revision in self:
            revision.spreadsheet_id = revision.model == "spreadsheet.spreadsheet" and revision.res_id
