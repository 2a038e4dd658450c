"""Form 4.2 against a count by hand: who was received at which office, how long the service and the wait lasted."""

from datetime import datetime, timedelta
from decimal import Decimal

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.grid_reception.tests.common import ReceptionCase

from ..statutory.figures import NO_FIGURE
from .common_statutory import YEAR, FormChecks

#: Began (UTC; seven hours later by the clock of the office), minutes of waiting, of service, how the visit went.
VISITS = (
    ("2024-12-31 16:00:00", 5, 5, "served"),  # still 2024 there
    ("2025-03-03 02:00:00", 10, 4, "served"),
    ("2025-03-03 03:00:00", 30, 11, "served"),
    ("2025-03-03 04:00:00", 31, 20, "handed over"),  # waits 2 minutes more, is served 7 more
    ("2025-03-03 05:00:00", 8, 0, "no-show"),
    ("2025-03-03 06:00:00", 0, 0, "never called"),
    ("2025-03-03 07:00:00", 2, 0, "forgotten"),  # was served until the day was closed
    ("2025-12-31 17:00:00", 9, 9, "served"),  # already 2026 there
)


@tagged("post_install", "-at_install")
class TestForm42(FormChecks, ReceptionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.legal_tz = "Asia/Novokuznetsk"
        cls.office.write(
            {
                "phone": "+73842000001",
                "email": "centre@example.com",
                "hour_ids": [(0, 0, {"weekday": str(day), "opens": 8, "closes": 17}) for day in range(5)],
                "outside_organisations": "Почта\nЭнергосбыт",
            }
        )
        place = {"branch_id": cls.branch.id, "address": "с. Тихое, ул. Садовая, 2"}
        cls.silent = cls.env["grid.office"].create({"name": "Пункт", "kind": "point", "services": "Договоры", **place})
        cls.closed = cls.env["grid.office"].create({"name": "Закрытый", "active": False, **place})
        for began, wait, service, course in VISITS:
            cls._visit(datetime.fromisoformat(began), timedelta(minutes=wait), timedelta(minutes=service), course)
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.enterContext(freeze_time("2026-02-02 03:00:00"))

    @classmethod
    def _visit(cls, began, wait, service, course):
        """One visit, as the windows lead it."""
        with freeze_time(began) as clock:
            window = cls.first.with_user(cls.manager)._open().with_user(cls.manager).sudo()
            ticket = cls._ticket()
            if course != "never called":
                clock.tick(wait)
                window._next()
                if course == "no-show":
                    ticket._no_show()
                else:
                    ticket._start()
                    clock.tick(service)
            if course == "handed over":
                ticket._hand_over(cls.meters, cls.env["grid.window"])
                clock.tick(timedelta(minutes=2))
                window._next()
                ticket._start()
                clock.tick(timedelta(minutes=7))
            if course in ("served", "handed over"):
                ticket._finish()
            if course in ("never called", "forgotten"):
                clock.tick(timedelta(days=1))
                cls.env["grid.queue.ticket"]._cron_close_day()

    def _row_of(self, report, office):
        return next((row for row in report._sheet().rows if row.key == f"office {office.id}"), None)

    def test_the_figures_are_those_counted_by_hand(self):
        report = self._report("4.2")
        values = self._row_of(report, self.office).values
        # received: 4, 11, 27 minutes and the one whose end nobody noted; service (4 + 11 + 27) / 3;
        # wait (10 + 30 + 31 + 2) / 4
        self.assertEqual(values[7:10], (4, Decimal("14.0"), Decimal("18.3")))
        self.assertEqual(values[4], "8 (384) 200-00-01, centre@example.com")
        self.assertIn("8:00–17:00", values[5])
        self.assertEqual(values[6], "Приборы учёта; Договоры; Касса")
        self.assertEqual(values[10], "Почта; Энергосбыт")
        self.assert_opens_what_it_counts(report)

    def test_each_figure_opens_its_tickets(self):
        report = self._report("4.2")
        sheet = report._sheet()
        cells = self._row_of(report, self.office).cells[7:10]
        self.assertEqual([len(self._opened(report, sheet, cell)) for cell in cells], [4, 3, 4])
        self.assertEqual(set(self._opened(report, sheet, cells[0]).mapped("state")), {"done"})

    def test_an_office_without_a_queue_has_dashes(self):
        report = self._report("4.2")
        values = self._row_of(report, self.silent).values
        self.assertEqual(values[6:], ("Договоры", *[NO_FIGURE] * 4))
        self.assertFalse(self._row_of(report, self.closed), "closed, and received nobody")
        self.office.active = False
        self.assertEqual(self._row_of(report, self.office).values[7], 4, "closed since, and it received people")

    def test_a_day_of_no_shows_is_a_zero(self):
        """Tickets were kept: nobody was received, and there is nothing to take a mean of."""
        with freeze_time("2023-05-03 02:00:00"):
            window = self._at(self.first, self.manager)
            self._ticket()
            window._next()._no_show()
        self.assertEqual(
            self._row_of(self._report("4.2", year=2023), self.office).values[7:10], (0, NO_FIGURE, NO_FIGURE)
        )

    def test_a_supervisor_counts_the_own_branches(self):
        report = self._report("4.2")
        theirs = self.env["grid.office"].create(
            {"name": "Чужой", "branch_id": self.other_branch.id, "address": "г. Другой, 1"}
        )
        self.assertTrue(self._row_of(report, theirs))
        own = report.with_user(self.users["supervisor"])
        self.assertFalse(self._row_of(own, theirs))
        self.assertEqual(self._row_of(own, self.office).values[7], 4)

    def test_offices_cost_as_much_as_one(self):
        report = self._report("4.2")
        self.assert_queries(report, 12)
        place = {"branch_id": self.branch.id, "address": "г. Кемерово"}
        self.env["grid.office"].create([{"name": f"Центр {number}", **place} for number in range(20)])
        self.assert_queries(report, 12)

    def test_what_is_published_stays(self):
        report = self._report("4.2")
        report.action_publish()
        self.office.outside_organisations = "0"
        self.assertEqual(self._row_of(report, self.office).values[10], "Почта; Энергосбыт")
        self.assertEqual(report.year, YEAR)
