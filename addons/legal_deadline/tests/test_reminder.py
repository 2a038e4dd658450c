import re
from unittest.mock import patch

from freezegun import freeze_time
from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import DeadlineCase
from .people import new_people

# A promise of 30 days from 15.01.2026 ends on 16.02.2026 at 23:59:59 in Kemerovo; it is due soon from
# 10.02.2026 at midnight, so half of the time that is left is gone on 13.02.2026 at noon.
START = "2026-01-15 05:00:00"
BEFORE, WARNED = "2026-02-10 16:59:58", "2026-02-10 17:00:00"
NOT_HALF, HALF = "2026-02-13 16:59:58", "2026-02-13 17:00:00"
DUE, LATE = "2026-02-16 16:59:59", "2026-02-16 17:00:00"


class ReminderCase(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("ru_RU")
        group = "legal_deadline.group_rule_reader"
        told = {"groups": group, "notification_type": "inbox", "lang": "en_US"}
        cls.executor, cls.other, cls.supervisor, cls.head = new_people(
            cls.env,
            *({"login": name, "name": name.title(), **told} for name in ("executor", "other", "supervisor", "head")),
        )
        cls.letter = cls.record("Letter")
        cls.deadline = cls.letter._deadline_start("test_answer", START)

    @classmethod
    def record(cls, name, **vals):
        ladder = {"user_id": cls.executor.id, "supervisor_id": cls.supervisor.id, "head_id": cls.head.id}
        return cls.Promise.create({"name": name, **ladder, **vals})

    def remind(self, now):
        """Run the job at a moment; return the messages it sent."""
        seen = self.env["mail.message"].search([], order="id desc", limit=1)
        with freeze_time(now), self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env.flush_all()
            self.env(cr=cr)["legal.deadline"]._cron_remind()
        self.env.invalidate_all()
        return self.env["mail.message"].search([("id", ">", seen.id), ("message_type", "=", "user_notification")])

    def told(self, now):
        """Return who was told of how much, by the messages."""
        return sorted(
            (message.notified_partner_ids.name, int(re.search(r"\d+$", message.subject).group()))
            for message in self.remind(now)
        )


@tagged("post_install", "-at_install")
class TestReminder(ReminderCase):
    def test_where_nothing_promises_there_is_nobody_to_tell(self):
        with patch.object(type(self.deadline), "_promising_models", lambda self: []):
            self.assertEqual(self.told(WARNED), [])

    def test_the_ladder_is_climbed_a_step_at_a_time_and_each_is_told_once(self):
        for now, told in (
            (BEFORE, []),
            (WARNED, [("Executor", 1)]),
            (WARNED, []),
            (NOT_HALF, []),
            (HALF, [("Supervisor", 1)]),
            (HALF, []),
            (DUE, []),
            (LATE, [("Head", 1)]),
            ("2026-03-16 17:00:00", []),
        ):
            self.assertEqual(self.told(now), told, now)
        notices = self.deadline.notice_ids.sorted("sent_at")
        self.assertEqual(notices.mapped("level"), ["executor", "supervisor", "head"])
        self.assertEqual([str(at) for at in notices.mapped("sent_at")], [WARNED, HALF, LATE])
        self.assertEqual(notices.user_ids, self.executor + self.supervisor + self.head)
        self.assertEqual({str(notice.due_at) for notice in notices}, {DUE})

    def test_a_job_that_stood_still_tells_every_level_once(self):
        self.assertEqual(self.told("2026-03-16 17:00:00"), [("Executor", 1), ("Head", 1), ("Supervisor", 1)])
        self.assertEqual(self.told("2026-03-16 17:00:00"), [])

    def test_one_message_lists_the_promises_of_a_person(self):
        more = self.record("Second letter")
        more._deadline_start("test_answer", START)
        others = self.record("Others", user_id=self.other.id)
        others._deadline_start("test_answer", START)
        messages = self.remind(WARNED)
        self.assertEqual(len(messages), 2)
        [message] = messages.filtered(lambda one: one.notified_partner_ids == self.executor.partner_id)
        self.assertEqual(message.subject, "Deadlines draw near: 2")
        body = html.fromstring(message.body)
        self.assertEqual(
            [item.text_content() for item in body.findall(".//li")],
            [
                "Letter: Answer on the merits, due 16.02.2026 23:59",
                "Second letter: Answer on the merits, due 16.02.2026 23:59",
            ],
        )
        links = [link.get("href") for link in body.findall(".//a")]
        self.assertTrue(links[1].endswith(f"/mail/view?model={more._name}&res_id={more.id}"), links)

    def test_higher_levels_read_whose_it_is(self):
        [message] = self.remind(HALF).filtered(lambda one: one.notified_partner_ids == self.supervisor.partner_id)
        self.assertIn("due 16.02.2026 23:59, Executor", message.body)

    def test_the_date_is_of_the_zone_of_the_record_and_not_of_the_reader(self):
        self.executor.tz = "America/New_York"
        moscow = self.record("Moscow", tz="Europe/Moscow")
        moscow._deadline_start("test_call", "2026-02-10 14:00:00")
        [message] = self.remind("2026-02-10 16:00:00")
        self.assertIn("due 10.02.2026 21:00", message.body)

    def test_the_message_speaks_the_language_of_its_reader(self):
        self.executor.lang = "ru_RU"
        self.answer.with_context(lang="ru_RU").name = "Ответ по существу"
        [message] = self.remind(WARNED)
        self.assertIn("Ответ по существу", message.body)

    def test_names_are_text_and_never_markup(self):
        self.letter.name = "<b>Bold</b>"
        [message] = self.remind(WARNED)
        self.assertIn("&lt;b&gt;Bold&lt;/b&gt;", message.body)

    def test_an_extended_promise_is_warned_about_anew(self):
        self.assertEqual(self.told(LATE), [("Executor", 1), ("Head", 1), ("Supervisor", 1)])
        self.deadline._by_act().write({"due_at": "2026-03-16 16:59:59", "warn_at": "2026-03-10 17:00:00"})
        self.assertEqual(self.told(LATE), [])
        self.assertEqual(self.told("2026-03-10 17:00:00"), [("Executor", 1)])
        self.assertEqual(len(self.deadline.notice_ids), 4)

    def test_only_a_running_promise_is_warned_about(self):
        for act in (
            lambda: self.deadline._by_act().write({"state": "paused"}),
            lambda: self.deadline._by_act().write({"state": "missed"}),
            lambda: self.deadline._by_act().write({"state": "cancelled"}),
        ):
            act()
            self.assertEqual(self.told(LATE), [])

    def test_where_nobody_is_the_next_one_up_is_told(self):
        self.letter.user_id = False
        self.assertEqual(self.told(WARNED), [("Supervisor", 1)])
        self.letter.supervisor_id = False
        self.assertEqual(self.told(HALF), [("Head", 1)])
        self.letter.head_id = False
        self.assertEqual(self.told(LATE), [])
        self.assertEqual(self.deadline.notice_ids.filtered(lambda one: one.level == "head").user_ids.ids, [])

    def test_the_archived_and_the_portal_are_never_told(self):
        self.executor.active = False
        self.assertEqual(self.told(WARNED), [("Supervisor", 1)])
        self.letter.supervisor_id = self.customer
        self.assertEqual(self.told(HALF), [("Head", 1)])

    def test_whoever_reads_mail_gets_a_mail_that_the_queue_sends(self):
        self.executor.write({"notification_type": "email", "email": "executor@example.com"})
        [message] = self.remind(WARNED)
        [mail] = self.env["mail.mail"].search([("mail_message_id", "=", message.id)])
        self.assertEqual((mail.state, mail.recipient_ids), ("outgoing", self.executor.partner_id))

    def test_a_model_says_only_who_executes_unless_it_says_more(self):
        mixin = self.registry["legal.deadline.mixin"]
        for level, users in (("executor", self.executor), ("supervisor", None), ("head", None)):
            said = mixin._deadline_recipients(self.letter, level)
            self.assertEqual(said, {self.letter.id: users} if users else {})

    def test_queries_grow_with_the_readers_and_not_with_the_promises(self):
        self.remind(LATE)
        readers = self.env["res.users"].concat(
            *(new_test_user(self.env, f"reader {n}", notification_type="inbox") for n in range(10))
        )
        self.queries(1, self.executor)  # what is asked once is remembered now
        one = self.queries(1, self.executor)
        self.assertLessEqual(one, 40)
        self.assertLessEqual(self.queries(500, self.executor), one + 10)
        self.assertLessEqual(self.queries(500, readers), one + 10 + 15 * len(readers))

    def queries(self, count, readers):
        """Return what it costs to warn of so many promises of these people."""
        records = self.Promise.create(
            [{"name": str(number), "user_id": readers[number % len(readers)].id} for number in range(count)]
        )
        records._deadline_start("test_answer", START)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        with freeze_time(WARNED):
            self.assertEqual(self.env["legal.deadline"]._remind("executor"), count)
            self.env.flush_all()
        return self.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestReminderAccess(ReminderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_promise_model()
        cls.mine = cls.record("Mine", user_id=cls.reader.id)
        cls.mine._deadline_start("test_answer", START)

    def test_warnings_are_read_with_their_promise_and_written_by_nobody(self):
        self.remind(WARNED)
        notices = self.env["legal.deadline.notice"].search([])
        self.assertEqual(set(notices.deadline_id.mapped("record_name")), {"Letter", "Mine"})
        seen = notices.with_user(self.reader).search([])
        self.assertEqual(seen, self.mine.deadline_ids.notice_ids)
        self.assertEqual(seen.read(["level"])[0]["level"], "executor")
        with self.assertRaises(AccessError):
            (notices - seen).with_user(self.reader).read(["level"])
        for user in (self.plain, self.customer):
            with self.assertRaises(AccessError):
                notices.with_user(user).search([])
        for user in (self.editor, self.reader, self.plain, self.customer):
            for operation in ("write", "create", "unlink"):
                self.assertFalse(notices.browse().with_user(user).has_access(operation), (user.login, operation))

    def test_warnings_of_another_company_are_hidden(self):
        company = self.env["res.company"].create({"name": "Other"})
        record = self.Promise.create({"name": "Elsewhere", "tz": "UTC", "company_id": company.id})
        deadline = record._deadline_start("test_answer", START)
        self.remind(HALF)
        self.assertTrue(deadline.notice_ids)
        hidden = deadline.notice_ids.with_user(self.reader)
        self.assertFalse(hidden.search([("id", "in", hidden.ids)]))
        with self.assertRaises(AccessError):
            hidden.read(["level"])
