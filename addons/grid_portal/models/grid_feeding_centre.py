from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import formatLang

TABLES = [("free", "Free capacity of feeding centres below 35 kV"), ("measured", "Control measurements")]


class GridFeedingCentre(models.Model):
    """A figure of a feeding centre (центр питания) that the law opens to everybody; staff enter it, nothing reckons it.

    The site shows it below a text of the page of figures that names its table: published and checked together with
    that text.
    """

    _name = "grid.feeding.centre"
    _description = "Figure of a feeding centre"
    _order = "disclosed, place, name, id"

    disclosed = fields.Selection(TABLES, "Table", required=True, default="free")
    name = fields.Char("Feeding centre", required=True, help="As the company's own list of networks names it.")
    place = fields.Char("Municipality")
    voltage_kv = fields.Float("Voltage, kV", required=True, digits=(6, 2), aggregator=None)
    power_kw = fields.Float("Power, kW", required=True, digits=(12, 1), help="Free, or measured, by the table.")
    known_on = fields.Date("As of", required=True, help="The end of the quarter, or the day of the measurement.")
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)

    _once = models.Constraint(
        "UNIQUE (company_id, disclosed, name)",
        "The table has this feeding centre already. Correct its power and its day there.",
    )
    _voltage_known = models.Constraint("CHECK (voltage_kv > 0)", "Give the voltage in kilovolts, above zero.")
    _below_35 = models.Constraint(
        "CHECK (disclosed != 'free' OR voltage_kv < 35)", "The free capacity is of feeding centres below 35 kV."
    )
    _power_known = models.Constraint("CHECK (power_kw >= 0)", "A power is not below zero.")

    @api.constrains("known_on", "company_id")
    def _check_known_on(self):
        for centre in self:
            if centre.known_on > centre.company_id._legal_today():
                raise ValidationError(self.env._("A figure is not of a day to come. Correct its day."))

    @api.model
    def _shown(self, disclosed, company):
        """Return the rows of a table of a company's site."""
        return self.search([("disclosed", "=", disclosed), ("company_id", "=", company.id)])

    def _voltage_text(self):
        return formatLang(self.env, self.voltage_kv, digits=2).rstrip("0").rstrip(",.")
