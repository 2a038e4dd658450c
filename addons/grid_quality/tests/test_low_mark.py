from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import AppealCase


@tagged("post_install", "-at_install")
class TestLowMark(AppealCase):
    """A low mark comes to the supervisor once, and ends with an answer to the customer."""

    def setUp(self):
        super().setUp()
        self.ticket = self._closed()

    def _marked(self, *values, ticket=None):
        for value in values:
            (ticket or self.ticket)._give_mark(value, "Ответ не по существу", "letter")
        return self.env["grid.low.mark"].search([("ticket_id", "=", (ticket or self.ticket).id)])

    def _answered(self, low, **values):
        low = low.with_user(self.users["supervisor"])
        low.write({"answer": "Просим извинить.\nЛиния отремонтирована.", **values})
        return low

    def test_a_low_mark_is_given_to_the_supervisor_of_the_branch_once(self):
        low = self._marked(2, 1, 2)
        self.assertEqual((len(low), low.user_id, low.state), (1, self.users["supervisor"], "open"))
        self.assertEqual(low.activity_ids.user_id, self.users["supervisor"])

    def test_a_mark_that_falls_is_seen_and_a_good_one_is_not(self):
        self.assertFalse(self._marked(4))
        self.assertEqual(self._marked(1).value, 1)

    def test_the_company_says_what_is_low(self):
        self.company.low_mark = 0
        self.assertFalse(self._marked(1))

    def test_the_answer_goes_to_the_customer_once_and_into_the_history(self):
        self.citizen.lang = "en_US"
        low = self._answered(self._marked(1))
        self.assertTrue(low.action_answer())
        self.assertTrue(low.action_answer())
        letter = self.env["mail.mail"].search([("body_html", "like", "Линия отремонтирована")])
        self.assertEqual((len(letter), letter.email_to), (1, "testova@example.com"))
        self.assertIn("Линия отремонтирована", "".join(self.ticket.message_ids.mapped("body")))
        self.assertEqual((low.state, low.told_by_id), ("answered", self.users["supervisor"]))
        self.assertFalse(low.activity_ids)

    def test_another_way_is_noted_without_a_letter(self):
        low = self._answered(self._marked(1), told_way="phone")
        low.action_answer()
        self.assertFalse(self.env["mail.mail"].search([("body_html", "like", "Линия отремонтирована")]))
        self.assertIn("Линия отремонтирована", "".join(self.ticket.message_ids.mapped("body")))

    def test_what_is_missing_is_said(self):
        low = self._marked(1).with_user(self.users["supervisor"])
        with self.assertRaisesRegex(UserError, "Write the answer"):
            low.action_answer()
        self.ticket.sudo().partner_id.email = False
        self.env.cr.execute("UPDATE helpdesk_ticket SET partner_email = NULL WHERE id = %s", [self.ticket.id])
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "no e-mail"):
            self._answered(low).action_answer()

    def test_what_was_said_stays_and_only_the_act_closes(self):
        low = self._answered(self._marked(1))
        with self.assertRaisesRegex(UserError, "Answer the customer"):
            low.state = "answered"
        low.action_answer()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            low.answer = "Иначе"

    def test_others_neither_see_nor_answer_it(self):
        low = self._marked(1)
        self.users["methodologist"].invalidate_recordset()
        with self.assertRaises(AccessError):
            self._as("methodologist", low).action_answer()
        stranger = self._make_user("strange_supervisor", "supervisor", self.other_branch)
        self.assertFalse(self.env["grid.low.mark"].with_user(stranger).search([("id", "=", low.id)]))
