"""A save over a newer version is refused, with who changed what; what is no edit of people never counts."""

from odoo.fields import Command
from odoo.tests import tagged

from ..models.grid_guarded_edit import EditConflict
from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestGuardedEdit(AnswerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appeal = cls._registered()
        cls.appeal.with_user(cls.specialist).action_take()
        cls.appeal.with_user(cls.specialist).action_answer()
        cls.other = cls.users["supervisor"]
        cls.form = ("name", "theme", "user_id", "category_id", "partner_phone", "received_at", "answer_body")

    def _read(self, record, names=None):
        """What a form has read, as it sends it back."""
        record = record.with_user(self.specialist)
        values = record.read(names or self.form, load=None)[0]
        values.pop("id")
        return {name: str(value) if name == "received_at" else value for name, value in values.items()}

    def _save(self, record, seen, vals, user=None, **context):
        record = record.with_user(user or self.specialist).with_context(seen_values=seen, **context)
        return record.web_save(vals, {"name": {}} if "name" in record._fields else {})

    def test_nobody_in_between(self):
        self._save(self.appeal, self._read(self.appeal), {"name": "Мигает свет"})
        self.assertEqual(self.appeal.name, "Мигает свет")

    def test_two_people_on_one_field(self):
        seen = self._read(self.appeal)
        self.appeal.with_user(self.other).name = "Низкое напряжение вечером"
        with self.assertRaises(EditConflict) as refusal:
            self._save(self.appeal, seen, {"name": "Мигает свет"})
        (change,) = refusal.exception.context["changes"]
        self.assertEqual(
            (change["name"], change["label"], change["who"], change["seen"], change["now"]),
            ("name", "Title", "Test supervisor", "Низкое напряжение", "Низкое напряжение вечером"),
        )
        self.assertIn("Низкое напряжение → Низкое напряжение вечером (Test supervisor", str(refusal.exception))
        self.assertEqual(self.appeal.name, "Низкое напряжение вечером")
        self._save(self.appeal, self._read(self.appeal), {"name": "Мигает свет"})
        self.assertEqual(self.appeal.name, "Мигает свет", "whoever has read the newer version may write over it")

    def test_a_save_of_another_field_was_decided_on_what_no_longer_stands(self):
        seen = self._read(self.appeal)
        self.appeal.with_user(self.other).write({"theme": "metering", "user_id": self.other.id})
        with self.assertRaises(EditConflict) as refusal:
            self._save(self.appeal, seen, {"name": "Мигает свет"})
        changes = {change["label"]: (change["seen"], change["now"]) for change in refusal.exception.context["changes"]}
        self.assertEqual(
            changes, {"Theme": ("Power quality", "Metering"), "Handler": ("Петров Сергей Ильич", "Test supervisor")}
        )

    def test_the_draft_of_the_answer_on_the_form_and_on_its_own(self):
        answer = self.appeal.answer_id
        on_form, alone = self._read(self.appeal), self._read(answer, ["body", "signer_name"])
        answer.with_user(self.other).body = "<p>Провод заменён.</p>"
        for record, seen, name in ((self.appeal, on_form, "answer_body"), (answer, alone, "body")):
            with self.assertRaises(EditConflict) as refusal:
                self._save(record, seen, {name: "<p>Другой текст.</p>"})
            (change,) = refusal.exception.context["changes"]
            self.assertEqual((change["who"], change["now"]), ("Test supervisor", "Провод заменён."))
        self.assertIn("Провод заменён", answer.body)

    def _lines(self, *names):
        """What a form has read of lines, as it sends it back."""
        return [{"id": line["id"], **line} for line in self.appeal.question_ids.read(names, load=None)]

    def _asked(self):
        names = ("Когда заменят провод?", "Кто заплатит?")
        self.appeal.sudo().question_ids = [Command.create({"name": name}) for name in names]
        return self.appeal.question_ids

    def test_two_people_on_one_line(self):
        question = self._asked()[0]
        seen = {**self._read(self.appeal), "question_ids": self._lines("name", "theme")}
        question.with_user(self.other).name = "Когда заменят опору?"
        typed = {"question_ids": [Command.update(question.id, {"name": "Когда поставят опору?"})]}
        with self.assertRaises(EditConflict) as refusal:
            self._save(self.appeal, seen, typed)
        (change,) = refusal.exception.context["changes"]
        self.assertEqual(
            (change["name"], change["label"], change["who"], change["seen"], change["now"]),
            (
                "question_ids",
                "Questions, “Когда заменят опору?”: Question",
                "Test supervisor",
                "Когда заменят провод?",
                "Когда заменят опору?",
            ),
        )
        self.assertEqual(question.name, "Когда заменят опору?")
        seen["question_ids"] = self._lines("name", "theme")
        self._save(self.appeal, seen, typed)
        self.assertEqual(question.name, "Когда поставят опору?", "whoever has read the newer version may write over it")

    def test_lines_that_came_and_went_meanwhile(self):
        self._asked()
        seen = {**self._read(self.appeal), "question_ids": [*self._lines("name"), {"id": 0, "name": "Была"}]}
        self.appeal.with_user(self.other).question_ids = [Command.create({"name": "Почему мигает?"})]
        with self.assertRaises(EditConflict) as refusal:
            self._save(self.appeal, seen, {"name": "Мигает свет"})
        told = [(change["seen"], change["now"]) for change in refusal.exception.context["changes"]]
        self.assertEqual(told, [("—", "Почему мигает?"), ("lines: 1", "—")])

    def test_lines_nobody_touched(self):
        self._asked()
        seen = {**self._read(self.appeal), "question_ids": self._lines("name", "theme", "sequence")}
        self.appeal.question_ids[0].sudo().write({"answer": "<p>Завтра.</p>"})
        self._save(self.appeal, seen, {"question_ids": [Command.create({"name": "Ещё один вопрос"})]})
        self.assertEqual(len(self.appeal.question_ids), 3)

    def test_a_closing_page_keeps_the_lines_typed(self):
        question = self._asked()[0]
        seen = {**self._read(self.appeal), "question_ids": self._lines("name")}
        question.with_user(self.other).name = "Когда заменят опору?"
        commands = [Command.update(question.id, {"name": "Когда поставят?"}), Command.create({"name": "Кто решил?"})]
        self._save(self.appeal, seen, {"question_ids": commands}, leaving=True)
        self.assertEqual(len(self.appeal.question_ids), 2)
        note = self.appeal.message_ids[0].body
        self.assertIn("Question: Когда поставят?", note)
        self.assertIn("Question: Кто решил?", note)

    def test_what_is_no_edit_of_people_is_no_change(self):
        seen = self._read(self.appeal)
        self.appeal.message_post(body="Заметка")
        self.appeal._answer_deadline()._by_act().write({"due_at": "2030-01-01 00:00:00"})
        self.appeal.activity_schedule("mail.mail_activity_data_todo", user_id=self.other.id)
        self._save(self.appeal, seen, {"name": "Мигает свет"})
        self.assertEqual(self.appeal.name, "Мигает свет")

    def test_the_same_value_from_both_is_no_conflict(self):
        seen = self._read(self.appeal)
        self.appeal.with_user(self.other).name = "Мигает свет"
        self._save(self.appeal, seen, {"name": "Мигает свет"})

    def test_who_sends_no_values_is_not_asked(self):
        self._read(self.appeal)
        self.appeal.with_user(self.other).name = "Низкое напряжение вечером"
        self.appeal.with_user(self.specialist).web_save({"name": "Из списка"}, {})
        self.appeal.with_user(self.specialist).write({"name": "Из API"})
        self.assertEqual(self.appeal.name, "Из API")

    def test_fields_that_people_do_not_edit_and_unknown_ones_are_left_aside(self):
        seen = {**self._read(self.appeal), "state": "new", "next_due_at": False, "no_such_field": 1}
        self._save(self.appeal, seen, {"name": "Мигает свет"})

    def test_a_new_appeal_has_no_newer_version(self):
        vals = self._vals()
        created = self.env["helpdesk.ticket"].with_user(self.specialist).with_context(seen_values={"name": "x"})
        self.assertTrue(created.web_save(vals, {"name": {}})[0]["id"])

    def test_a_closing_page_keeps_what_was_typed_in_the_history(self):
        seen = self._read(self.appeal)
        self.appeal.answer_id.with_user(self.other).body = "<p>Провод заменён.</p>"
        typed = {"answer_body": "<p>Долгий <b>текст</b>.</p>", "theme": "metering"}
        self._save(self.appeal, seen, typed, leaving=True)
        self.assertEqual(self.appeal.theme, "power_quality")
        note = self.appeal.message_ids[0].body
        self.assertIn("Петров Сергей Ильич closed the page", note)
        self.assertIn("<p>Долгий <b>текст</b>.</p>", note)
        self.assertIn("Theme: Metering", note)

    def test_the_values_seen_reach_nothing_further(self):
        appeal = self.appeal.with_user(self.specialist)
        seen = self._read(self.appeal)
        result = appeal.with_context(seen_values=seen).web_save({"name": "Мигает свет"}, {"name": {}})
        self.assertEqual(result, [{"id": appeal.id, "name": "Мигает свет"}])
