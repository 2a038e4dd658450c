"""Work of several people on one appeal: contributions of co-executors, instructions of the head."""

from datetime import timedelta

from freezegun import freeze_time
from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from ..models.helpdesk_ticket_guest import READING
from .common_answer import AnswerCase


class TaskCase(AnswerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appeal = cls._registered().with_user(cls.specialist)
        cls.appeal.action_take()
        cls.promise = cls.appeal._answer_deadline()
        cls.measurer = cls._make_user("measurer", "specialist", cls.other_branch)

    def _task(self, kind="contribution", by=None, user=None, **vals):
        by = by or self.specialist
        action = {"contribution": "action_ask_contribution", "instruction": "action_give_instruction"}[kind]
        context = getattr(self.appeal.with_user(by), action)()["context"]
        terms = self.env["legal.inner.term"].with_user(by).with_context(**context)
        return terms.create({"name": "Замер напряжения", "user_id": (user or self.measurer).id, **vals})

    def _told(self, user):
        return self.env["mail.message"].search(
            [("notified_partner_ids", "in", user.partner_id.ids), ("message_type", "=", "user_notification")]
        )


@tagged("post_install", "-at_install")
class TestTask(TaskCase):
    def test_a_co_executor_of_another_branch_gives_his_part(self):
        """The handler asks the measuring team of another branch for a measurement, by the internal date."""
        appeal = self.appeal.with_user(self.measurer)
        self.assertFalse(appeal.search([("id", "=", appeal.id)]))
        task = self._task()
        self.assertEqual(task.due_at, self.promise.control_at)
        self.assertIn("Замер напряжения", self._told(self.measurer).subject)
        self.assertEqual(appeal.search([("awaits_me", "=", True)]), self.appeal)
        self.assertEqual((appeal.my_part, appeal.next_step), ("“Замер напряжения”", "Do your part"))
        self.assertEqual(appeal.description, self.appeal.description)
        own = task.with_user(self.measurer)
        with self.assertRaisesRegex(UserError, "Write the report"):
            own.action_done()
        form = Form(own)
        form.report = "<p>198 В на вводе.</p>"
        own = form.save()
        files = own.env["ir.attachment"].create(
            {"name": "Протокол.pdf", "raw": b"%PDF-", "res_model": own._name, "res_id": own.id}
        )
        own.attachment_ids = files
        own.action_done()
        self.assertEqual((task.state, task.done_by_id), ("done", self.measurer))
        self.assertEqual(self.appeal.task_ids.attachment_ids.raw, b"%PDF-")
        self.assertIn("198 В", self.appeal.task_ids.report)
        self.assertRegex(self._told(self.specialist)[0].subject, "Test measurer.*Замер напряжения")
        self.assertFalse(appeal.my_part)
        self.assertTrue(appeal.name, "whoever took part still reads the appeal")
        self.assertFalse(appeal.search([("awaits_me", "=", True)]))

    def test_and_no_more(self):
        task = self._task()
        own, appeal = task.with_user(self.measurer), self.appeal.with_user(self.measurer)
        for attempt in (
            lambda: own.write({"due_at": self.promise.due_at}),
            lambda: own.write({"user_id": self.specialist.id, "report": "<p>x</p>"}),
            lambda: own.copy(),
            lambda: appeal.write({"name": "Другое"}),
            lambda: appeal.message_post(body="Заметка"),
            appeal.action_answer,
            appeal.action_close,
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                attempt()
        stranger = task.with_user(self.stranger)
        with self.assertRaises(AccessError):
            stranger.read(["report"])
        foreign = self._task(user=self.users["manager"])
        both = (task + foreign).with_user(self.measurer)
        for attempt in (both[1].action_done, lambda: both.write({"report": "<p>x</p>"})):
            with self.assertRaises(AccessError), self.cr.savepoint():
                attempt()

    def test_his_form_is_read_only_but_for_his_part(self):
        self._task()
        own, head = self.appeal.with_user(self.measurer), self.appeal.with_user(self.users["head"])
        self.assertEqual((own.may_write, head.may_write, self.appeal.may_write), (False, True, True))
        self.assertTrue(self.env["helpdesk.ticket"].with_user(self.measurer).new({}).may_write)
        view = self.env.ref("grid_appeal.helpdesk_ticket_view_form")
        arch = etree.fromstring(own.get_views([(view.id, "form")])["views"]["form"]["arch"])
        buttons = arch.xpath("//button[not(ancestor::list)]")
        shown = {one.get("name") for one in buttons if not (one.get("invisible") or "").startswith("not may_write")}
        self.assertIn("action_open_my_part", shown)
        self.assertFalse({name for name in shown if not name.startswith(READING)})

    def test_the_whole_batch_of_own_and_foreign_tasks_is_refused_and_filtered(self):
        own, foreign = self._task(), self._task(user=self.users["manager"])
        both = (own + foreign).with_user(self.measurer)
        self.assertFalse(both.has_access("write"))
        self.assertEqual(both._filtered_access("write"), own)

    def test_a_date_after_the_legal_one_is_refused_until_that_is_missed(self):
        late = self.promise.due_at + timedelta(days=1)
        with self.assertRaisesRegex(ValidationError, "after the legal date"):
            self._task(due_at=late)
        with freeze_time(late):
            task = self._task("instruction", self.users["head"])
            self.assertGreater(task.due_at, self.promise.due_at)

    def test_who_gives_instructions(self):
        for role in ("supervisor", "head"):
            self.assertEqual(self._task("instruction", self.users[role]).create_uid, self.users[role])
        for role in ("operator", "administrator", "manager", "specialist", "methodologist", "privacy"):
            with self.subTest(role=role), self.assertRaises(AccessError), self.cr.savepoint():
                self._task("instruction", self.users[role])
        with self.assertRaises(AccessError):
            self._task("instruction", self.users["supervisor"]).with_user(self.specialist).name = "Ничего не делать"

    def test_an_instruction_to_two_stands_on_top_until_both_have_reported(self):
        head, second = self.users["head"], self.users["manager"]
        first = self._task("instruction", head, also_user_ids=[fields.Command.set([second.id, self.measurer.id])])
        tasks = self.appeal.task_ids
        self.assertEqual(tasks.user_id, self.measurer + second)
        self.assertIn("Test head to Test measurer", self.appeal.open_instructions)
        for task in tasks:
            own = task.with_user(task.user_id)
            own.report = "<p>Сделано.</p>"
            own.action_done()
        self.env.invalidate_all()
        self.assertFalse(self.appeal.open_instructions)
        self.assertEqual(len(self._told(head)), 2)
        bodies = " ".join(map(str, self.appeal.message_ids.mapped("body")))
        for words in ("Instruction of Test head to Test measurer", "Task done by Test manager"):
            self.assertIn(words, bodies)
        with self.assertRaisesRegex(UserError, "never deleted"):
            first.unlink()

    def test_what_is_reported_stays(self):
        task = self._task()
        task.report = "<p>Сделано.</p>"
        task.action_done()
        done_at = task.done_at
        with freeze_time(done_at + timedelta(hours=1)):
            task.action_done()
        self.assertEqual(
            (task.done_at, len(self.appeal.message_ids.filtered(lambda m: "Task done" in m.body))), (done_at, 1)
        )
        with self.assertRaisesRegex(UserError, "is done: its report stays"):
            task.report = "<p>Иное</p>"
        with self.assertRaisesRegex(UserError, "Press “Done”"):
            self._task().done_by_id = self.specialist

    def test_my_work_lists_what_awaits_me(self):
        self._task()
        action = self.env.ref("grid_appeal.helpdesk_ticket_action_my_work")
        domain = safe_eval(action.domain, {"uid": self.measurer.id})
        self.assertEqual(self.env["helpdesk.ticket"].with_user(self.measurer).search(domain), self.appeal)

    def test_a_task_goes_on_when_the_kind_is_corrected(self):
        """A complaint that turns out to be a claim has another, shorter promise: the co-executor keeps his task."""
        task = self._task(due_at=self.promise.due_at)
        self.appeal.kind = "claim"
        self.assertEqual(self.promise.state, "cancelled")
        self.assertEqual((task.deadline_id, task.state), (self.appeal._answer_deadline(), "running"))
        self.assertEqual(task.due_at, self.appeal._answer_deadline().due_at)

    def test_a_task_is_no_longer_needed_after_the_answer(self):
        task = self._task()
        self.appeal._mark_answered()
        self.assertEqual(task.state, "dropped")
        with self.assertRaisesRegex(UserError, "awaits no answer"):
            self._task()
        with self.assertRaisesRegex(UserError, "awaits no answer"):
            self._appeal().action_ask_contribution()

    def test_a_person_without_a_role_is_not_asked(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            with self.assertRaisesRegex(ValidationError, "does not see"):
                self._task(user=user)
