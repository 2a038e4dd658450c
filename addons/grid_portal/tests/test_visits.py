"""A visit is booked on the site: office, service, time, person; nothing typed is lost, nothing is booked twice."""

from lxml import html

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.words import sentence
from ..models.grid_appointment import GridAppointment
from ..models.grid_portal_sending import UNPROVEN
from .common_visits import PERSON, VisitCase


@tagged("post_install", "-at_install")
class TestVisits(VisitCase):
    # --- the way
    def test_each_page_leads_to_the_next_one(self):
        office = f"/visit?office={self.office.id}"
        self.assertIn(office, self._page("/visit").xpath("//main//a/@href"))
        self.assertIn(f"/visit?{self.choice}", self._page(office).xpath("//main//a/@href"))
        times = self._page(f"/visit?{self.choice}").xpath("//main//ul[hasclass('grid_slots')]//a/@href")
        self.assertIn(f"/visit?{self.choice}&slot={self._sent(self.first)}", times)
        self.assertTrue(self._page(times[0]).xpath("//main//form[@action='/visit']"))

    def test_each_day_shows_its_own_times(self):
        days = self.office._free_days(self.service)
        other = list(days)[1]
        page = self._page(f"/visit?{self.choice}&day={other}")
        times = page.xpath("//main//ul[hasclass('grid_slots')]//a/@href")
        self.assertEqual([time.rpartition("slot=")[2] for time in times], list(map(self._sent, days[other])))
        self.assertEqual(len(page.xpath("//main//nav//a")), len(days))
        self.assertEqual(len(page.xpath("//main//nav//a[@aria-current='date']")), 1)

    def test_a_visit_is_booked(self):
        visit = self._book(email="zapisalkina@example.com")
        self.assertEqual((visit.slot_at, visit.service_id, visit.state), (self.first, self.service, "booked"))
        self.assertEqual((visit.caller_name, visit.phone), (PERSON["name"], "+79051112233"))
        self.assertEqual((visit.origin, visit.kind, visit.partner_id.id), ("site", "office", False))
        self.assertTrue(visit.session_mark and visit.address_mark)
        text = self._text(visit._site_path())
        for words in (visit.name, visit.with_context(lang="ru_RU")._time_words(), self.office.address, "Договор"):
            self.assertIn(words, text)

    def test_a_time_that_is_booked_is_offered_to_nobody_else(self):
        self._book()
        self.assertNotIn(self.first, self.office._free_days(self.service)[self.first.date()])
        response = self.url_open(f"/visit?{self.choice}&slot={self._sent(self.first)}")
        self.assertEqual(response.status_code, 422)
        self.assertIn(sentence(self.env, "visit", "not_free"), response.text)

    def test_a_moment_that_is_no_time_of_the_office_is_not_free(self):
        for slot in ("9999-12-31T23:59", "0001-01-01T00:00", f"{self.first:%Y-%m-%dT%H:%M}:01", "2020-01-01", "x"):
            with self.subTest(slot):
                self.assertEqual(self.url_open(f"/visit?{self.choice}&slot={slot}").status_code, 422)

    @mute_logger("odoo.http")
    def test_what_is_not_there_is_not_found(self):
        closed = self.office.copy({"name": "Закрыт", "booking_ahead": 0})
        other = self.env["grid.reception.service"].create(
            {"office_id": closed.id, "name": "Касса", "letter": "К", "at_once": 1}
        )
        for query in (
            f"office={closed.id}",
            f"office={self.office.id}&service={other.id}",
            "office=0",
            "office=%00",
            "service=1",
        ):
            with self.subTest(query):
                self.assertEqual(self.url_open(f"/visit?{query}").status_code, 404)
        self.assertNotIn(closed.name, self._text("/visit"))

    def test_without_offices_that_take_bookings_it_says_so(self):
        self.env["grid.office"].search([]).booking_ahead = 0
        page = self._page("/visit")
        self.assertFalse(page.xpath("//main//a[hasclass('grid_answer')]"))
        self.assertTrue(page.xpath("//main//p[hasclass('lead')]"))

    # --- what is wrong
    def _refused(self, data, status=422, path="/visit"):
        """Send a form that is refused; return the page. Nothing is booked by it."""
        before = self._visits()
        response = self._post_to(path, data)
        self.assertEqual(response.status_code, status)
        self.assertEqual(self._visits(), before)
        return response

    def _kept(self, response):
        (form,) = html.fromstring(response.content).xpath("//main//form[@method='post'][.//input[@name='key']]")
        return dict(form.form_values())

    def test_bad_input_is_told_and_all_is_kept(self):
        for field, typed in (
            ("contact", {"phone": ""}),
            ("name", {"name": "42"}),
            ("email", {"email": "нет"}),
            ("phone", {"phone": "1"}),
            ("name", {"name": "я" * 260}),
        ):
            with self.subTest(typed=typed):
                data = self._booking(**typed)
                response = self._refused(data)
                self.assertTrue(self._said(response, field))
                kept = self._kept(response)
                for name in (*PERSON, "slot", "key"):
                    self.assertEqual(kept[name], data[name])

    def test_a_page_open_for_too_long_keeps_what_was_typed(self):
        for spoilt in ({"csrf_token": "x"}, {"key": "x"}):
            response = self._refused({**self._booking(), **spoilt})
            self.assertEqual(self._kept(response)["name"], PERSON["name"])
            again = {**self._kept(response), "proof": self._proof("visit")}
            self.assertEqual(self._post_to("/visit", again).status_code, 303)
            self._visits().unlink()

    def test_a_time_that_was_taken_meanwhile_is_chosen_anew_beside_what_was_typed(self):
        data = self._booking()
        self.env["grid.appointment"]._book(self.service, self.first, "another", caller_name="Первая")
        response = self._refused(data)
        self.assertTrue(self._said(response, "slot"))
        offered = html.fromstring(response.content).xpath("//main//input[@name='slot'][@type='radio']/@value")
        self.assertEqual(offered[0], self._sent(self.second))
        again = {**self._kept(response), "slot": offered[0], "proof": self._proof("visit")}
        self.assertEqual(again["name"], PERSON["name"])
        self.assertEqual(self._of(self._post_to("/visit", again)).slot_at, self.second)

    def test_a_form_without_a_time_asks_for_one(self):
        for slot in ("", "\x00", "завтра", "2026-02-30T10:00"):
            with self.subTest(slot):
                self.assertTrue(self._said(self._refused({**self._booking(), "slot": slot}), "slot"))

    # --- twice, and too often
    def test_a_form_sent_twice_books_one_visit(self):
        data = self._booking()
        paths = {self._post_to("/visit", data).headers["Location"] for _time in range(3)}
        self.assertEqual(len(paths), 1)
        self.assertEqual(len(self._visits()), 1)

    def test_without_work_few_are_taken(self):
        few = UNPROVEN["visit"]["session_mark"]
        for moment in self.times[:few]:
            self.assertEqual(self._post_to("/visit", {**self._booking(moment), "proof": ""}).status_code, 303)
        data = self._booking(self.times[few])
        response = self._refused({**data, "proof": ""}, 429)
        self.assertIn(sentence(self.env, "visit", "over_limit"), response.text)
        self.assertEqual(self._kept(response)["slot"], data["slot"])
        self.assertEqual(self._post_to("/visit", data).status_code, 303)

    def test_one_browser_books_so_many_an_hour_whatever_it_works(self):
        most = GridAppointment._hourly["session_mark"]
        for moment in self.times[:most]:
            self._book(moment)
        self._refused(self._booking(self.times[most]), 429)

    def test_who_has_enough_visits_is_told(self):
        self.office.booking_limit = 1
        self._book()
        response = self._refused(self._booking(self.second))
        self.assertTrue(html.fromstring(response.content).xpath("//*[@id='errors']"))

    # --- home visits
    def test_who_cannot_come_asks_for_a_home_visit(self):
        self.assertIn(f"/visit/home?{self.choice}", self._page(f"/visit?{self.choice}").xpath("//main//a/@href"))
        visit = self._of(self._post_to("/visit/home", self._asking()))
        self.assertEqual((visit.kind, visit.state, visit.slot_at), ("home", "asked", False))
        self.assertEqual((visit.address, visit.reason), ("г. Портальск, ул. Дальняя, 1", "Не хожу"))
        page = self._page(visit._site_path())
        self.assertFalse(page.xpath("//main//a[contains(@href, '.ics') or contains(@href, '/move')]"))
        self.assertTrue(page.xpath("//main//form[contains(@action, '/cancel')]"))

    def test_a_home_visit_needs_a_phone_a_place_and_a_reason(self):
        for field, typed in (
            ("phone", {"phone": "", "email": "a@example.com"}),
            ("address", {"address": ""}),
            ("reason", {"reason": ""}),
            ("reason", {"reason": "я" * 301}),
        ):
            with self.subTest(typed=typed):
                data = self._asking(**typed)
                response = self._refused(data, path="/visit/home")
                self.assertTrue(self._said(response, field))
                self.assertEqual(self._kept(response)["name"], data["name"])

    def test_a_home_visit_of_no_service_begins_with_the_choice(self):
        response = self.url_open("/visit/home", allow_redirects=False)
        self.assertEqual(response.headers["Location"], "/visit")
