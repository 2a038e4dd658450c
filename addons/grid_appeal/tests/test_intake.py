"""What becomes of a letter: the chain from the raw journal to an appeal, step by step."""

from collections import Counter
from datetime import timedelta
from unittest.mock import patch
from xmlrpc.client import Binary

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..letters import parse
from .common_intake import ADDRESS, APPEAL, LETTERS, IntakeCase, letter

INTAKE = "odoo.addons.grid_appeal.models.grid_intake"


@tagged("post_install", "-at_install")
class TestIntakeLetters(IntakeCase):
    def test_the_fifteen_letters_tally(self):
        rows = {number: self._deliver(raw) for number, raw in LETTERS.items()}
        self.assertEqual(
            Counter(row.state for row in rows.values()),
            {"registered": 11, "attached": 1, "quarantined": 2, "duplicate": 1},
        )
        self.assertEqual(rows["09"].reason, "auto_reply")
        self.assertEqual(rows["10"].reason, "bounce")
        self.assertEqual(rows["12"].original_id, rows["01"])
        self.assertEqual(rows["07"].ticket_id, rows["01"].ticket_id)
        for number, row in rows.items():
            self.assertEqual(row._bytes(), LETTERS[number])
        appeals = self.env[APPEAL].union(*(row.ticket_id for row in rows.values()))
        self.assertEqual(len(appeals), 11)
        self.assertEqual(set(appeals.mapped("state")), {"registered"})
        self.assertEqual(len(set(appeals.mapped("number"))), 11)

    def test_a_letter_becomes_an_appeal_with_all_it_says(self):
        with freeze_time("2026-11-20 03:00:00"):  # the Date header says March
            row = self._deliver(LETTERS["02"])
        appeal = row.ticket_id
        self.assertEqual(appeal.name, "Претензия о возмещении ущерба")
        self.assertIn("вышли из строя котёл отопления и телевизор", appeal.description)
        self.assertEqual((appeal.kind, appeal.theme), ("claim", "power_quality"))
        self.assertEqual(appeal.channel_id, self._channel("email"))
        self.assertEqual(appeal.branch_id, self.branch)
        self.assertEqual(appeal.received_at, fields.Datetime.to_datetime("2026-11-20 03:00:00"))
        self.assertEqual(appeal.partner_name, "Андрей Сухарев")
        self.assertEqual(appeal.partner_email, "suharev-an@mail.example")
        self.assertEqual(appeal.partner_phone, "+79059112233")
        self.assertEqual(appeal.partner_id.name, "Андрей Сухарев")
        self.assertTrue(appeal.number.startswith("TSA-2026-"))
        self.assertTrue(appeal.next_due_at)

    def test_attachments_keep_names_and_bytes(self):
        for number in ("02", "03", "08", "11", "14"):
            appeal = self._deliver(LETTERS[number]).ticket_id
            kept = self.env["ir.attachment"].search([("res_model", "=", APPEAL), ("res_id", "=", appeal.id)])
            sent = {item.name: item.content for item in parse(LETTERS[number]).attachments}
            self.assertEqual({item.name: item.raw for item in kept}, sent)

    def test_a_page_among_the_attachments_runs_nothing(self):
        raw = b"".join(
            [
                b"From: a@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n",
                b'Content-Disposition: attachment; filename="a.html"\r\n\r\n<script>alert(1)</script>',
            ]
        )
        appeal = self._deliver(raw).ticket_id
        kept = self.env["ir.attachment"].search([("res_model", "=", APPEAL), ("res_id", "=", appeal.id)])
        self.assertEqual(kept.mimetype, "text/plain")

    def test_a_company_is_found_by_the_inn_of_its_signature(self):
        self.factory.inn = "4207999996"
        appeal = self._deliver(LETTERS["03"]).ticket_id
        self.assertEqual(appeal.partner_id, self.factory)

    def test_people_in_copy_do_not_see_the_appeal(self):
        boss = self.env["res.partner"].create({"name": "В копии", "email": "director@romashka-logistik.example"})
        appeal = self._deliver(LETTERS["03"]).ticket_id
        self.assertNotIn(boss, appeal.message_follower_ids.partner_id)
        self.assertFalse(appeal.message_follower_ids.partner_id.filtered("partner_share"))

    def test_a_letter_without_a_subject_is_called_by_its_words(self):
        self.assertEqual(self._deliver(LETTERS["04"]).ticket_id.name[:28], "нет света с 6 утра весь част")
        empty = self._deliver(letter("", subject="")).ticket_id
        self.assertIn("Пётр Иванов", empty.name)
        self.assertTrue(empty.description)

    def test_an_html_letter_loads_nothing(self):
        description = self._deliver(LETTERS["05"]).ticket_id.description
        self.assertIn("00123456", description)
        self.assertNotIn("<img", description)

    def test_markup_in_the_words_stays_words(self):
        description = self._deliver(letter("<b onclick=1>1 < 2</b>")).ticket_id.description
        self.assertIn("&lt;b onclick=1&gt;1 &lt; 2&lt;/b&gt;", description)

    def test_any_bytes_are_kept(self):
        for raw in (b"", b"\x00\xff\xfe", b"From: \xd0\r\n\r\n"):
            row = self._deliver(raw)
            self.assertEqual((row.state, row.reason), ("quarantined", "no_sender"))
            self.assertEqual(row._bytes(), raw)


