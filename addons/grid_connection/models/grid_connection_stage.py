from odoo import fields, models


class GridConnectionStage(models.Model):
    """A stage of putting the object to use, as the application plans it (item 8 of the form)."""

    _name = "grid.connection.stage"
    _inherit = "grid.connection.applied"
    _description = "Stage of commissioning"
    _order = "connection_id, sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char("Stage", required=True)
    design_on = fields.Date("Design ready")
    commissioning_on = fields.Date("Commissioning")
    power_kw = fields.Float("Power, kW", digits=(16, 3))
    reliability_category = fields.Selection([("1", "I"), ("2", "II"), ("3", "III")], default="3")

    _power_positive = models.Constraint("CHECK (power_kw > 0)", "The power of a stage is more than zero.")
