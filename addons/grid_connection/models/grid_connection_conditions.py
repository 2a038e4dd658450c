from odoo import fields, models


class GridConnection(models.Model):
    """What the engineer writes into the technical conditions and the contract: it stays while the offer stands."""

    _inherit = "grid.connection"

    main_source = fields.Char("Main source of supply", help="The substation and the line.")
    reserve_source = fields.Char("Reserve source of supply")
    connection_points = fields.Text(
        "Points of connection", help="One a line: the place and the maximum power of the point."
    )
    metering_requirements = fields.Text(
        default=lambda self: self.env._(
            "The meter is of accuracy class 1.0 or better and is installed at the boundary of balance ownership, in a"
            " place that the company can reach."
        )
    )
    payment_term = fields.Char(
        "Payment by the contract", help="When the fee is paid under a contract on paper, as the contract says it."
    )

    def _conditions_until(self, day):
        """Return the last day of technical conditions that are issued on a local day."""
        return self.conditions_valid_until or self._validity_bounds(day)[0]
