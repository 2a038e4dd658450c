from lxml import html

from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.appeal_form.files import MEGABYTE

from .common import PNG
from .common_connect import ConnectCase


@tagged("post_install", "-at_install")
class TestFormAgain(ConnectCase):
    """A form of the account that comes too late: nothing is done, and what it sent can be sent again."""

    def setUp(self):
        super().setUp()
        self.authenticate("portal_stranger", "portal_stranger")

    def _drafts(self):
        return self.env["grid.connection"].search([("partner_id", "=", self.stranger.partner_id.id)])

    def test_a_stale_page_keeps_the_answers_of_the_calculator(self):
        form = self._forms(self._ask(power_new_kw="7.5"))["/my/requests/new"]
        response = self.url_open("/my/requests/new", data={**form, "csrf_token": "0o1"}, allow_redirects=False)
        self.assertEqual(response.status_code, 422)
        self.assertTrue(html.fromstring(response.content).xpath("//*[@id='errors' and @tabindex='-1' and @autofocus]"))
        self.assertFalse(self._drafts())
        again = self._forms(response)["/my/requests/new"]
        self.assertEqual({**again, "csrf_token": ""}, {**form, "csrf_token": ""})
        for _click in range(2):
            sent = self.url_open("/my/requests/new", data=again, allow_redirects=False)
            self.assertEqual(sent.status_code, 303)
        self.assertEqual(self._drafts().power_new_kw, 7.5)

    def test_who_was_signed_out_loses_nothing(self):
        words = "Исправьте фамилию: «Чужакова» & <b>Инна</b>"
        self.authenticate(None, None)
        sent = {"kind": "rectification", "words": words, "csrf_token": "0o1"}
        response = self.url_open("/my/data/request", data=sent, files=[("files", ("фото.png", PNG))])
        self.assertEqual(response.status_code, 403)
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertNotIn("<b>Инна", response.text)
        page = html.fromstring(response.content)
        self.assertTrue(page.xpath("//main//a[@href='/web/login?redirect=/my']"))
        self.assertTrue(page.xpath("//*[@id='files_again']"))
        again = self._forms(response)["/my/data/request"]
        self.assertEqual(again["words"], words)
        self.authenticate("portal_stranger", "portal_stranger")
        back = self.url_open("/my/data/request", data=again)
        self.assertEqual(back.status_code, 422)
        self.assertEqual(html.fromstring(back.content).xpath("//textarea[@name='words']")[0].text, words)
        self.assertFalse(self.env["grid.privacy.request"].search([("partner_id", "=", self.stranger.partner_id.id)]))

    def test_the_address_of_a_form_leads_to_its_page(self):
        """A phone that has closed a page asks for its address once more."""
        for path, page in (
            ("/my/data/request", "/my/data"),
            (f"/my/points/{self.point.id}/meters/1/requests", f"/my/points/{self.point.id}"),
            ("/appeal/code", "/appeal"),
            ("/connect/quotation", "/connect"),
        ):
            response = self.url_open(path, allow_redirects=False)
            self.assertEqual((response.status_code, response.headers["Location"]), (303, page), path)
        self.assertEqual(self.url_open("/mail/data", allow_redirects=False).status_code, 405, "no page is above")

    def test_files_too_large_together_are_told(self):
        """Odoo refuses such a form before it is read."""
        self.env["ir.config_parameter"].set_param("web.max_file_upload_size", str(2 * MEGABYTE))
        large = {"files": ("a.png", b"0" * 3 * MEGABYTE)}
        response = self.url_open("/appeal/what", data={"text": "Нет света"}, files=large)
        self.assertEqual(response.status_code, 413)
        page = html.fromstring(response.content)
        self.assertTrue(page.xpath("//main//h1") and page.xpath("//header"))
        self.assertIn("2", page.xpath("//main")[0].text_content())

    def test_a_closed_page_and_a_fault_are_in_our_dress(self):
        self.env["website.page"].create(
            {
                "name": "Для клиентов",
                "url": "/for-customers",
                "type": "qweb",
                "key": "grid_portal.for_customers",
                "arch": "<t t-call='website.layout'><div id='wrap'/></t>",
                "visibility": "connected",
                "website_published": True,
            }
        )
        self.authenticate(None, None)
        with mute_logger("odoo.http"):
            response = self.url_open("/for-customers")
        self.assertEqual(response.status_code, 403)
        self.assertTrue(html.fromstring(response.content).xpath("//main//a[@href='/my']"))
        page = html.fromstring(self.env["ir.ui.view"]._render_template("http_routing.500", {"status_code": 500}))
        self.assertEqual(len(page.xpath("//h1")), 1)
        self.assertNotIn("500", page.text_content())

    def test_a_password_is_never_given_back(self):
        self.authenticate(None, None)
        form = {"op": "password", "old": "тайный мост", "new1": "1", "csrf_token": Request.csrf_token(self)}
        response = self.url_open("/my/security", data=form)
        self.assertTrue(response.url.startswith(f"{self.base_url()}/web/login"))
        self.assertNotIn("тайный мост", response.text)
