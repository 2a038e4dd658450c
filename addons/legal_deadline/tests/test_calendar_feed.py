from datetime import UTC, datetime

import vobject

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged

from .common import DeadlineCase

SECRET = "Иванова Мария Петровна Весенняя"


@tagged("post_install", "-at_install")
class TestCalendarFeed(DeadlineCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_promise_model()
        cls.env["res.lang"]._activate_lang("ru_RU")
        cls.reader.lang = "en_US"
        cls.colleague = new_test_user(cls.env, "colleague", "legal_deadline.group_rule_reader")
        cls.own, cls.others = cls.Promise.create(
            [{"name": SECRET, "user_id": user.id} for user in (cls.reader, cls.colleague)]
        )
        cls.deadline, _others = (cls.own + cls.others)._deadline_start("test_answer", "2026-01-15 05:00:00")

    def make(self, user=None):
        """Press the button and return the path of the address it shows."""
        action = (user or self.reader).with_user(user or self.reader).action_make_deadline_feed()
        return action["context"]["default_url"].removeprefix(self.reader.get_base_url())

    def events(self, path):
        answer = self.url_open(path)
        self.assertEqual(answer.status_code, 200)
        return vobject.readOne(answer.text).contents.get("vevent", [])

    def assertNobody(self, path):
        answer = self.url_open(path)
        self.assertEqual(answer.status_code, 404)
        self.assertNotIn("VCALENDAR", answer.text)

    def test_it_shows_what_is_mine_and_when(self):
        [event] = self.events(self.make())
        self.assertEqual(event.summary.value, f"Answer on the merits: No. {self.own.id}")
        self.assertEqual(event.dtstart.value, datetime(2026, 2, 16, 16, 59, 59, tzinfo=UTC))
        self.assertEqual(event.valarm.trigger.value, datetime(2026, 2, 10, 17, 0, tzinfo=UTC))
        self.assertTrue(event.url.value.endswith(f"?model={self.own._name}&res_id={self.own.id}"))

    def test_it_is_a_calendar_that_nobody_keeps_a_copy_of(self):
        answer = self.url_open(self.make())
        self.assertEqual(answer.headers["Content-Type"], "text/calendar; charset=utf-8")
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertNotIn("session_id", answer.headers.get("Set-Cookie", ""))

    def test_it_tells_no_personal_data(self):
        text = self.url_open(self.make()).text.replace("\r\n ", "")
        for word in SECRET.split():
            self.assertNotIn(word, text)

    def test_an_event_keeps_its_identity_when_its_date_moves(self):
        path = self.make()
        [before] = self.events(path)
        self.deadline._by_act().write({"due_at": "2026-03-16 16:59:59"})
        [after] = self.events(path)
        self.assertEqual(after.uid.value, before.uid.value)
        self.assertEqual(after.dtstart.value, datetime(2026, 3, 16, 16, 59, 59, tzinfo=UTC))

    def test_what_is_kept_or_given_away_leaves_it(self):
        path = self.make()
        self.own.user_id = self.colleague
        self.assertFalse(self.events(path))
        self.own.user_id = self.reader
        self.own._deadline_done("test_answer", "2026-01-20 05:00:00")
        self.assertFalse(self.events(path))

    def test_it_speaks_the_language_of_its_owner(self):
        self.reader.lang = "ru_RU"
        self.answer.with_context(lang="ru_RU").name = "Ответ по существу"
        [event] = self.events(self.make())
        self.assertIn("Ответ по существу", event.summary.value)

    def test_a_wrong_address_is_nobodys(self):
        path = self.make()
        for wrong in ("/legal_deadline/feed/x.ics", path[:-5] + ".ics", path.replace("feed/", "feed/x")):
            self.assertNobody(wrong)
        self.assertNobody(f"/legal_deadline/feed/{self.reader.sudo().deadline_feed_hash}.ics")

    def test_it_is_only_read(self):
        path = self.make()
        self.assertEqual(self.url_open(path, data={"x": "1"}).status_code, 405)

    def test_a_new_address_kills_the_old_one_and_closing_kills_it(self):
        old = self.make()
        new = self.make()
        self.assertNobody(old)
        self.assertTrue(self.events(new))
        self.assertTrue(self.reader.has_deadline_feed)
        self.reader.with_user(self.reader).action_revoke_deadline_feed()
        self.assertNobody(new)
        self.assertFalse(self.reader.has_deadline_feed)

    def test_an_archived_user_has_no_calendar_and_gets_none_back(self):
        path = self.make()
        self.reader.active = False
        self.assertNobody(path)
        self.reader.active = True
        self.assertNobody(path)

    def test_who_lost_the_role_has_no_calendar(self):
        path = self.make()
        self.reader.group_ids = self.env.ref("base.group_user")
        self.assertNobody(path)

    def test_only_oneself_makes_and_closes_it(self):
        for act in ("action_make_deadline_feed", "action_revoke_deadline_feed"):
            for actor, whose in ((self.colleague, self.reader), (self.customer, self.customer)):
                with self.assertRaises(AccessError):
                    getattr(whose.with_user(actor), act)()

    def test_the_address_is_shown_once_and_kept_as_a_hash(self):
        action = self.reader.with_user(self.reader).action_make_deadline_feed()
        token = action["context"]["default_url"].split("/")[-1].removesuffix(".ics")
        self.assertGreaterEqual(len(token), 43)
        self.env.flush_all()
        self.env.cr.execute("SELECT row_to_json(u)::text FROM res_users u WHERE id = %s", [self.reader.id])
        self.assertNotIn(token, self.env.cr.fetchone()[0])
        self.assertNotIn(action["res_model"], self.env["ir.model"].search([("transient", "=", True)]).mapped("model"))
        self.assertTrue(self.env[action["res_model"]]._abstract)
        shown = self.env[action["res_model"]].with_user(self.reader).with_context(action["context"])
        self.assertEqual(shown.default_get(["url"]), {"url": action["context"]["default_url"]})

    def test_nobody_reads_the_hash(self):
        self.make()
        for user in (self.reader, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                self.reader.with_user(user).read(["deadline_feed_hash"])
            with self.assertRaises(AccessError):
                self.reader.with_user(user).search([("deadline_feed_hash", "!=", False)])

    def test_a_person_sees_whether_she_has_one(self):
        self.make()
        self.assertTrue(self.reader.with_user(self.reader).read(["has_deadline_feed"])[0]["has_deadline_feed"])

    def test_many_deadlines_cost_what_one_costs(self):
        self.queries(1)  # what is asked once is remembered now
        one = self.queries(1)
        records = self.Promise.create([{"user_id": self.reader.id} for _number in range(100)])
        records._deadline_start("test_answer", "2026-01-15 05:00:00")
        self.assertLessEqual(self.queries(101), one)

    def queries(self, events):
        """Return what it costs to make the calendar, which has so many events."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        text = self.env["legal.deadline"].with_user(self.reader)._my_calendar()
        self.assertEqual(text.count("BEGIN:VEVENT"), events)
        return self.cr.sql_log_count - before
