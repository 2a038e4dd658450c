from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..metering import judge

ZONES = [("t1", "T1"), ("t2", "T2"), ("t3", "T3")]
SOURCES = [
    ("account", "Customer, in the account"),
    ("phone", "Customer, by phone"),
    ("inspector", "Inspector"),
    ("smart", "Smart metering system"),
    ("supplier", "Supplier of last resort"),
]
#: Proves in the context that a reading is judged, confirmed or corrected; it cannot be sent over any API.
JUDGING = object()


class GridMeterReading(models.Model):
    """What a meter showed on a day (показание): given once, never edited, corrected by another reading."""

    _name = "grid.meter.reading"
    _inherit = "grid.derived"
    _description = "Meter reading"
    _order = "read_on desc, id desc"
    _check_company_auto = True

    meter_id = fields.Many2one("grid.meter", "Meter", required=True, ondelete="restrict", check_company=True)
    usage_point_id = fields.Many2one(related="meter_id.usage_point_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(related="meter_id.company_id", store=True, precompute=True, index=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        compute="_compute_partner_id",
        store=True,
        precompute=True,
        index=True,
        help="Whose the point was when the reading was given.",
    )
    zone = fields.Selection(ZONES, required=True, default="t1")
    value = fields.Float("Reading, kWh", required=True, digits=(15, 3), aggregator=None)
    read_on = fields.Date("Read on", required=True, default=lambda self: self.env.company._legal_today())
    source = fields.Selection(SOURCES, required=True, default="phone")
    check_id = fields.Many2one(
        "grid.meter.check", "Check", index="btree_not_null", ondelete="restrict", check_company=True
    )
    note = fields.Char(help="Why it was corrected, what the customer said.")
    corrects_id = fields.Many2one(
        "grid.meter.reading", "Corrects", index="btree_not_null", ondelete="restrict", check_company=True
    )
    state = fields.Selection(
        [("accepted", "Accepted"), ("to_verify", "To verify"), ("confirmed", "Confirmed"), ("corrected", "Corrected")],
        required=True,
        readonly=True,
        default="accepted",
        copy=False,
    )
    finding = fields.Selection(
        [
            ("below_last", "Below the one before"),
            ("above_next", "Above the one after"),
            ("roll_over", "The dial ran past its end"),
            ("jump", "Far above the usual"),
        ],
        "What is unlikely",
        readonly=True,
        copy=False,
    )
    confirmed_by_id = fields.Many2one("res.users", "Confirmed by", readonly=True, copy=False)
    confirmed_at = fields.Datetime("Confirmed at", readonly=True, copy=False)
    before_words = fields.Char("Before", compute="_compute_before", groups="grid_customer.group_staff")
    consumed = fields.Float(
        "Consumed, kWh",
        compute="_compute_before",
        digits=(15, 3),
        groups="grid_customer.group_staff",
        help="Since the reading before, by the transformation ratio.",
    )

    _current_uniq = models.UniqueIndex(
        "(meter_id, zone, read_on) WHERE state <> 'corrected'",
        "The meter has a reading of this zone on this day. Open it and correct it.",
    )
    _order_idx = models.Index("(read_on DESC, id DESC)")
    _to_verify_idx = models.Index("(read_on DESC, id DESC) WHERE state = 'to_verify'")

    @api.depends("meter_id")
    def _compute_partner_id(self):
        for reading in self:
            reading.partner_id = reading.meter_id.usage_point_id.partner_id

    @api.depends("meter_id", "zone", "value", "read_on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for reading in self:
            known = reading.meter_id and reading.read_on
            reading.display_name = f"{reading.meter_id.display_name}: {reading._words()}" if known else False

    @api.depends("meter_id", "zone", "value", "read_on")
    @api.depends_context("lang")
    def _compute_before(self):
        histories = self._histories(1)
        for reading in self:
            before, _after = histories.get(reading, ((), None))
            verdict = judge(reading._given(), before, digits=reading.meter_id.dial_digits) if before else None
            reading.before_words = reading._words(before[0]) if before else False
            reading.consumed = float(verdict.consumed or 0) * reading.meter_id.ratio if verdict else 0

    @api.constrains("corrects_id", "meter_id", "zone")
    def _check_corrects(self):
        for reading in self:
            wrong = reading.corrects_id
            if wrong and (wrong.meter_id, wrong.zone) != (reading.meter_id, reading.zone):
                raise ValidationError(
                    self.env._("A reading corrects another one of the same meter and zone. Choose that one.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Accept, mark or refuse: see `metering.judge`. A reading of a day that has one corrects it."""
        readings = super().create(self._correcting(vals_list))
        readings._judge()
        return readings

    def write(self, vals):
        """Refuse everybody: a reading is evidence of what was said on a day.

        Those who enter readings have the right to write all the same: a list takes new lines from nobody else.
        """
        if self.env.context.get("reading_act") is not JUDGING:
            raise UserError(self.env._("A reading is never edited. Enter the right one: it corrects this one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A reading is never deleted. Enter the right one: it corrects this one."))

    def action_confirm(self):
        """State that marked readings are right: the meter was looked at, or the customer was asked."""
        if not self.env.user.has_group("grid_customer.group_specialist"):
            raise AccessError(self.env._("A specialist confirms a reading that is unlikely. Ask one to look at it."))
        marked = self.filtered(lambda one: one.state == "to_verify")
        marked.check_access("write")
        marked._act({"state": "confirmed", "confirmed_by_id": self.env.uid, "confirmed_at": fields.Datetime.now()})

    def action_correct(self):
        """Open the form of the reading that corrects this one."""
        self.ensure_one()
        given = {"meter_id": self.meter_id.id, "zone": self.zone, "read_on": self.read_on, "corrects_id": self.id}
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "name": self.env._("Correct a reading"),
            "context": {f"default_{name}": value for name, value in given.items()},
        }

    def _act(self, vals):
        self.with_context(reading_act=JUDGING).sudo().write(vals)

    @api.model
    def _correcting(self, vals_list):
        """Mark what new readings correct, and name it in them: whatever stands on their day, zone and meter."""
        today = self.env.company._legal_today()
        keys = [(vals.get("meter_id"), vals.get("zone") or "t1", vals.get("read_on") or today) for vals in vals_list]
        days = {fields.Date.to_date(day) for _meter, _zone, day in keys}
        standing = self.sudo().search(
            [("meter_id", "in", [key[0] for key in keys]), ("read_on", "in", list(days)), ("state", "!=", "corrected")]
        )
        known = {(one.meter_id.id, one.zone, one.read_on): one.id for one in standing}
        done = []
        for vals, (meter, zone, day) in zip(vals_list, keys, strict=True):
            same_day = known.get((meter, zone, fields.Date.to_date(day)))
            done.append({**vals, "corrects_id": vals.get("corrects_id") or same_day})
        corrected = self.browse(vals["corrects_id"] for vals in done if vals["corrects_id"])
        corrected.check_access("read")
        corrected._act({"state": "corrected"})
        corrected.flush_recordset(["state"])
        return done
