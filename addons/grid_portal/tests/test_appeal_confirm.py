from unittest.mock import patch

from lxml import html

from odoo.tests import tagged

from .common import GOOD, PortalCase

DIGITS = 123456


@tagged("post_install", "-at_install")
class TestAppealConfirm(PortalCase):
    """The contact of an appeal is confirmed by a one-time code, by who wishes."""

    def setUp(self):
        super().setUp()
        self.hidden = self._hidden(self._page())
        for page in ("what", "about", "place", "person"):
            self._post(page, {**GOOD, **self.hidden})

    def _get_code(self):
        with patch("odoo.addons.grid_portal.models.grid_portal_code.secrets.randbelow", return_value=DIGITS):
            self.assertEqual(self._post("code", self.hidden).status_code, 303)

    def _confirm(self, digits):
        return self._post("confirm", {**self.hidden, "digits": digits})

    def _filed(self):
        self.assertEqual(self._post("check", self.hidden).status_code, 303)
        return self._appeals()

    def test_an_unconfirmed_appeal_is_taken_and_says_so(self):
        appeal = self._filed()
        self.assertEqual((appeal.state, appeal.contact_confirmed), ("registered", "none"))

    def test_the_right_code_confirms_the_contact_that_it_was_sent_to(self):
        self._get_code()
        self.assertEqual(self._confirm("123 456").status_code, 303)
        self.assertEqual(self._confirm("123 456").status_code, 303, "a button is pressed twice")
        page = self._page(f"/appeal/check?key={self.hidden['key']}")
        self.assertTrue(page.xpath("//p[contains(@class, 'alert-success')]"))
        appeal = self._filed()
        self.assertEqual(appeal.contact_confirmed, "email")
        appeal.partner_email = "drugaya@example.com"
        self.assertEqual(appeal.contact_confirmed, "none", "another contact was confirmed by nobody")

    def test_a_contact_changed_after_its_code_is_not_confirmed(self):
        self._get_code()
        self._confirm(f"{DIGITS}")
        self._post("person", {**GOOD, **self.hidden, "email": "drugaya@example.com"})
        self._post("check", self.hidden)
        appeal = self.env["helpdesk.ticket"].search([("partner_email", "=", "drugaya@example.com")])
        self.assertEqual(appeal.contact_confirmed, "none")

    def test_a_phone_is_confirmed_where_a_provider_sends_messages(self):
        said = []
        self._post("person", {**GOOD, **self.hidden, "email": ""})
        self.assertFalse(self._page(f"/appeal/check?key={self.hidden['key']}").xpath("//form[@action='/appeal/code']"))
        codes = self.env.registry["grid.portal.code"]
        with patch.object(codes, "_texting", lambda _codes: lambda phone, words: said.append((phone, words))):
            self._get_code()
            self._confirm(f"{DIGITS}")
            self._post("check", self.hidden)
            appeal = self.env["helpdesk.ticket"].search([("partner_phone", "=", "+79050001122")], limit=1)
            self.assertEqual(appeal.contact_confirmed, "phone")
        self.assertEqual(len(said), 1)
        self.assertIn(f"{DIGITS}", said[0][1])

    def test_a_wrong_code_confirms_nothing_and_keeps_the_appeal(self):
        self._get_code()
        response = self._confirm("000000")
        self.assertEqual(response.status_code, 422)
        self.assertIn("Код не подошёл", self._said(response, "digits"))
        page = html.fromstring(response.content)
        self.assertIn(GOOD["text"], page.xpath("//dl")[0].text_content())
        self.assertEqual(page.xpath("//input[@name='digits']/@value"), ["000000"])
        self.assertEqual(self._filed().contact_confirmed, "none")
