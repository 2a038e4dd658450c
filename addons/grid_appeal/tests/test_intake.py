"""What becomes of a letter: the chain from the raw journal to an appeal, step by step."""

from collections import Counter

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..letters import parse
from .common_intake import ADDRESS, APPEAL, LETTERS, IntakeCase, letter


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
