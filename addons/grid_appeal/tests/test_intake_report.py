"""What mail servers report of our letters comes back to the appeal the letter left from."""

from odoo.tests import tagged

from .common_intake import APPEAL, LETTERS, IntakeCase, letter

SAMPLE = LETTERS["10"]  # a report on the letter <out-1@kuzbass-seti.example>


def bounce(message_id, action="failed", code="550 5.1.1 no such mailbox", **changed):
    """The sample report, on a letter of ours."""
    raw = SAMPLE.replace(b"<out-1@kuzbass-seti.example>", message_id.encode())
    raw = raw.replace(b"Action: failed", f"Action: {action}\nDiagnostic-Code: smtp; {code}".encode())
    for old, new in changed.items():
        raw = raw.replace(old.encode(), new.encode())
    return raw.replace(b"DSN77", f"DSN{hash(raw)}".encode())  # each report is a letter of its own


@tagged("post_install", "-at_install")
class TestIntakeReport(IntakeCase):
    def setUp(self):
        super().setUp()
        self.appeal = self._deliver(letter("Нет света", sender="Анна <anna@pochta.example>")).ticket_id
        self.receipt = self._mails()
        self.assertEqual(self.receipt.email_to, "anna@pochta.example")

    def _mails(self):
        domain = [("model", "=", APPEAL), ("res_id", "=", self.appeal.id), ("is_notification", "=", False)]
        return self.env["mail.mail"].search(domain, order="id desc")

    def _history(self):
        return "".join(self.appeal.message_ids.mapped("body"))

    def test_a_receipt_that_came_back_is_shown_on_its_appeal_and_told(self):
        self.appeal._by_act().user_id = self.users["specialist"]
        row = self._deliver(bounce(self.receipt.message_id))
        self.assertEqual((row.state, row.reason, row.ticket_id), ("attached", "bounce", self.appeal))
        self.assertEqual((self.receipt.state, self.receipt.failure_reason), ("exception", "550 5.1.1 no such mailbox"))
        self.assertIn("550 5.1.1 no such mailbox", self._history())
        task = self.appeal.activity_ids
        self.assertEqual(task.user_id, self.users["specialist"])
        self.assertIn(self.receipt.subject, task.summary)

    def test_without_a_handler_somebody_who_sees_the_appeal_is_told(self):
        self._deliver(bounce(self.receipt.message_id))
        self.assertIn(self.appeal.activity_ids.user_id, self.users["supervisor"] | self.users["head"])

    def test_an_answer_that_came_back_says_so(self):
        self.branch.write({"head_name": "Иванова О. П.", "head_position": "Директор филиала"})
        self.users["specialist"].partner_id.phone = "+73842000000"
        mine = self.appeal.with_user(self.users["specialist"])
        mine.action_take()
        mine.action_answer()
        mine.answer_body = "<p>Свет включён.</p>"
        mine.action_send_answer()
        answer = self.appeal.answer_ids
        self._deliver(bounce(answer.sudo().mail_id.message_id))
        self.assertEqual((answer.delivery_state, answer.failure), ("failed", "550 5.1.1 no such mailbox"))
        self.assertEqual(self.appeal.activity_ids.user_id, self.users["specialist"])
        self.assertEqual(self.appeal.state, "answered", "the answer has left; what became of it is another thing")

    def test_an_answer_that_arrived_says_so(self):
        self.branch.write({"head_name": "Иванова О. П.", "head_position": "Директор филиала"})
        self.users["specialist"].partner_id.phone = "+73842000000"
        mine = self.appeal.with_user(self.users["specialist"])
        mine.action_answer()
        mine.answer_body = "<p>Свет включён.</p>"
        mine.action_send_answer()
        self._deliver(bounce(self.appeal.answer_ids.sudo().mail_id.message_id, "delivered"))
        self.assertEqual(self.appeal.answer_ids.delivery_state, "delivered")

    def test_a_report_that_the_letter_arrived_or_is_late_alarms_nobody(self):
        for action, words in (("delayed", "ещё не дошло"), ("delivered", "доставлено на")):
            with self.subTest(action):
                row = self._deliver(bounce(self.receipt.message_id, action))
                self.assertEqual(row.state, "attached")
                self.assertIn(words, self._history())
        self.assertFalse(self.appeal.activity_ids)
        self.assertEqual(self.receipt.state, "outgoing")

    def test_a_report_that_says_nothing_clear_is_shown_and_changes_nothing(self):
        raw = letter("Что-то не так", sender="postmaster@pochta.example", In_Reply_To=self.receipt.message_id)
        self.assertEqual(self._deliver(raw).state, "attached")
        self.assertIn("Почтовый сервер прислал сообщение", self._history())
        self.assertEqual(self.receipt.state, "outgoing")

    def test_the_same_report_twice_is_told_once(self):
        raw = bounce(self.receipt.message_id)
        states = [self._deliver(raw).state for _again in range(2)]
        self.assertEqual(states, ["attached", "duplicate"])
        self.assertEqual(len(self.appeal.activity_ids), 1)

    def test_a_report_on_a_letter_that_is_not_ours_stays_in_quarantine(self):
        for raw in (SAMPLE, bounce(self.appeal.message_post(body="A note between us").message_id)):
            row = self._deliver(raw)
            self.assertEqual((row.state, row.reason, row.ticket_id.id), ("quarantined", "bounce", False))

    def test_a_report_to_the_return_address_finds_its_branch(self):
        raw = bounce(self.receipt.message_id, **{"priem@kuzbass-seti.example": "bounce@kuzbass-seti.example"})
        row = self._deliver(raw, model=False)
        self.assertEqual((row.state, row.ticket_id, row.branch_id), ("attached", self.appeal, self.branch))

    def test_an_answer_to_our_return_address_finds_its_branch(self):
        raw = letter(
            to="catchall@kuzbass-seti.example", sender="anna@pochta.example", In_Reply_To=self.receipt.message_id
        )
        row = self._deliver(raw, model=False)
        self.assertEqual((row.state, row.branch_id), ("attached", self.branch))

    def test_words_in_a_report_run_nothing(self):
        self._deliver(bounce(self.receipt.message_id, code="550 <script>alert(1)</script>"))
        self.assertNotIn("<script>", self._history())
        self.assertNotIn("<script>", "".join(self.appeal.activity_ids.mapped("note")))
