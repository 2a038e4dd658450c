"""Registration asks the database a constant number of times, one appeal or a thousand."""

import re
from datetime import timedelta

from lxml.etree import fromstring

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval

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
        """Number, two deadlines, the team, the repeat looked for, history and a receipt queued by mail."""
        vals = self._vals()
        with self.assertQueryCount(16):
            appeal = self.env["helpdesk.ticket"].create(vals)
            appeal.action_register()
            self.env.flush_all()
        self.assertTrue(appeal.number and appeal.next_due_at)
        self.assertEqual(len(appeal.deadline_ids), 2)
        self.assertEqual(self.env["mail.mail"].search([], limit=1).email_to, self.citizen.email)

    def test_one_appeal_of_a_customer_read_for_the_first_time(self):
        """As the benchmark counts: the tables are known from the registration before, the applicant is not."""
        applicants = self.env["res.partner"].create(
            [{"name": f"Тестов {n}", "email": f"testov{n}@example.com"} for n in range(3)]
        )
        earlier = self._appeal(partner_id=applicants[2].id)
        earlier.action_register()
        earlier._mark_answered()
        self.env.flush_all()
        self.env.invalidate_all()
        tickets = self._as("manager", self.env["helpdesk.ticket"])
        tickets.create(self._vals(partner_id=applicants[0].id)).action_register()
        for applicant in applicants[1:]:
            self.env.flush_all()
            with self.subTest(applicant.id), self.assertQueryCount(16):
                appeal = tickets.create(self._vals(partner_id=applicant.id))
                appeal.action_register()
                self.env.flush_all()
        self.assertEqual(appeal.previous_id, earlier)

    def test_one_appeal_in_two_steps(self):
        """As a clerk does it: saved first, registered by the button, each in a transaction of its own."""
        vals = self._vals(**self.nobody)
        with self.assertQueryCount(4):
            appeal = self.env["helpdesk.ticket"].create(vals)
            self.env.flush_all()
        with self.assertQueryCount(12):
            appeal.action_register()
            self.env.flush_all()

    def test_history_says_all_of_a_registration_at_once(self):
        earlier = self._closed()
        appeal = self._appeal()
        appeal.action_register()
        said = "".join(appeal.message_ids.mapped("body"))
        self.assertIn(f"goes on from {earlier.number}", said)
        [line] = appeal.message_ids.filtered(lambda message: "Registered by" in message.body)
        self.assertIn(f"goes on from {earlier.number}", line.body)

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

    def test_a_batch_of_repeats_costs_no_query_for_each(self):
        earlier = self._appeal() + self._appeal()
        earlier.action_register()
        earlier._mark_answered()
        repeats = self.env["helpdesk.ticket"].create([self._vals() for _appeal in range(100)])
        self.env.flush_all()
        with self.assertQueryCount(20):
            repeats.action_register()
            self.env.flush_all()
        self.assertEqual(set(repeats.previous_id.ids), {max(earlier.ids)})
        self.assertEqual(set(repeats.mapped("is_repeat")), {True})

    def test_lists_of_open_work_use_their_index(self):
        """The very queries of the menu: a partial index serves only a filter that says its condition."""
        specialist = self.users["specialist"]
        tickets = self.env["helpdesk.ticket"].with_user(specialist)
        for name in ("my_work", "overdue", "new"):
            action = self.env.ref(f"grid_appeal.helpdesk_ticket_action_{name}")
            domain = safe_eval(action.domain, {"uid": specialist.id})
            query = tickets._search(domain, order="priority desc, next_due_at, id", limit=80).select()
            self.assertRegex(self._plan(query), "helpdesk_ticket_open_(urgent|due|user)_idx", name)

    def test_counting_open_work_reads_no_row(self):
        """What the rules and the condition ask of an appeal stands in the index: whatever they ask later, too."""
        tickets = self._as("specialist", self.env["helpdesk.ticket"])
        query = tickets._search([("state", "in", ("new", "registered", "in_work", "awaiting_info"))], order="id")
        asked = set(re.findall(r'"helpdesk_ticket"\."(\w+)"', query.select(SQL("count(*)")).code))
        rows = self.env.execute_query(
            SQL("SELECT attname FROM pg_attribute WHERE attrelid = 'helpdesk_ticket_open_urgent_idx'::regclass")
        )
        self.assertIn("branch_id", asked)
        self.assertLessEqual(asked - {"active", "state"}, {name for (name,) in rows})

    def test_the_appeals_of_a_customer_are_counted_by_one_query(self):
        """The branches that a person sees are in memory: no list asks for them."""
        specialist = self._as("specialist", self.env["helpdesk.ticket"])
        for _warm in range(2):
            self.env.invalidate_all()
            specialist.search_count([("partner_id", "=", self.citizen.id)])
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            specialist.search_count([("partner_id", "=", self.citizen.id)])

    def test_a_page_of_open_work_asks_little(self):
        """As the web client asks: the fields of the list, names of what they point to, the count."""
        for appeal in [self._appeal() for _appeal in range(3)]:
            appeal.action_register()
        self._check_page(queries=9, status="running")

    def test_a_page_of_overdue_work_asks_no_deadline(self):
        """What is late is known by the date that each appeal keeps."""
        for appeal in [self._appeal() for _appeal in range(3)]:
            appeal.action_register()
            appeal._by_act().next_due_at = fields.Datetime.now() - timedelta(days=1)
        self._check_page(queries=8, status="overdue")

    def _check_page(self, queries, status):
        specialist = self._as("specialist", self.env["helpdesk.ticket"])
        arch = fromstring(
            specialist.get_view(self.env.ref("grid_appeal.helpdesk_ticket_view_list_due").id, "list")["arch"]
        )
        types = {node.get("name"): specialist._fields[node.get("name")].type for node in arch.iter("field")}
        names = {name: {"fields": {"display_name": {}}} for name, type_ in types.items() if type_ == "many2one"}
        domain, order = [("state", "=", "registered")], arch.get("default_order")

        def page():
            self.env.invalidate_all()
            return specialist.web_search_read(domain, dict.fromkeys(types, {}) | names, limit=3, order=order)

        for _warm in range(2):  # what the process keeps in memory
            page()
        with self.assertQueryCount(queries):
            page = page()
        self.assertEqual({row["deadline_state"] for row in page["records"]}, {status})

    def _plan(self, query):
        self.env.flush_all()
        self.env.cr.execute("DROP INDEX IF EXISTS helpdesk_ticket__next_due_at_index")  # it would do for a few rows
        for way in ("seqscan", "sort", "incremental_sort"):  # a table of a few rows needs no index
            self.env.cr.execute(f"SET LOCAL enable_{way} = off")
        plan = self.env.execute_query(SQL("EXPLAIN %s", query))
        return "\n".join(line for (line,) in plan)

    def test_every_daily_search_has_its_index(self):
        self.env.cr.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'helpdesk_ticket'")
        indexes = "\n".join(definition for (definition,) in self.env.cr.fetchall())
        for column in ("number", "name", "description", "partner_phone"):
            self.assertRegex(indexes, rf"USING gin \(.*\b{column}\b.*gin_trgm_ops\)")
        for column in ("partner_id", "branch_id", "user_id", "channel_id", "category_id", "next_due_at"):
            self.assertRegex(indexes, rf"USING btree \({column}\b")
        self.assertIn("UNIQUE", next(i for i in indexes.splitlines() if "number_uniq" in i))
