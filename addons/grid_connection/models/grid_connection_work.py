from odoo import api, fields, models

from ..fees import COSTS


class GridConnectionWork(models.Model):
    """A work of the grid operator that the fee pays by a standardised rate, as the engineer designs it."""

    _name = "grid.connection.work"
    _inherit = "grid.connection.applied"
    _description = "Work of a connection"
    _order = "connection_id, sequence, id"

    sequence = fields.Integer(default=10)
    kind = fields.Selection(lambda self: self._kinds(), "Work", required=True)
    quantity = fields.Float(digits=(16, 3), required=True, default=1, help="In the unit of the rate: km, piece, kW.")
    facts = fields.Char("Chooses the rate", help="As in the table of rates: laying=trench;section=70.")
    name = fields.Char("What is built")

    _quantity_positive = models.Constraint("CHECK (quantity > 0)", "The quantity of a work is more than zero.")

    @api.model
    def _kinds(self):
        kinds = dict(self.env["grid.fee.rate"]._fields["kind"]._description_selection(self.env))
        return [(kind, kinds[kind]) for kind in COSTS]

    @api.constrains("facts")
    def _check_facts(self):
        for work in self:
            self.env["legal.rule"]._parsed_facts(work.facts)

    def _as_fact(self):
        conditions = self.env["legal.rule"]._parsed_facts(self.facts)
        return {
            "kind": self.kind,
            "quantity": self.quantity,
            "facts": {one.fact: one.value for one in conditions},
        }
