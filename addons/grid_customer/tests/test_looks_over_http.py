import json

from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import PASSWORD
from .common_looks import SCAN, LooksCase

PARTNER = "res.partner"


@tagged("post_install", "-at_install")
class TestLooksOverHttp(LooksCase, HttpCase):
    """The real ways into the server, the read-only ones included: what they show is in the log."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.people.values():
            user.password = PASSWORD

    def _sign_in(self, who):
        self.authenticate(self.people[who].login, PASSWORD)

    def _call(self, method, args, **kwargs):
        body = {"jsonrpc": "2.0", "params": {"model": PARTNER, "method": method, "args": args, "kwargs": kwargs}}
        answer = self.url_open(
            f"/web/dataset/call_kw/{PARTNER}/{method}", json.dumps(body), headers={"Content-Type": "application/json"}
        )
        return answer.json()

    def _export(self):
        asked = {
            "import_compat": False,
            "fields": [{"name": "name", "label": "Name"}, {"name": "snils", "label": "SNILS"}],
            "model": PARTNER,
            "ids": self.ivanov.ids,
            "domain": [],
            "groupby": [],
            "context": {},
        }
        return self.url_open("/web/export/csv", {"data": json.dumps(asked), "csrf_token": Request.csrf_token(self)})

    def _json2(self, who, **body):
        keys = self.env["res.users.apikeys"].with_user(self.people[who]).sudo()
        key = keys._generate("rpc", "test", None)
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        return self.url_open(f"/json/2/{PARTNER}/read", json.dumps(body), headers=headers)

    def test_a_form(self):
        self._sign_in("manager")
        shown = self._call("web_read", [self.ivanov.ids], specification={"snils": {}})
        self.assertEqual(shown["result"][0]["snils"], "112-233-445 95")
        self.assertEqual(self.looks(), [("manager", self.ivanov, PARTNER, {"snils"}, "screen")])

    def test_an_export(self):
        self._sign_in("manager")
        self.assertIn("112-233-445 95", self._export().text)
        self.assertEqual(self.looks(), [("manager", self.ivanov, PARTNER, {"snils"}, "export")])

    def test_the_api(self):
        answer = self._json2("specialist", ids=self.ivanov.ids, fields=["identity_number"])
        self.assertEqual(answer.json()[0]["identity_number"], "3208 123456")
        self.assertEqual(self.looks(), [("specialist", self.ivanov, PARTNER, {"identity_number"}, "api")])

    def test_a_download_of_a_scan(self):
        self._sign_in("manager")
        expected = [("manager", self.ivanov, PARTNER, {"identity_scan"}, "download")]
        self.assertEqual(self.url_open(f"/web/content/{PARTNER}/{self.ivanov.id}/identity_scan").content, SCAN)
        self.assertEqual(self.looks(), expected)
        domain = [("res_model", "=", PARTNER), ("res_id", "=", self.ivanov.id), ("res_field", "=", "identity_scan")]
        scan = self.env["ir.attachment"].search(domain)
        self.assertEqual(self.url_open(f"/web/content/{scan.id}").content, SCAN)
        self.assertEqual(self.looks(), expected)

    @mute_logger("odoo.http", "odoo.addons.web.controllers.export")
    def test_an_operator_gets_nothing_by_any_way(self):
        self._sign_in("operator")
        self.assertIn("error", self._call("web_read", [self.ivanov.ids], specification={"snils": {}}))
        self.assertNotIn("112-233-445 95", self._export().text)
        answer = self._json2("operator", ids=self.ivanov.ids, fields=["identity_number"])
        self.assertEqual(answer.status_code, 403)
        answer = self.url_open(f"/web/content/{PARTNER}/{self.ivanov.id}/identity_scan")
        self.assertNotIn(SCAN, answer.content)
        self.assertEqual(self.looks(), [])

    def test_what_fails_is_not_shown_and_not_logged(self):
        self._sign_in("manager")
        with mute_logger("odoo.http"):
            failed = self._call("web_read", [self.ivanov.ids], specification={"snils": {}, "no_such_field": {}})
        self.assertIn("error", failed)
        self.assertEqual(self.looks(), [])
