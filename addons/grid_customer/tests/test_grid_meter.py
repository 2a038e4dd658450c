from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerCase


@tagged("post_install", "-at_install")
class TestGridMeter(CustomerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meter, cls.les_meter = cls.env["grid.meter"].create(
            [
                {
                    "name": " 0012 3456",
                    "meter_type": "Меркурий 206",
                    "usage_point_id": cls.point.id,
                    "installed_on": date(2021, 5, 1),
                    "verified_until": date(2031, 5, 1),
                },
                {"name": "77001", "usage_point_id": cls.les_point.id},
            ]
        )

    def _create(self, **vals):
        return self.env["grid.meter"].create({"usage_point_id": self.les_point.id, **vals})

    def test_it_belongs_to_the_company_and_customer_of_its_point(self):
        self.assertEqual((self.meter.company_id, self.meter.partner_id), (self.company, self.ivanov))
        self.assertEqual(self.meter.display_name, "Меркурий 206 00123456")

    def test_the_number_leads_to_the_point_and_to_the_customer(self):
        for text in ("00123456", "0012 3456", " 00123456 "):
            with self.subTest(text):
                points = self.as_("operator", "grid.usage.point").search([("display_name", "ilike", text)])
                self.assertEqual(points, self.point)
                customers = self.as_("operator", "res.partner").search([("display_name", "ilike", text)])
                self.assertEqual(customers, self.ivanov)

    def test_a_meter_of_another_branch_leads_nowhere(self):
        self.assertFalse(self.as_("operator", "res.partner").search([("display_name", "ilike", "77001")]))
        self.assertEqual(self.as_("operator", "grid.meter").search([]), self.meter)
        self.assertEqual(self.as_("head", "grid.meter").search([]), self.meter + self.les_meter)
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            self.as_("manager", self.les_meter).write({"removed_on": date(2026, 1, 1)})

    def test_a_customer_sees_the_own_meters_only(self):
        self.assertEqual(self.as_("portal", "grid.meter").search([]), self.meter)
        self.assertFalse(self.as_("portal", "grid.meter").has_access("write"))

    def test_one_meter_stands_at_one_point(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self._create(name="00123456", meter_type="Меркурий 206")
        self.assertTrue(self._create(name="00123456", meter_type="СЕ 102"), "another maker may use the number")
        self.meter.removed_on = date(2026, 1, 1)
        self.assertTrue(self._create(name="00123456", meter_type="Меркурий 206"))

    def test_it_is_removed_after_it_was_installed(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.meter.removed_on = date(2021, 4, 30)
            self.meter.flush_recordset()

    def test_a_point_knows_its_land_plot(self):
        self.point.cadastral_number = "42:24:0101001:123"
        found = self.env["grid.usage.point"].search([("display_name", "ilike", "42:24:0101001:123")])
        self.assertEqual(found, self.point)
        for text in ("42:24:01:123", "42-24-0101001-123", "кадастровый"):
            with self.subTest(text), self.assertRaises(ValidationError) as caught:
                self.point.cadastral_number = text
            self.assertIn("42:24:0101001:123", str(caught.exception))

    def test_searching_a_number_costs_the_same_for_one_and_many_meters(self):
        points = self.as_("head", "grid.usage.point")
        points.search([("display_name", "ilike", "00123456")])
        with self.assertQueryCount(2):
            points.search([("display_name", "ilike", "00123456")])
