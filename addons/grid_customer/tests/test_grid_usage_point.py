from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import CustomerCase


@tagged("post_install", "-at_install")
class TestGridUsagePoint(CustomerCase):
    def test_one_is_group_1_at_home_and_3_as_an_entrepreneur(self):
        shop = self.env["grid.usage.point"].create(self._point("420-18", self.ivanov, self.kem, customer_group="3"))
        self.assertEqual((self.point.effective_group, shop.effective_group), ("1", "3"))
        self.ivanov.customer_group = "3"
        self.assertEqual(self.point.effective_group, "3")
        shop.customer_group = False
        self.ivanov.customer_group = "1"
        self.assertEqual(shop.effective_group, "1")

    def test_the_company_is_the_branchs(self):
        self.assertEqual(self.strange_point.company_id, self.neighbour)

    def test_a_number_is_one_in_a_company(self):
        self.env["grid.usage.point"].create(self._point("420-17", self.stranger, self.sos))
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env["grid.usage.point"].create(self._point("420-17", self.ivanov, self.kem))

    def test_power_is_not_negative(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.point.power_kw = -1
            self.point.flush_recordset()

    def test_a_customer_with_a_point_stays(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.les.unlink()

    def test_it_is_found_by_number_account_and_address(self):
        for text in ("420-17", "4201700", "ул. 420"):
            with self.subTest(text):
                found = self.env["grid.usage.point"].name_search(text)
                self.assertEqual([id_ for id_, _name in found], self.point.ids)

    def test_a_manager_adds_a_point_in_the_own_branch(self):
        with Form(self.as_("manager", "grid.usage.point")) as form:
            form.name = "500-1"
            form.partner_id = self.les
            form.address = "пр. Ленина, 5"
        self.assertEqual(form.record.branch_id, self.kem)
        self.assertEqual(form.record.effective_group, "3")

    def test_a_thousand_points_cost_no_more_queries_than_ten(self):
        def cost(count, prefix):
            vals = [self._point(f"{prefix}{n}", self.les, self.kem) for n in range(count)]
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.env["grid.usage.point"].create(vals)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(1, "w")
        self.assertLessEqual(cost(1000, "b"), cost(10, "a") + 10)  # the ORM inserts a hundred rows a query

    def test_a_feeder_is_given_by_its_name(self):
        names = ["Ф-1", " Ф-1 ", "Ф-2", ""]
        points = self.env["grid.usage.point"].create(
            [self._point(f"f{n}", self.les, self.kem, feeder=name) for n, name in enumerate(names)]
        )
        self.assertEqual(points.mapped("feeder"), ["Ф-1", "Ф-1", "Ф-2", False])
        self.assertEqual((len(points.feeder_id), points.feeder_id.branch_id), (2, self.kem))
        points[2].feeder = "Ф-1"
        self.assertEqual(points[2].feeder_id, points[0].feeder_id)
        self.assertEqual(points[0].feeder_id.point_count, 3)

    def test_a_feeder_of_another_branch_is_another_feeder(self):
        here, there = self.env["grid.usage.point"].create(
            [
                self._point("f-here", self.les, self.kem, feeder="Ф-1"),
                self._point("f-there", self.stranger, self.sos, feeder="Ф-1"),
            ]
        )
        self.assertNotEqual(here.feeder_id, there.feeder_id)

    def test_a_table_of_points_brings_their_feeders(self):
        loaded = self.env["grid.usage.point"].load(
            ["name", "partner_id/.id", "branch_id/.id", "address", "feeder"],
            [[f"t{n}", str(self.les.id), str(self.kem.id), "ул. Мира, 1", "Ф-9"] for n in range(3)],
        )
        self.assertFalse(loaded["messages"])
        points = self.env["grid.usage.point"].browse(loaded["ids"])
        self.assertEqual((points.feeder_id.name, points.feeder_id.point_count), ("Ф-9", 3))

    def test_a_manager_names_a_feeder_on_a_point_but_keeps_no_feeders(self):
        self.as_("manager", self.point).feeder = "Ф-7"
        self.assertEqual(self.point.feeder_id.name, "Ф-7")
        with self.assertRaises(AccessError):
            self.as_("manager", self.point.feeder_id).source_count = 2
