"""Every tile of the live page twice: by the program and slowly in plain Python, in two time zones."""

from collections import Counter
from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from .common_offices import OfficeRows
from .common_rows import RowsCase
from .slow_tiles import SlowTiles

#: A Wednesday: 22:00 in UTC+7, while in UTC+10 the next day has begun.
NOW = "2022-06-15 15:00:00"
#: Moments of UTC: the first and the last of the day in UTC+7 and in UTC+10, and just outside of them.
TODAY = {7: ("2022-06-14 17:00:00", "2022-06-15 16:59:59"), 10: ("2022-06-14 14:00:00", "2022-06-15 13:59:59")}
AROUND = {7: ("2022-06-14 16:59:59", "2022-06-15 17:00:00"), 10: ("2022-06-14 13:59:59", "2022-06-15 14:00:00")}
#: (theme, days ago it came, due, state, whether it has an executor)
OPEN = [
    ("metering", 2, "2022-06-15 14:00:00", "in_work", True),
    ("metering", 7, "2022-06-15 16:00:00", "in_work", True),
    ("service", 15, "2022-06-10 05:00:00", "registered", False),
    ("connection", 25, "2022-06-13 05:00:00", "in_work", True),
    ("connection", 29, "2022-06-13 05:00:00", "in_work", False),
    ("other", 60, "2022-05-20 05:00:00", "awaiting_info", True),
    ("other", 90, "2022-06-20 05:00:00", "in_work", False),
    ("transmission", 0, "2022-07-14 05:00:00", "new", False),
]
#: (answered at, late): in the week, the month, the year, and in the year before
ANSWERED = [
    ("2022-06-14 05:00:00", False),
    ("2022-06-13 05:00:00", True),
    ("2022-06-02 05:00:00", False),
    ("2022-06-03 05:00:00", False),
    ("2022-04-20 05:00:00", True),
    ("2022-02-01 05:00:00", False),
    ("2021-12-31 17:00:00", True),
    ("2021-12-31 16:59:59", True),
]


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEveryTile(OfficeRows, RowsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.frozen = freeze_time(NOW)
        cls.frozen.start()
        cls.addClassCleanup(cls.frozen.stop)
        cls.team = cls.env["helpdesk.ticket.team"].create({"name": "Тестовая группа"})
        cls.cause = cls.env["grid.appeal.cause"].create({"name": "Буря", "branch_id": cls.branch.id})
        for branch in (cls.branch, cls.other_branch, cls.their_branch):
            cls._make_appeals(branch)
            cls._make_requests(branch)
            cls._make_outages(branch)
            cls._make_queue(branch)
            zone = 10 if branch == cls.other_branch else 7
            cls._make_appointments(branch, (*TODAY[zone], *AROUND[zone]))
            cls._make_calls(branch)
        for branch, zone in ((cls.branch, 7), (cls.other_branch, 10)):
            for moment in (*TODAY[zone], *AROUND[zone]):
                cls._make_edge(branch, moment)
        cls.env.invalidate_all()

    @classmethod
    def _make_appeals(cls, branch):
        specialist, phone = cls.users["specialist"].id, cls.env.ref("grid_appeal.channel_phone").id
        for number, (theme, ago, due, state, is_taken) in enumerate(OPEN):
            cls._row(
                branch, cls._later(NOW, -ago), kind="complaint", theme=theme, state=state, next_due_at=due,
                user_id=specialist if is_taken else None, team_id=cls.team.id if number % 3 else None,
                **({"channel_id": phone} if number % 2 else {}),
                **({"cause_id": cls.cause.id} if number == 2 and branch == cls.branch else {}),
            )  # fmt: skip
        for at, is_late in ANSWERED:
            appeal = cls._row(branch, at, kind="consultation", theme="other", state="closed", answered_at=at,
                              answered_late=is_late, closed_at_first_contact=not is_late)  # fmt: skip
            cls._mark(appeal, 2 if is_late else 5, at)
        draft = cls.env["grid.appeal.answer"].create({"ticket_id": appeal.id, "body": "<p>Ответ</p>"})
        cls._columns(draft, validation_status="pending")

    @classmethod
    def _make_requests(cls, branch):
        june, offered = "2022-06-10 05:00:00", {"offer_at": "2022-06-14 05:00:00"}
        contracted = {**offered, "contract_date": "2022-06-14"}
        for columns in ({}, offered, contracted, {**contracted, "connected_at": "2022-06-15 05:00:00"}):
            cls._connection(branch, june, {}, **columns)
        for due in ("2022-06-14 05:00:00", "2022-06-16 05:00:00"):
            cls._request("meter_replace", branch, cls.citizen, june, None, next_due_at=due)

    @classmethod
    def _make_calls(cls, branch):
        exchange = cls.env["grid.appeal.source"].create(
            {
                "name": f"АТС {branch.code}",
                "channel_id": cls.env.ref("grid_appeal.channel_phone").id,
                "company_id": branch.company_id.id,
                "branch_id": branch.id,
            }
        )
        moments = [*TODAY[10 if branch == cls.other_branch else 7], "2022-06-15 05:00:00", "2022-06-13 05:00:00"]
        cls.env["grid.call"].create(
            [
                {
                    "source_id": exchange.id,
                    "source_number": f"{stage}-{number}-{is_in_time}",
                    "company_id": branch.company_id.id,
                    "branch_id": branch.id,
                    "stage": stage,
                    "began_at": moment,
                    "ended_at": moment,
                    "is_in_time": is_in_time,
                }
                for number, moment in enumerate(moments)
                for stage, is_in_time in (("answered", True), ("answered", False), ("lost", False), ("talking", False))
            ]
        )
        cls.env["grid.callback"]._promise(
            [
                {
                    "phone": f"+7905{branch.id:05}{hours:02}",
                    "company_id": branch.company_id.id,
                    "branch_id": branch.id,
                    "reason": "promised",
                    "asked_at": cls._later(NOW, 0) - timedelta(hours=hours),
                }
                for hours in (1, 3, 5)
            ]
        )

    @classmethod
    def _make_outages(cls, branch):
        house = {"house_ids": [(0, 0, {"address": "г. Тестовск, ул. Мира, д. 1"})], "branch_id": branch.id}
        off = cls.env["grid.outage"].create({**house, "cause": "Обрыв"})
        off.action_start()
        cls._columns(off, point_count=3)
        for state, start in (
            ("announced", "2022-06-22 14:59:59"),
            ("announced", "2022-06-22 15:00:00"),
            ("draft", "2022-07-22 05:00:00"),
            ("draft", "2022-06-15 14:59:59"),
        ):
            planned = cls.env["grid.outage"].create({**house, "kind": "planned", "started_at": start})
            cls._columns(planned, state=state)

    @classmethod
    def _make_edge(cls, branch, moment):
        """An appeal that came, was registered, answered and closed at a moment; one due at it; an application."""
        closed = {
            "state": "closed",
            "closed_date": moment,
            "answered_at": moment,
            "answered_late": True,
            "closed_at_first_contact": True,
        }
        appeal = cls._row(branch, moment, kind="consultation", theme="service", **closed)
        cls._mark(appeal, 4, moment)
        cls._row(branch, "2022-06-01 05:00:00", kind="complaint", theme="maintenance", next_due_at=moment)
        cls._connection(branch, moment, {})

    def setUp(self):
        super().setUp()
        head = self.users["head"]
        self.page = self.env["grid.live.page"].with_user(head).with_context(allowed_company_ids=self.company.ids)

    def _assert_agrees(self, filters, first):
        slow = SlowTiles(self.env, self.company, datetime.fromisoformat(NOW), first).values()
        figures = self.page.read_tiles(filters, list(slow))
        for code, expected in slow.items():
            figure = figures[code]
            with self.subTest(tile=code, **filters):
                self.assertTrue(expected, "it is counted here")
                if isinstance(expected, Counter):
                    self.assertEqual(Counter(self._bars(figure)), Counter(expected.values()))
                elif isinstance(expected, list):
                    self.assertEqual(self._bars(figure), expected)
                else:
                    self.assertEqual(figure["value"], expected)

    def _bars(self, figure):
        return [bar["value"] for bar in figure["bars"]]

    def _is_own(self, tile):
        """Tiles of addons above are counted twice by the tests of those."""
        return tile.domain.__module__.startswith("odoo.addons.grid_quality.")

    def test_every_tile_is_counted_twice(self):
        slow = SlowTiles(self.env, self.company, datetime.fromisoformat(NOW), date(2022, 6, 1)).values()
        self.assertEqual({tile.code for tile in self.page._tiles() if self._is_own(tile)}, set(slow))
        self.assertEqual(len(slow), 50)
        for period, first in (("today", date(2022, 6, 15)), ("month", date(2022, 6, 1)), ("year", date(2022, 1, 1))):
            self._assert_agrees({"period": period}, first)

    def test_means_stand_beside_the_recommended_ones(self):
        figures = self.page.read_tiles({"period": "month"}, ["queue_wait_by_staff", "queue_service_by_staff"])
        said = [(bar["label"], bar["level"]) for bar in figures["queue_wait_by_staff"]["bars"]]
        self.assertEqual(
            said,
            [
                ("manager-consultant, recommended 20 min", "green"),
                ("operator or cashier, recommended 20 min", "red"),
            ],
        )
        self.assertEqual(figures["queue_wait_by_staff"]["level"], "red")
        [bar] = figures["queue_service_by_staff"]["bars"]
        self.assertEqual((bar["label"], bar["level"]), ("manager-consultant, recommended 15 min", "green"))
        opened = self.env["grid.queue.ticket"].search(bar["domain"])
        self.assertTrue(opened)
        self.assertEqual(set(opened.service_id.mapped("staff")), {"manager"})

    def test_before_anything_was_recommended_means_stand_alone(self):
        [visit] = self.env["grid.queue.ticket"].search([("branch_id", "=", self.branch.id), ("wait_seconds", "=", 60)])
        visit.day = "2009-01-12"
        custom = {"period": "custom", "from": "2009-01-01", "to": "2009-01-31"}
        [bar] = self.page.read_tiles(custom, ["queue_wait_by_staff"])["queue_wait_by_staff"]["bars"]
        self.assertEqual((bar["label"], bar["value"], bar["level"]), ("manager-consultant", 1, ""))

    def test_whose_time_is_near_makes_the_page_read_itself_again(self):
        figure = self.page.read_tiles({}, ["appointment_to_come"])["appointment_to_come"]
        self.assertEqual(figure["changes_at"], "2022-06-15 15:00:00")
        figures = self.page.read_tiles({}, ["appointment_today", "appointment_waiting"])
        for figure in figures.values():
            found = self.env[figure["open"]["res_model"]].search_count(figure["domain"])
            self.assertEqual(found, figure["value"], "a figure opens what it counts")

    def test_hours_stand_in_their_order_and_the_first_one_is_named(self):
        bars = self.page.read_tiles({"period": "month"}, ["queue_by_hour"])["queue_by_hour"]["bars"]
        self.assertEqual([bar["label"] for bar in bars], ["0", "9"])

    def test_a_branch_has_its_own_and_both_make_the_company(self):
        codes = ["overdue", "due_today", "registered_today", "closed_today", "at_approval", "late_stages"]
        whole = self.page.read_tiles({}, codes)
        parts = [
            self.page.read_tiles({"branch_ids": branch.ids}, codes)
            for branch in self.env["grid.branch"].search(
                [("company_id", "=", self.company.id), ("parent_id", "=", False)]
            )
        ]
        for code in codes:
            with self.subTest(code):
                self.assertEqual(sum(part[code]["value"] for part in parts), whole[code]["value"])
