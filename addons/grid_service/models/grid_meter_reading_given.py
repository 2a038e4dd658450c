from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ..metering import BadValue, parse_value
from .grid_meter_reading import ZONES


class GridMeterReading(models.Model):
    """Readings that a customer gives in the account."""

    _inherit = "grid.meter.reading"

    @api.model
    def _give_reading(self, partner, meter, values):
        """Take the readings of today that a customer gives: `{"t1": "12 345,6", ...}`, one or more zones.

        Given twice they are taken once; another number on the same day corrects the first. A number that is
        unlikely is taken and marked. Returns the readings.

        :raises AccessError: the meter is at no point of this customer
        :raises UserError: a sentence for the customer: what is wrong with the number, and what to do
        """
        meter = meter.sudo()
        if not partner or meter.usage_point_id.partner_id != partner:
            raise AccessError(self.env._("This meter is at none of your usage points."))
        if meter.removed_on:
            raise UserError(self.env._("The meter %(meter)s was removed.", meter=meter.display_name))
        numbers = self._numbers_given(meter, values)
        today = meter.company_id._legal_today()
        readings = self.sudo().with_company(meter.company_id)
        standing = readings.search(
            [("meter_id", "=", meter.id), ("read_on", "=", today), ("state", "!=", "corrected")]
        ).grouped("zone")
        taken, new = readings.browse(), []
        for zone, value in numbers.items():
            known = standing.get(zone, readings.browse())
            if known and known.value == float(value):
                taken += known
                continue
            known._check_own_word()
            key = {"meter_id": meter.id, "zone": zone, "read_on": today}
            new.append({**key, "value": float(value), "source": "account"})
        return taken + readings.create(new)

    def _check_own_word(self):
        """Refuse a customer who would correct what somebody else read on the same day."""
        if self and self.source not in ("account", "phone"):
            raise UserError(
                self.env._(
                    "The company has read this meter today: %(reading)s. Write to us if this is wrong.",
                    reading=self._words(),
                )
            )

    def _numbers_given(self, meter, values):
        """Return `{zone: number}` of what was filled in."""
        filled = {zone: value for zone, value in values.items() if str(value or "").strip()}
        if not filled:
            raise UserError(self.env._("Write the number that the dial of the meter shows."))
        names, numbers = dict(ZONES), {}
        for zone, text in filled.items():
            if zone not in meter._zones():
                raise UserError(self.env._("The meter %(meter)s does not count this zone.", meter=meter.display_name))
            try:
                numbers[zone] = parse_value(text)
            except BadValue as fault:
                raise UserError(
                    self.env._(
                        "%(zone)s: “%(text)s” is not a reading. Write the number of the dial, for example 12345,6.",
                        zone=names[zone],
                        text=fault,
                    )
                ) from fault
        return numbers
