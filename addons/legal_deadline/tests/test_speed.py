from odoo.tests import tagged

from .common import DeadlineCase
from .many_deadlines import insert_deadlines, plan


@tagged("post_install", "-at_install")
class TestSpeed(DeadlineCase):
    """What a batch may cost in queries, and what the overdue list may read."""

    def test_two_thousand_promises_are_started_in_twenty_queries(self):
        records = self.Promise.create([{"name": f"Letter {n}", "group": str(n % 4)} for n in range(2000)])
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        before = self.cr.sql_log_count
        deadlines = records._deadline_start("test_answer", "2026-01-15 05:00:00")
        self.env.flush_all()
        started = self.cr.sql_log_count - before
        self.assertEqual(len(deadlines), 2000)
        self.assertLessEqual(started, 20)
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        records._deadline_done("test_answer", "2026-01-20 05:00:00")
        self.env.flush_all()
        # the ORM writes the end of a promise a hundred rows at a time
        self.assertLessEqual(self.cr.sql_log_count - before, 30)

    def test_the_overdue_list_reads_its_index_alone(self):
        insert_deadlines(self.env, self.answer, "met", 28_700, days=-365)
        insert_deadlines(self.env, self.answer, "running", 300, days=-30)
        insert_deadlines(self.env, self.answer, "running", 1_000, days=30)
        self.env.cr.execute("ANALYZE legal_deadline")
        deadlines, overdue = self.env["legal.deadline"], [("deadline_state", "=", "overdue")]
        nodes = plan(self.env, deadlines._search(overdue, limit=80, order=deadlines._order).select())
        self.assertEqual(nodes, [("Limit", ""), ("Index Only Scan", "legal_deadline_due_idx")])
        self.assertEqual(len(deadlines.search(overdue, limit=80)), 80)
        self.assertEqual(deadlines.search_count(overdue), 300)
