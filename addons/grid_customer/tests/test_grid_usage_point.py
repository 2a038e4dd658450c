from psycopg2 import IntegrityError

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
