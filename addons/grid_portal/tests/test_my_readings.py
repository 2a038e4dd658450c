import csv
import io
from datetime import date, timedelta

import openpyxl
from lxml import html

from odoo.tests import tagged

from ..controllers.words import sentence
from .common import PortalCase

FIRST = date(2026, 2, 1)
FEBRUARY = "since=2026-02-02&until=2026-02-28"


@tagged("post_install", "-at_install")
class TestMyReadings(PortalCase):
    """Readings by day, as a smart metering system sends them: for whose they were, on a page and as a file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meter = cls.env["grid.meter"].create(
            {"name": "СМ-000777", "usage_point_id": cls.point.id, "smart_metering": True, "zone_count": "2"}
        )
        cls.path = f"/my/points/{cls.point.id}/readings"
        cls._sent(28)

    @classmethod
    def _sent(cls, days, first=FIRST, value=1000):
        """What the metering system sends of each day: both zones, 10 and 3 kWh a day."""
        cls.env["grid.meter.reading"].create(
            [
                {
                    "meter_id": cls.meter.id,
                    "zone": zone,
                    "read_on": first + timedelta(days=day),
                    "value": value + kwh * day,
                    "source": "smart",
                }
                for day in range(days)
                for zone, kwh in (("t1", 10), ("t2", 3.5))
            ]
        )

    def setUp(self):
        super().setUp()
        self.authenticate("portal_owner", "portal_owner")

    def _source(self):
        """The smart metering system, as the owner reads it."""
        readings = self.env["grid.meter.reading"].with_context(lang=self.owner.lang)
        return readings.search([("meter_id", "=", self.meter.id)], limit=1)._source_words()

    def _rows(self, query=FEBRUARY):
        page = html.fromstring(self.url_open(f"{self.path}?{query}").content)
        return [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//main//tbody/tr")]

    def test_each_day_of_the_period_is_a_row(self):
        rows = self._rows()
        self.assertEqual(len(rows), 27)
        self.assertIn("28.02.2026", rows[0][0])
        self.assertIn(self._source(), rows[0][0])
        self.assertEqual(rows[0][2], "13,500")
        self.assertEqual(len(self._rows("since=2026-02-05&until=2026-02-05")), 1)

    def test_what_was_corrected_is_not_shown(self):
        self._sent(1, FIRST + timedelta(days=27), 1271)
        rows = self._rows()
        self.assertEqual(len(rows), 27)
        self.assertIn("1 271", rows[0][1])

    def test_days_without_readings_and_days_that_cannot_be_are_said(self):
        page = self.url_open(f"{self.path}?since=2020-01-01&until=2020-02-01")
        self.assertEqual(page.status_code, 200)
        self.assertFalse(html.fromstring(page.content).xpath("//main//table | //main//a[contains(@href, '.csv')]"))
        for query, field, code in (
            ("since=вчера&until=2026-02-28", "since", "bad_day"),
            ("since=2026-02-01&until=2026-02-30", "until", "bad_day"),
            ("since=2026-03-01&until=2026-02-01", "since", "reversed"),
            ("since=1999-01-01&until=2026-02-01", "since", "too_long"),
        ):
            for path in (self.path, f"{self.path}.csv", f"{self.path}.xlsx"):
                with self.subTest(query, path=path):
                    refused = self.url_open(f"{path}?{query}")
                    self.assertEqual(refused.status_code, 422)
                    self.assertEqual(self._said(refused, field), sentence(self.env, "period", code, most=366))
                    typed = html.fromstring(refused.content).xpath("//input[@id='since']/@value")
                    self.assertEqual(typed, [query.split("&", 1)[0].removeprefix("since=")])

    def test_the_files_hold_what_the_page_shows(self):
        given = self.url_open(f"{self.path}.csv?{FEBRUARY}")
        self.assertIn("attachment", given.headers["Content-Disposition"])
        titles, *rows = csv.reader(io.StringIO(given.content.decode("utf-8-sig")))
        self.assertEqual(len(rows), 27 * 2)
        self.assertEqual(rows[0], ["2026-02-28", "СМ-000777", "T1", "1270.0", "10.0", self._source()])
        book = openpyxl.load_workbook(io.BytesIO(self.url_open(f"{self.path}.xlsx?{FEBRUARY}").content))
        cells = list(book.active.iter_rows(values_only=True))
        self.assertIn(tuple(titles), cells)
        self.assertEqual(sum(row[1] == "СМ-000777" for row in cells), 27 * 2)

    def test_others_see_nothing_and_a_new_owner_only_the_own_time(self):
        self.authenticate("portal_stranger", "portal_stranger")
        for path in (self.path, f"{self.path}.csv", f"{self.path}.xlsx"):
            self.assertEqual(self.url_open(path).status_code, 404, path)
        self.point.partner_id = self.stranger.partner_id
        self._sent(1, FIRST + timedelta(days=28), 1280)
        rows = self._rows("since=2026-02-02&until=2026-03-31")
        self.assertEqual(len(rows), 1)
        self.assertIn("01.03.2026", rows[0][0])
        rows = self.url_open(f"{self.path}.csv?since=2026-02-02&until=2026-03-31").text.splitlines()
        self.assertEqual(len(rows), 1 + 2)

    def test_staff_of_the_branch_look_at_it(self):
        self.authenticate(self.specialist.login, self.specialist.login)
        self.assertEqual(len(self._rows()), 27)

    def test_many_days_cost_as_much_as_few(self):
        self._rows()
        costs = []
        for query in ("since=2026-02-26&until=2026-02-28", FEBRUARY):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._rows(query)
            costs.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(costs[1], costs[0])

    def test_the_page_of_the_point_leads_here(self):
        self.assertIn(f'"{self.path}"', self.url_open(f"/my/points/{self.point.id}").text)
