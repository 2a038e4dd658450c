from lxml import html

from odoo.tests import tagged

from odoo.addons.grid_appeal.appeals.numbers import TYPED_MAX

from ..controllers.words import sentence
from .common_status import StatusCase


@tagged("post_install", "-at_install")
class TestStatusInput(StatusCase):
    """The page of states asked badly, and what leads to it."""

    def test_what_is_no_number_gets_a_sentence_and_is_kept(self):
        for typed, code in (("", "missing"), (" \x00 ", "missing"), ("моя жалоба", "unlike"), ("9" * 101, "unlike")):
            with self.subTest(typed):
                response = self._ask(typed)
                self.assertEqual(response.status_code, 422)
                self.assertEqual(self._said(response, "number"), sentence(self.env, "number", code))
                kept = html.fromstring(response.content).xpath("//main//input[@name='number']/@value")
                self.assertEqual((kept or [""])[0], typed.strip("\x00 "))
        self.assertFalse(self.env["grid.portal.code"].search([]))

    def test_markup_and_quotes_are_shown_as_typed(self):
        for typed in ('"><script>alert(1)</script>', "TSP-2026-1' OR 1=1 --", "٤٥-2026-١"):
            path = self._asked(typed)
            page = self.url_open(path)
            self.assertEqual(page.status_code, 200)
            self.assertNotIn("<script>alert", page.text)

    def test_what_are_no_six_digits_gets_a_sentence_and_costs_no_try(self):
        path = self._asked(self.appeal.number)
        for typed in ("", "12345", "код", "1234567", "\x00"):
            response = self._type(path, typed)
            self.assertEqual(response.status_code, 422)
            self.assertEqual(self._said(response, "digits"), sentence(self.env, "digits", "missing"))
        self.assertEqual(self._type(path, None).status_code, 422)
        self.assertEqual(self._type(path, self._digits(path)).status_code, 303)

    def test_a_stale_page_keeps_the_number_and_changes_nothing(self):
        for token in ("0o1", None):
            response = self._ask(self.appeal.number, csrf_token=token)
            self.assertEqual(response.status_code, 422)
            self.assertIn(sentence(self.env, "status", "stale"), self._text(response))
            self.assertIn(self.appeal.number, response.text)
        self.assertFalse(self.env["grid.portal.code"].search([]))
        path = self._asked(self.appeal.number)
        response = self._type(path, self._digits(path), csrf_token="0o1")
        self.assertEqual(response.status_code, 422)
        self.assertFalse(self.env["grid.portal.code"].search([("used_at", "!=", False)]))

    def test_nothing_is_sent_or_confirmed_by_get(self):
        path = self._asked(self.appeal.number)
        self.url_open(f"{path}?digits={self._digits(path)}")
        self.url_open(f"/status?number={self.appeal.number}")
        codes = self.env["grid.portal.code"].search([])
        self.assertEqual((len(codes), codes.used_at), (1, False))

    def test_a_file_in_place_of_words_is_no_fault_of_ours(self):
        parts = {"number": ("a.txt", b"x")}
        response = self.url_open("/status", data={"csrf_token": self._token()}, files=parts)
        self.assertEqual(response.status_code, 422)

    def test_a_letter_leads_who_has_no_account_to_the_number_filled_in(self):
        person = self.env["res.partner"].create({"name": "Без Кабинета", "email": "bez@example.com"})
        guest = self._appeal(partner_id=person.id)
        mail = self.env["mail.mail"].search([("email_to", "=", "bez@example.com"), ("res_id", "=", guest.id)])
        self.assertIn(f"/status?number={guest.number}", mail.body_html)
        address = guest._status_url().removeprefix(guest.get_base_url())
        self.assertEqual(self._page(address).xpath("//input[@name='number']/@value"), [guest.number])

    def test_a_letter_leads_its_owner_who_is_signed_in_to_the_account_and_nobody_else(self):
        case = self._request()
        for ticket, path in (
            (self.appeal, f"/my/appeals/{self.appeal.id}"),
            (case.ticket_id, f"/my/requests/{case.id}"),
        ):
            address = ticket._status_url().removeprefix(ticket.get_base_url())
            for login, led in (("portal_owner", True), ("portal_stranger", False), (None, False)):
                self.authenticate(login, login)
                response = self.url_open(address, allow_redirects=False)
                self.assertEqual(response.status_code, 303 if led else 200, (path, login))
                self.assertEqual(response.headers.get("Location", "").endswith(path), led)

    def test_the_front_page_and_the_footer_lead_there(self):
        page = self._page("/")
        self.assertTrue(page.xpath("//a[contains(@class, 'grid_answer')][@href='/status']"))
        self.assertTrue(page.xpath("//footer//a[@href='/status']"))

    def test_a_long_number_of_a_link_is_cut(self):
        value = self._page(f"/status?number={'9' * 500}").xpath("//input[@name='number']/@value")[0]
        self.assertEqual(len(value), TYPED_MAX)
