from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .grid_meter_reading import ZONES

#: The planned check of a meter that no smart system reads (PP 442, p. 170-172).
CHECK_PERIOD = "meter_check_period"


class GridMeter(models.Model):
    """What the grid operator must know of a meter to take its readings and to check it in time."""

    _inherit = "grid.meter"

    place = fields.Char("Place of the meter", help="Where an inspector finds it: a board on the landing, a pole.")
    smart_metering = fields.Boolean(
        "In the smart metering system", help="Its readings come by themselves; it is not checked by plan."
    )
    verified_on = fields.Date("Verification date")
    commissioned_on = fields.Date("Admitted to operation on", help="The day of the act of admission.")
    commissioning_act = fields.Char("Act of admission")
    seal = fields.Char("Seals", help="Numbers of seals and visual control signs.")
    zone_count = fields.Selection(
        [("1", "One"), ("2", "Two: day and night"), ("3", "Three: peak, half-peak, night")],
        "Zones",
        required=True,
        default="1",
    )
    dial_digits = fields.Integer(
        "Digits of the dial", help="Before the point. Known, they tell a dial that ran past its end from a mistake."
    )
    ratio = fields.Float("Transformation ratio", required=True, default=1.0, digits=(12, 3))
    reading_ids = fields.One2many("grid.meter.reading", "meter_id", "Readings")
    check_ids = fields.One2many("grid.meter.check", "meter_id", "Checks")
    last_readings = fields.Char(compute="_compute_last_readings")
    last_checked_at = fields.Datetime("Last checked", compute="_compute_last_checked_at", store=True)
    next_check_on = fields.Date(
        "Next check by", compute="_compute_next_check_on", store=True, index="btree_not_null", compute_sudo=True
    )
    non_admission_count = fields.Integer(
        "Non-admissions", compute="_compute_non_admission_count", help="Since the last check that was made."
    )

    _verified_before = models.Constraint(
        "CHECK (verified_until >= verified_on)", "A verification does not end before it was made."
    )
    _digits_known = models.Constraint(
        "CHECK (dial_digits BETWEEN 0 AND 9)", "A dial has 1 to 9 digits before the point; 0: not known."
    )
    _ratio_positive = models.Constraint("CHECK (ratio > 0)", "The transformation ratio is above zero.")

    @api.depends("check_ids.act_made_at")
    def _compute_last_checked_at(self):
        for meter in self:
            meter.last_checked_at = max(filter(None, meter.check_ids.mapped("act_made_at")), default=False)

    @api.depends("last_checked_at", "smart_metering", "removed_on", "usage_point_id.effective_group")
    def _compute_next_check_on(self):
        """The day by the rule, from the check before; none where no rule asks for one, and before the first check."""
        rules = self.env["legal.rule"]
        for meter in self:
            point, checked_at = meter.usage_point_id, meter.last_checked_at
            facts = {"customer_group": point.effective_group}
            due = False
            if checked_at and not (meter.smart_metering or meter.removed_on):
                due = rules._due_day_if_any(CHECK_PERIOD, checked_at, point.branch_id, **facts)
            meter.next_check_on = due

    @api.depends("check_ids.state", "check_ids.not_admitted_at", "last_checked_at")
    def _compute_non_admission_count(self):
        for meter in self:
            meter.non_admission_count = len(meter._non_admissions())

    def _non_admissions(self):
        """Return the checks to which nobody was let in since the last one that was made, the first of them first."""
        since = self.last_checked_at
        refused = self.check_ids.filtered("not_admitted_at")
        return refused.filtered(lambda one: not since or one.not_admitted_at > since).sorted("not_admitted_at")

    @api.depends("reading_ids.state", "reading_ids.value")
    @api.depends_context("lang")
    def _compute_last_readings(self):
        """Say the last number of each zone, of a page of meters in one query."""
        found = self.env["grid.meter.reading"]._last_of(self)
        for meter in self:
            meter.last_readings = " · ".join(reading._words() for reading in found.get(meter, ()))

    def _check_stood_on(self, day):
        """Refuse a day on which the meter did not stand at its point.

        :raises UserError: it was not installed yet, or was removed
        """
        if (self.installed_on and day < self.installed_on) or (self.removed_on and day > self.removed_on):
            raise UserError(
                self.env._(
                    "On %(day)s the meter %(meter)s did not stand here. Choose the meter of that day.",
                    day=format_date(self.env, day),
                    meter=self.display_name,
                )
            )

    def _zones(self):
        """Return the codes of the zones that this meter counts."""
        return [code for code, _name in ZONES[: int(self.zone_count)]]

    def action_readings(self):
        """Open the readings of this meter, to enter the next one there."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_service.grid_meter_reading_action")
        return {**action, "domain": [("meter_id", "=", self.id)], "context": {"default_meter_id": self.id}}

    def action_checks(self):
        """Open the checks of this meter."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_service.grid_meter_check_action")
        return {**action, "domain": [("meter_id", "=", self.id)], "context": {"default_meter_id": self.id}}
