from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestDispute(AnswerCase):
    """A disputed answer is judged by none of those who gave it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._make_user("other", "specialist", cls.branch)
        cls.category = cls.env["helpdesk.ticket.category"].create({"name": "Напряжение", "theme": "power_quality"})
        cls.team = cls.env["helpdesk.ticket.team"].create(
            {
                "name": "Качество энергии",
                "branch_ids": cls.branch.ids,
                "category_ids": cls.category.ids,
                "user_ids": (cls.specialist + cls.other).ids,
                "user_id": cls.users["supervisor"].id,
            }
        )
        cls.users["supervisor"].branch_ids = cls.branch

    def _answered(self, **values):
        answer = self._drafted(category_id=self.category.id, **values)
        answer.write({"delivery": "post", "executor_phone": "+73842364570"})
        answer.action_send()
        return answer.ticket_id.with_env(self.env)

    def test_it_goes_to_somebody_else_of_the_team(self):
        answered = self._answered()
        dispute = answered._dispute("Провод старый.", [("акт.txt", b"1")])
        self.assertEqual((dispute.user_id, dispute.team_id), (self.other, self.team))
        self.assertEqual((dispute.kind, dispute.previous_id, dispute.is_repeat), ("complaint", answered, True))
        self.assertEqual(dispute.complained_of_id, self.specialist)
        self.assertEqual(answered._dispute("Ещё раз.", []), dispute)

    def test_the_second_dispute_goes_to_neither_of_them(self):
        first = self._answered()._dispute("Провод старый.", [])
        first._mark_answered()
        second = first._dispute("Всё равно старый.", [])
        self.assertEqual(second._barred(), self.specialist | self.other)
        self.assertFalse(second.user_id)
        self.assertEqual(second.activity_ids.user_id, self.users["supervisor"])

    def test_whoever_approved_the_answer_judges_it_only_when_named(self):
        supervisor = self.users["supervisor"]
        self.team.user_ids = self.specialist | supervisor
        answer = self._drafted(kind="complaint", category_id=self.category.id)
        answer.write({"delivery": "post", "executor_phone": "+73842364570"})
        answer.action_request_approval()
        answer.with_user(supervisor).validate_tier()
        answer.action_send()
        dispute = answer.ticket_id.with_env(self.env)._dispute("Провод старый.", [])
        self.assertFalse(dispute.user_id)
        self.assertEqual(dispute.activity_ids.user_id, supervisor)
        dispute.with_user(supervisor).user_id = supervisor
        self.assertEqual(dispute.user_id, supervisor)

    def test_who_gave_the_answer_decides_nothing(self):
        dispute = self._answered()._dispute("Провод старый.", [])
        mine = dispute.with_user(self.specialist)
        for act in (mine.action_answer, mine.action_redirect):
            with self.assertRaises(AccessError):
                act()
        with self.assertRaises(ValidationError):
            dispute.with_user(self.users["supervisor"]).user_id = self.specialist

    def test_who_was_complained_of_judges_the_dispute_neither(self):
        answered = self._answered(user=self.other, complained_of_id=self.specialist.id)
        dispute = answered._dispute("Он и виноват.", [])
        self.assertEqual(dispute._barred(), self.specialist | self.other)

    def test_what_was_not_answered_is_not_disputed(self):
        waiting = self._registered()
        with self.assertRaises(UserError):
            waiting._dispute("Рано.", [])
        withdrawn = self._registered()
        withdrawn._by_act().write({"state": "withdrawn"})
        with self.assertRaises(UserError):
            withdrawn._dispute("Поздно.", [])

    def test_nobody_takes_the_mark_of_a_dispute_off(self):
        dispute = self._answered()._dispute("Провод старый.", [])
        with self.assertRaises(UserError):
            dispute.with_user(self.users["supervisor"]).is_dispute = False

    def test_disputes_and_bad_marks_are_found_by_whoever_controls(self):
        bad, good = self._answered(), self._answered()
        for answered, value in ((bad, 2), (good, 4)):
            answered.sudo()._give_mark(value, "", "account")
        dispute = good._dispute("Провод старый.", [])
        mine = self.env["helpdesk.ticket"].with_user(self.users["supervisor"])
        shown = [("branch_id", "=", self.branch.id)]
        self.assertEqual(mine.search([*shown, ("mark_ids.value", "<=", 2)]), bad)
        self.assertEqual(mine.search([*shown, ("is_dispute", "=", True)]), dispute)

    # ------------------------------------------------------------------
    # Registered by staff
    # ------------------------------------------------------------------
    def _told(self, answered, user, **values):
        """The dialog as the user has filled it in."""
        answered = answered.with_user(user)
        asked = answered.action_dispute()
        phone = self.env.ref("grid_appeal.channel_phone")
        vals = {"text": "Провод старый.", "channel_id": phone.id, **values}
        return self.env[asked["res_model"]].with_user(user).with_context(**asked["context"]).create(vals)

    def test_whoever_takes_appeals_registers_what_the_applicant_says(self):
        for role in ("operator", "administrator", "manager", "specialist", "supervisor", "head"):
            with self.subTest(role):
                answered = self._answered()
                self.assertTrue(answered.with_user(self.users[role]).may_dispute)
                told = self._told(answered, self.users[role])
                opened = told.action_dispute()
                dispute = answered.next_ids
                self.assertEqual((opened["res_model"], opened["res_id"]), ("helpdesk.ticket", dispute.id))
                self.assertTrue(dispute.number and dispute.is_dispute)
                self.assertEqual(dispute.channel_id, self.env.ref("grid_appeal.channel_phone"))
                self.assertEqual(dispute.registered_by_id, self.users[role])
                self.assertEqual(dispute.user_id, self.other)
                self.assertIn("Провод старый.", dispute.description)

    def test_two_clicks_register_one_dispute(self):
        answered = self._answered()
        told = self._told(answered, self.users["operator"])
        self.assertEqual(told.action_dispute(), told.action_dispute())
        self.assertEqual(len(answered.next_ids), 1)
        self.assertFalse(answered.with_user(self.users["operator"]).may_dispute)

    def test_a_second_dispute_is_sent_to_the_first(self):
        answered = self._answered()
        late = self._told(answered, self.users["operator"], text="Ещё и счётчик.")
        dispute = answered._dispute("Провод старый.", [])
        for act in (late.action_dispute, answered.with_user(self.users["operator"]).action_dispute):
            with self.assertRaisesRegex(UserError, dispute.number):
                act()
        self.assertEqual(answered.next_ids, dispute)

    def test_who_takes_no_appeals_registers_no_dispute(self):
        answered = self._answered()
        for user in (self.users["methodologist"], self.users["privacy"], self.stranger, self.portal_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._told(answered, user)
        self.assertFalse(answered.with_user(self.users["methodologist"]).may_dispute)
        for user in (self.users["methodologist"], self.portal_user):
            with self.assertRaises(AccessError):
                self.env["grid.appeal.dispute"].with_user(user).create({"ticket_id": answered.id})

    def test_staff_is_told_why_there_is_nothing_to_dispute(self):
        waiting, withdrawn = self._registered(), self._registered()
        withdrawn._by_act().write({"state": "withdrawn"})
        for ticket in (waiting, withdrawn):
            self.assertFalse(ticket.with_user(self.users["operator"]).may_dispute)
            with self.assertRaisesRegex(UserError, ticket.number):
                ticket.with_user(self.users["operator"]).action_dispute()

    def test_a_dispute_says_what_it_is_about(self):
        answered = self._answered()
        for text in ("  ", "я" * 20_001):
            told = self._told(answered, self.users["operator"], text=text)
            with self.assertRaises(UserError):
                told.action_dispute()
        self.assertFalse(answered.next_ids)
