from datetime import date

from odoo.tests import tagged

from ..models.grid_connection_disclosure import Figure
from .common import SUBMITTED, ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionDisclosure(ConnectionCase):
    """What is counted for everybody: each act in its month, by the branch's time, a passport a row."""

    def setUp(self):
        super().setUp()
        self.disclosed = self.env["grid.connection.disclosure"]
        self.before = self._counted()

    def _counted(self):
        self.env.flush_all()
        return self.disclosed._figures(self.company, date(2026, 3, 1), date(2026, 6, 30))

    def _more(self, month, act):
        """How many more there are of an act than before the test."""
        key = date(2026, month, 1), "tp_citizen_15"
        now, then = (counted.get(key, {}).get(act, Figure()) for counted in (self._counted(), self.before))
        return now.count - then.count

    def test_each_act_is_counted_in_its_own_month(self):
        withdrawn, offered, paid = (self._draft(subject=f"Дом {number}") for number in range(3))
        self._do(withdrawn, "submit", SUBMITTED)
        self._do(withdrawn, "withdraw", "2026-04-02 03:00:00")
        self._offered(offered)
        self._offered(paid)
        self._pay(paid, 18300, "2026-04-10")
        self._do(paid, "start_works", "2026-04-20 03:00:00")
        self._do(paid, "secure", "2026-06-01 03:00:00")
        self.assertEqual([self._more(4, act) for act in ("applied", "contracted", "annulled")], [3, 1, 0])
        self.assertEqual([self._more(month, "connected") for month in (4, 5, 6)], [0, 0, 1])
        figure = self._counted()[date(2026, 4, 1), "tp_citizen_15"]["contracted"]
        self.assertGreaterEqual((figure.kw, figure.fee), (15, 18300))
        connected = self._counted()[date(2026, 6, 1), "tp_citizen_15"]["connected"]
        self.assertGreater(connected.days / connected.count, 30)

    def test_the_night_belongs_to_the_month_of_the_branch(self):
        for moment, month in (("2026-03-31 18:00:00", 4), ("2026-03-31 16:00:00", 3)):
            self._do(self._draft(subject=moment), "submit", moment)
            self.assertEqual(self._more(month, "applied"), 1, moment)

    def test_papers_restored_are_no_connection(self):
        restored = self._draft(service_id=self.env.ref("grid_connection.service_tp_restore").id)
        self._do(restored, "submit", SUBMITTED)
        self.assertEqual(self._counted(), self.before)

    def test_a_year_has_its_ended_months_from_the_first_application(self):
        self._do(self._draft(), "submit", SUBMITTED)
        self.env.registry.clear_cache()
        months = self.disclosed._year_of_day(self.company, 2026, date(2026, 6, 15))
        self.assertEqual([month for month, _found in months][:2], [date(2026, 5, 1), date(2026, 4, 1)])
        self.assertFalse(self.disclosed._year_of_day(self.company, 2027, date(2026, 6, 15)))

    def test_a_company_counts_its_own_branches(self):
        other = self.env["res.company"].create({"name": "Соседняя сеть"})
        self._do(self._draft(), "submit", SUBMITTED)
        self.env.flush_all()
        self.assertFalse(self.disclosed._figures(other, date(2026, 3, 1), date(2026, 6, 30)))
