"""Visits in the account: booked for whom one acts, told on the start page, listed, read by nobody else."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common_visits import VisitCase


@tagged("post_install", "-at_install")
class TestMyVisits(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = cls._customer("agent", "Довереннова Анна Олеговна")
        cls.env["grid.representation"].create(
            {
                "principal_id": cls.owner.partner_id.id,
                "representative_id": cls.agent.partner_id.id,
                "document_number": "7",
                "document_date": "2024-01-01",
                "valid_until": "2099-12-31",
            }
        )

    def setUp(self):
        super().setUp()
        self.authenticate("portal_owner", "portal_owner")

    def _visit(self, user=None, moment=None, **vals):
        partner = (user or self.owner).partner_id
        visit = self.env["grid.appointment"]._book(
            self.service, moment or self.first, f"own-{moment}-{partner.id}", partner_id=partner.id, **vals
        )
        self.env.flush_all()
        return visit

    def _rows(self):
        return self._page("/my/visits").xpath("//main//a[hasclass('list-group-item')]/@href")

    def test_a_visit_is_booked_for_who_has_signed_in(self):
        form = self._booking()
        self.assertFalse("proof" in form, "who has signed in has proved enough")
        shown = self._form(f"/visit?{self.choice}&slot={self._sent(self.first)}")
        self.assertEqual(shown["name"], self.owner.partner_id.name)
        self.assertEqual(shown["email"], self.owner.partner_id.email)
        visit = self._of(self._post_to("/visit", shown))
        self.assertEqual((visit.partner_id, visit.origin), (self.owner.partner_id, "account"))
        self.assertEqual(self._rows(), [visit._site_path()])

    def test_the_start_page_tells_of_what_is_to_come(self):
        visit = self._visit()
        (line,) = self._page("/my").xpath("//section[@id='yours']//a")
        self.assertEqual(line.get("href"), visit._site_path())
        self.assertIn(visit.with_context(lang="ru_RU")._time_words(), line.text_content())
        visit._cancel()
        self.env.flush_all()
        self.assertFalse(self._page("/my").xpath("//section[@id='yours']//a"))

    def test_a_home_visit_waits_for_others(self):
        self.env["grid.appointment"]._book(
            self.service, False, "home", kind="home", partner_id=self.owner.partner_id.id, address="ул. Дальняя, 1"
        )
        self.env.flush_all()
        self.assertEqual(len(self._page("/my").xpath("//section[@id='awaited']//a")), 1)

    def test_the_list_has_what_is_to_come_and_what_is_past(self):
        coming, past, cancelled = self._visit(), self._visit(moment=self.second), self._visit(moment=self.times[2])
        past.write({"slot_at": fields.Datetime.now() - timedelta(days=3), "state": "served"})
        cancelled._cancel()
        self.env.flush_all()
        self.assertEqual(self._rows(), [one._site_path() for one in (cancelled, coming, past)])

    def test_the_feed_tells_that_a_visit_was_booked_and_marks_what_others_did(self):
        own, by_phone = self._visit(origin="account"), self._visit(moment=self.second, origin="phone")
        events = self.env["grid.appointment"]._account_events(self.owner.partner_id, 5)
        self.assertEqual(
            {one.path: one.is_read for one in events}, {own._site_path(): True, by_phone._site_path(): False}
        )
        self.assertIn(own._site_path(), self._page("/my/feed").xpath("//main//a/@href"))

    def test_others_read_nothing_of_it(self):
        visit = self._visit()
        for user in (self.stranger, self.colleague):
            self.authenticate(user.login, user.login)
            self.assertFalse(self._rows())
            self.assertFalse(visit.with_user(user).has_access("read"))
            self.assertFalse(self.env["grid.appointment"].with_user(user).search([]))
        own = visit.with_user(self.owner)
        self.assertTrue(own.has_access("read"))
        for operation in ("write", "create", "unlink"):
            self.assertFalse(own.has_access(operation), operation)
        for field in ("phone", "user_id", "outcome", "session_mark", "press"):
            self.assertFalse(own._has_field_access(own._fields[field], "read"), field)

    # --- acting for another
    def _act_for(self, partner):
        token = self._page("/my/acting").xpath("//main//input[@name='csrf_token']/@value")[0]
        self._post_to("/my/acting", {"csrf_token": token, "partner_id": partner.id})

    def test_who_acts_for_another_books_for_her_and_sees_hers(self):
        mine = self._visit(self.agent)
        self.authenticate("portal_agent", "portal_agent")
        own = self._form(f"/visit?{self.choice}&slot={self._sent(self.second)}")
        self._act_for(self.owner.partner_id)
        response = self._post_to("/visit", own)
        self.assertEqual(response.status_code, 422, "the page was opened for oneself")
        form = self._form(f"/visit?{self.choice}&slot={self._sent(self.second)}")
        visit = self._of(self._post_to("/visit", form))
        self.assertEqual(visit.partner_id, self.owner.partner_id)
        self.assertEqual(visit.caller_name, self.agent.partner_id.name)
        self.assertEqual(self._rows(), [visit._site_path()])
        self._act_for(self.agent.partner_id)
        self.assertEqual(self._rows(), [mine._site_path()])

    def test_the_start_page_asks_the_database_no_more_for_many_visits(self):
        customer = self.owner.partner_id.with_user(self.owner)

        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertTrue(self.env["grid.appointment"].with_user(self.owner)._account_matters(customer, 11))
            return self.env.cr.sql_log_count - before

        self._visit()
        queries()
        few = queries()
        for moment in self.times[1:6]:
            self._visit(moment=moment)
        self.assertLessEqual(queries(), few)
