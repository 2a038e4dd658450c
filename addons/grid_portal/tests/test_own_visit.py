"""The page of a visit, by its key: to see it, to keep it in a calendar, to move it, to cancel it."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_visits import PERSON, VisitCase


@tagged("post_install", "-at_install")
class TestOwnVisit(VisitCase):
    def setUp(self):
        super().setUp()
        self.visit = self.env["grid.appointment"]._book(
            self.service, self.first, "own", caller_name=PERSON["name"], phone="+79051112233"
        )
        self.path = self.visit._site_path()

    def _token(self):
        return self._page(self.path).xpath("//main//input[@name='csrf_token']/@value")[0]

    def _act(self, act, **data):
        response = self._post_to(f"{self.path}/{act}", {"csrf_token": self._token(), **data})
        self.visit.invalidate_recordset()
        return response

    def test_the_page_names_nobody_and_is_kept_nowhere(self):
        response = self.url_open(self.path)
        self.assertNotIn("Записалкина", response.text)
        self.assertNotIn("905", response.text)
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertEqual(response.headers["X-Robots-Tag"], "noindex")

    @mute_logger("odoo.http")
    def test_another_key_opens_nothing(self):
        number, signature = self.path.rpartition("/")[2].split(".")
        for key in (f"{int(number) + 1}.{signature}", f"{number}.x", number, "x" * 300, "я"):
            for page in ("", "/visit.ics", "/move"):
                with self.subTest(key=key, page=page):
                    self.assertEqual(self.url_open(f"/visit/{key}{page}").status_code, 404)

    def test_it_goes_into_a_calendar(self):
        response = self.url_open(f"{self.path}/visit.ics")
        self.assertTrue(response.headers["Content-Type"].startswith("text/calendar"))
        self.assertIn(f"DTSTART:{self.first:%Y%m%dT%H%M%SZ}", response.text)
        self.assertNotIn("Записалкина", response.text)

    def test_it_is_moved(self):
        page = self._page(f"{self.path}/move")
        self.assertEqual(page.xpath("//main//button[@name='slot']/@value")[0], self._sent(self.second))
        response = self._act("move", slot=self._sent(self.second))
        self.assertEqual(response.headers["Location"], f"{self.path}?done=move_visit")
        self.assertEqual(self.visit.slot_at, self.second)
        self.assertTrue(self._page(f"{self.path}?done=move_visit").xpath("//main//*[@role='status']"))

    def test_it_is_not_moved_to_a_time_that_is_taken_or_was_never_given(self):
        self.env["grid.appointment"]._book(self.service, self.second, "another", caller_name="Другая")
        for slot in (self._sent(self.second), "2020-01-01T00:00", "9999-12-31T23:59", "", "\x00"):
            with self.subTest(slot):
                response = self._act("move", slot=slot)
                self.assertEqual(response.status_code, 422)
                self.assertIn('id="errors"', response.text)
                self.assertEqual(self.visit.slot_at, self.first)

    def test_it_is_cancelled_and_its_time_is_free_again(self):
        self.assertEqual(self._act("cancel").status_code, 303)
        self.assertEqual((self.visit.state, self.visit.cancelled_by), ("cancelled", "customer"))
        self.assertIn(self.first, self.office._free_days(self.service)[min(self.office._free_days(self.service))])
        page = self._page(self.path)
        self.assertFalse(page.xpath("//main//form"))
        self.assertTrue(page.xpath("//main//a[@href='/visit']"))
        self.assertEqual(self._post_to(f"{self.path}/cancel", {"csrf_token": self.csrf()}).status_code, 303)

    def csrf(self):
        return self._page("/status").xpath("//main//input[@name='csrf_token']/@value")[0]

    def test_without_its_token_nothing_happens(self):
        for act, data in (("move", {"slot": self._sent(self.second)}), ("cancel", {})):
            self.assertEqual(self._post_to(f"{self.path}/{act}", {"csrf_token": "x", **data}).status_code, 422)
        self.visit.invalidate_recordset()
        self.assertEqual((self.visit.slot_at, self.visit.state), (self.first, "booked"))

    def test_what_is_over_is_neither_moved_nor_cancelled(self):
        with freeze_time(self.first + timedelta(hours=2)):
            self.assertFalse(self.visit._is_ahead())
        self.visit.slot_at = fields.Datetime.now() - timedelta(days=1)
        self.env.flush_all()
        self.assertFalse(self._page(self.path).xpath("//main//form"))
        self.assertEqual(self.url_open(f"{self.path}/visit.ics").status_code, 404)
        response = self.url_open(f"{self.path}/move", allow_redirects=False)
        self.assertEqual(response.headers["Location"], self.path)
