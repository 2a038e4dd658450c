from lxml import html

from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.words import sentence
from .common import PortalCase


@tagged("post_install", "-at_install")
class TestSecurity(PortalCase):
    """Odoo's pages of signing in speak as ours do."""

    def test_headings_go_down_by_one(self):
        self.authenticate("portal_owner", "portal_owner")
        page = html.fromstring(self.url_open("/my/security").content)
        levels = [
            int(heading.tag[1]) for heading in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
        ]
        self.assertEqual(levels, [1, 2, 2, 2, 2, 2])
        (dialog,) = page.xpath("//div[@id='totp_wizard_view']")
        sheet = html.fromstring(dialog.text_content()).xpath("//sheet/*")
        self.assertTrue(sheet[0].xpath(".//field[@name='qrcode']") and sheet[0].xpath(".//input[@name='code']"))

    def test_a_wrong_password_says_what_to_do(self):
        self.authenticate(None, None)
        answers = []
        for login in ("portal_owner", "nobody@example.com"):
            data = {"login": login, "password": "не тот", "csrf_token": Request.csrf_token(self)}
            with mute_logger("odoo.addons.base.models.res_users"):
                page = html.fromstring(self.url_open("/web/login", data=data).content)
            (alert,) = page.xpath("//*[@role='alert']")
            answers.append(alert.text_content().strip())
            self.assertEqual(page.xpath("//input[@name='login']/@value"), [login])
        self.assertEqual(answers[0], sentence(self.env, "account", "wrong"))
        self.assertEqual(*answers)

    def test_a_page_of_yesterday_is_told_what_to_do(self):
        with mute_logger("odoo.http"):
            answer = self.url_open("/web/login", data={"login": "portal_owner", "password": "x", "csrf_token": "0"})
        page = html.fromstring(answer.content)
        self.assertEqual(answer.status_code, 400)
        self.assertIn('href="/my"', answer.text)
        self.assertNotIn("CSRF", page.text_content())

    def test_a_refused_change_of_the_password_stands_beside_its_field(self):
        self.authenticate("portal_owner", "portal_owner")
        data = {"op": "password", "old": "не тот", "new1": "long enough 1", "new2": "long enough 1"}
        page = html.fromstring(
            self.url_open("/my/security", data={**data, "csrf_token": Request.csrf_token(self)}).content
        )
        (field,) = page.xpath("//input[@aria-invalid='true']")
        self.assertEqual(field.get("name"), "old")
        self.assertTrue(page.xpath(f"//*[@id='{field.get('aria-describedby')}']")[0].text_content().strip())

    def test_dialogs_of_odoo_are_named_by_our_words(self):
        words, _params = self.env["ir.http"]._get_translations_for_webclient(["portal", "auth_passkey_portal"], "ru_RU")
        for addon, source in (("portal", "Confirm Password"), ("auth_passkey_portal", "Create Passkey")):
            said = [message["string"] for message in words[addon]["messages"] if message["id"] == source]
            self.assertEqual(len(said), 1)
            self.assertNotEqual(said, [source])
        self.authenticate("portal_owner", "portal_owner")
        served = self.url_open("/website/translations?lang=ru_RU").json()["modules"]
        self.assertLess({"auth_totp_portal", "auth_passkey_portal", "grid_portal"}, served.keys())
        self.assertGreater(len(words["portal"]["messages"]), 5, "the others stay")
