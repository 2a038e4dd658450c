"""A day of an office: fifty visitors, four windows; the test keeps a plain count beside the program."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from statistics import fmean

from freezegun import freeze_time

from odoo.tests import TransactionCase, new_test_user, tagged

# Wednesday, 10 December 2025, 8:00 in Kemerovo (UTC+7), when the doors open
DOORS = datetime(2025, 12, 10, 1, 0)
DAY = date(2025, 12, 10)
VISITORS, SERVICES = 50, "АДК"
NORM, HEAD_START, KEPT = 30, 20, 15  # minutes: of law, of priority, of one sent back to the queue
#: {place in the queue of the doors: how the visit goes}; the others are served and go
COURSES = {4: "no_show", 17: "no_show", 33: "no_show", 47: "no_show"}
COURSES |= {6: "hand_over", 14: "hand_over", 22: "to_window", 38: "to_window"} | {9: "put_back", 27: "put_back"}


@dataclass
class Visitor:
    """What somebody who stands beside the queue with a watch writes down; moments in minutes since the doors opened."""

    comes: int
    letter: str
    category: str
    course: str
    lengths: list
    slot: int | None = None
    since: int = 0  #: waits since then
    turn: int = 0  #: counts as having come then
    is_waiting: bool = False
    only_at: object = None  #: the window she was sent to
    waits: list = field(default_factory=list)
    served: int = 0
    end: str = ""


@tagged("standard", "post_install", "-at_install")
class DayOfAnOfficeStory(TransactionCase):
    """The doors open at eight; the last one goes when the queue is empty, and one is forgotten at her window."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.legal_tz = "Asia/Novokuznetsk"
        cls.branch = cls.env["grid.branch"].create({"name": "Кемеровский филиал", "code": "STO"})
        place = {"branch_id": cls.branch.id, "address": "г. Кемерово, ул. Рассказовая, 1"}
        cls.office = cls.env["grid.office"].create({"name": "Центр", "priority_minutes": HEAD_START, **place})
        created = cls.env["grid.reception.service"].create(
            [
                {"office_id": cls.office.id, "name": name, "letter": letter, "minutes": 10}
                for name, letter in (("Приборы учёта", "А"), ("Договоры", "Д"), ("Касса", "К"))
            ]
        )
        cls.services = dict(zip(SERVICES, created, strict=True))
        cls.windows = {}
        for number, letters in enumerate(("АД", "АД", "А", "КА"), start=1):
            own = [cls.services[letter].id for letter in letters]
            window = {"office_id": cls.office.id, "name": str(number), "service_ids": own}
            cls.windows[cls.env["grid.window"].create(window)] = cls._employee("manager", number)
        cls.supervisor = cls._employee("supervisor", 0)
        cls.head = cls._employee("head", 0)

    @classmethod
    def _employee(cls, role, number):
        user = new_test_user(cls.env, login=f"office_{role}_{number}", groups=f"grid_customer.group_{role}")
        user.branch_ids = cls.branch
        return user

    def setUp(self):
        super().setUp()
        self.clock = self.enterContext(freeze_time(DOORS))
        self.minute = 0
        self.visitors, self.tickets = self._those_who_come(), {}
        self.at = dict.fromkeys(self.windows)  #: {window: (visitor, when the next thing happens)}

    def _those_who_come(self):
        """Fifty people, most of them before noon; the same on each run."""
        chance, visitors = Random(186), []
        for place, comes in enumerate(sorted(round(chance.triangular(0, 480, 120)) for _one in range(VISITORS))):
            category = "appointment" if place % 13 == 5 else "priority" if place % 6 == 2 else "ordinary"
            letter, course = chance.choices(SERVICES, (5, 4, 2))[0], COURSES.get(place, "served")
            lengths = [chance.randint(12, 34), chance.randint(3, 12)]
            slot = comes + 10 if category == "appointment" else None  # comes ten minutes before her time
            visitors.append(Visitor(comes, letter, category, course, lengths, slot))
        visitors[-1].course = "forgotten"
        return visitors

    # --- the day
    def test_a_day_of_an_office(self):
        self._windows_open()
        while self.minute < 480 or any(one.is_waiting for one in self.visitors) or self._busy():
            self._a_minute_passes()
            self.assertLess(self.minute, 24 * 60, "somebody waits for ever")
            if self.minute == 150:
                self._the_live_page_and_the_board_show_the_queue()
        self._the_night_closes_the_day()
        self._every_ticket_ended_as_it_was_seen()
        self._waits_are_those_of_the_watch()
        self._the_live_page_adds_up()
        self._form_4_2_adds_up()

    def _windows_open(self):
        for window, user in self.windows.items():
            self._desk(user).open_window(window.id)

    def _desk(self, user):
        return self.env["grid.window.desk"].with_user(user)

    def _busy(self):
        """Whether somebody is at a window whose end will be noted."""
        return any(held and held[0].course != "forgotten" for held in self.at.values())

    def _a_minute_passes(self):
        for visitor in self.visitors:
            if visitor.comes == self.minute:
                self._takes_a_ticket(visitor)
        for window, held in self.at.items():
            if held and held[1] == self.minute:
                self._something_happens(window, held[0])
            # a window that is free already asks again when there is somebody to call
            if not self.at[window] and (held or self._able(window)):
                self._calls_next(window)
        self.minute += 1
        self.clock.tick(timedelta(minutes=1))

    def _takes_a_ticket(self, visitor):
        values = {"service_id": self.services[visitor.letter].id, "category": visitor.category}
        if visitor.slot is not None:
            values["slot_at"] = DOORS + timedelta(minutes=visitor.slot)
        self.tickets[self.env["grid.queue.ticket"].create(values)] = visitor
        visitor.since = visitor.turn = visitor.comes if visitor.slot is None else visitor.slot
        visitor.is_waiting = True

    def _able(self, window):
        """Those who wait for what the window gives, and were not sent to another one."""
        letters = {letter for letter, service in self.services.items() if service in window.service_ids}
        waiting = [one for one in self.visitors if one.is_waiting and one.letter in letters]
        return [one for one in waiting if one.only_at in (None, window)]

    def _calls_next(self, window):
        able = self._able(window)
        ticket = self._desk(self.windows[window])._window()._next()
        self.assertEqual(bool(ticket), bool(able), "a free window serves whoever waits for it")
        if not ticket:
            return
        called = self.tickets[ticket]
        self.assertIn(called, able)
        overtaken = [one for one in able if one.turn + HEAD_START < called.turn]
        self.assertFalse(overtaken, "nobody is overtaken by one who came later than a head start after her")
        called.waits.append(max(self.minute - called.since, 0))
        called.is_waiting, called.only_at = False, None
        self.at[window] = called, self.minute + 1

    def _something_happens(self, window, visitor):
        """She comes to the window, or does not; what she came for is done, and she is sent on or goes."""
        ticket = next(one for one, seen in self.tickets.items() if seen is visitor)
        desk = self._desk(self.windows[window])
        if visitor.course == "no_show":
            desk.act(ticket.id, "recall")
            desk.act(ticket.id, "no_show")
            visitor.end, self.at[window] = "no_show", None
        elif ticket.state == "called":
            desk.act(ticket.id, "start")
            length = visitor.lengths.pop(0)
            self.at[window] = visitor, None if visitor.course == "forgotten" else self.minute + length
            visitor.served += 0 if visitor.course == "forgotten" else length
            visitor.end = "done"
        else:
            self._is_through(desk, window, ticket, visitor)

    def _is_through(self, desk, window, ticket, visitor):
        self.at[window] = None
        if visitor.course == "served":
            desk.act(ticket.id, "finish")
            return
        if visitor.course == "put_back":
            desk.act(ticket.id, "put_back", {"note": "Заполняет заявление"})
            visitor.turn = max(visitor.turn, self.minute - KEPT)
        else:
            to, service = False, self.services["К"]
            if visitor.course == "to_window":
                to, service = list(self.windows)[3], self.services["А"]
            visitor.letter, visitor.only_at = service.display_name[0], to or None
            values = {"service_id": service.id, "window_id": to and to.id, "note": "Нужна оплата"}
            desk.act(ticket.id, "hand_over", values)
        visitor.since, visitor.is_waiting, visitor.course, visitor.end = self.minute, True, "served", ""

    # --- while the day runs
    def _tiles(self, *codes):
        page = self.env["grid.live.page"].with_user(self.supervisor)
        self.env.flush_all()
        return page.read_tiles({"period": "today", "branch_ids": self.branch.ids}, codes)

    def _the_live_page_and_the_board_show_the_queue(self):
        waiting = [one for one in self.visitors if one.is_waiting]
        late = [one for one in waiting if self.minute - one.since > NORM]
        self.assertTrue(waiting, "the story has a queue at half past ten")
        tiles = self._tiles("queue_waiting", "queue_waiting_late")
        self.assertEqual({code: tile["value"] for code, tile in tiles.items()}, {
            "queue_waiting": len(waiting), "queue_waiting_late": len(late)
        })  # fmt: skip
        board = self.office._board()
        self.assertEqual(board["waiting"], len(waiting))
        self.assertEqual(len(board["calls"]), sum(bool(held) for held in self.at.values()))
        self.assertEqual({name for call in board["calls"] for name in call}, {"label", "window", "called"})

    # --- the evening
    def _the_night_closes_the_day(self):
        self.clock.move_to(DOORS + timedelta(days=1))
        for _twice in range(2):
            self.env["grid.queue.ticket"]._cron_close_day()
        self.assertFalse(self.office.window_ids.filtered("user_id"), "nobody sits at a window any more")

    def _every_ticket_ended_as_it_was_seen(self):
        self.assertEqual(len(self.tickets), VISITORS)
        seen = Counter(one.end for one in self.visitors)
        self.assertEqual(Counter(ticket.state for ticket in self.tickets), seen)
        self.assertEqual(seen, {"done": 46, "no_show": 4})
        for ticket in self.tickets:
            kinds = ticket.event_ids.sorted("id").mapped("kind")
            self.assertEqual((kinds[0], len(set(kinds) & {"finished", "no_show", "closed"})), ("issued", 1), kinds)

    def _waits_are_those_of_the_watch(self):
        for ticket, visitor in self.tickets.items():
            with self.subTest(ticket=ticket.name):
                said = ticket.wait_seconds, ticket.is_late, ticket.service_seconds
                watch = max(visitor.waits) * 60, max(visitor.waits) > NORM, visitor.served * 60
                self.assertEqual(said, watch)
        late = [one for one in self._served() if max(one.waits) > NORM]
        self.assertTrue(0 < len(late) < len(self._served()), "the day has waits on both sides of the norm")

    def _served(self):
        return [one for one in self.visitors if one.end == "done"]

    def _mean_wait(self):
        return fmean(max(one.waits) for one in self._served())

    def _mean_service(self):
        """The one who was forgotten at her window has no length."""
        return fmean(one.served for one in self._served() if one.served)

    def _the_live_page_adds_up(self):
        self.clock.move_to(DOORS + timedelta(hours=14))
        tiles = self._tiles("queue_in_time", "queue_wait", "queue_service", "queue_no_shows", "queue_by_window")
        in_time = [one for one in self._served() if max(one.waits) <= NORM]
        self.assertEqual(tiles["queue_in_time"]["value"], round(100 * len(in_time) / len(self._served()), 1))
        self.assertAlmostEqual(tiles["queue_wait"]["value"], self._mean_wait(), places=1)
        self.assertAlmostEqual(tiles["queue_service"]["value"], self._mean_service(), places=1)
        self.assertEqual(tiles["queue_no_shows"]["value"], 4)
        self.assertEqual(sum(bar["value"] for bar in tiles["queue_by_window"]["bars"]), len(self._served()))

    def _form_4_2_adds_up(self):
        form = self.env["grid.statutory.form"]._on("4.2", DAY)
        reports = self.env["grid.statutory.report"].with_user(self.head)
        asked = [("code", "=", "4.2"), ("year", "=", DAY.year), ("state", "=", "draft")]
        report = reports.search(asked, limit=1) or reports.create({"form_id": form.id, "year": DAY.year})
        (row,) = (one for one in report._sheet().rows if one.key == f"office {self.office.id}")
        received, service, wait = row.values[7:10]
        self.assertEqual(received, len(self._served()))
        self.assertAlmostEqual(float(service), self._mean_service(), delta=0.051)
        self.assertAlmostEqual(float(wait), self._mean_wait(), delta=0.051)