@tagged("post_install", "-at_install")
class TestIntakeTwice(IntakeCase):
    def test_the_same_letter_makes_one_appeal_however_often_it_comes(self):
        rows = [self._deliver(LETTERS["01"]) for _again in range(3)]
        self.assertEqual([row.state for row in rows], ["registered", "duplicate", "duplicate"])
        self.assertEqual({row.ticket_id for row in rows}, {rows[0].ticket_id})

    def test_two_letters_with_one_message_id_make_two_appeals(self):
        first = self._deliver(letter("Первое", Message_ID="<same@example.com>"))
        second = self._deliver(letter("Второе", Message_ID="<same@example.com>"))
        self.assertEqual((first.state, second.state), ("registered", "registered"))
        self.assertNotEqual(first.ticket_id, second.ticket_id)

    def test_the_database_itself_refuses_a_second_claim(self):
        first, second = self._deliver(letter("Раз")), self._deliver(letter("Два"))
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            second.fingerprint = first.fingerprint
            second.flush_recordset()


@tagged("post_install", "-at_install")
class TestIntakeLoops(IntakeCase):
    def test_forty_automatic_replies_make_no_appeal(self):
        before = self.env[APPEAL].search_count([])
        for number in range(40):
            row = self._deliver(letter(f"Меня нет, {number}", Auto_Submitted="auto-replied"))
            self.assertEqual((row.state, row.reason), ("quarantined", "auto_reply"))
        self.assertEqual(self.env[APPEAL].search_count([]), before)

    def test_a_machine_that_says_nothing_of_itself_is_stopped(self):
        self.env["ir.config_parameter"].set_param("grid_appeal.intake_hourly_limit", "3")
        with freeze_time("2026-11-20 03:00:00"):
            states = [self._deliver(letter(f"Робот {number}")).state for number in range(5)]
        self.assertEqual(states, ["registered"] * 3 + ["quarantined"] * 2)
        with freeze_time("2026-11-20 03:00:00"):
            self.assertEqual(self._deliver(letter("Сосед", sender="sosed@example.com")).state, "registered")
        with freeze_time("2026-11-20 04:00:01"):
            self.assertEqual(self._deliver(letter("Через час")).state, "registered")

    def test_a_known_sender_may_write_often(self):
        self.env["ir.config_parameter"].set_param("grid_appeal.intake_hourly_limit", "1")
        self.env["mail.gateway.allowed"].create({"email": "ivanov@example.com"})
        self.assertEqual([self._deliver(letter(f"{n}")).state for n in range(3)], ["registered"] * 3)

    def test_our_own_letter_comes_back(self):
        row = self._deliver(letter(sender=f"Приёмная <{ADDRESS.upper()}>"))
        self.assertEqual((row.state, row.reason), ("quarantined", "own"))
        sent = self._appeal().message_post(body="Ответ", message_type="comment")
        row = self._deliver(letter(sender="relay@example.com", Message_ID=sent.message_id))
        self.assertEqual((row.state, row.reason), ("quarantined", "own"))

    def test_a_person_may_say_that_it_is_an_appeal(self):
        row = self._deliver(letter("Это я, человек", Auto_Submitted="auto-generated"))
        row.with_user(self.users["supervisor"]).action_replay()
        self.assertEqual(row.state, "quarantined")
        row.with_user(self.users["supervisor"]).action_accept()
        self.env.invalidate_all()
        self.assertEqual((row.state, row.reason), ("registered", False))
        self.assertIn("Это я, человек", row.ticket_id.description)
        again = row.ticket_id
        row.with_user(self.users["supervisor"]).action_accept()
        self.assertEqual(row.ticket_id, again)

    def test_a_letter_of_nobody_is_registered_as_anonymous_when_a_person_says_so(self):
        row = self._deliver(b"Subject: =?utf-8?B?0J/RgNC40LLQtdGC?=\r\n\r\ntext")
        self.assertEqual(row.reason, "no_sender")
        row.action_accept()
        self.env.invalidate_all()
        self.assertEqual((row.state, row.ticket_id.is_anonymous), ("registered", True))


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
        reply = self.appeal.message_ids[0]
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

    def test_after_closing_a_letter_is_a_new_appeal(self):
        self.appeal._by_act().state = "closed"
        row = self._reply(In_Reply_To="<first@example.com>")
        self.assertEqual(row.state, "registered")
        self.assertNotEqual(row.ticket_id, self.appeal)

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


