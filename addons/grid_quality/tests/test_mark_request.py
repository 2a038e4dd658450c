from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.grid_reception.tests.common import ReceptionCase

from ..models import grid_mark_request
from .common_asking import AskingCase


@tagged("post_install", "-at_install")
class TestMarkRequest(HttpCase, AskingCase, ReceptionCase):
    """A mark asked for by SMS where no e-mail is known: once, by day, to nobody who wants none or was asked lately."""

    def setUp(self):
        super().setUp()
        self.company.asks_marks_by_sms = True
        self.asked = self.citizens[0]
        self.asked.email = False
        self.window = self._at(self.first, self.manager)
        self.requests = self.env["grid.mark.request"]

    def _answered(self, delivery="handed", **vals):
        appeal = self._appeal(**{"partner_id": self.asked.id, "partner_email": False, **vals})
        appeal.action_register()
        appeal.action_take()
        appeal.answer_ids.unlink()
        self.env["grid.appeal.answer"].create({"ticket_id": appeal.id, "delivery": delivery, "body": "<p>Да.</p>"})
        appeal._mark_answered()
        return appeal

    def _visit(self, partner=None):
        visit = self._ticket(partner_id=(partner or self.asked).id)
        self.window._next()._start()
        visit._finish()
        return visit

    def _ask_all(self):
        self.requests._ask_batch()

    def _of(self, record):
        field = "ticket_id" if record._name == "helpdesk.ticket" else "visit_id"
        return self.requests.search([(field, "=", record.id)])

    def test_an_answer_is_asked_about_once(self):
        appeal = self._answered()
        for _twice in range(2):
            self._ask_all()
        request = self._of(appeal)
        self.assertEqual((request.state, len(self._messages())), ("sent", 1))
        self.assertEqual(self._messages().partner_id, self.asked)
        page = self.url_open("/o/" + request.sms_id.body.rpartition("/")[2], allow_redirects=False)
        self.assertEqual(page.status_code, 303)
        self.assertIn(f"/marks/{appeal._mark_token()}", page.headers["Location"])

    def test_a_visit_is_asked_about_on_the_page_of_its_ticket(self):
        visit = self._visit()
        self._ask_all()
        page = self.url_open("/o/" + self._of(visit).sms_id.body.rpartition("/")[2])
        self.assertEqual(page.status_code, 200)
        self.assertIn('name="mark"', page.text)
        self.assertIn(visit._key(), page.url)

    def test_whose_e_mail_is_known_is_asked_by_e_mail(self):
        self.asked.email = "known@customers.example"
        self.assertFalse(self._of(self._answered()) or self._of(self._visit()))
        self.asked.email = False
        self.assertFalse(self._of(self._answered(partner_email="other@customers.example")))

    def test_without_the_setting_nobody_is_asked(self):
        self.company.asks_marks_by_sms = False
        self.assertFalse(self._of(self._answered()) or self._of(self._visit()))
        self.assertFalse(self.env["res.company"].create({"name": "Другие сети"}).asks_marks_by_sms)

    def test_a_letter_by_post_is_asked_about_when_it_has_been_read(self):
        request = self._of(self._answered(delivery="post"))
        self._ask_all()
        self.assertEqual(request.state, "waiting")
        created = request.create_date - grid_mark_request.ON_ITS_WAY - timedelta(minutes=1)
        self.env.cr.execute("UPDATE grid_mark_request SET create_date = %s WHERE id = %s", [created, request.id])
        request.invalidate_recordset()
        self._ask_all()
        self.assertEqual(request.state, "sent")

    def test_who_has_marked_meanwhile_is_not_asked(self):
        appeal, visit = self._answered(), self._visit(self.citizens[1])
        self.citizens[1].email = False
        appeal._give_mark(5, "", "account")
        visit.mark = 4
        self._ask_all()
        self.assertEqual((self._of(appeal).state, len(self._messages())), ("dropped", 0))

    def test_one_customer_is_asked_once_a_week(self):
        first, second = self._answered(), self._visit()
        self._ask_all()
        self.assertEqual({self._of(one).state for one in (first, second)}, {"sent", "dropped"})
        third = self._visit()
        self._ask_all()
        self.assertEqual((self._of(third).state, len(self._messages())), ("dropped", 1))

    def test_who_wants_no_sms_or_no_surveys_is_not_asked(self):
        appeal, visit = self._answered(), self._visit()
        self.env["grid.notice.refusal"].create({"partner_id": self.asked.id, "channel": "sms"})
        self._ask_all()
        self.assertEqual({self._of(one).state for one in (appeal, visit)}, {"dropped"})
        other = self.citizens[1]
        other.email = False
        self.env["grid.consent"].search([("partner_id", "=", other.id)])._withdraw("phone")
        visit = self._visit(other)
        self._ask_all()
        self.assertEqual((self._of(visit).state, len(self._messages())), ("dropped", 0))

    def test_nobody_is_asked_at_night(self):
        self._night()
        visit = self._visit()
        self._ask_all()
        self.assertEqual(self._of(visit).state, "waiting")

    def test_a_visit_of_some_days_ago_is_not_asked_about(self):
        visit = self._visit()
        visit.finished_at = fields.Datetime.now() - timedelta(days=3)
        self._ask_all()
        self.assertEqual(self._of(visit).state, "dropped")

    def test_what_has_not_left_by_night_waits_for_the_day(self):
        visit = self._visit()
        self._ask_all()
        self._messages().send_until = fields.Datetime.now() - timedelta(minutes=1)
        self.env["grid.sms"]._give_up_quiet(self.provider)
        self.assertEqual((self._of(visit).state, len(self._messages())), ("waiting", 0))
        self._ask_all()
        self.assertEqual((self._of(visit).state, len(self._messages())), ("sent", 1))

    def test_who_reads_them(self):
        request = self._of(self._visit())
        readers = {"supervisor": True, "head": True}
        for role, user in {**self.users, "portal": self.portal_user, "stranger": self.stranger}.items():
            with self.subTest(role):
                found = self.requests.with_user(user)
                may = found.has_access("read") and request in found.search([])
                self.assertEqual(may, readers.get(role, False))
        self.assertFalse(self.requests.with_user(self.users["head"]).has_access("write"))

    def test_erasure_forgets_whom_it_was_to_ask(self):
        request = self._of(self._visit())
        officer = new_test_user(self.env, "mark_officer", "grid_customer.group_privacy")
        self.asked.with_user(officer)._pseudonymise("Просьба")
        self.assertEqual((request.state, bool(request.partner_id)), ("dropped", False))
