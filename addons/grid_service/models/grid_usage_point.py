from odoo import api, fields, models


class GridUsagePoint(models.Model):
    """What was established at a usage point."""

    _inherit = "grid.usage.point"

    check_ids = fields.One2many("grid.meter.check", "usage_point_id", "Checks of meters")
    unmetered_act_ids = fields.One2many("grid.unmetered.act", "usage_point_id", "Acts of unmetered consumption")
    reading_days = fields.Text(compute="_compute_reading_days", string="Days of readings")

    @api.depends("effective_group")
    @api.depends_context("lang")
    def _compute_reading_days(self):
        windows, today = self.env["grid.reading.window"], self.env.company._legal_today()
        for group, points in self.grouped("effective_group").items():
            points.reading_days = "\n".join(windows._words_for(group, today))

    def action_readings(self):
        """Open the readings of the meters of this point, to enter the next ones there."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_service.grid_meter_reading_action")
        installed = self.meter_ids.filtered(lambda meter: not meter.removed_on)
        context = {"default_meter_id": installed.id} if len(installed) == 1 else {}
        return {**action, "domain": [("usage_point_id", "=", self.id)], "context": context}
