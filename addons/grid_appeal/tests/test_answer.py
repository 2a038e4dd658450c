from freezegun import freeze_time
from lxml import etree
from psycopg2 import DatabaseError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ROLES
from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestAnswer(AnswerCase):
    def test_the_answer_leaves_no_promise_behind(self):
        """An e-mail appeal without an address to confirm to: the answer itself tells the number."""
        person = self.env["res.partner"].create({"name": "Без Почты"}).id
        answer = self._drafted(partner_id=person, partner_email=False, channel_id=self._channel("email").id)
        answer.delivery = "handed"
        answer.action_send()
        self.assertEqual(set(answer.ticket_id.deadline_ids.mapped("state")), {"met"})
        self.assertFalse(answer.ticket_id.next_due_at)

    def test_from_draft_to_sent(self):
        ticket = self._registered(channel_id=self._channel("email").id).with_user(self.specialist)
        ticket.action_take()
        ticket.action_answer()
        answer = ticket.answer_id
        self.assertEqual((answer.state, answer.version, answer.delivery), ("draft", 1, "email"))
        self.assertIn("Уважаемая Мария Ивановна!", answer.body)
        self.assertEqual(answer.signer_name, "А. В. Кузнецов")
        self.assertEqual(answer.executor_phone, "+73842364570")
        ticket.answer_body = str(ticket.answer_body) + "<p>Провод заменён.</p>"
        ticket.action_send_answer()
        self.assertEqual(answer.state, "sent")
        self.assertRegex(answer.outgoing_number, r"^TSA-\d{4}-И-000001$")
        self.assertEqual(answer.sent_by_id, self.specialist)
        self.assertEqual(ticket.state, "answered")
        promise = ticket.sudo().deadline_ids.filtered(lambda one: one.code == ticket.answer_code)
        self.assertEqual((promise.state, promise.done_at), ("met", answer.sent_at))
        ticket.outcome = "justified"
        ticket.action_close()
        self.assertEqual(ticket.state, "closed")

    def test_answering_twice_goes_on_with_the_same_draft(self):
        ticket = self._registered().with_user(self.specialist)
        ticket.action_answer()
        draft = ticket.answer_id
        ticket.action_answer()
        self.assertEqual(ticket.answer_ids, draft)

    def test_a_new_appeal_is_registered_before_it_is_answered(self):
        ticket = self._appeal().with_user(self.specialist)
        with self.assertRaisesRegex(UserError, "Register it first"):
            ticket.action_answer()

    def test_versions_keep_what_was_written(self):
        first = self._drafted("<p>Первый вариант.</p>")
        ticket = first.ticket_id
        ticket.action_new_answer_version()
        second = ticket.answer_id
        self.assertEqual((second.version, second.body), (2, first.body))
        ticket.answer_body = str(ticket.answer_body) + "<p>Второй вариант.</p>"
        self.assertNotIn("Второй", first.body)
        with self.assertRaisesRegex(UserError, "replaced by version 2"):
            first.body = "<p>Правка старой версии</p>"
        with self.assertRaisesRegex(UserError, "replaced by version 2"):
            first.action_send()
        second.action_send()
        self.assertEqual((first.state, second.state), ("draft", "sent"))

    def test_a_sent_answer_never_changes(self):
        answer = self._drafted()
        answer.action_send()
        letter = answer._letter_pdf()
        for vals in ({"body": "<p>Иное</p>"}, {"outgoing_number": "X"}, {"signer_name": "Другой"}, {"state": "draft"}):
            for record in (answer, answer.sudo()):
                with self.assertRaisesRegex(UserError, "can no longer be changed"):
                    record.write(vals)
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            answer.ticket_id.answer_body = "<p>Иное</p>"
        with self.assertRaisesRegex(UserError, "never deleted"):
            answer.sudo().unlink()
        with self.assertRaisesRegex(UserError, "has been sent"):
            answer.action_new_version()
        self.assertEqual(answer._letter_pdf(), letter, "a reprint gives the same bytes")

    def test_the_letter_cannot_be_swapped_through_its_attachment(self):
        answer = self._drafted()
        answer.action_send()
        letter = answer.letter_id
        for attempt in (
            lambda: letter.write({"raw": b"forged"}),
            lambda: letter.write({"name": "x.pdf"}),
            letter.unlink,
        ):
            with self.assertRaisesRegex(UserError, "stays as it was signed"):
                attempt()
        self.assertTrue(letter.raw.startswith(b"%PDF"))

    def test_nobody_brings_a_number_of_his_own(self):
        ticket = self._registered().with_user(self.specialist)
        vals = {"ticket_id": ticket.id, "body": "<p>.</p>", "outgoing_number": "TSA-2026-И-999999"}
        with self.assertRaisesRegex(UserError, "given when it is sent"):
            ticket.env["grid.appeal.answer"].create(vals)
        answer = self._drafted()
        with self.assertRaisesRegex(UserError, "given when it is sent"):
            answer.write({"state": "sent"})

    def test_the_database_itself_keeps_one_sent_answer_and_whole_ones(self):
        answer = self._drafted()
        answer.action_send()
        answer.flush_recordset()
        for statement in (
            "UPDATE grid_appeal_answer SET letter_id = NULL WHERE id = %s",
            "UPDATE grid_appeal_answer SET state = 'draft' WHERE id = %s",
            """INSERT INTO grid_appeal_answer (ticket_id, version, state, delivery, company_id, outgoing_number,
                    outgoing_date, sent_at, sent_by_id, letter_id)
               SELECT ticket_id, 2, 'sent', delivery, company_id, 'OTHER', outgoing_date, sent_at, sent_by_id, letter_id
                 FROM grid_appeal_answer WHERE id = %s""",
        ):
            with self.assertRaises(DatabaseError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.env.cr.execute(statement, [answer.id])

    def test_what_lacks_is_said_in_sentences_and_nothing_happens(self):
        answer = self._drafted(
            text="", partner_email=False, partner_id=self.env["res.partner"].create({"name": "Без Почты"}).id
        )
        answer.write({"delivery": "email", "signer_name": False, "executor_phone": False})
        with self.assertRaises(UserError) as refusal:
            answer.action_send()
        for part in ("letter is empty", "Nobody signs", "executor and his phone", "no e-mail address"):
            self.assertIn(part, str(refusal.exception))
        self.assertEqual((answer.state, answer.outgoing_number), ("draft", False))
        answer.delivery = "portal"
        with self.assertRaisesRegex(UserError, "no personal account"):
            answer.action_send()

    def test_the_way_of_sending_follows_the_way_the_appeal_came(self):
        no_mail = self.env["res.partner"].create({"name": "Без Почты"}).id
        for channel, values, expected in (
            ("post", {}, "post"),
            ("email", {}, "email"),
            ("site", {}, "email"),
            ("window", {}, "email"),
            ("window", {"partner_id": no_mail}, "post"),
            ("account", {}, "email"),
            ("account", {"partner_id": self.portal_user.partner_id.id}, "portal"),
        ):
            with self.subTest(channel=channel, values=values):
                ticket = self._registered(channel_id=self._channel(channel).id, **values).with_user(self.specialist)
                ticket.action_answer()
                self.assertEqual(ticket.answer_delivery, expected)

    def test_by_post_no_mail_leaves_but_the_history_knows(self):
        answer = self._drafted()
        before = self._mails(answer.ticket_id)
        answer.action_send()
        self.assertEqual(self._mails(answer.ticket_id), before)
        self.assertFalse(answer.mail_id)
        self.assertIn(answer.outgoing_number, answer.ticket_id.message_ids[0].body)

    def test_a_second_send_is_refused_with_the_number(self):
        answer = self._drafted()
        answer.action_send()
        with self.assertRaisesRegex(UserError, f"already been sent: No. {answer.outgoing_number}"):
            answer.action_send()

    def test_the_list_of_outgoing_letters_begins_with_the_newest(self):
        with freeze_time("2026-03-02 03:00:00"):
            begun_first, begun_last = self._drafted(), self._drafted()
        for moment, answer in (("2026-03-03 03:00:00", begun_last), ("2026-03-03 04:00:00", begun_first)):
            with freeze_time(moment):
                answer.action_send()
        for view in ("list", "kanban"):
            arch = begun_first.get_view(self.env.ref(f"grid_appeal.grid_appeal_answer_view_{view}").id, view)["arch"]
            shown = begun_first.search([("state", "=", "sent")], order=etree.fromstring(arch).get("default_order"))
            self.assertEqual((shown & (begun_first + begun_last)).ids, (begun_first + begun_last).ids)

    def test_numbers_follow_each_other_in_the_branch(self):
        numbers = []
        for _turn in range(3):
            answer = self._drafted()
            answer.action_send()
            numbers.append(answer.outgoing_number[-6:])
        self.assertEqual(numbers, ["000001", "000002", "000003"])


@tagged("post_install", "-at_install")
class TestAnswerRights(AnswerCase):
    def test_who_reads_and_who_writes(self):
        answer = self._drafted()
        for role in ROLES:
            with self.subTest(role=role):
                mine = self._as(role, answer)
                self.assertTrue(mine.body)
                if role in ("specialist", "supervisor", "head"):
                    mine.body = f"<p>{role}</p>"
                    mine.flush_recordset()
                else:
                    with self.assertRaises(AccessError):
                        mine.write({"body": "<p>чужая правка</p>"})
                    with self.assertRaises(AccessError):
                        mine.action_send()
        with self.assertRaises(AccessError):
            self._as("head", answer).unlink()

    def test_another_branch_sees_nothing(self):
        answer = self._drafted()
        foreign = answer.with_user(self.stranger)
        self.assertFalse(foreign.search([("id", "=", answer.id)]))
        with self.assertRaises(AccessError):
            foreign.read(["body"])
        with self.assertRaises(AccessError):
            foreign.action_send()

    def test_the_district_below_is_seen_from_above(self):
        answer = self._drafted(branch_id=self.district.id)
        self.assertTrue(self._as("operator", answer).body)

    def test_another_company_sees_nothing(self):
        answer = self._drafted()
        other = self.env["res.company"].create({"name": "Чужие сети"})
        head = self.users["head"]
        head.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        self.assertFalse(answer.with_user(head).search([("id", "=", answer.id)]))

    def test_a_customer_sees_nothing(self):
        answer = self._drafted(partner_id=self.portal_user.partner_id.id)
        for user in (self.portal_user, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                answer.with_user(user).read(["body"])
