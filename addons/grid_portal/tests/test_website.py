import re

from lxml import html

from odoo.tests import tagged

from odoo.addons.grid_appeal.appeal_form import steps

from .common import PortalCase

PAGES = ("/", "/connect", "/appeal", "/status", "/web/login", "/my/appeals", "/my", "/my/appeals/{appeal}")
ADDRESS = re.compile(r"(?:https?:)?//([a-z0-9.-]+\.[a-z]{2,})", re.IGNORECASE)


@tagged("post_install", "-at_install")
class TestWebsite(PortalCase):
    def test_no_page_names_an_address_outside(self):
        appeal = self._appeal()
        self.authenticate("portal_owner", "portal_owner")
        for path in PAGES:
            with self.subTest(path):
                page = self._page(path.format(appeal=appeal.id))
                loaded = page.xpath("//link/@href | //script/@src | //img/@src | //iframe/@src | //form/@action")
                links = page.xpath("//a/@href")
                hosts = {host for value in loaded + links for host in ADDRESS.findall(value)}
                self.assertFalse({host for host in hosts if host != "127.0.0.1"})
                self.assertNotIn("odoo.com", html.tostring(page, encoding="unicode"))

    def test_an_address_no_database_can_hold_is_refused_not_broken(self):
        for path in ("/%00", "/appeal/receipt/%00", "/my/appeals/%001", "/status/code/%2e%2e", "/services/%2e"):
            with self.subTest(path):
                self.assertEqual(self.url_open(path).status_code, 400)

    def test_no_style_asks_for_a_foreign_font(self):
        sheets = self._page("/").xpath("//link[@rel='stylesheet']/@href")
        self.assertTrue(sheets)
        for sheet in sheets:
            self.assertNotRegex(self.url_open(sheet).text, r"@import|fonts\.(googleapis|gstatic)")

    def test_the_front_page_leads_to_what_works(self):
        page = self._page("/")
        answers = page.xpath("//a[contains(@class, 'grid_answer')]/@href")
        self.assertEqual(answers, ["/appeal?way=outage", "/connect", "/appeal", "/status", "/services"])
        self.assertEqual(page.xpath("//h1/text()"), ["Что случилось?"])
        self.authenticate("portal_owner", "portal_owner")
        self.assertEqual(
            self._page("/").xpath("//a[contains(@class, 'grid_answer')]/@href"),
            ["/appeal?way=outage", "/connect", "/appeal", "/my/appeals", "/services"],
        )

    def test_the_header_is_russian_and_leads_nowhere_strange(self):
        page = self._page("/")
        menu = [text.strip() for text in page.xpath("//ul[@id='top_menu']//a//text()") if text.strip()]
        self.assertEqual(menu, ["Главная", "Услуги", "Мои обращения"])
        self.assertFalse(page.xpath("//a[contains(@href, 'contactus')]"))
        self.assertEqual(self.url_open("/contactus").status_code, 404)

    def test_one_can_sign_in_without_scripts(self):
        page = self._page("/web/login")
        self.assertEqual(page.xpath("//form[@action='/web/login']/@class"), ["oe_login_form"], "nothing hides it")
        self.assertFalse(page.xpath("//owl-component[@name='web.user_switch']"), "nobody who was here before is named")

    def test_the_form_is_a_plain_form(self):
        hidden = self._hidden(self._page())
        self._send({"email": "bad@"}, hidden=hidden)
        for step in steps.FIELDS:
            with self.subTest(step):
                form = self._page(f"/appeal/{step}?key={hidden['key']}").xpath(f"//form[@action='/appeal/{step}']")[0]
                self.assertEqual(form.get("method"), "post")
                self.assertEqual(form.get("enctype"), "multipart/form-data" if step == "what" else None)
                for field in form.xpath(".//input[not(@type='hidden')][not(@type='radio')] | .//textarea | .//select"):
                    self.assertTrue(form.xpath(f".//label[@for='{field.get('id')}']"), field.get("name"))
