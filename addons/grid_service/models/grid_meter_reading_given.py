from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

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
        meter = self._own_meter(partner, meter)
        self._wait_for_other_clicks(meter)
        numbers, faults = self._numbers_given(meter, values)
        if faults:
            raise UserError("\n".join(faults.values()))
        standing, readings = self._standing_today(meter), self.sudo().with_company(meter.company_id)
        taken, new = readings.browse(), []
        for zone, value in numbers.items():
            known = standing.get(zone, readings.browse())
            if known and known.value == float(value):
                taken += known
            else:
                new.append(self._given_vals(meter, zone, value))
        return taken + readings.create(new)

    @api.model
    def _weigh_given(self, partner, meter, values):
        """Return what a customer is told before readings of today are taken: `({zone: fault}, {zone: doubt})`.

        A number with a fault is refused, one with a doubt is taken when the customer confirms it. Nothing is kept.

        :raises AccessError: the meter is at no point of this customer
        :raises UserError: no reading of this meter is taken, or none was written
        """
        meter = self._own_meter(partner, meter)
        numbers, faults = self._numbers_given(meter, values)
        standing, drafts = self._standing_today(meter), self.sudo().browse()
        for zone, value in numbers.items():
            if not (zone in standing and standing[zone].value == float(value)):
                drafts += drafts.new(self._given_vals(meter, zone, value))
        doubts = {}
        for draft, verdict, before, after in drafts._verdicts():
            if verdict.fault:
                faults[draft.zone] = draft._refusal(verdict.fault, before, after)
            elif verdict.finding:
                doubts[draft.zone] = draft._doubt(verdict, before)
        return faults, doubts

    @api.model
    def _own_meter(self, partner, meter):
        meter = meter.sudo()
        if not partner or meter.usage_point_id.partner_id != partner:
            raise AccessError(self.env._("This meter is at none of your usage points."))
        if meter.removed_on:
            raise UserError(self.env._("The meter %(meter)s was removed.", meter=meter.display_name))
        return meter

    @api.model
    def _wait_for_other_clicks(self, meter):
        """Let a second click wait for the first: repeated after it, it finds what the first has given."""
        touch = SQL("UPDATE grid_meter SET write_date = write_date WHERE id = %s", meter.id)
        self.env.cr.execute(touch, log_exceptions=False)

    @api.model
    def _standing_today(self, meter):
        """Return `{zone: reading}` of what stands for today."""
        today = meter.company_id._legal_today()
        standing = [("meter_id", "=", meter.id), ("read_on", "=", today), ("state", "!=", "corrected")]
        return {one.zone: one for one in self.sudo().search(standing)}

    @api.model
    def _given_vals(self, meter, zone, value):
        today = meter.company_id._legal_today()
        return {"meter_id": meter.id, "zone": zone, "read_on": today, "value": float(value), "source": "account"}

    @api.model
    def _numbers_given(self, meter, values):
        """Return `{zone: number}` of what was filled in, and `{zone: sentence}` of what is no number that is taken.

        :raises UserError: nothing was filled in, or a zone that the meter does not count
        """
        filled = {zone: value for zone, value in values.items() if str(value or "").strip()}
        if not filled:
            raise UserError(self.env._("Write the number that the dial of the meter shows."))
        if filled.keys() - set(meter._zones()):
            raise UserError(self.env._("The meter %(meter)s does not count this zone.", meter=meter.display_name))
        names, numbers, faults = dict(ZONES), {}, {}
        standing = self._standing_today(meter)
        for zone, text in filled.items():
            try:
                numbers[zone] = parse_value(text)
            except BadValue as fault:
                said = self.env._(
                    "“%(text)s” is not a reading. Write the number of the dial, for example 12345,6.", text=fault
                )
                faults[zone] = said if len(meter._zones()) == 1 else f"{names[zone]}: {said}"
                continue
            if sentence := standing.get(zone, self.browse())._own_word_fault(numbers[zone]):
                faults[zone] = sentence
                del numbers[zone]
        return numbers, faults

    def _own_word_fault(self, number):
        """Return why a customer may not correct what somebody else read on the same day; empty: he may."""
        if not self or self.value == float(number) or self.source in ("account", "phone"):
            return ""
        return self.env._(
            "The company has read this meter today: %(reading)s. Write to us if this is wrong.",
            reading=self._words(),
        )
