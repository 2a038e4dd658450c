from odoo import fields, models


class GridOutageExpectation(models.Model):
    """What was said of the end of an outage: each change stays."""

    _name = "grid.outage.expectation"
    _description = "Expected end of an outage"
    _order = "id desc"

    outage_id = fields.Many2one("grid.outage", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="outage_id.company_id")
    expected_end_at = fields.Datetime("Expected end", required=True, readonly=True)
    said_by_id = fields.Many2one("res.users", "Said by", required=True, readonly=True)
    create_date = fields.Datetime("Said at")
