from datetime import date

from odoo.addons.grid_customer.tests.common import CustomerCase


class MeteringCase(CustomerCase):
    """The cast of `grid_customer` with a meter for each customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meter, cls.les_meter, cls.strange_meter = cls.env["grid.meter"].create(
            [
                {"name": "00123456", "usage_point_id": cls.point.id, "dial_digits": 5, "zone_count": "2"},
                {"name": "77001", "usage_point_id": cls.les_point.id, "ratio": 20},
                {"name": "900", "usage_point_id": cls.strange_point.id},
            ]
        )

    @classmethod
    def _read(cls, value, read_on, meter=None, env=None, **vals):
        meter = meter or cls.meter
        given = {"meter_id": meter.id, "value": value, "read_on": read_on, "source": "phone", **vals}
        return (env or cls.env)["grid.meter.reading"].create(given)

    @classmethod
    def _year(cls, meter=None, first=1000, step=150):
        """Read the meter on the 25th of each month of 2025."""
        meter = meter or cls.meter
        return cls.env["grid.meter.reading"].create(
            [
                {"meter_id": meter.id, "value": first + step * month, "read_on": date(2025, month, 25)}
                for month in range(1, 13)
            ]
        )
