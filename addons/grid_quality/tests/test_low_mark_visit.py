from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.grid_reception.tests.common import ReceptionCase


@tagged("post_install", "-at_install")
class TestLowMarkVisit(HttpCase, ReceptionCase):
    """A low mark of a visit comes to the supervisor as any other does, whatever page it was given on."""

    def setUp(self):
        super().setUp()
        self.window = self._at(self.first, self.manager)

    def _served(self, **vals):
        visit = self._ticket(**vals)
        self.window._next()._start()
        visit._finish()
        return visit

    def _low(self, visit):
        return self.env["grid.low.mark"].search([("visit_id", "=", visit.id)])

    def _marked(self, mark=1, **vals):
        visit = self._served(**{"partner_id": self.citizen.id, **vals})
        visit._take_mark(mark)
        return self._low(visit)

    def _answered(self, low, **values):
        low = low.with_user(self.users["supervisor"])
        low.write({"answer": "Добавили окно.", **values})
        low.action_answer()
        return low

    def test_the_buttons_of_a_window_make_one_task(self):
        visit = self._served(partner_id=self.citizen.id)
        for mark in ("1", "2"):
            page = {"mark": mark, "ticket": visit.name}
            self.url_open(f"/queue/rating/{self.first._rating_key()}", data=page, allow_redirects=False)
        low = self._low(visit)
        self.assertEqual((visit.mark, len(low), low.value, low.partner_id), (1, 1, 1, self.citizen))
        self.assertEqual((low.branch_id, low.executor_id), (self.branch, self.manager))
        self.assertEqual((low.user_id, low.activity_ids.user_id), (self.users["supervisor"],) * 2)

    def test_the_page_of_the_ticket_makes_the_same(self):
        visit = self._served()
        visit._take_mark(2)
        self.assertEqual(self._low(visit).value, 2)

    def test_a_good_mark_is_no_task_and_the_company_says_what_is_low(self):
        self.assertFalse(self._marked(3))
        self.company.low_mark = 0
        self.assertFalse(self._marked(1))

    def test_it_says_which_visit(self):
        low = self._marked()
        self.assertIn(low.visit_id.name, low.display_name)
        self.assertIn(self.office.name, low.display_name)

    def test_the_visitor_is_told_once(self):
        self.citizen.lang = "en_US"
        low = self._answered(self._marked())
        low.action_answer()
        letter = self.env["mail.mail"].search([("body_html", "like", "Добавили окно")])
        self.assertEqual((len(letter), letter.email_to), (1, self.citizen.email_normalized))
        self.assertIn("your mark of the visit", letter.subject)
        self.assertEqual((low.state, low.activity_ids), ("answered", low.activity_ids.browse()))

    def test_of_a_visitor_whom_nobody_knows_it_is_noted_what_was_done(self):
        low = self._marked(partner_id=False)
        self.assertTrue(low.is_anonymous)
        with self.assertRaisesRegex(UserError, "found and done"):
            low.with_user(self.users["supervisor"]).action_answer()
        mails = self.env["mail.mail"].search_count([])
        self.assertEqual(self._answered(low).state, "answered")
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self.assertIn("Добавили окно", "".join(low.message_ids.mapped("body")))

    def test_another_branch_does_not_see_it(self):
        stranger = self._make_user("strange_supervisor", "supervisor", self.other_branch)
        self.assertFalse(self.env["grid.low.mark"].with_user(stranger).search([("id", "=", self._marked().id)]))
