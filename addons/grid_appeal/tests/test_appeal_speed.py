"""Registration asks the database a constant number of times, one appeal or a thousand."""

from odoo.tests import tagged

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestAppealSpeed(AppealCase):
    def setUp(self):
        super().setUp()
        self.nobody = {"partner_id": False, "is_anonymous": True}
        for _warm in range(2):
            self._appeal().action_register()
            self._appeal(**self.nobody).action_register()
        self.env.flush_all()

    def test_one_appeal(self):
        vals = self._vals(**self.nobody)
        with self.assertQueryCount(6):
            appeal = self.env["helpdesk.ticket"].create(vals)
            self.env.flush_all()
        with self.assertQueryCount(16):
            appeal.action_register()
            self.env.flush_all()

    def test_one_appeal_with_a_receipt_by_mail(self):
        appeal = self._appeal()
        self.env.flush_all()
        with self.assertQueryCount(24):
            appeal.action_register()
            self.env.flush_all()

    def test_a_batch_costs_a_constant_number_of_queries(self):
        partners = self.env["res.partner"].create(
            [{"name": f"Тестов {n}", "email": f"testov{n}@example.com"} for n in range(500)]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        vals_list = [self._vals(partner_id=partner.id) for partner in partners]
        before = self.cr.sql_log_count
        appeals = self.env["helpdesk.ticket"].create(vals_list)
        self.env.flush_all()
        created = self.cr.sql_log_count - before
        appeals.action_register()
        self.env.flush_all()
        registered = self.cr.sql_log_count - before - created
        # an INSERT takes 100 rows a statement at most: 500 rows of each table are 5
        self.assertLess(created, 40)
        self.assertLess(registered, 100)
        self.assertEqual(len(set(appeals.mapped("number"))), 500)

    def test_lists_by_due_date_use_their_index(self):
        self.env.flush_all()
        for way in ("seqscan", "bitmapscan", "sort"):  # a table of a few rows needs no index
            self.env.cr.execute(f"SET LOCAL enable_{way} = off")
        self.env.cr.execute(
            """EXPLAIN SELECT id FROM helpdesk_ticket
                WHERE active AND state IN ('new', 'registered', 'in_work') AND next_due_at < '2026-01-01'
                ORDER BY next_due_at, id LIMIT 80"""
        )
        plan = "\n".join(line for (line,) in self.env.cr.fetchall())
        self.assertIn("helpdesk_ticket_open_due_idx", plan)

    def test_every_daily_search_has_its_index(self):
        self.env.cr.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'helpdesk_ticket'")
        indexes = "\n".join(definition for (definition,) in self.env.cr.fetchall())
        for column in ("number", "name", "description", "partner_name", "partner_phone"):
            self.assertRegex(indexes, rf"USING gin \(.*\b{column}\b.*gin_trgm_ops\)")
        for column in ("partner_id", "branch_id", "user_id", "channel_id", "category_id", "next_due_at"):
            self.assertRegex(indexes, rf"USING btree \({column}\b")
        self.assertIn("UNIQUE", next(i for i in indexes.splitlines() if "number_uniq" in i))
