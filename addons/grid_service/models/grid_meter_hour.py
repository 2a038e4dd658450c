from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date


class GridMeterHour(models.Model):
    """What went through a meter in one hour of a local day (почасовой учёт), as the smart metering system sends it.

    An hour that is sent again takes the place of what was sent before; nothing is doubled.
    """

    _name = "grid.meter.hour"
    _description = "Consumption of an hour"
    _order = "day desc, hour desc, meter_id"
    _check_company_auto = True

    meter_id = fields.Many2one("grid.meter", "Meter", required=True, ondelete="restrict", check_company=True)
    day = fields.Date(required=True)
    hour = fields.Integer(
        "Begins at, o'clock", required=True, aggregator=None, help="By the local clock: 0 to 23; 13 is 13:00 to 14:00."
    )
    kwh = fields.Float(
        "Consumed, kWh", required=True, digits=(15, 3), help="By the transformation ratio, as it is paid for."
    )
    company_id = fields.Many2one(related="meter_id.company_id", store=True, precompute=True, index=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        compute="_compute_partner_id",
        store=True,
        precompute=True,
        index=True,
        help="Whose the point was when the hour was sent first.",
    )

    _hour_uniq = models.UniqueIndex("(meter_id, day, hour)", "The meter has this hour already. Send it once more.")
    _order_idx = models.Index("(day DESC, hour DESC, meter_id)")
    _hour_of_day = models.Constraint("CHECK (hour BETWEEN 0 AND 23)", "An hour of a day is 0 to 23.")
    _kwh_positive = models.Constraint("CHECK (kwh >= 0)", "What went through a meter in an hour is not below zero.")

    @api.depends("meter_id")
    def _compute_partner_id(self):
        for hour in self:
            hour.partner_id = hour.meter_id.usage_point_id.partner_id

    @api.depends("meter_id", "day", "hour")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for hour in self:
            known = hour.meter_id and hour.day
            name = f"{hour.meter_id.display_name}, {format_date(self.env, hour.day)}, {hour._clock()}"
            hour.display_name = name if known else False

    @api.constrains("meter_id", "day")
    def _check_day(self):
        for (meter, day), hours in self.grouped(lambda one: (one.meter_id, one.day)).items():
            if day > hours[0].company_id._legal_today():
                raise UserError(self.env._("No hour of the future is known yet. Correct the day."))
            meter._check_stood_on(day)

    @api.model_create_multi
    def create(self, vals_list):
        """Take the hours that are sent; of one that is sent twice the last counts."""
        keys = [self._key(vals) for vals in vals_list]
        sent = dict(zip(keys, vals_list, strict=True))
        known = self._known(sent)
        new = [key for key in sent if key not in known]
        made = super().create([sent[key] for key in new])
        for key in sent.keys() & known.keys():
            if known[key].kwh != sent[key].get("kwh"):
                known[key].kwh = sent[key].get("kwh")
        hours = {**known, **dict(zip(new, made, strict=True))}
        return self.concat(*(hours[key] for key in keys))

    @api.model
    def _key(self, vals):
        return vals.get("meter_id"), fields.Date.to_date(vals.get("day")), vals.get("hour", 0)

    @api.model
    def _known(self, keys):
        """Return {key: hour} of those that stand already, as whoever sends them may change them."""
        meters, days = {meter for meter, _day, _hour in keys}, {day for _meter, day, _hour in keys}
        standing = self.sudo().search(Domain("meter_id", "in", list(meters)) & Domain("day", "in", list(days)))
        found = {(one.meter_id.id, one.day, one.hour): one.with_env(self.env) for one in standing}
        return {key: found[key] for key in keys if key in found}

    def _clock(self):
        return self._clock_of(self.hour)

    @api.model
    def _clock_of(self, hour):
        """Return from when to when an hour lasts: `13:00–14:00`."""
        return f"{hour:02}:00–{hour + 1:02}:00"
