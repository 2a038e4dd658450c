"""What stands on every page: the header without scripts, the size of the type, and no script that nobody needs."""

from pathlib import Path

from lxml import html

from odoo.tests import tagged

from ..models.ir_http import TYPE_COOKIE
from .common import PortalCase

LAZY = "//script[contains(@data-src, 'web.assets_frontend_lazy')]"
SOURCES = Path(__file__).parents[1] / "static" / "src"


@tagged("post_install", "-at_install")
class TestSiteLayout(PortalCase):
    def _choose(self, size, **changes):
        token = self._page("/").xpath("//header//input[@name='csrf_token']/@value")[0]
        data = {"csrf_token": token, "size": size, **changes}
        return self.url_open("/type", data=data, allow_redirects=False)

    def _is_large(self, path):
        return "grid_large" in (self._page(path).xpath("/html/@class") or [""])[0]

    def test_large_type_is_kept_on_every_page_until_it_is_left(self):
        self.assertFalse(self._is_large("/"))
        response = self._choose("large")
        self.assertEqual(
            (response.status_code, response.content), (204, b""), "the page stays, with what is typed there"
        )
        for path in ("/", "/status", "/web/login", "/nothing-here"):
            self.assertTrue(self._is_large(path), path)
            self.assertTrue(self._page(path).xpath("//header//input[@name='size']/@checked"), path)
        self._choose("")
        for path in ("/", "/status"):
            self.assertFalse(self._is_large(path), path)

    def test_a_page_kept_for_many_carries_the_token_of_each_reader(self):
        self._page("/")
        self.authenticate(None, None)
        self.opener.cookies.clear()
        self.assertEqual(self._choose("large").status_code, 204)
        self.assertIn(TYPE_COOKIE, self.opener.cookies)

    def test_the_header_says_whom_to_call_and_when(self):
        self.env.company.write({"phone": "+7 384 200-00-00", "site_hours": "круглосуточно"})
        header = self._page("/status").xpath("//header")[0]
        self.assertEqual(header.xpath(".//a[starts-with(@href, 'tel:')]/@href"), ["tel:+73842000000"])
        self.assertIn("круглосуточно", header.text_content())

    def test_the_menu_opens_without_scripts(self):
        for login, links in ((None, {"/web/login", "/appeal"}), ("portal_owner", {"/my", "/appeal"})):
            self.authenticate(login, login)
            menu = self._page("/status").xpath("//header//details//a/@href")
            self.assertLessEqual(links | {"/services"}, set(menu))

    def test_pages_of_ours_load_no_script_that_they_do_not_need(self):
        for path in ("/web/login", "/nothing-here", "/web/signup"):
            self.assertFalse(self._page(path).xpath(LAZY), path)
        self.authenticate("portal_owner", "portal_owner")
        for path in ("/", "/appeal", "/status", "/my", "/my/appeals"):
            self.assertFalse(self._page(path).xpath(LAZY), path)
        self.assertTrue(self._page("/my/security").xpath(LAZY), "a page of Odoo has its scripts")
        self.authenticate("portal_specialist", "portal_specialist")
        self.assertTrue(self._page("/appeal").xpath(LAZY), "staff edit the site")

    def test_a_page_with_a_building_block_has_its_scripts(self):
        self.assertFalse(self._page("/").xpath(LAZY))
        for page in self.env["website.page"].search([("url", "=", "/")]):
            self.env["ir.ui.view"].create(
                {
                    "name": "Carousel",
                    "type": "qweb",
                    "inherit_id": page.view_id.id,
                    "priority": 99,
                    "arch": """<div id="wrap" position="inside"><i data-snippet="s_carousel"/></div>""",
                }
            )
        self.assertTrue(self._page("/").xpath(LAZY))

    def test_our_scripts_run_without_those_of_odoo(self):
        bundles = ("grid_portal.assets_site", "grid_portal.assets_sign_in")
        assets = [self.env["ir.asset"]._get_asset_paths(bundle, {}) for bundle in bundles]
        loaded = {path for bundle in assets for path, *_rest in bundle}
        scripts = {script: script.read_text(encoding="utf-8") for script in SOURCES.rglob("*.js")}
        for script, text in scripts.items():
            address = f"/grid_portal/static/src/{script.relative_to(SOURCES)}"
            is_worker = any(f'"{address}"' in other for other in scripts.values())  # loaded by the script that needs it
            self.assertTrue(is_worker or address in loaded, f"no bundle of ours loads it: {address}")
            self.assertNotIn("@web", text, script.name)

    def test_pages_of_odoo_are_named_by_their_heading(self):
        site = self.env.ref("website.default_website").name
        for login, path in ((None, "/web/login"), (None, "/nothing-here"), ("portal_owner", "/my/security")):
            with self.subTest(path):
                self.authenticate(login, login)
                page = self._page(path)
                (heading,) = [head.text_content().strip() for head in page.xpath("//h1")]
                self.assertEqual(page.findtext(".//title").strip(), f"{heading} | {site}")

    def test_a_link_that_is_sent_is_shown_by_the_name_of_the_page(self):
        self.env.ref("website.default_website").name = "Сети"
        for path in ("/", "/connect", "/services"):
            with self.subTest(path):
                page = self._page(path)
                name = page.findtext(".//title").strip()
                self.assertRegex(name, r"^[А-Яа-я ]+\??( \| Сети)$")
                titles = page.xpath("//meta[@property='og:title' or @name='twitter:title']/@content")
                self.assertEqual(titles, [name, name])
                self.assertNotIn("homepage", str(page.xpath("//meta/@content")))

    def test_an_error_says_what_to_do(self):
        page = html.fromstring(self.url_open("/nothing-here").content)
        self.assertEqual(len(page.xpath("//h1")), 1)
        self.assertIn("/contacts", page.xpath("//main//a/@href"))
        self.assertFalse(page.xpath("//a[contains(@href, 'contactus')]"))
