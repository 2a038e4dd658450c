"""The office of `common`, open 9 to 17 with a break from 12 to 13; its clock is Kemerovo's."""

from freezegun import freeze_time

from odoo.tests import tagged

from .common import ReceptionCase

#: Monday, 2 March 2026, 9:00 in Kemerovo.
NINE = "2026-03-02 02:00:00"


@tagged("post_install", "-at_install")
class AppointmentCase(ReceptionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch.tz = "Asia/Novokuznetsk"
        cls.env["grid.office.hours"].create(
            [
                {"office_id": cls.office.id, "weekday": str(day), "opens": opens, "closes": closes}
                for day in range(5)
                for opens, closes in ((9, 12), (13, 17))
            ]
        )
        cls.office.booking_ahead = 14
        cls.meters.minutes = 30
        cls.appointments = cls.env["grid.appointment"]

    def setUp(self):
        super().setUp()
        self.clock = self.enterContext(freeze_time(NINE))
        self.presses = 0

    def _book(self, slot_at="2026-03-03 03:00:00", service=None, **vals):
        """Book a time; Tuesday at 10:00 unless told otherwise."""
        self.presses += 1
        vals = {"partner_id": self.citizen.id, **vals}
        press = vals.pop("press", f"press-{self.presses}")
        return self.appointments._book(service if service is not None else self.meters, slot_at, press, **vals)

    def _visit(self, slot_at="2026-03-03 03:00:00", **vals):
        """Agree on a visit at home."""
        return self._book(
            slot_at,
            **{"kind": "home", "address": "ул. Мира, 1", "reason": "не выходит", "user_id": self.specialist.id, **vals},
        )

    def _letters(self, appointment):
        return self.env["mail.mail"].search([("model", "=", appointment._name), ("res_id", "in", appointment.ids)])
