from unittest.mock import patch

from lxml import html

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import ROLES
from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestCause(AnswerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.lang = "en_US"

    def _appeals(self, number=3, **values):
        tickets = self.env["helpdesk.ticket"]
        for _place in range(number):
            tickets += self._registered(theme="transmission", **values)
        return tickets

    def _linked(self, tickets, user=None, text="<p>Отключение фидера Ф-17. Обращение {{ number }}.</p>"):
        user = user or self.specialist
        link = self.env["grid.cause.link"].with_user(user)
        action = link.create({"ticket_ids": tickets.ids, "name": "Ф-17, 20 ноября"}).action_link()
        cause = self.env["grid.appeal.cause"].with_user(user).browse(action["res_id"])
        cause.body = text
        return cause

    def _run(self, cause):
        while cause.sudo()._answer_batch():
            pass

    def test_one_text_answers_every_appeal_by_a_letter_of_its_own(self):
        tickets = self._appeals()
        cause = self._linked(tickets)
        cause.action_answer_all()
        self._run(cause)
        self.assertEqual(set(tickets.mapped("state")), {"answered"})
        self.assertEqual(len(set(tickets.mapped("answer_outgoing_number"))), 3)
        self.assertEqual((cause.state, cause.answered_count, cause.skipped_count), ("done", 3, 0))
        for ticket in tickets:
            text = self._pdf_text(ticket.answer_id.sudo()._letter_pdf())
            self.assertIn(f"Отключение фидера Ф-17. Обращение {ticket.number}", text)
            self.assertEqual(ticket.answer_id.executor_id, self.specialist)
            self.assertEqual(ticket._answer_deadline().state, "met")

    def test_answer_all_is_offered_while_an_appeal_waits(self):
        tickets = self._appeals(2)
        cause = self._linked(tickets)
        form = html.fromstring(cause.get_view(view_type="form")["arch"])
        (button,) = form.xpath("//button[@name='action_answer_all']")

        def offered():
            (values,) = cause.read(["state", "needs_approval", "waiting_count"])
            return not safe_eval(button.get("invisible"), values)

        self.assertTrue(offered())
        tickets[0]._mark_answered()
        self.assertTrue(offered())
        # the last one is answered by a letter of its own, and the cause never was
        tickets[1]._mark_answered()
        self.assertFalse(offered())
        late = self._appeals(1)
        late.cause_id = cause
        self.assertTrue(offered())
        cause.action_answer_all()
        self._run(cause)
        self.assertFalse(offered())

    def test_what_cannot_be_answered_is_left_out_and_says_why(self):
        tickets = self._appeals(2)
        mute = self._appeals(1, partner_id=self.env["res.partner"].create({"name": "Без Адреса"}).id)
        own = self._appeals(1).with_user(self.specialist)
        own.action_answer()
        cause = self._linked(tickets + mute + own)
        cause.action_answer_all()
        self._run(cause)
        self.assertEqual(set(tickets.mapped("state")), {"answered"})
        self.assertIn("no postal address", mute.cause_note)
        self.assertIn("An answer of its own is being prepared by Петров", own.cause_note)
        self.assertEqual((mute.state, own.state, cause.skipped_count), ("registered", "registered", 2))
        self.assertFalse(mute.answer_ids)
        mute.partner_id.write({"street": "ул. Мира, 1", "city": "Кемерово", "zip": "650000"})
        cause.action_answer_all()
        self._run(cause)
        self.assertEqual((mute.state, mute.cause_note), ("answered", False))

    def test_an_interrupted_run_goes_on_and_doubles_nothing(self):
        tickets = self._appeals(5)
        cause = self._linked(tickets)
        cause.action_answer_all()
        with patch("odoo.addons.grid_appeal.models.grid_appeal_cause_answers.BATCH", 2):
            cause.sudo()._answer_batch()
            self.assertEqual(cause.answered_count, 2)
            self._run(cause)
        self._run(cause)
        letters = self.env["grid.appeal.answer"].search([("ticket_id", "in", tickets.ids)])
        self.assertEqual(len(letters), 5)
        numbers = sorted(int(number[-6:]) for number in letters.mapped("outgoing_number"))
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + 5)))

    def test_a_failure_of_the_printer_loses_its_letters_and_nothing_else(self):
        tickets = self._appeals(2)
        cause = self._linked(tickets)
        cause.action_answer_all()
        printer = "odoo.addons.grid_appeal.models.grid_appeal_letter_print.find_in_path"
        with patch(printer, return_value="/no/such/program"):
            self._run(cause)
        self.assertFalse(tickets.answer_ids)
        self.assertEqual(cause.state, "done")
        for ticket in tickets:
            self.assertIn("could not be made", ticket.cause_note)
        cause.action_answer_all()
        self._run(cause)
        self.assertEqual(set(tickets.mapped("state")), {"answered"})

    def test_one_letter_that_fails_keeps_no_other_back(self):
        tickets = self._appeals(3)
        cause = self._linked(tickets)
        cause.action_answer_all()
        answers = self.env.registry["grid.appeal.answer"]
        leave = answers._leave

        def fails(answer, *args):
            if answer.ticket_id == tickets[1]:
                raise KeyError("fault")
            return leave(answer, *args)

        logger = "odoo.addons.grid_appeal.models.grid_appeal_cause_answers"
        with patch.object(answers, "_leave", fails), self.assertLogs(logger, "ERROR") as log:
            self._run(cause)
        self.assertEqual(len(log.output), 1)
        self.assertEqual(tickets.mapped("state"), ["answered", "registered", "answered"])
        self.assertIn("a fault of the program", tickets[1].cause_note)
        self.assertFalse(tickets[1].answer_ids)
        numbers = sorted(int(number[-6:]) for number in (tickets[0] + tickets[2]).mapped("answer_outgoing_number"))
        self.assertEqual(numbers[1] - numbers[0], 1)
        self.assertEqual((cause.state, cause.skipped_count), ("done", 1))

    def test_the_history_of_the_job_is_in_the_language_of_the_company(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        self.company.partner_id.lang = "ru_RU"
        ticket = self._appeals(1)
        cause = self._linked(ticket)
        cause.action_answer_all()
        self._run(cause.with_context(lang="en_US"))
        self.assertIn("Отвечено: 1 из 1", "".join(cause.message_ids.mapped("body")))
        history = "".join(ticket.message_ids.mapped("body"))
        self.assertIn(f"Ответ № {ticket.answer_outgoing_number}", history)
        self.assertNotIn("Answer No.", history)

    def test_a_letter_costs_few_queries(self):
        tickets = self._appeals(8)
        cause = self._linked(tickets)
        cause.action_answer_all()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(8 * 25 + 2):  # of each letter, and of the batch
            cause.sudo()._answer_batch()
        self.assertEqual(cause.answered_count, 8)

    # --- approval
    def test_answers_to_complaints_are_approved_once_for_all(self):
        tickets = self._appeals(2, kind="complaint")
        cause = self._linked(tickets)
        with self.assertRaisesRegex(UserError, "must be approved before it is sent, by: Supervisor"):
            cause.action_answer_all()
        with self.assertRaisesRegex(AccessError, "never by its own executor"):
            cause.action_approve()
        cause.with_user(self.users["supervisor"]).action_approve()
        cause.action_answer_all()
        self._run(cause)
        self.assertEqual(set(tickets.mapped("state")), {"answered"})

    def test_a_rule_that_names_nobody_is_said_by_its_own_name(self):
        cause = self._linked(self._appeals(2, kind="complaint"))
        rules = cause.sudo()._rules_that_ask()
        rules.write({"review_type": "field", "reviewer_group_id": False, "name": "По полю карточки"})
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "must be approved before it is sent, by: По полю карточки"):
            cause.action_answer_all()
        with self.assertRaisesRegex(AccessError, "is approved by: По полю карточки"):
            cause.with_user(self.users["supervisor"]).action_approve()

    def test_another_text_or_another_appeal_needs_another_approval(self):
        cause = self._linked(self._appeals(1, kind="complaint"))
        approver = cause.with_user(self.users["supervisor"])
        approver.action_approve()
        cause.body = "<p>Иной текст</p>"
        self.assertTrue(cause.needs_approval)
        approver.action_approve()
        link = self.env["grid.cause.link"].with_user(self.specialist)
        link.create({"ticket_ids": self._appeals(1, kind="claim").ids, "cause_id": cause.id}).action_link()
        self.assertTrue(cause.needs_approval)
        with self.assertRaisesRegex(AccessError, "is approved by: Head"):
            approver.action_approve()

    def test_no_answer_borrows_an_approval(self):
        tickets = self._appeals(1, kind="complaint")
        cause = self._linked(tickets)
        cause.with_user(self.users["supervisor"]).action_approve()
        answers = self.env["grid.appeal.answer"].with_user(self.specialist)
        with self.assertRaisesRegex(UserError, "given when it is sent"):
            answers.create({"ticket_id": tickets.id, "body": "<p>Своё</p>", "cause_id": cause.id})
        for vals in ({"state": "sending"}, {"approved_by_id": self.specialist.id}):
            with self.assertRaisesRegex(UserError, "by its buttons"):
                cause.write(vals)

    def test_an_approval_where_nothing_asks_is_none(self):
        cause = self._linked(self._appeals(1))
        with self.assertRaisesRegex(UserError, "needs an approval: press “Answer all”"):
            cause.action_approve()

    def test_an_appeal_that_joins_past_the_dialog_drops_the_approval(self):
        cause = self._linked(self._appeals(1, kind="complaint"))
        cause.with_user(self.users["supervisor"]).action_approve()
        late = self._appeals(2, kind="complaint").with_user(self.specialist)
        late[0].cause_id = cause
        self.assertTrue(cause.needs_approval)
        self.assertFalse(cause.approved_by_id)
        cause.with_user(self.users["supervisor"]).action_approve()
        cause.action_answer_all()
        with self.assertRaisesRegex(UserError, "wait until it is done"):
            late[1].cause_id = cause

    def test_a_kind_the_approver_did_not_see_is_judged_again(self):
        complaint, other = self._appeals(1, kind="complaint"), self._appeals(1)
        cause = self._linked(complaint + other)
        cause.with_user(self.users["supervisor"]).action_approve()
        self.assertFalse(cause.needs_approval)
        cause.action_answer_all()
        other.kind = "claim"
        self.assertTrue(cause.needs_approval)
        self._run(cause)
        self.assertEqual((complaint.state, other.state), ("answered", "registered"))
        self.assertIn("must be approved before it is sent, by: Head", other.cause_note)

    def test_nobody_approves_his_own_text_by_naming_another_executor(self):
        supervisor = self.users["supervisor"]
        cause = self._linked(self._appeals(1, kind="complaint"), user=supervisor)
        cause.executor_id = self.specialist
        with self.assertRaisesRegex(AccessError, "by whoever wrote in it"):
            cause.action_approve()
        cause.with_user(self.users["head"]).action_approve()
        self.assertFalse(cause.needs_approval)
        with self.assertRaisesRegex(UserError, "by its buttons"):
            self.env["grid.appeal.cause"].with_user(supervisor).create(
                {"name": "Ф-18", "branch_id": self.branch.id, "approved_by_id": supervisor.id}
            )

    # --- linking
    def test_what_is_answered_already_is_not_linked(self):
        waiting, done = self._appeals(1), self._closed()
        cause = self._linked(waiting + done)
        self.assertEqual(cause.ticket_ids, waiting)
        self.assertIn(done.number, "".join(cause.message_ids.mapped("body")))
        with self.assertRaisesRegex(UserError, "None of the chosen appeals"):
            self._linked(done)

    def test_an_unknown_field_is_refused_when_saved(self):
        with self.assertRaisesRegex(ValidationError, "names a field that does not exist: salary"):
            self._linked(self._appeals(1), text="<p>{{ salary }}</p>")

    def test_access(self):
        cause = self._linked(self._appeals(1))
        for role in ROLES:
            with self.subTest(role=role):
                self.assertTrue(self._as(role, cause).read(["name"]))
                writes = role in ("manager", "specialist", "supervisor", "head")
                self.assertEqual(self._as(role, cause).has_access("write"), writes)
        for user in (self.stranger, self.portal_user):
            with self.assertRaises(AccessError):
                cause.with_user(user).read(["name"])
        with self.assertRaises(AccessError):
            self._linked(self._appeals(1), user=self.users["operator"])
