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

    def _export_titles(self):
        """Return what the columns of `_export_rows` are called."""
        return (
            self.env._("Day"),
            self.env._("Meter"),
            self.env._("Zone"),
            self.env._("Reading, kWh"),
            self.env._("Consumed since the one before, kWh"),
            self.env._("Who read the meter"),
        )

    def _export_rows(self):
        """Return a row a reading, for a file; what is consumed is empty where no reading before is known."""
        return [
            (
                one.read_on,
                one.meter_id.display_name,
                one.zone.upper(),
                one.value,
                one.consumed if one.before_words else "",
                one._source_words(),
            )
            for one in self
        ]

    def _source_words(self):
        """Return who read the meter, as its customer reads it."""
        if self.source in ("account", "phone"):
            return self.env._("you")
        return dict(self._fields["source"]._description_selection(self.env))[self.source]
