from odoo import fields, models


class GridAppealImportRefusal(models.Model):
    """Why one row of a table was not imported."""

    _name = "grid.appeal.import.refusal"
    _description = "Row that was not imported"
    _order = "import_id, row"
    _rec_name = "message"

    import_id = fields.Many2one("grid.appeal.import", required=True, readonly=True, ondelete="cascade", index=True)
    row = fields.Integer("Row", required=True, readonly=True, aggregator=None)
    column = fields.Char(readonly=True)
    message = fields.Char("What is wrong", required=True, readonly=True)
