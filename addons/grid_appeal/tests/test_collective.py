from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import ROLES
from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestCollective(AnswerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.neighbour = cls.env["res.partner"].create({"name": "Соседов Пётр Ильич", "email": "sosedov@example.com"})

    def _people(self, ticket, **changed):
        return self.env["grid.appeal.coapplicant"].create(
            [
                {"ticket_id": ticket.id, "partner_id": self.neighbour.id},
                {"ticket_id": ticket.id, "name": "Почтова А. А.", "address": "ул. Мира, 1\n650000 Кемерово", **changed},
            ]
        )

    def _answer(self, **changed):
        answer = self._drafted()
        self._people(answer.ticket_id.sudo(), **changed)
        return answer

    def test_every_applicant_gets_a_letter_of_the_same_number(self):
        answer = self._answer()
        answer.action_send()
        copies = answer.copy_ids
        self.assertEqual(copies.coapplicant_id.mapped("name"), ["Соседов Пётр Ильич", "Почтова А. А."])
        self.assertEqual(copies.mapped("delivery"), ["email", "post"])
        self.assertEqual(copies[0].sudo().mail_id.email_to, "sosedov@example.com")
        self.assertEqual(copies.mapped("delivery_state"), ["queued", "queued"])
        for copy, words in zip(copies, ("Соседов", "ул. Мира, 1"), strict=True):
            text = self._pdf_text(copy._letter_pdf())
            self.assertIn(words, text)
            self.assertIn(answer.outgoing_number, text)
            self.assertNotIn("ул. Ленина, д. 5", text)
            self.assertNotIn("Ход рассмотрения", text)
        self.assertIn("Ход рассмотрения", self._pdf_text(answer._letter_pdf()))
        self.assertNotIn("Соседов", self._pdf_text(answer._letter_pdf()))
        self.assertEqual(answer.ticket_id.state, "answered")

    def test_every_applicant_is_greeted_by_his_own_name(self):
        answer = self._answer()
        answer.action_send()
        self.assertIn("Мария Ивановна", self._pdf_text(answer._letter_pdf()))
        neighbour, brief = answer.copy_ids
        for text in (
            self._pdf_text(neighbour._letter_pdf()),
            self._pdf_text(brief._letter_pdf()),
            self._plain(neighbour.sudo().mail_id.body_html),
        ):
            self.assertNotIn("Мария Ивановна", text)
        self.assertIn("Пётр Ильич", self._pdf_text(neighbour._letter_pdf()))
        self.assertIn("Пётр Ильич", neighbour.sudo().mail_id.body_html)

    def test_a_greeting_written_by_hand_stays(self):
        answer = self._answer()
        answer.body = "<p>Уважаемые жители дома!</p><p>Провод заменён.</p>"
        answer.action_send()
        self.assertIn("Уважаемые жители дома!", self._pdf_text(answer.copy_ids[0]._letter_pdf()))

    def test_an_address_of_mail_that_is_none_is_refused_or_said_at_once(self):
        ticket = self._registered()
        with self.assertRaisesRegex(ValidationError, "не почта"):
            self._people(ticket, email="не почта")
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as said:
            Form(self._as("specialist", ticket), "grid_appeal.helpdesk_ticket_view_form").partner_email = "не почта"
        self.assertIn("не почта", said.output[0])

    def test_one_without_an_address_keeps_all_from_being_answered(self):
        answer = self._answer(address=False)
        with self.assertRaisesRegex(UserError, "Почтова А. А., one of the applicants, has neither"):
            answer.action_send()
        self.assertEqual((answer.state, answer.ticket_id.state), ("draft", "registered"))

    def test_where_they_named_a_representative_he_alone_is_answered(self):
        answer = self._answer(address=False)
        answer.ticket_id.answers_to_applicant_only = True
        answer.action_send()
        self.assertFalse(answer.copy_ids)

    def test_the_letters_of_the_copies_are_kept(self):
        answer = self._answer()
        answer.action_send()
        letter = answer.copy_ids[0].letter_id.with_user(self.specialist)
        for attempt in (lambda: letter.write({"raw": b"forged"}), letter.unlink):
            with self.assertRaisesRegex(UserError, "stays as it was signed"):
                attempt()

    def test_each_copy_is_delivered_with_its_own_proof(self):
        with freeze_time("2026-11-01 05:00:00"):
            answer = self._answer()
            answer.action_send()
        first, second = answer.copy_ids.with_user(self.specialist)
        note = self.env["grid.delivery.note"].with_user(self.specialist)
        posted = {"letter": f"{second._name},{second.id}", "act": "posted"}
        with self.assertRaisesRegex(UserError, "The letter is of"):
            note.create({**posted, "day": "2026-10-31"}).action_note()
        note.create({**posted, "day": "2026-11-02"}).action_note()
        first.sudo()._delivery_failed("550 no such mailbox")
        self.assertEqual((first.delivery_state, second.delivery_state), ("failed", "sent"))
        self.assertEqual(answer.delivery_state, "queued")
        self.assertIn("Соседов Пётр Ильич", answer.ticket_id.sudo().activity_ids.summary)
        note.create({"letter": f"{first._name},{first.id}", "act": "again", "delivery": "email"}).action_note()
        self.assertEqual(first.delivery_state, "queued")
        self.assertIn("Соседов", self._pdf_text(first._letter_pdf()))

    def test_who_signed_stays_once_answered(self):
        answer = self._answer()
        answer.action_send()
        people = answer.ticket_id.coapplicant_ids.sudo()
        for change in (
            lambda: people[0].write({"name": "Другой"}),
            people.unlink,
            lambda: self._people(answer.ticket_id.sudo()),
        ):
            with self.assertRaisesRegex(UserError, "its applicants are not changed any more"):
                change()

    def test_an_applicant_never_moves_to_another_appeal(self):
        person = self._people(self._registered())[0]
        with self.assertRaisesRegex(UserError, "not moved to another"):
            person.ticket_id = self._closed()
        person.write({"ticket_id": person.ticket_id.id, "name": "Иной"})
        with self.assertRaisesRegex(UserError, "Say which appeal it belongs to"):
            self.env["grid.appeal.coapplicant"].create({"name": "Ничей"})

    def test_a_reader_named_over_the_api_is_none(self):
        answer = self._answer()
        person = answer.ticket_id.coapplicant_ids[0]
        self.assertEqual(answer.with_context(reader=person.id)._email(), answer._email())

    def test_access(self):
        answer = self._answer()
        answer.action_send()
        people, copies = answer.ticket_id.coapplicant_ids, answer.copy_ids
        for role in ROLES:
            with self.subTest(role=role):
                self.assertTrue(self._as(role, people).read(["name"]))
                self.assertTrue(self._as(role, copies).read(["delivery"]))
                self.assertFalse(self._as(role, copies).has_access("write"))
                self.assertEqual(self._as(role, people).has_access("write"), role not in ("methodologist", "privacy"))
        for user in (self.stranger, self.portal_user):
            for records in (people, copies):
                with self.assertRaises(AccessError):
                    records.with_user(user).read(["ticket_id"])
