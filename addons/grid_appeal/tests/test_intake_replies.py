"""Letters that continue an appeal, and letters whose registration fails."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common_intake import APPEAL, LETTERS, IntakeCase, letter

INTAKE = "odoo.addons.grid_appeal.models.grid_intake"


@tagged("post_install", "-at_install")
class TestIntakeReplies(IntakeCase):
    def setUp(self):
        super().setUp()
        self.first = self._deliver(letter("Первое письмо", Message_ID="<first@example.com>"))
        self.appeal = self.first.ticket_id

    def _reply(self, text="Дополняю", subject="Re: Вопрос", **headers):
        return self._deliver(letter(text, subject=subject, **headers))

    def test_a_reply_is_attached_with_its_files(self):
        message = self.appeal.message_post(body="Уточните адрес", message_type="comment")
        row = self._deliver(
            LETTERS["11"]
            .replace(b"<zhukova.ti@mail.example>", b"<Ivanov@Example.com>")
            .replace(b"MIME-Version", f"In-Reply-To: {message.message_id}\r\nMIME-Version".encode())
        )
        self.assertEqual((row.state, row.ticket_id), ("attached", self.appeal))
        reply = self.appeal.message_ids.filtered(lambda message: message.message_type == "email")[:1]
        self.assertIn("фото во вложении", reply.body)
        self.assertEqual(sorted(reply.attachment_ids.mapped("name")), ["Опора на углу.jpg", "Схема проезда.jpg"])
        self.assertEqual(reply.author_id, self.appeal.partner_id)
        self.assertEqual(reply.message_type, "email")
        self.assertFalse(self.appeal.message_follower_ids.partner_id.filtered("partner_share"))

    def test_a_reply_is_known_by_the_letter_it_answers_or_by_the_number(self):
        cyrillic = self.appeal.number.replace("TSA", "ТSА")
        for row in (
            self._reply("К своему же письму", References="<other@x> <first@example.com>"),
            self._reply("По номеру", subject=f"по обращению {self.appeal.number}"),
            self._reply("По номеру русскими буквами", subject=f"на {cyrillic}"),
        ):
            self.assertEqual((row.state, row.ticket_id), ("attached", self.appeal))

    def test_a_stranger_cannot_write_into_the_appeal(self):
        history = self.appeal.message_ids
        row = self._reply(subject=self.appeal.number, sender="evil@example.org", In_Reply_To="<first@example.com>")
        self.assertEqual(row.state, "registered")
        self.assertNotEqual(row.ticket_id, self.appeal)
        self.env.invalidate_all()
        self.assertEqual(self.appeal.message_ids, history)

    def test_after_the_answer_a_letter_is_a_linked_repeat(self):
        for state in ("answered", "closed", "redirected", "refused", "withdrawn"):
            with self.subTest(state):
                self.appeal._by_act().state = state
                row = self._reply(f"Я не согласна ({state}).", In_Reply_To="<first@example.com>")
                repeat = row.ticket_id
                self.assertEqual((row.state, repeat.state), ("registered", "registered"))
                self.assertNotEqual(repeat, self.appeal)
                self.assertNotEqual(repeat.number, self.appeal.number)
                self.assertEqual((repeat.previous_id, repeat.is_repeat), (self.appeal, True))
                self.assertIn(self.appeal.number, "".join(repeat.message_ids.mapped("body")))

    def test_a_repeat_goes_on_with_the_letter_and_not_with_the_appeal_before_it(self):
        self.appeal._by_act().state = "answered"
        repeat = self._reply("Не согласна", subject=self.appeal.number).ticket_id
        row = self._reply("И ещё", subject=f"Re: {repeat.number}")
        self.assertEqual((row.state, row.ticket_id), ("attached", repeat))

    def test_a_stranger_who_names_an_answered_appeal_repeats_nothing(self):
        self.appeal._by_act().state = "answered"
        row = self._reply(subject=self.appeal.number, sender="evil@example.org")
        self.assertEqual(row.state, "registered")
        self.assertFalse(row.ticket_id.previous_id)

    def test_who_asks_together_and_who_acts_for_them_go_on_with_the_appeal(self):
        neighbour, lawyer = self.env["res.partner"].create(
            [{"name": "Соседова", "email": "sosed@example.com"}, {"name": "Юристов", "email": "yurist@example.com"}]
        )
        self.env["grid.representation"].create(
            {"principal_id": self.appeal.partner_id.id, "representative_id": lawyer.id, "kind": "legal"}
        )
        self.appeal.representative_id = lawyer
        self.env["grid.appeal.coapplicant"].create(
            [
                {"ticket_id": self.appeal.id, "partner_id": neighbour.id},
                {"ticket_id": self.appeal.id, "name": "Дальняя", "email": "Dalnyaya@example.com"},
            ]
        )
        for sender, author in (("sosed", neighbour), ("yurist", lawyer), ("dalnyaya", False)):
            row = self._reply(sender, subject=self.appeal.number, sender=f"{sender}@example.com")
            self.assertEqual((row.state, row.ticket_id), ("attached", self.appeal))
            if author:
                self.assertEqual(self.appeal.message_ids[0].author_id, author)

    def test_what_was_asked_for_comes_and_the_handler_is_told(self):
        self.appeal._by_act().write({"state": "awaiting_info", "user_id": self.users["specialist"].id})
        row = self._reply("Прилагаю копию договора", subject=f"Re: {self.appeal.number}")
        self.assertEqual((row.state, row.ticket_id), ("attached", self.appeal))
        self.assertEqual(self.appeal.state, "in_work")
        self.assertEqual(self.appeal.activity_ids.user_id, self.users["specialist"])

    def test_danger_in_a_later_letter_is_an_alarm_like_in_a_first_one(self):
        self._reply("Спасибо, ждём\n> На улице оборван провод!", subject=f"Re: {self.appeal.number}")
        self.assertFalse(self.appeal.danger, "somebody's earlier words")
        self._reply("Ночью оборвался провод, искрит на тротуаре!", subject=f"Re: {self.appeal.number}")
        self.assertTrue(self.appeal.danger)

    def test_an_employee_does_not_answer_past_the_system(self):
        self.users["specialist"].email = "clerk@example.com"
        row = self._reply(subject=self.appeal.number, sender="clerk@example.com")
        self.assertEqual((row.state, row.reason), ("quarantined", "staff"))

    def test_an_automatic_reply_to_the_receipt_is_no_message(self):
        history = self.appeal.message_ids
        row = self._reply(In_Reply_To="<first@example.com>", Precedence="bulk")
        self.assertEqual(row.state, "quarantined")
        self.env.invalidate_all()
        self.assertEqual(self.appeal.message_ids, history)


@tagged("post_install", "-at_install")
class TestIntakeFailure(IntakeCase):
    @mute_logger(INTAKE)
    def _fail(self, raw, error="Нет правила на этот день"):
        with patch.object(type(self.env[APPEAL]), "action_register", side_effect=UserError(error)):
            return self._deliver(raw)

    def _run_cron(self):
        self.env.flush_all()
        with self.registry.cursor() as cr:
            self.env(cr=cr)["grid.intake"]._cron_process()
        self.env.invalidate_all()

    def test_a_failed_registration_keeps_the_letter_and_replay_makes_one_appeal(self):
        before = self.env[APPEAL].search_count([])
        row = self._fail(LETTERS["01"])
        self.assertEqual((row.state, row.error, row.tries), ("failed", "Нет правила на этот день", 1))
        self.assertEqual(row.sender, "m.ivleva@pochta.example")
        self.assertIn("низкое напряжение", row.subject)
        self.assertEqual(row._bytes(), LETTERS["01"])
        self.assertEqual(self.env[APPEAL].search_count([]), before)  # nothing half done
        supervisor = row.with_user(self.users["supervisor"])
        supervisor.action_replay()
        supervisor.action_replay()
        self.env.invalidate_all()
        self.assertEqual((row.state, row.error, row.tries), ("registered", False, 2))
        self.assertEqual(self.env[APPEAL].search_count([]), before + 1)

    def test_a_second_delivery_after_a_failure_is_the_appeal_and_the_replay_is_not(self):
        failed = self._fail(LETTERS["01"])
        second = self._deliver(LETTERS["12"])
        self.assertEqual(second.state, "registered")
        failed.action_replay()
        self.env.invalidate_all()
        self.assertEqual((failed.state, failed.ticket_id), ("duplicate", second.ticket_id))

    def test_whoever_brought_the_letter_is_told_of_no_failure_once_it_is_kept(self):
        with (
            mute_logger(INTAKE),
            patch.object(type(self.env["grid.intake"]), "_begin_try", side_effect=OSError("gone")),
        ):
            row = self._deliver(LETTERS["01"])
        self.assertEqual(row.state, "received")

    def test_a_damaged_letter_is_an_error_and_no_empty_appeal(self):
        row = self._fail(LETTERS["01"])
        row.sudo().raw = b"cm90dGVu"
        self.env.flush_all()
        with mute_logger(INTAKE):
            row.action_replay()
        self.env.invalidate_all()
        self.assertEqual(row.state, "failed")
        self.assertIn("damaged", row.error)

    def test_a_letter_that_cannot_be_kept_is_refused(self):
        broken = patch.object(type(self.env["grid.intake"]), "_journal", side_effect=OSError("disk full"))
        with broken, self.assertRaises(OSError):
            self._deliver(LETTERS["01"])

    def test_the_scheduled_action_finishes_what_was_cut_off(self):
        with (
            mute_logger(INTAKE),
            patch.object(type(self.env["grid.intake"]), "_begin_try", side_effect=OSError("gone")),
        ):
            cut_off = self._deliver(LETTERS["01"])
        failed = self._fail(LETTERS["02"])
        hopeless = self._fail(LETTERS["03"])
        hopeless.tries = 5
        quarantined = self._deliver(LETTERS["09"])
        self._run_cron()
        self.assertEqual(cut_off.state, "received")  # somebody may be working on it still
        rows = cut_off + failed + hopeless + quarantined
        past = fields.Datetime.now() - timedelta(minutes=11)
        self.env.cr.execute(
            "UPDATE grid_intake SET write_date = %s, received_at = %s WHERE id IN %s", [past, past, rows._ids]
        )
        self.env.invalidate_all()
        self._run_cron()
        self.assertEqual(rows.mapped("state"), ["registered", "registered", "failed", "quarantined"])

    def test_without_a_branch_the_error_says_what_to_do(self):
        nowhere = self.env["res.company"].create({"name": "Без филиалов"})
        user = new_test_user(self.env, login="gate", groups="base.group_user,grid_appeal.group_mail_gateway")
        user.write({"company_ids": [(4, nowhere.id)], "company_id": nowhere.id})
        gate = self.env["mail.thread"].with_user(user)
        with mute_logger(INTAKE):
            gate.message_process(APPEAL, letter(to="elsewhere@example.com"))
        row = self._rows().filtered(lambda row: row.company_id == nowhere)
        self.assertEqual(row.state, "failed")
        self.assertIn("Без филиалов", row.error)
