"""Several questions in one appeal: own executors, one letter, statistics by the appeal's own theme."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import ROLES
from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestQuestion(AnswerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appeal = cls._registered().with_user(cls.specialist)
        cls.low, cls.meter = cls.appeal.env["grid.appeal.question"].create(
            [
                {
                    "ticket_id": cls.appeal.id,
                    "name": "Почему низкое напряжение?",
                    "theme": "power_quality",
                    "user_id": cls.specialist.id,
                },
                {
                    "ticket_id": cls.appeal.id,
                    "name": "Когда поверят счётчик?",
                    "theme": "metering",
                    "user_id": cls.stranger.id,
                },
            ]
        )

    def _answer(self, question, text, user=None):
        question = question.with_user(user or question.user_id)
        question.answer = f"<p>{text}</p>"
        question.action_answered()

    def test_two_executors_one_letter(self):
        """Her voltage and her meter: the grid answers one, the metering people of another branch the other."""
        self.appeal.action_take()
        self.appeal.action_answer()
        with self.assertRaisesRegex(UserError, "“Почему низкое напряжение\\?” waits for Петров Сергей Ильич"):
            self.appeal.action_send_answer()
        self._answer(self.meter, "Поверка 10 декабря.")
        self._answer(self.low, "Провод заменён.")
        self.appeal.action_assemble_answer()
        text = self._plain(str(self.appeal.answer_body))
        self.assertRegex(text, "Уважаемая.*1. Почему.*Провод заменён.*2. Когда.*Поверка 10 декабря")
        self.appeal.action_send_answer()
        self.assertEqual(self.appeal.state, "answered")
        self.assertEqual(self.meter.answered_by_id, self.stranger)
        self.assertIn("Когда поверят счётчик?", str(self.appeal.message_ids.mapped("body")))

    def test_collecting_twice_doubles_nothing_and_keeps_what_was_typed(self):
        self.appeal.action_answer()
        self.appeal.answer_body = str(self.appeal.answer_body) + "<p>Спасибо за обращение.</p>"
        self._answer(self.low, "Провод заменён.")
        self.appeal.action_assemble_answer()
        self._answer(self.meter, "Поверка 10 декабря.")
        self.appeal.action_assemble_answer()
        self.appeal.action_assemble_answer()
        text = str(self.appeal.answer_body)
        for words in ("Спасибо за обращение", "Провод заменён", "Поверка 10 декабря"):
            self.assertEqual(text.count(words), 1, words)

    def test_a_draft_begun_late_holds_the_answers_at_once(self):
        self._answer(self.low, "Провод заменён.")
        self.appeal.action_answer()
        self.assertIn("Провод заменён", self.appeal.answer_body)
        self.assertNotIn("Когда поверят", self.appeal.answer_body)

    def test_a_question_without_executor_is_named(self):
        self.low.user_id = False
        with self.assertRaisesRegex(UserError, "“Почему низкое напряжение\\?” is open and has no executor"):
            self.appeal._mark_answered()

    def test_the_executor_of_another_branch_reads_the_appeal_and_answers_his_question_no_more(self):
        appeal, own, other = (one.with_user(self.stranger) for one in (self.appeal, self.meter, self.low))
        self.assertEqual(appeal.description, self.appeal.description)
        self.assertIn(appeal, appeal.search([]))
        own.answer = "<p>Поверка 10 декабря.</p>"
        for attempt in (
            lambda: own.write({"user_id": self.specialist.id}),
            lambda: own.write({"name": "Другой вопрос"}),
            lambda: other.write({"answer": "<p>Чужой ответ</p>"}),
            lambda: appeal.write({"name": "Другое"}),
            lambda: own.copy(),
            lambda: own.unlink(),
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                attempt()

    def test_who_has_no_question_here_sees_nothing(self):
        self.meter.user_id = self.users["specialist"]
        self.assertFalse(self.appeal.with_user(self.stranger).search([("id", "=", self.appeal.id)]))
        with self.assertRaises(AccessError):
            self.meter.with_user(self.stranger).read(["name"])

    def test_each_role(self):
        for role in ROLES:
            question = self._as(role, self.low)
            leads = role not in ("methodologist", "privacy")
            with self.subTest(role=role):
                self.assertEqual(question.name, "Почему низкое напряжение?")
                if leads:
                    question.sequence = 20
                else:
                    with self.assertRaises(AccessError), self.cr.savepoint():
                        question.sequence = 20
                    with self.assertRaises(AccessError), self.cr.savepoint():
                        question.create({"ticket_id": self.appeal.id, "name": "Ещё"})
        with self.assertRaises(AccessError):
            self.low.with_user(self.portal_user).read(["name"])

    def test_an_answered_question_is_opened_again_before_it_changes(self):
        self._answer(self.low, "Провод заменён.")
        with self.assertRaisesRegex(UserError, "Open it again"):
            self.low.answer = "<p>Иное</p>"
        self.low.action_open_again()
        self.assertFalse(self.low.answered_by_id or self.low.answered_at)
        self.low.answer = "<p>Иное</p>"

    def test_the_person_complained_of_answers_nothing(self):
        self.appeal.complained_of_id = self.users["manager"]
        with self.assertRaisesRegex(ValidationError, "complains of Test manager"):
            self.low.user_id = self.users["manager"]
        with self.assertRaisesRegex(ValidationError, "complains of Test stranger"):
            self._as("supervisor", self.appeal).complained_of_id = self.stranger

    def test_an_empty_answer_is_no_answer(self):
        self.low.answer = "<p><br></p>"
        with self.assertRaisesRegex(UserError, "Write the answer to “Почему"):
            self.low.action_answered()

    def test_nobody_brings_an_answered_state(self):
        forged = self.low.copy({"state": "answered", "answered_by_id": self.stranger.id})
        self.assertEqual((forged.state, forged.answered_by_id.id), ("open", False))
        with self.assertRaisesRegex(UserError, "Press “Answered”"):
            self.low.state = "answered"

    def test_after_the_answer_questions_stay_and_are_never_deleted(self):
        with self.assertRaisesRegex(UserError, "never deleted"):
            self.low.unlink()
        self._answer(self.low, "а")
        self._answer(self.meter, "б")
        self.appeal._mark_answered()
        for attempt in (
            self.low.action_open_again,
            lambda: self.low.write({"name": "в"}),
            lambda: self.low.create({"ticket_id": self.appeal.id, "name": "Ещё"}),
        ):
            with self.assertRaisesRegex(UserError, "no longer considered"), self.cr.savepoint():
                attempt()

    def test_statistics_count_the_appeal_once_by_its_own_theme(self):
        counts = dict(self.env["helpdesk.ticket"]._read_group([("id", "=", self.appeal.id)], ["theme"], ["__count"]))
        self.assertEqual(counts, {"power_quality": 1})

    def test_answering_a_batch_asks_once_for_open_questions(self):
        appeals = self.env["helpdesk.ticket"].create([self._vals() for _n in range(20)])
        appeals.action_register()
        self.env.flush_all()
        before = self.cr.sql_log_count
        appeals._check_questions()
        self.assertEqual(self.cr.sql_log_count - before, 1)
