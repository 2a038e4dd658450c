from datetime import timedelta

from odoo import api, fields, models

#: From so long before their end technical conditions are watched; the filter of the list names the same days.
WATCHED = timedelta(days=90)


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

    conditions_warning = fields.Char("Validity of the technical conditions", compute="_compute_conditions_warning")

    @api.depends("conditions_issued_on", "conditions_valid_until", "connected_at", "outcome")
    @api.depends_context("lang")
    def _compute_conditions_warning(self):
        for connection in self:
            open_until = not (connection.connected_at or connection.outcome) and connection.conditions_valid_until
            issued = connection.conditions_issued_on and open_until
            connection.conditions_warning = connection._said_of_validity(open_until) if issued else False

    def _said_of_validity(self, until):
        """Say that technical conditions end soon or have ended; nothing while there is time."""
        today, day = self.company_id._legal_today(), self._said_day(until)
        if until < today:
            return self.env._(
                "The technical conditions ended on %(day)s. Nothing is connected by them until they are extended at "
                "the request of the applicant.",
                day=day,
            )
        if until - today <= WATCHED:
            return self.env._(
                "The technical conditions are valid until %(day)s. Finish the connection by then, or extend them at "
                "the request of the applicant.",
                day=day,
            )
        return False

    def _conditions_until(self, day):
        """Return the last day of technical conditions that are issued on a local day."""
        return self.conditions_valid_until or self._validity_bounds(day)[0]