@tagged("post_install", "-at_install")
class TestIntakeDestination(IntakeCase):
    def test_letters_for_other_records_go_their_own_way(self):
        rows = self._rows()
        alias = self.env["mail.alias"].create(
            {
                "alias_name": "partners",
                "alias_model_id": self.env["ir.model"]._get_id("res.partner"),
                "alias_incoming_local": True,
            }
        )
        partner_id = self.env["mail.thread"].message_process(
            False, letter(to="partners@example.com", subject="Карточка")
        )
        self.assertEqual(self.env["res.partner"].browse(partner_id).name, "Карточка")
        sent = self.citizen.message_post(body="Вопрос", message_type="comment")
        reply = letter("Ответ", to="any@example.com", In_Reply_To=sent.message_id)
        self.env["mail.thread"].message_process(APPEAL, reply)
        self.assertIn("Ответ", self.citizen.message_ids[0].body)
        self.assertEqual(self._rows(), rows)
        self.assertTrue(alias)

    def test_a_team_has_its_own_address(self):
        team = self.env["helpdesk.ticket.team"].create({"name": "Приборы учёта", "branch_ids": self.other_branch.ids})
        team.alias_id.write({"alias_name": "meters", "alias_incoming_local": True})
        row = self._deliver(letter(to="meters@example.com"), model=False)
        self.assertEqual(row.ticket_id.team_id, team)

    def test_the_address_of_a_branch_tells_the_branch(self):
        self.other_branch.email = "Beta@Example.com"
        row = self._deliver(letter(to="beta@example.com"), model=False)
        self.assertEqual((row.branch_id, row.ticket_id.branch_id), (self.other_branch, self.other_branch))

    def test_a_letter_may_come_as_text_or_as_bytes_of_a_remote_call(self):
        self.assertEqual(self._deliver(Binary(LETTERS["01"])).state, "registered")
        self.assertEqual(self._deliver(letter().decode()).state, "registered")

    def test_the_guard_of_odoo_against_loops_knows_the_sender(self):
        self.assertEqual(self.env[APPEAL]._mail_get_primary_email_field(), "partner_email")


@tagged("post_install", "-at_install")
class TestIntakeRights(IntakeCase):
    def setUp(self):
        super().setUp()
        self.row = self._deliver(LETTERS["09"])

    def test_who_decides_about_letters_sees_them_and_nobody_else(self):
        for role in ("supervisor", "head", "methodologist"):
            row = self._as(role, self.row)
            self.assertIn("отпуске", row.text)
            self.assertEqual(row._bytes(), LETTERS["09"])
        for role in ("operator", "administrator", "manager", "specialist", "privacy"):
            with self.assertRaises(AccessError):
                self._as(role, self.row).read(["subject"])

    def test_the_file_is_seen_by_the_same_people_only(self):
        domain = [("res_model", "=", "grid.intake"), ("res_id", "=", self.row.id), ("res_field", "=", "raw")]
        file = self.env["ir.attachment"].search(domain)
        self.assertTrue(self._as("supervisor", file).raw)
        for user in (self.users["specialist"], self.portal_user):
            with self.assertRaises(AccessError):
                file.with_user(user).read(["raw"])

    def test_nobody_edits_or_deletes_the_journal(self):
        for role in ("supervisor", "head", "methodologist"):
            with self.assertRaises(AccessError):
                self._as(role, self.row).write({"state": "registered"})
            with self.assertRaises(AccessError):
                self._as(role, self.row).unlink()
            with self.assertRaises(AccessError):
                self._as(role, self.env["grid.intake"]).create({"sha256": "x"})

    def test_a_supervisor_sees_the_letters_of_her_branches(self):
        self.users["supervisor"].branch_ids = self.other_branch
        self.assertNotIn(self.row, self._as("supervisor", self.env["grid.intake"]).search([]))
        self.assertIn(self.row, self._as("head", self.env["grid.intake"]).search([]))

    def test_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Другие сети"})
        self.users["head"].write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        self.assertNotIn(self.row, self._as("head", self.env["grid.intake"]).search([]))

    def test_only_supervisors_and_heads_process_again(self):
        with self.assertRaises(AccessError):
            self._as("methodologist", self.row).action_accept()
        with self.assertRaises(AccessError):
            self._as("specialist", self.row).action_replay()
        self._as("head", self.row).action_accept()
        self.assertEqual(self.row.state, "registered")

    def test_only_a_mail_server_brings_letters(self):
        for user in (*self.users.values(), self.portal_user):
            with self.assertRaises(AccessError):
                self.env["mail.thread"].with_user(user).message_process(APPEAL, LETTERS["01"])
        server = new_test_user(self.env, login="mail_server", groups="base.group_user,grid_appeal.group_mail_gateway")
        self.env["mail.thread"].with_user(server).message_process(APPEAL, LETTERS["01"])
        self.assertEqual(self._rows()[0].state, "registered")
