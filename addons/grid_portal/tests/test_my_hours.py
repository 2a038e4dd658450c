import csv
import io
from datetime import date

import openpyxl
from freezegun import freeze_time
from lxml import html

from odoo.tests import tagged

from ..controllers.words import sentence
from .common import PortalCase

DAY = date(2026, 3, 5)


@tagged("post_install", "-at_install")
class TestMyHours(PortalCase):
    """Consumption by hour, as the smart metering system sends it: for whose it was, a day on a page, a month a file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meter = cls.env["grid.meter"].create(
            {"name": "СМ-000778", "usage_point_id": cls.point.id, "smart_metering": True}
        )
        cls.path = f"/my/points/{cls.point.id}/hours"
        cls._sent(DAY, range(23))
        cls._sent(DAY.replace(day=6), range(24), kwh=2)

    @classmethod
    def _sent(cls, day, hours, kwh=0.5):
        cls.env["grid.meter.hour"].create(
            [{"meter_id": cls.meter.id, "day": day, "hour": hour, "kwh": kwh} for hour in hours]
        )

    def setUp(self):
        super().setUp()
        self.authenticate("portal_owner", "portal_owner")

    def _rows(self, day):
        page = html.fromstring(self.url_open(f"{self.path}?day={day}").content)
        return [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//main//tbody/tr")]

    def test_a_day_has_its_hours_and_says_which_are_not_known(self):
        rows = self._rows(DAY)
        self.assertEqual(len(rows), 24)
        self.assertEqual(rows[13], ["13:00–14:00", "0,5"])
        self.assertEqual(rows[23], ["23:00–24:00", "—"])
        main = html.fromstring(self.url_open(f"{self.path}?day={DAY}").content).xpath("//main")[0]
        self.assertIn("11,5 ", main.text_content())
        self.assertEqual(len(main.xpath(".//*[local-name()='svg']//*[local-name()='rect']")), 24)

    def test_without_a_day_the_last_known_one_is_shown(self):
        page = html.fromstring(self.url_open(self.path).content)
        self.assertEqual(page.xpath("//input[@id='day']/@value"), ["2026-03-06"])
        links = page.xpath("//main//nav//a/@href")
        self.assertEqual(links, ["?day=2026-03-05", "?day=2026-03-07"])

    def test_the_last_day_leads_no_further(self):
        with freeze_time("2026-03-06 05:00:00"):
            page = html.fromstring(self.url_open(self.path).content)
        self.assertEqual(page.xpath("//main//nav//a/@href"), ["?day=2026-03-05"])

    def test_a_day_without_hours_and_one_that_cannot_be_are_said(self):
        page = self.url_open(f"{self.path}?day=2026-01-01")
        self.assertEqual(page.status_code, 200)
        self.assertFalse(html.fromstring(page.content).xpath("//main//table | //main//a[contains(@href, '.csv')]"))
        for typed in ("вчера", "2026-02-30", "1999-12-31", "9999-12-31", "0001-01-01"):
            for path in (self.path, f"{self.path}.csv", f"{self.path}.xlsx"):
                with self.subTest(typed, path=path):
                    refused = self.url_open(f"{path}?day={typed}")
                    self.assertEqual(refused.status_code, 422)
                    self.assertEqual(self._said(refused, "day"), sentence(self.env, "period", "bad_day"))
                    self.assertEqual(html.fromstring(refused.content).xpath("//input[@id='day']/@value"), [typed])

    def test_the_files_hold_the_month(self):
        self._sent(date(2026, 4, 1), range(24))
        given = self.url_open(f"{self.path}.csv?day={DAY}")
        self.assertIn("attachment", given.headers["Content-Disposition"])
        titles, *rows = csv.reader(io.StringIO(given.content.decode("utf-8-sig")))
        self.assertEqual(len(rows), 23 + 24)
        self.assertEqual(rows[0], ["2026-03-05", "00:00–01:00", "СМ-000778", "0.5"])
        book = openpyxl.load_workbook(io.BytesIO(self.url_open(f"{self.path}.xlsx?day={DAY}").content))
        cells = list(book.active.iter_rows(values_only=True))
        self.assertIn(tuple(titles), cells)
        self.assertEqual(sum(row[2] == "СМ-000778" for row in cells), 23 + 24)

    def test_others_see_nothing_and_a_new_owner_only_the_own_time(self):
        self.authenticate("portal_stranger", "portal_stranger")
        for path in (self.path, f"{self.path}.csv", f"{self.path}.xlsx"):
            self.assertEqual(self.url_open(path).status_code, 404, path)
        self.point.partner_id = self.stranger.partner_id
        self._sent(DAY.replace(day=7), range(3))
        self.assertFalse(self._rows(DAY))
        self.assertEqual(len(self._rows("2026-03-07")), 24)
        self.assertEqual(len(self.url_open(f"{self.path}.csv?day={DAY}").text.splitlines()), 1 + 3)

    def test_staff_of_the_branch_look_at_it(self):
        self.authenticate(self.specialist.login, self.specialist.login)
        self.assertEqual(len(self._rows(DAY)), 24)

    def test_a_month_costs_as_much_as_a_day(self):
        costs = []
        for path in (f"{self.path}.csv?day=2026-04-01", f"{self.path}.csv?day={DAY}"):
            self._sent(date(2026, 4, 1), range(1))
            self.url_open(path)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.url_open(path)
            costs.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(costs[1], costs[0])

    def test_the_page_of_a_point_with_a_smart_meter_leads_here(self):
        self.assertIn(f'"{self.path}"', self.url_open(f"/my/points/{self.point.id}").text)
        self.meter.smart_metering = False
        self.assertNotIn(f'"{self.path}"', self.url_open(f"/my/points/{self.point.id}").text)
