"""One appeal, several people: two questions, a measurement by another branch, an instruction, one letter."""

import io

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("standard", "post_install", "-at_install")
class WorkOfSeveralStory(TransactionCase):
    """A resident of Belovo asks about her voltage and her meter; nobody of the branch knows both."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.belovo, cls.lab = cls.env["grid.branch"].create(
            [
                {
                    "name": "Беловский филиал",
                    "code": "STB",
                    "address": "652600, г. Белово, ул. Ленина, 2",
                    "phone": "+73845223456",
                    "head_name": "А. В. Кузнецов",
                    "head_position": "Директор филиала",
                },
                {"name": "Служба измерений", "code": "STM"},
            ]
        )
        cls.petrov = cls._employee("specialist", "Петров Сергей Ильич", cls.belovo)
        cls.metrologist = cls._employee("specialist", "Зуева Ольга Петровна", cls.lab, "metrologist")
        cls.electrician = cls._employee("specialist", "Лапин Игорь Олегович", cls.lab, "electrician")
        cls.supervisor = cls._employee("supervisor", "Савельева Елена Юрьевна", cls.belovo)

    @classmethod
    def _employee(cls, role, name, branch, login=None):
        user = new_test_user(cls.env, login=f"several_{login or role}", name=name)
        user.group_ids += cls.env.ref(f"grid_customer.group_{role}")
        user.branch_ids = branch
        user.partner_id.phone = "+73845223450"
        return user

    def test_several_people_answer_one_appeal(self):
        appeal = self._she_asks_two_things()
        question = self._petrov_splits_it(appeal)
        task = self._he_asks_for_a_measurement(appeal)
        instruction = self._the_supervisor_hurries_him(appeal)
        self._the_letter_does_not_leave_before_all_is_answered(appeal)
        self._the_others_do_their_part_and_no_more(appeal, question, task)
        self._petrov_answers_and_reports(appeal, instruction)
        self._one_letter_holds_both_answers(appeal)

    def _she_asks_two_things(self):
        appeal = self.env["helpdesk.ticket"].create(
            {
                "name": "Напряжение и счётчик",
                "description": "<p>Вечером 190 В. И когда поверят мой счётчик?</p>",
                "theme": "power_quality",
                "branch_id": self.belovo.id,
                "channel_id": self.env.ref("grid_appeal.channel_window").id,
                "partner_name": "Орлова Нина Павловна",
                "partner_phone": "+79050000777",
            }
        )
        appeal.with_user(self.petrov).action_register()
        appeal.with_user(self.petrov).action_take()
        return appeal

    def _petrov_splits_it(self, appeal):
        questions = self.env["grid.appeal.question"].with_user(self.petrov)
        first, second = questions.create(
            [
                {
                    "ticket_id": appeal.id,
                    "name": "Почему низкое напряжение?",
                    "theme": "power_quality",
                    "user_id": self.petrov.id,
                },
                {
                    "ticket_id": appeal.id,
                    "name": "Когда поверят счётчик?",
                    "theme": "metering",
                    "user_id": self.metrologist.id,
                },
            ]
        )
        self.assertEqual(appeal.question_ids, first + second)
        return second

    def _he_asks_for_a_measurement(self, appeal):
        context = appeal.with_user(self.petrov).action_ask_contribution()["context"]
        tasks = self.env["legal.inner.term"].with_user(self.petrov).with_context(**context)
        task = tasks.create({"name": "Измерить напряжение на вводе", "user_id": self.electrician.id})
        self.assertEqual(
            task.due_at, task.deadline_id.control_at, "it is to be ready by the internal date of the answer"
        )
        return task

    def _the_supervisor_hurries_him(self, appeal):
        context = appeal.with_user(self.supervisor).action_give_instruction()["context"]
        instructions = self.env["legal.inner.term"].with_user(self.supervisor).with_context(**context)
        instruction = instructions.create({"name": "Ответить на этой неделе", "user_id": self.petrov.id})
        self.assertIn("Ответить на этой неделе", appeal.open_instructions)
        return instruction

    def _the_letter_does_not_leave_before_all_is_answered(self, appeal):
        mine = appeal.with_user(self.petrov)
        mine.action_answer()
        with self.assertRaisesRegex(UserError, "Почему низкое напряжение"):
            mine.action_send_answer()

    def _the_others_do_their_part_and_no_more(self, appeal, question, task):
        for user, part, text in (
            (self.metrologist, question, {"answer": "<p>Счётчик поверят 10 декабря.</p>"}),
            (self.electrician, task, {"report": "<p>На вводе 191 В, сечение провода мало.</p>"}),
        ):
            mine, theirs = appeal.with_user(user), part.with_user(user)
            self.assertEqual(mine.search([("awaits_me", "=", True)]), appeal)
            with self.assertRaises(AccessError):
                mine.write({"name": "Чужая правка"})
            theirs.write(text)
            theirs.action_answered() if part == question else theirs.action_done()
            self.assertFalse(mine.search([("awaits_me", "=", True)]))

    def _petrov_answers_and_reports(self, appeal, instruction):
        mine = appeal.question_ids[0].with_user(self.petrov)
        mine.answer = "<p>Измерено 191 В; провод заменён на больший.</p>"
        mine.action_answered()
        appeal.with_user(self.petrov).action_assemble_answer()
        report = instruction.with_user(self.petrov)
        report.report = "<p>Ответ готов.</p>"
        report.action_done()
        self.assertFalse(appeal.open_instructions)

    def _one_letter_holds_both_answers(self, appeal):
        mine = appeal.with_user(self.petrov)
        mine.answer_delivery = "handed"
        mine.action_send_answer()
        self.assertEqual(appeal.state, "answered")
        pdf = appeal.answer_id.sudo().letter_id.raw
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
        self.assertRegex(text, "1. Почему низкое.*провод заменён.*2. Когда поверят.*10 декабря")
        history = " ".join(map(str, appeal.message_ids.mapped("body")))
        for name in ("Зуева Ольга Петровна", "Лапин Игорь Олегович", "Савельева Елена Юрьевна"):
            self.assertIn(name, history)
