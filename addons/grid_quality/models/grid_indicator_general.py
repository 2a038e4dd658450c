from decimal import Decimal

from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ..indicators import GENERAL_PARTS, GeneralWeights, IndicatorError, general_indicator, weights_on

WEIGHTS = tuple(f"{part}_weight" for part in GENERAL_PARTS)


class GridIndicatorGeneral(models.Model):
    """What the parts of the general indicator Коб weigh, as an order publishes it; unpublished weights are no row."""

    _name = "grid.indicator.general"
    _inherit = "grid.quality.row"
    _description = "Weights of the general indicator"
    _order = "valid_from desc nulls last, id"
    _said_fields = frozenset((*WEIGHTS, "valid_from"))
    _edition_fields = ()

    reliability_weight = fields.Float("Weight of reliability", digits=(16, 4), required=True)
    connection_weight = fields.Float("Weight of quality of connection", digits=(16, 4), required=True)
    service_weight = fields.Float("Weight of quality of service", digits=(16, 4), required=True)

    _weights = models.Constraint(
        "CHECK (abs(reliability_weight + connection_weight + service_weight - 1) < 0.00005)",
        "The weights of the general indicator add up to 1.",
    )

    @api.constrains("valid_from", "valid_to")
    def _check_overlap(self):
        self._refuse_overlap()

    @api.model
    @tools.ormcache()
    def _all_weights(self):
        """Return every edition as the reckoning sees it."""
        return tuple(
            GeneralWeights(
                *(Decimal(str(row[name])) for name in WEIGHTS), row.valid_from or None, row.valid_to or None, row.id
            )
            for row in self.sudo().search([])
        )

    @api.model
    def _reckon(self, day, levels):
        """Return Коб of the levels by part and the weights that it rests on, `(Fraction or None, row)`.

        :raises UserError: no weights are published for the day, or a level is neither -1 nor 0 nor 1
        """
        try:
            weights = weights_on(self._all_weights(), day)
            return general_indicator(levels, weights), self.browse(weights.key)
        except IndicatorError as refusal:
            raise UserError(self.env["grid.indicator.method"]._refusal(refusal)) from refusal
