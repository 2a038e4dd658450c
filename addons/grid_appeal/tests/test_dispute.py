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
