import json
import re
from unittest.mock import patch

import requests

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, TransactionCase, tagged

from odoo.addons.iap.tools import iap_tools

NOWHERE = "http://127.0.0.1:9"


class Watch:
    """Writes down every address that Python asks for over HTTP, and lets none of them through."""

    def __init__(self):
        self.asked = []

    def __enter__(self):
        through = requests.Session.send

        def send(session, request, **options):
            if request.url.startswith("http://127.0.0.1:") and not request.url.startswith(NOWHERE + "/"):
                return through(session, request, **options)
            self.asked.append(request.url)
            raise requests.ConnectionError(request.url)

        self.patch = patch.object(requests.Session, "send", send)
        self.patch.start()
        return self.asked

    def __exit__(self, *exception):
        self.patch.stop()


@tagged("post_install", "-at_install")
class TestNoCallHome(TransactionCase):
    def test_the_watch_sees_a_call(self):
        with Watch() as asked, self.assertRaises(requests.ConnectionError):
            requests.get("http://services.odoo.example", timeout=1)
        self.assertEqual(asked, ["http://services.odoo.example/"])

    def test_the_publisher_is_told_nothing(self):
        contract = self.env["publisher_warranty.contract"]
        with Watch() as asked:
            self.assertTrue(contract.update_notification())
            self.assertTrue(contract.update_notification(cron_mode=False))
        self.assertEqual(asked, [])

    def test_crons_that_call_or_advertise_are_off(self):
        for name in (
            "mail.ir_cron_module_update_notification",
            "mail.ir_cron_web_push_notification",
            "digest.ir_cron_digest_scheduler_action",
        ):
            self.assertFalse(self.env.ref(name).active, name)

    def test_no_cron_that_runs_asks_for_an_address(self):
        """Every active cron is run by hand: whatever an addon brings later is watched too."""
        with Watch() as asked:
            for cron in self.env["ir.cron"].search([]):
                with (
                    self.subTest(cron.name),
                    patch.object(self.env.cr, "commit"),
                    patch.object(self.env.cr, "rollback"),
                ):
                    cron.ir_actions_server_id.with_context(cron_id=cron.id).run()
        self.assertEqual(asked, [])

    def test_services_for_money_have_no_address(self):
        self.assertEqual(iap_tools.iap_get_endpoint(self.env), NOWHERE)
        value = self.env["ir.config_parameter"].get_param
        for service in ("iap.partner_autocomplete", "enrich", "reveal", "sms", "snailmail"):
            self.assertEqual(value(f"{service}.endpoint"), NOWHERE, service)

    def test_the_website_configurator_asks_this_machine_only(self):
        website = self.env["website"].search([], limit=1)
        with Watch() as asked, patch("odoo.modules.module.current_test", False):
            for call in (website._website_api_rpc, website._OLG_api_rpc):
                with self.assertRaises(AccessError), self.assertLogs("odoo.addons.iap.tools.iap_tools", "WARNING"):
                    call("/api/website/2/configurator/industries", {})
        self.assertEqual({url.split("/api/")[0] for url in asked}, {NOWHERE})

    def test_links_in_messages_are_not_opened(self):
        message = (
            self.env["res.partner"]
            .create({"name": "Ссылкина"})
            .message_post(body="см. http://chuzhoy.example/stranica", message_type="comment")
        )
        with Watch() as asked:
            self.assertFalse(self.env["mail.link.preview"]._is_link_preview_enabled())
            self.env["mail.link.preview"]._create_from_message_and_notify(message)
        self.assertEqual(asked, [])

    def test_nothing_is_pushed_through_browser_makers(self):
        partner = self.env.user.partner_id
        self.env["mail.push.device"].get_web_push_vapid_public_key()
        device = self.env["mail.push.device"].create(
            {"partner_id": partner.id, "endpoint": "https://push.brauzer.example/1", "keys": json.dumps({})}
        )
        self.env["mail.push"].create({"mail_push_device_id": device.id, "payload": "{}"})
        with Watch() as asked:
            self.assertFalse(self.env["mail.thread"]._web_push_get_partners_parameters(partner.ids)[0])
            self.env["mail.push"]._push_notification_to_endpoint()
        self.assertEqual(asked, [])

    def test_calls_between_colleagues_ask_no_foreign_server(self):
        servers = self.env["mail.ice.server"]._get_ice_servers()
        self.assertTrue(servers, "an empty list would make the browser ask Google's")
        self.assertFalse([server for server in servers if "127.0.0.1" not in server["urls"]])

    def test_the_shops_of_the_publisher_are_closed(self):
        shops = ("base.menu_theme_store", "base.menu_third_party", "base.theme_store")
        self.assertFalse([name for name in shops if self.env.ref(name).active])


@tagged("post_install", "-at_install")
class TestNoCallFromPages(HttpCase):
    def setUp(self):
        super().setUp()
        self.asked = []

    def fetch_proxy(self, url):
        """Called by the browser of the tests for each address that is not ours."""
        self.asked.append(url)
        return super().fetch_proxy(url)

    def _open(self, path, login=None, ready="document.readyState === 'complete'"):
        self.browser_js(path, "console.log('test successful')", ready=ready, login=login)

    def test_no_page_asks_for_an_address_outside(self):
        for path, login in (("/", None), ("/appeal", None), ("/web/login", None), ("/odoo", "admin")):
            with self.subTest(path):
                self._open(path, login)
        self.assertEqual(self.asked, [])

    def test_the_browser_would_have_told(self):
        self.browser_js(
            "/web/login",
            "fetch('https://fonts.chuzhoy.example/x', {mode: 'no-cors'}).finally(() => console.log('test successful'))",
        )
        self.assertEqual(self.asked, ["https://fonts.chuzhoy.example/x"])

    def test_the_editor_of_the_website_asks_google_nothing(self):
        self.authenticate("admin", "admin")
        with Watch() as asked:
            fonts = self.make_jsonrpc_request("/website/google_font_metadata")
            words = self.make_jsonrpc_request("/website/seo_suggest", {"keywords": "свет", "lang": "ru_RU"})
        self.assertEqual((fonts, json.loads(words), asked), ({"familyMetadataList": []}, [], []))

    def test_no_style_sheet_imports_a_foreign_font(self):
        qweb = self.env["ir.qweb"]
        bundles = (
            "web.assets_frontend",
            "web.assets_web",
            "website.website_builder_assets",
            "web.report_assets_common",
        )
        for bundle in bundles:
            for sheet in qweb._get_asset_bundle(bundle, js=False).css():
                foreign = set(re.findall(r"(?:url\(|@import )[^)]{0,3}(https?://[^/)]+)", sheet.raw.decode()))
                self.assertEqual(foreign, set(), bundle)

    def test_the_fonts_of_reports_are_there(self):
        (sheet,) = self.env["ir.qweb"]._get_asset_bundle("web.report_assets_common", js=False).css()
        fonts = set(re.findall(r"url\(\"?(/web/static/fonts/[^)\"?#]+)", sheet.raw.decode()))
        self.assertGreaterEqual(len(fonts), 17)
        for font in sorted(fonts):
            self.assertEqual(self.url_open(font).status_code, 200, font)
