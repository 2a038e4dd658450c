"""The acts that write a letter: request for information, extension, redirect, withdrawal."""

from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common_notice import NoticeCase


@tagged("post_install", "-at_install")
class TestNotice(NoticeCase):
    # --- information
    def test_asking_for_information_leaves_the_term_running(self):
        ticket = self._registered()
        due = ticket.next_due_at
        notice = self._notice(ticket, "request_info", reason="Пришлите фото счётчика.", reply_by="2027-01-20")
        notice.action_send()
        self.assertEqual((ticket.state, ticket.next_due_at), ("awaiting_info", due))
        self.assertRegex(notice.outgoing_number, r"^TSA-\d{4}-И-000001$")
        text = self._pdf_text(notice._letter_pdf())
        for words in ("Пришлите фото счётчика.", "20 января 2027 г.", ticket.number):
            self.assertIn(words, text)
        self.assertIn("The term of the answer goes on", self._history(ticket))

    def test_the_information_comes_and_the_handler_is_told(self):
        ticket = self._registered()
        self._as("specialist", ticket).action_take()
        self._notice(ticket, "request_info", reason="Фото.").action_send()
        self._as("operator", ticket).action_receive_info()
        self.assertEqual(ticket.state, "in_work")
        self.assertEqual(ticket.activity_ids.user_id, self.specialist)

    def test_a_question_by_telephone_needs_no_letter_but_a_note(self):
        ticket = self._registered()
        notice = self._notice(ticket, "request_info", delivery="none")
        with self.assertRaisesRegex(UserError, "Fill in"):
            notice.action_send()
        notice.reason = "Позвонили 26.11, попросили номер счётчика"
        notice.action_send()
        self.assertEqual((ticket.state, notice.state, notice.outgoing_number), ("awaiting_info", "sent", False))

    def test_an_appeal_that_waits_for_the_applicant_is_answered_all_the_same(self):
        ticket = self._registered()
        self._notice(ticket, "request_info", reason="Фото.").action_send()
        ticket = ticket.with_user(self.specialist)
        ticket.action_answer()
        ticket.answer_body = str(ticket.answer_body) + "<p>Провод заменён.</p>"
        ticket.action_send_answer()
        self.assertEqual(ticket.state, "answered")

    # --- drafts
    def test_a_dialog_that_is_opened_and_closed_leaves_nothing(self):
        ticket = self._registered()
        for act in ("request_info", "extend", "redirect", "refuse", "withdraw"):
            action = getattr(self._as("specialist", ticket), f"action_{act}")()
            notices = self.env[action["res_model"]].with_user(self.specialist).with_context(**action["context"])
            dialog = Form(notices, view="grid_appeal.grid_appeal_notice_view_form")
            self.assertEqual(dialog.ticket_id, self._as("specialist", ticket))
            self.assertEqual(dialog.signer_name, self.branch.head_name)
            self.assertIn(ticket.number, str(dialog.body), "the letter is seen before it is kept")
            self.assertFalse(action["res_id"])
        self.assertFalse(ticket.notice_ids)

    def test_what_two_people_begin_at_once_is_one_draft(self):
        ticket = self._registered()
        action = self._as("specialist", ticket).action_redirect()
        notices = self.env[action["res_model"]].with_user(self.specialist).with_context(**action["context"])
        notices.create({"reason": "Не наше."})
        with self.assertRaisesRegex(UserError, "being prepared already"), self.cr.savepoint():
            notices.create({"reason": "Не нам."})
        self.assertEqual(ticket.draft_notice_ids.mapped("reason"), ["Не наше."])

    def test_the_defaults_of_a_dialog_give_no_number(self):
        """Whatever the context of a call says, a letter gets its number and its state by being sent."""
        ticket = self._registered()
        action = self._as("specialist", ticket).action_request_info()
        forged = {"default_state": "sent", "default_outgoing_number": "X-1", "default_sent_by_id": self.specialist.id}
        notices = self.env[action["res_model"]].with_user(self.specialist)
        notice = notices.with_context(**action["context"], **forged).create({"reason": "Фото."})
        self.assertEqual((notice.state, notice.outgoing_number, notice.sent_by_id.id), ("draft", False, False))

    def test_a_closed_dialog_loses_nothing(self):
        ticket = self._registered()
        notice = self._notice(ticket, "redirect", reason="Вопрос о договоре снабжения")
        again = self._notice(ticket, "redirect")
        self.assertEqual((again, again.reason), (notice, "Вопрос о договоре снабжения"))
        self.assertEqual(ticket.draft_notice_ids, notice)
        notice.action_discard()
        self.assertFalse(ticket.draft_notice_ids)
        self.assertEqual(ticket.state, "registered")

    def test_what_is_typed_into_the_letter_stays_until_its_facts_change(self):
        notice = self._notice(self._registered(), "request_info", reason="Фото.")
        notice.body = "<p>Своими словами.</p>"
        notice.delivery = "handed"
        self.assertIn("Своими словами", notice.body)
        notice.reason = "Паспорт прибора."
        self.assertIn("Паспорт прибора.", notice.body)

    # --- extension
    def test_the_head_extends_and_the_letter_names_the_new_date(self):
        with freeze_time("2026-11-24 04:30:00"):
            ticket = self._registered()
        self.assertEqual(ticket.next_due_at, datetime(2026, 12, 24, 16, 59, 59))
        with freeze_time("2026-12-20 03:00:00"):
            notice = self._notice(
                ticket,
                "extend",
                reason="Запрошены материалы у собственника сети.",
                ground_id=self.env.ref("grid_appeal.legal_ground_papers_requested").id,
            )
            self.assertEqual(notice.due_after, datetime(2027, 1, 25, 16, 59, 59))
            with self.assertRaises(AccessError):
                notice.action_send()
            notice.with_user(self.users["head"]).action_send()
        self.assertEqual(ticket.next_due_at, datetime(2027, 1, 25, 16, 59, 59))
        self.assertEqual(ticket.state, "registered")
        text = self._pdf_text(notice._letter_pdf())
        self.assertIn("25 января 2027 г.", text)
        self.assertRegex(ticket.extension_refusal, "cannot be extended again: its law allows it 1 times")
        with freeze_time("2026-12-21 03:00:00"), self.assertRaisesRegex(UserError, "cannot be extended again"):
            self._as("head", ticket).action_extend()

    def test_extend_is_offered_where_the_law_still_allows_it_and_says_why_not(self):
        with freeze_time("2026-11-24 04:30:00"):
            ticket = self._registered()
            self.assertFalse(ticket.extension_refusal)
        with freeze_time("2027-01-11 03:00:00"):
            self.env.invalidate_all()
            self.assertIn("The term has ended", ticket.extension_refusal)
            with self.assertRaisesRegex(UserError, "The term has ended"):
                self._as("head", ticket).action_extend()

    def test_order_186_knows_no_extension(self):
        ticket = self._registered(channel_id=self._channel("email").id)
        with self.assertRaises(UserError):
            self._as("head", ticket).action_extend()
        notices = self.env["grid.appeal.notice"].with_user(self.users["head"])
        notice = notices.create({"ticket_id": ticket.id, "kind": "extension", "reason": "Сложный случай."})
        notice.ground_id = self.env.ref("grid_appeal.legal_ground_exceptional_case")
        number = self.env["grid.counter"].sudo().search([("branch_id", "=", self.branch.id), ("kind", "=", "outgoing")])
        with self.assertRaises(UserError), self.cr.savepoint():
            notice.action_send()
        self.assertEqual((notice.state, number.value), ("draft", 0), "no number is spent on a refusal")

    # --- a letter begun past its button
    def test_a_letter_is_begun_only_where_its_act_is_allowed(self):
        ticket = self._registered()
        notice = self._notice(ticket, "redirect", reason="Не наше.", receiver_id=self.supplier.id)
        notices = notice.browse()
        with self.assertRaisesRegex(UserError, "made by its redirect"), self.cr.savepoint():
            notices.create({"ticket_id": ticket.id, "kind": "forwarding"})
        notice.action_send()
        forwarding = self._as("specialist", ticket).notice_ids.filtered(lambda one: one.kind == "forwarding")
        for act in (forwarding.copy, notice.copy, lambda: notices.create({"ticket_id": ticket.id, "kind": "refusal"})):
            with self.assertRaises(UserError), self.cr.savepoint():
                act()
        self.assertEqual(set(ticket.notice_ids.mapped("state")), {"sent"})

    # --- redirect
    def test_a_redirect_tells_both_and_keeps_its_own_term(self):
        ticket = self._registered(channel_id=self._channel("email").id)
        notice = self._notice(ticket, "redirect", reason="Договор снабжения.", receiver_id=self.supplier.id)
        notice.action_send()
        self.assertEqual(ticket.state, "redirected")
        self.assertEqual(self._promise(ticket, ticket.answer_code).state, "cancelled")
        self.assertEqual(self._promise(ticket, "appeal_redirect_59fz").state, "met")
        self.assertFalse(ticket.next_due_at)
        forwarding = ticket.notice_ids.filtered(lambda one: one.kind == "forwarding")
        self.assertEqual(forwarding.state, "sent")
        self.assertNotEqual(forwarding.outgoing_number, notice.outgoing_number)
        mails = self._mails(ticket)
        self.assertIn("gp@sbyt.example", mails.mapped("email_to"))
        self.assertIn("testova@example.com", mails.mapped("email_to"))
        text = self._pdf_text(forwarding._letter_pdf())
        self.assertIn("Вечером мигает свет.", text)
        self.assertNotIn("Ход рассмотрения", text, "a page that shows its state to the applicant alone")

    def test_an_anonymous_appeal_is_redirected_without_a_letter_to_nobody(self):
        """What is told of a breach goes to the body that may act on it, whoever wrote (59-FZ, art. 11 p. 1)."""
        ticket = self._registered(partner_id=False, is_anonymous=True)
        notice = self._notice(ticket, "redirect", reason="Хищение.", receiver_id=self.supplier.id)
        notice.action_send()
        self.assertEqual((ticket.state, notice.outgoing_number), ("redirected", False))
        forwarding = ticket.notice_ids - notice
        self.assertEqual(self._mails(ticket).mapped("email_to"), ["gp@sbyt.example"])
        self.assertNotIn("Заявитель уведомлён", self._pdf_text(forwarding._letter_pdf()))

    def test_a_late_redirect_is_a_miss_of_its_term(self):
        with freeze_time("2026-11-02 03:00:00"):
            ticket = self._registered()
        with freeze_time("2026-11-20 03:00:00"):
            self._notice(ticket, "redirect", reason="Не наше.", receiver_id=self.supplier.id).action_send()
        self.assertEqual(self._promise(ticket, "appeal_redirect_59fz").state, "missed")

    def test_an_overdue_appeal_that_is_redirected_was_missed(self):
        with freeze_time("2026-09-02 03:00:00"):
            ticket = self._registered()
        with freeze_time("2026-11-20 03:00:00"):
            self._notice(ticket, "redirect", reason="Не наше.", receiver_id=self.supplier.id).action_send()
        self.assertEqual(self._promise(ticket, ticket.answer_code).state, "missed")

    def test_nothing_is_redirected_to_nowhere(self):
        ticket = self._registered()
        notice = self._notice(ticket, "redirect", reason="Не наше.")
        with self.assertRaisesRegex(UserError, "Fill in: To whom"):
            notice.action_send()
        notice.receiver_id = self.env["res.partner"].create({"name": "ООО «Без адреса»", "is_company": True})
        with self.assertRaisesRegex(UserError, "neither an e-mail nor an address"):
            notice.action_send()
        with self.assertRaisesRegex(UserError, "not to our own"):
            notice.receiver_id = self.company.partner_id

    def test_a_category_knows_the_competent_body_and_its_redirect_is_controlled(self):
        category = self.env.ref("grid_appeal.category_supply_contract")
        category.receiver_id = self.supplier
        with freeze_time("2026-11-23 03:00:00"):
            ours, theirs = (self._registered(category_id=category.id, kind="consultation") for _ in range(2))
        self.assertEqual(ours.next_due_at, datetime(2026, 11, 30, 16, 59, 59), "seven days to redirect come first")
        with freeze_time("2026-11-24 03:00:00"):
            notice = self._notice(theirs, "redirect", reason="Договор снабжения.")
            self.assertEqual(notice.receiver_id, self.supplier)
            notice.action_send()
            ours._mark_answered()
        self.assertEqual(self._promise(theirs, "appeal_redirect_59fz").state, "met")
        self.assertEqual(self._promise(ours, "appeal_redirect_59fz").state, "cancelled")

    # --- withdrawal
    def test_what_the_applicant_takes_back_is_owed_no_more(self):
        ticket = self._registered()
        self._notice(ticket, "withdraw", reason="Заявление от 26.11.2026").action_send()
        self.assertEqual(ticket.state, "withdrawn")
        self.assertEqual(self._promise(ticket, ticket.answer_code).state, "cancelled")
        self.assertFalse(ticket.next_due_at)

    # --- who may
    def test_an_operator_prepares_no_letter_and_a_stranger_sees_none(self):
        ticket = self._registered()
        with self.assertRaises(AccessError):
            self._as("operator", ticket).action_redirect()
        notice = self._notice(ticket, "redirect")
        self.assertFalse(self.env["grid.appeal.notice"].with_user(self.stranger).search([("id", "=", notice.id)]))
        with self.assertRaises(AccessError):
            self.env["grid.appeal.notice"].with_user(self.portal_user).search([])

    def test_a_sent_notice_never_changes(self):
        notice = self._notice(self._registered(), "request_info", reason="Фото.")
        notice.action_send()
        for vals in ({"body": "<p>Иное</p>"}, {"reason": "Иное"}, {"outgoing_number": "X"}):
            with self.assertRaisesRegex(UserError, "can no longer be changed"):
                notice.write(vals)
        with self.assertRaisesRegex(UserError, "stays as it was signed"):
            notice.letter_id.write({"raw": b"forged"})
        with self.assertRaisesRegex(UserError, "never deleted"):
            notice.action_discard()

    def test_an_ended_appeal_takes_no_more_acts(self):
        ticket = self._registered()
        self._notice(ticket, "withdraw", reason="Заявление").action_send()
        for act in ("request_info", "extend", "redirect", "refuse", "withdraw"):
            with self.assertRaisesRegex(UserError, "does not wait for an answer"):
                getattr(self._as("head", ticket), f"action_{act}")()
