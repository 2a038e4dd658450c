from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
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
        self.les_meter.removed_on = date(2025, 12, 1)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self._create(name="00123456", meter_type="Меркурий 206")
        other = self._create(name="00123456", meter_type="СЕ 102", installed_on=date(2025, 12, 1))
        self.assertTrue(other, "another maker may use the number")
        self.meter.removed_on = date(2026, 1, 1)
        self.assertTrue(self._create(name="00123456", meter_type="Меркурий 206", installed_on=date(2026, 1, 1)))

    def test_a_new_meter_removes_the_one_it_replaces_on_its_day(self):
        meters = self.as_("specialist", "grid.meter")
        new = meters.create(
            {"name": "55501", "usage_point_id": self.point.id, "installed_on": date(2026, 3, 2), "meter_type": "СЕ 102"}
        )
        self.assertEqual(self.meter.removed_on, date(2026, 3, 2))
        self.assertEqual(self.point.meter_ids.filtered(lambda meter: not meter.removed_on).ids, new.ids)
        self.assertFalse(self.les_meter.removed_on, "those of other points stay")

    def test_a_meter_of_earlier_years_is_entered_with_its_removal(self):
        earlier = {"name": "111", "usage_point_id": self.point.id, "installed_on": date(2010, 1, 1)}
        self.assertTrue(self.env["grid.meter"].create({**earlier, "removed_on": date(2021, 5, 1)}))
        self.assertFalse(self.meter.removed_on)
        for installed_on in (date(2010, 1, 1), False):
            with self.subTest(installed_on), self.assertRaises(UserError) as refused:
                self.env["grid.meter"].create({**earlier, "installed_on": installed_on})
            self.assertIn("00123456", str(refused.exception))
        with self.assertRaises(UserError) as refused:
            self._create(name="112")
        self.assertIn("77001", str(refused.exception))

    def test_two_meters_never_stand_at_one_point(self):
        removed = self._create(name="112", removed_on=date(2020, 1, 1))
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            removed.removed_on = False
            removed.flush_recordset()

    def test_replacing_many_costs_the_same_as_one(self):
        self.assertEqual(*(self._cost_of_replacing(count) for count in (1, 30)))

    def _cost_of_replacing(self, count):
        points = self.env["grid.usage.point"].create(
            [self._point(f"R{count}-{number}", self.les, self.nvk) for number in range(count)]
        )
        for day in (date(2020, 1, 1), date(2026, 1, 1)):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.env["grid.meter"].create(
                [{"name": f"{point.name}-{day}", "usage_point_id": point.id, "installed_on": day} for point in points]
            )
            self.env.flush_all()
            cost = self.env.cr.sql_log_count - before
        self.assertFalse(points.meter_ids.filtered(lambda one: bool(one.removed_on) == (one.installed_on.year == 2026)))
        return cost

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
