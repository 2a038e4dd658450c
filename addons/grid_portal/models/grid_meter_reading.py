from odoo import models


class GridMeterReading(models.Model):
    _name = "grid.meter.reading"
    _inherit = ["grid.meter.reading", "grid.account.reader"]

    _portal_fields = frozenset(
        {
            "id",
            "display_name",
            "meter_id",
            "usage_point_id",
            "partner_id",
            "zone",
            "value",
            "read_on",
            "source",
            "state",
        }
    )

    def _source_words(self):
        """Return who read the meter, as its customer reads it."""
        if self.source in ("account", "phone"):
            return self.env._("you")
        return dict(self._fields["source"]._description_selection(self.env))[self.source]
