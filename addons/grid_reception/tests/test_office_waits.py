from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ReceptionCase

DAY = date(2026, 3, 2)


@tagged("post_install", "-at_install")
class TestOfficeWaits(ReceptionCase):
    """Figures of a day at an office: what the live page and form 4.2 are made of."""

    def setUp(self):
        super().setUp()
        self.clock = self.enterContext(freeze_time("2026-03-02 02:00:00"))
        self.window = self._at(self.first, self.manager)

    def _visit(self, wait, service):
        """One visitor: she waits and is served for so many minutes."""
        self._ticket()
        self.clock.tick(wait * 60)
        ticket = self.window._next()
        ticket._start()
        self.clock.tick(service * 60)
        ticket._finish()
        return ticket

    def test_means_shares_and_no_shows(self):
        self._visit(10, 5)
        self._visit(31, 15)
        self._ticket()
        self.window._next()._no_show()
        said = self.office._waits(DAY, DAY)[self.office]
        self.assertEqual((said.served, said.late, said.no_shows), (2, 1, 1))
        self.assertEqual((said.mean_wait, said.mean_service, said.in_time), (20.5, 10, 50))

    def test_load_by_service_window_and_hour(self):
        self._visit(10, 55)
        self._visit(1, 5)
        self.assertEqual(self.office._waits(DAY, DAY, "service_id")[self.meters].served, 2)
        self.assertEqual(self.office._waits(DAY, DAY, "window_id")[self.first].served, 2)
        hours = {hour: one.served for hour, one in self.office._waits(DAY, DAY, "hour").items()}
        self.assertEqual(sorted(hours.values()), [1, 1])

    def test_another_period_has_none(self):
        self._visit(10, 5)
        self.assertFalse(self.office._waits(date(2026, 3, 3), date(2026, 3, 3)))

    def test_minutes_are_kept_beside_the_seconds(self):
        ticket = self._visit(10, 5)
        self.env.flush_all()
        self.assertEqual((ticket.wait_minutes, ticket.service_minutes), (10, 5))

    def test_a_visit_of_an_unknown_end_has_no_length(self):
        self._visit(10, 6)
        self._ticket()
        self.window._next()._start()
        self.clock.move_to("2026-03-03 02:00:00")
        self.env["grid.queue.ticket"]._cron_close_day()
        said = self.office._waits(DAY, DAY)[self.office]
        self.assertEqual((said.served, said.timed, said.mean_service), (2, 1, 6))

    def test_recommended_means_are_those_of_the_law_of_the_day(self):
        self.assertEqual(
            self.env["grid.office"]._recommended(DAY), {"admin": (10, 5), "manager": (20, 15), "cashier": (20, 10)}
        )
        with self.assertRaises(UserError):
            self.env["grid.office"]._recommended(date(2009, 1, 12))
