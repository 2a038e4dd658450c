"""The main job, end to end: a real letter comes in, is registered, answered by a PDF letter and closed in time."""

import io
from datetime import datetime
from pathlib import Path

from freezegun import freeze_time
from pypdf import PdfReader

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged

LETTERS = Path(__file__).resolve().parents[2] / "data" / "letters"
# Wednesday, 10 December 2025, 11:00 in Kemerovo (UTC+7): golden case 2 of data/cases counts from this day
ARRIVAL = datetime(2025, 12, 10, 4, 0)
ANSWER_DUE = datetime(2026, 1, 12, 16, 59, 59)


@tagged("standard", "post_install", "-at_install")
class FirstAppealStory(TransactionCase):
    """One letter of data/letters through everybody's hands."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.write({"name": "АО «Рассказ о сетях»", "legal_tz": "Asia/Novokuznetsk"})
        cls.branch = cls.env["grid.branch"].create(
            {
                "name": "Кемеровский филиал",
                "code": "STO",
                "tz": "Asia/Novokuznetsk",
                "email": "priem@kuzbass-seti.example",
                "address": "650000, г. Кемерово, пр. Советский, 1",
                "phone": "+73842364567",
                "head_name": "А. В. Кузнецов",
                "head_position": "Директор филиала",
            }
        )
        cls.specialist = cls._employee("specialist")
        cls.supervisor, cls.head = cls._employee("supervisor"), cls._employee("head")

    @classmethod
    def _employee(cls, role):
        user = new_test_user(cls.env, login=f"story_{role}", name="Петров Сергей Ильич")
        user.group_ids += cls.env.ref(f"grid_customer.group_{role}")
        user.branch_ids = cls.branch
        user.partner_id.phone = "+73842364570"
        return user

    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()  # the journal of letters writes in transactions of its own

    def test_a_letter_becomes_an_answered_appeal(self):
        appeal = self._letter_arrives("01_low_voltage_complaint_koi8r.eml")
        self._is_registered(appeal)
        self._explains_its_date(appeal)
        self._is_answered(appeal)
        self._is_closed_in_time(appeal)
        self._is_seen_by_its_customer_only(appeal)

    @freeze_time(ARRIVAL)
    def _letter_arrives(self, name):
        before = self.env["grid.intake"].search([])
        raw = (LETTERS / name).read_bytes()
        self.env["mail.thread"].message_process("helpdesk.ticket", raw)
        self.env["mail.thread"].message_process("helpdesk.ticket", raw)  # the server brings it twice
        self.env.invalidate_all()
        return (self.env["grid.intake"].search([]) - before).ticket_id

    def _is_registered(self, appeal):
        self.assertEqual(len(appeal), 1, "one letter, brought twice, is one appeal")
        self.assertEqual(appeal.state, "registered")
        self.assertEqual(appeal.number, "STO-2025-000001")
        self.assertEqual(appeal.registered_at, ARRIVAL)
        self.assertEqual(appeal.channel_id, self.env.ref("grid_appeal.channel_email"))
        self.assertTrue(appeal.partner_id.email)
        receipt = self.env["mail.mail"].search([("model", "=", appeal._name), ("res_id", "=", appeal.id)])
        self.assertEqual(len(receipt), 1)
        self.assertIn(appeal.number, receipt.body_html)

    def _explains_its_date(self, appeal):
        answer = appeal.deadline_ids.filtered(lambda promise: promise.rule_id.code == "appeal_answer")
        self.assertEqual(answer.due_at, ANSWER_DUE)
        public = answer.with_context(lang="ru_RU")._explain("public")
        for words in ("30 календарных дней", "11.12.2025", "12.01.2026"):
            self.assertIn(words, public)
        self.assertNotIn("30.12.2025", public, "the internal control date is not the customer's")
        self.assertIn("30.12.2025", answer.with_context(lang="ru_RU")._explain("staff"))

    @freeze_time("2025-12-25 03:00:00")
    def _is_answered(self, appeal):
        mine = appeal.with_user(self.specialist)
        mine.action_take()
        self.assertEqual(appeal.user_id, self.specialist)
        mine.action_answer()
        mine.answer_body = "<p>На трансформаторной подстанции отрегулировано напряжение, оно в норме.</p>"
        mine.action_request_answer_approval()
        appeal.with_user(self.supervisor).action_approve_answer()
        mine.action_send_answer()
        answer = appeal.answer_ids
        self.assertEqual((appeal.state, answer.state), ("answered", "sent"))
        letter = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.sudo().letter_id.raw)).pages)
        for words in (answer.outgoing_number, appeal.number, "отрегулировано напряжение", "Петров Сергей Ильич"):
            self.assertIn(words, " ".join(letter.split()))

    @freeze_time("2025-12-26 03:00:00")
    def _is_closed_in_time(self, appeal):
        promise = appeal.deadline_ids.filtered(lambda promise: promise.rule_id.code == "appeal_answer")
        self.assertEqual((promise.state, promise.done_at), ("met", datetime(2025, 12, 25, 3, 0)))
        appeal.with_user(self.specialist).outcome = "justified"
        appeal.with_user(self.head).action_close()
        self.assertEqual((appeal.state, appeal.deadline_state), ("closed", "met"))

    def _is_seen_by_its_customer_only(self, appeal):
        hers = new_test_user(self.env, login="story_customer", groups="base.group_portal")
        stranger = new_test_user(self.env, login="story_stranger", groups="base.group_portal")
        appeal._by_act().write({"partner_id": hers.partner_id.id})
        self.assertEqual(self.env["helpdesk.ticket"].with_user(hers).search([]), appeal)
        with self.assertRaises(AccessError):
            appeal.with_user(stranger).read(["name"])
