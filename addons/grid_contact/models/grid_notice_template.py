from odoo import fields, models

OCCASIONS = [
    ("emergency", "Supply failed"),
    ("planned", "A planned outage is announced"),
    ("restored", "Supply is back"),
    ("other", "Another occasion"),
]


class GridNoticeTemplate(models.Model):
    """The words of a mass message, by occasion; fields in double braces are filled for each recipient."""

    _name = "grid.notice.template"
    _description = "Template of a mass message"
    _order = "occasion, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    occasion = fields.Selection(OCCASIONS, required=True, default="other")
    body = fields.Text("Text", required=True, translate=True)
