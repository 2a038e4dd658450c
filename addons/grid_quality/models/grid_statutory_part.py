from odoo import api, fields, models


class GridStatutoryPart(models.AbstractModel):
    """A column or a row of a form: whatever changes in it, the form is confirmed anew."""

    _name = "grid.statutory.part"
    _inherit = "legal.loaded.table"
    _description = "Part of a statutory form"
    _rec_name = "title"

    form_id = fields.Many2one("grid.statutory.form", required=True, index=True, ondelete="cascade")
    title = fields.Char(required=True, help="In the words of the form.")

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts.form_id._layout_changed()
        return parts

    def write(self, vals):
        self.form_id._layout_changed()
        result = super().write(vals)
        self.form_id._layout_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self.form_id._layout_changed()
