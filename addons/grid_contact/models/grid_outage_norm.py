from odoo import api, fields, models
from odoo.fields import Domain


class GridOutageNorm(models.Model):
    """A figure of law about outages that is no term: hours a year, percent of a price; by dates, with its source."""

    _name = "grid.outage.norm"
    _description = "Norm of outages"
    _order = "code, valid_from desc"

    code = fields.Char(required=True)
    name = fields.Char("Norm", required=True, translate=True)
    amount = fields.Float(required=True, digits=(12, 4))
    unit = fields.Selection(
        [("hours_per_year", "hours a year"), ("percent_per_hour", "% for each hour")], required=True
    )
    act_id = fields.Many2one("legal.act", required=True, ondelete="restrict")
    clause = fields.Char(translate=True)
    valid_from = fields.Date("In force from", required=True)
    valid_to = fields.Date("In force to")
    confidence = fields.Selection(
        [
            ("published", "Published text"),
            ("partly", "Confirmed in part"),
            ("unconfirmed", "Not confirmed"),
            ("confirmed", "Confirmed by the company"),
        ],
        required=True,
    )
    source = fields.Char()

    _edition_uniq = models.Constraint("UNIQUE (code, valid_from)", "This norm has an edition from this day already.")
    _dates_ordered = models.Constraint("CHECK (valid_to >= valid_from)", "An edition ends after it begins.")

    @api.model
    def _on(self, code, day):
        """Return the edition of a norm on a day; empty when none is in force."""
        in_force = Domain("valid_from", "<=", day) & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))
        return self.sudo().search(Domain("code", "=", code) & in_force, order="valid_from desc", limit=1)

    def _is_sure(self):
        return self.confidence in ("published", "confirmed")
