"""Who chooses large type on a page that answers a form comes to a page that opens, with what the server has of it."""

from lxml import html

from odoo.tests import tagged

from .common import GOOD, PortalCase

ACCOUNT = ("/my/data/request", "/my/data/notices", "/my/appeals/{appeal}/write", "/my/appeals/{appeal}/mark")


@tagged("post_install", "-at_install")
class TestTypeSize(PortalCase):
    def _choose_after(self, answer):
        """Press “Large type” on a page that says what to mend."""
        self.assertEqual(answer.status_code, 422, answer.url)
        form = html.fromstring(answer.content).xpath("//form[contains(@action, '/type')]")[0]
        sent = {field.get("name"): field.get("value") for field in form.xpath("input")}
        shown = self.url_open("/type", data={**sent, "size": "large"})
        self.assertEqual(shown.status_code, 200, shown.url)
        return shown

    def _sent(self, page, **typed):
        found = self._page(page).xpath("//form[contains(@class, 'grid_appeal')]//input[@type='hidden']")
        return {**{field.get("name"): field.get("value") or "" for field in found}, **typed}

    def test_a_refused_page_of_the_reception_is_shown_with_what_was_typed(self):
        sent = self._sent("/appeal", text="мало")
        shown = self._choose_after(self.url_open("/appeal/what", data=sent))
        self.assertIn(f"/appeal/what?key={sent['key']}", shown.url)
        self.assertIn("мало", shown.text)

    def test_a_page_that_could_not_be_kept_begins_anew_in_its_way(self):
        sent = self._sent("/appeal?way=outage", address=GOOD["address"], csrf_token="old")
        shown = self._choose_after(self.url_open("/appeal/place", data=sent))
        self.assertIn("/appeal?way=outage", shown.url)

    def test_a_refused_code_leads_to_the_last_page(self):
        sent = self._sent("/appeal", text=GOOD["text"])
        self.url_open("/appeal/what", data=sent)
        shown = self._choose_after(self.url_open("/appeal/confirm", data={**sent, "digits": ""}))
        self.assertIn(f"/appeal/check?key={sent['key']}", shown.url)

    def test_a_refused_form_of_the_account_leads_to_its_page(self):
        appeal = self._answered()
        self.authenticate("portal_owner", "portal_owner")
        token = self._page("/my/data").xpath("//input[@name='csrf_token']/@value")[0]
        for rule in ACCOUNT:
            with self.subTest(rule):
                path = rule.format(appeal=appeal.id)
                self._choose_after(self.url_open(path, data={"csrf_token": token, "value": ""}))
