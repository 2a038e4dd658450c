from datetime import datetime

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from ..models.legal_deadline_window import ends
from .common import DeadlineCase

# 11.02.2026 is a Wednesday; 10:00 in Kemerovo (seven hours ahead of UTC), 06:00 in Moscow
NOW = "2026-02-11 03:00:00"
WINDOWS = ("overdue", "today", "week", "later", False)


@tagged("post_install", "-at_install")
class TestWindow(DeadlineCase):
    """Overdue, today, this week: by the calendar on the wall of the branch, wherever the reader sits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.records = cls.Promise
        cls.dues = {
            "a second ago": "2026-02-11 02:59:59",
            "this second": NOW,
            "tonight": "2026-02-11 16:59:59",
            "after midnight": "2026-02-11 17:00:00",
            "Sunday night": "2026-02-15 16:59:59",
            "Monday": "2026-02-15 17:00:00",
        }
        cls.local = {name: cls.promise(name, due) for name, due in cls.dues.items()}
        cls.moscow = {name: cls.promise(name, due, tz="Europe/Moscow") for name, due in cls.dues.items()}
        cls.idle = cls.Promise.create({"name": "nothing promised"})
        cls.done = cls.promise("done", NOW)
        cls.done._deadline_done("test_call", NOW)
        cls.paused = cls.promise("paused", NOW)
        cls.paused.deadline_ids._by_act().write({"state": "paused"})
        cls.all = cls.Promise.search([])

    @classmethod
    def promise(cls, name, due, **vals):
        """A record whose only promise, of four hours, is due then."""
        record = cls.Promise.create({"name": name, **vals})
        record._deadline_start("test_call", fields.Datetime.to_datetime(due) - cls.four_hours())
        return record

    @staticmethod
    def four_hours():
        return datetime(2026, 1, 1, 4) - datetime(2026, 1, 1)

    def assertWindows(self, expected):
        """Assert what is shown, and that a search finds the same, on records and on their promises."""
        self.env.invalidate_all()
        shown = {record: record.deadline_window for record in self.all}
        self.assertEqual({record: shown[record] for record in expected}, expected)
        promises = self.all.deadline_ids
        for window in WINDOWS:
            same = self.all.filtered(lambda one, window=window: shown[one] == window)
            self.assertEqual(self.Promise.search([("deadline_window", "=", window)]), same, window)
            self.assertEqual(self.Promise.search([("deadline_window", "!=", window)]), self.all - same, window)
            found = promises.search([("deadline_window", "=", window), ("id", "in", promises.ids)])
            self.assertEqual(
                found.sorted("id"), promises.filtered(lambda p, w=window: p.deadline_window == w).sorted("id")
            )
            if window:
                self.assertEqual(set(found.mapped("res_id")), set(same.ids), window)

    def test_windows_are_of_the_local_days(self):
        windows = ("overdue", "today", "today", "week", "week", "later")
        # in Moscow it is three hours later that the day and the week end
        moscow = ("overdue", "today", "today", "today", "week", "week")
        expected = dict(zip(self.local.values(), windows, strict=True))
        expected.update(zip(self.moscow.values(), moscow, strict=True))
        expected.update(dict.fromkeys((self.idle, self.done, self.paused), False))
        for reader in ("Europe/Moscow", "America/New_York", "Asia/Kamchatka"):
            with freeze_time(NOW):
                self.env.user.tz = reader
                self.assertWindows(expected)

    def test_a_week_ends_on_sunday(self):
        with freeze_time("2026-02-15 03:00:00"):  # a Sunday
            self.assertWindows({self.local["Sunday night"]: "today", self.local["Monday"]: "later"})
        with freeze_time("2026-02-15 17:00:00"):  # Monday in Kemerovo, Sunday in Moscow
            self.assertWindows({self.local["Monday"]: "today", self.moscow["Monday"]: "today"})

    def test_overdue_is_the_very_status(self):
        with freeze_time(NOW):
            for model in (self.Promise, self.env["legal.deadline"]):
                window = model.search([("deadline_window", "=", "overdue")])
                self.assertEqual(window, model.search([("deadline_state", "=", "overdue")]))
                self.assertTrue(window)

    def test_several_windows_at_once(self):
        with freeze_time(NOW):
            found = self.Promise.search([("deadline_window", "in", ["today", "week"]), ("tz", "=", False)])
        self.assertEqual(set(found.mapped("name")), {"this second", "tonight", "after midnight", "Sunday night"})

    def test_ends_of_a_day_and_a_week(self):
        for now, zone, tomorrow, monday in (
            # a Russian zone that moved its clocks in the night: the day had 25 hours
            ("2014-10-25 20:00:00", "Europe/Moscow", "2014-10-26 21:00:00", "2014-10-26 21:00:00"),
            ("2026-02-11 03:00:00", "Asia/Novokuznetsk", "2026-02-11 17:00:00", "2026-02-15 17:00:00"),
            ("2026-02-11 18:00:00", "Asia/Novokuznetsk", "2026-02-12 17:00:00", "2026-02-15 17:00:00"),
            ("2026-12-31 12:00:00", "Europe/Kaliningrad", "2026-12-31 22:00:00", "2027-01-03 22:00:00"),
        ):
            said = ends(datetime.fromisoformat(now), zone)
            self.assertEqual([str(end) for end in said], [tomorrow, monday], now)

    def test_windows_of_promises_are_served_by_their_index(self):
        template = self.all[0].deadline_ids
        self.env.flush_all()
        self.env.cr.execute(
            """INSERT INTO legal_deadline (rule_id, code, res_model, res_id, company_id, state,
                                           started_at, due_at, control_at, warn_at)
               SELECT rule_id, code, res_model, n, company_id, 'running', due, due, due, due
                 FROM (SELECT promise.*, n, due_at + n * interval '1 hour' AS due
                         FROM legal_deadline AS promise, generate_series(1000000, 1020000) AS n
                        WHERE promise.id = %s) AS many""",
            [template.id],
        )
        self.env.cr.execute("ANALYZE legal_deadline")
        promises = self.env["legal.deadline"].sudo()
        with freeze_time("2140-03-10 03:00:00"):  # amid these dates
            for window in ("overdue", "today", "week", "later"):
                query = promises._search([("deadline_window", "=", window)], order=promises._order, limit=80)
                plan = "\n".join(line for (line,) in self.env.execute_query(SQL("EXPLAIN %s", query.select())))
                self.assertRegex(plan, r"legal_deadline_due_idx.*\n.*Index Cond: .*due_at [<>]", window)
