import base64
from datetime import date, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ROLES
from .common_answer import AnswerCase

NUMBER = "65000013000018"


@tagged("post_install", "-at_install")
class TestDelivery(AnswerCase):
    @freeze_time("2026-11-01 05:00:00")
    def _sent(self, delivery, **values):
        answer = self._drafted(**values)
        answer.delivery = delivery
        answer.action_send()
        return answer

    def _note(self, answer, act, user=None, **values):
        note = self.env["grid.delivery.note"].with_user(user or self.specialist)
        note = note.create({"letter": f"{answer._name},{answer.id}", "act": act, **values})
        return note.action_note()

    def _history(self, answer):
        return "\n".join(answer.ticket_id.sudo().message_ids.mapped("body"))

    # --- by post
    def test_a_letter_by_post_needs_an_address(self):
        answer = self._drafted()
        answer.delivery = "post"
        self.citizen.write({"street": False, "city": False, "zip": False})
        with self.assertRaisesRegex(UserError, "no postal address: add it to the card of Тестова Мария Ивановна"):
            answer.action_send()

    def test_by_post_from_the_draft_to_the_receiver(self):
        answer = self._sent("post")
        self.assertEqual(answer.delivery_state, "queued")
        self._note(answer, "posted", day="2026-11-02", postal_number="650000 13 00001 8")
        self.assertEqual((answer.delivery_state, answer.postal_number), ("sent", NUMBER))
        self.assertEqual(answer.posted_on, date(2026, 11, 2))
        self._note(answer, "delivered", moment="2026-11-06 03:00:00", to_whom="Тестова М. И.")
        self.assertEqual((answer.delivery_state, answer.delivered_to), ("delivered", "Тестова М. И."))
        for words in (f"handed to the post, No. {NUMBER}", "delivered, received by Тестова М. И."):
            self.assertIn(words, self._history(answer))

    def test_a_wrong_number_of_the_post_is_refused(self):
        answer = self._sent("post")
        for number, words in (
            ("65000013000019", "The last digit of “65000013000019” does not fit"),
            ("6500001300001", "is no number of the post: it has 14 digits"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self._note(answer, "posted", day="2026-11-02", postal_number=number)
        self.assertEqual(answer.delivery_state, "queued")

    def test_only_a_letter_by_post_is_handed_to_the_post(self):
        answer = self._sent("handed")
        with self.assertRaisesRegex(UserError, "does not go by post"):
            self._note(answer, "posted", day="2026-11-02")

    def test_nothing_happens_in_the_future(self):
        answer = self._sent("post")
        tomorrow = fields.Date.today() + timedelta(days=2)
        with self.assertRaisesRegex(UserError, "not handed to the post in the future"):
            self._note(answer, "posted", day=tomorrow)
        with self.assertRaisesRegex(UserError, "delivered in the future"):
            self._note(answer, "delivered", moment=fields.Datetime.now() + timedelta(hours=1), to_whom="Тестова")

    def test_nothing_happens_before_the_letter_was_written(self):
        answer = self._sent("post")
        self.assertEqual(answer.outgoing_date, date(2026, 11, 1))
        with self.assertRaisesRegex(UserError, "it cannot be on its way or delivered on"):
            self._note(answer, "posted", day="2026-10-31")
        with self.assertRaisesRegex(UserError, "The letter is of"):
            self._note(answer, "delivered", moment="2026-10-31 16:00:00", to_whom="Тестова")
        # the day is the day at the branch: the first of November has begun there
        self._note(answer, "delivered", moment="2026-10-31 18:00:00", to_whom="Тестова")
        self.assertEqual(answer.delivery_state, "delivered")

    def test_what_came_back_is_a_task_and_goes_once_more(self):
        answer = self._sent("post")
        letter = answer._letter_pdf()
        self._note(answer, "posted", day="2026-11-02", postal_number=NUMBER)
        self._note(answer, "failed", reason="Истёк срок хранения")
        self.assertEqual((answer.delivery_state, answer.failure), ("failed", "Истёк срок хранения"))
        task = answer.ticket_id.sudo().activity_ids
        self.assertEqual(task.user_id, self.specialist)
        self.assertIn(answer.outgoing_number, task.summary)
        self._note(answer, "again", delivery="email", email="new@example.com")
        self.assertEqual((answer.delivery_state, answer.delivery), ("queued", "email"))
        self.assertEqual(answer.sudo().mail_id.email_to, "new@example.com")
        self.assertEqual(answer._letter_pdf(), letter)
        self.assertIn("sent again: e-mail instead of post", self._history(answer))

    # --- by e-mail
    def test_by_email_the_queue_moves_it(self):
        answer = self._sent("email")
        self.assertEqual(answer.delivery_state, "queued")
        answer.sudo().mail_id.state = "sent"
        self.assertEqual(answer.delivery_state, "sent")

    def test_a_bounce_is_one_task(self):
        answer = self._sent("email")
        answer.sudo().mail_id.state = "sent"
        for _report in range(2):
            answer._delivery_failed("550 5.1.1 user unknown")
        self.assertEqual(answer.delivery_state, "failed")
        self.assertEqual(len(answer.ticket_id.sudo().activity_ids), 1)
        self.assertEqual(self._history(answer).count("not delivered: 550"), 1)

    # --- handed over, and in the account
    def test_handed_over_with_a_document_and_a_scan(self):
        answer = self._sent("handed")
        self.assertEqual(answer.delivery_state, "queued")
        self._note(
            answer,
            "delivered",
            user=self.users["administrator"],
            moment="2026-11-02 03:00:00",
            to_whom="Петров П. П.",
            document="Доверенность № 5 от 01.02.2026",
            proof=base64.b64encode(b"scan"),
            proof_name="podpis.jpg",
        )
        self.assertEqual(answer.delivery_state, "delivered")
        self.assertEqual(answer.receiver_document, "Доверенность № 5 от 01.02.2026")
        proof = answer.sudo().proof_id.with_user(self.specialist)
        with self.assertRaisesRegex(UserError, "stays as it was signed"):
            proof.write({"raw": b"forged"})
        self.assertEqual(proof.sudo().raw, b"scan")
        self.assertEqual(proof.raw, b"scan")
        for closed in ("receiver_document", "proof_id"):
            with self.assertRaises(AccessError):
                self._as("operator", answer).read([closed])
        with self.assertRaises(AccessError):
            self._as("operator", proof).read(["name"])
        self.assertEqual(self._as("operator", answer.sudo().letter_id).mimetype, "application/pdf")

    def test_read_in_the_account(self):
        self.env["res.users"].with_context(no_reset_password=True).create(
            {
                "name": "Тестова",
                "login": "reader",
                "partner_id": self.citizen.id,
                "group_ids": self.env.ref("base.group_portal").ids,
            }
        )
        answer = self._sent("portal")
        self.assertEqual(answer.delivery_state, "sent")
        answer._come_back("mailbox full")
        self.assertEqual(answer.delivery_state, "sent")
        for _look in range(2):
            answer._read_in_account()
        self.assertEqual(answer.delivery_state, "delivered")
        self.assertEqual(self._history(answer).count("read in the personal account"), 1)

    # --- nobody to write to
    def test_an_answer_begun_before_the_appeal_was_found_anonymous_does_not_leave(self):
        answer = self._drafted()
        nobody = {"partner_id": False, "partner_name": False, "partner_email": False, "is_anonymous": True}
        answer.ticket_id._by_act().write(nobody)
        for delivery in ("post", "handed"):
            answer.delivery = delivery
            with self.assertRaisesRegex(UserError, "is anonymous: no answer is given"):
                answer.action_send()

    # --- guards
    def test_two_clicks_are_one_act(self):
        answer = self._sent("handed")
        self._note(answer, "delivered", moment="2026-11-02 03:00:00", to_whom="Тестова")
        with self.assertRaisesRegex(UserError, "does not fit how the letter stands now: “Delivered”"):
            self._note(answer, "delivered", moment="2026-11-03 03:00:00", to_whom="Другой")
        self.assertEqual(answer.delivered_to, "Тестова")

    def test_delivery_is_written_by_its_acts_only(self):
        answer = self._sent("post")
        for vals in (
            {"postal_number": NUMBER},
            {"delivered_to": "Я"},
            {"failed_at": "2026-11-02"},
            {"delivery": "email"},
        ):
            for record in (answer, answer.sudo()):
                with self.assertRaisesRegex(UserError, "can no longer be changed"):
                    record.write(vals)
        with self.assertRaisesRegex(UserError, "given when it is sent"):
            self._drafted().write({"delivered_to": "Я"})

    def test_who_may_note_a_delivery(self):
        for role in ROLES:
            answer = self._sent("handed")
            with self.subTest(role=role):
                values = {"moment": "2026-11-02 03:00:00", "to_whom": "Тестова"}
                if role in ("administrator", "manager", "specialist", "supervisor", "head"):
                    self._note(answer, "delivered", user=self.users[role], **values)
                else:
                    with self.assertRaises(AccessError), self.cr.savepoint():
                        self._note(answer, "delivered", user=self.users[role], **values)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._note(answer, "delivered", user=self.stranger, moment="2026-11-02 03:00:00", to_whom="Тестова")
