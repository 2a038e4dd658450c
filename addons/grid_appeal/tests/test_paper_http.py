"""What a browser gets of a scan, by every address it could ask."""

import base64
import json

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import AppealCase

SECRET = b"%PDF-1.4 scan of a passport"


@tagged("post_install", "-at_install")
class TestPaperHttp(AppealCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.appeal = self._appeal(scan=base64.b64encode(SECRET), scan_name="паспорт.pdf")
        self.scan = self.env["ir.attachment"].search([("res_field", "=", "scan"), ("res_id", "=", self.appeal.id)])
        self.sent = self.env["ir.attachment"].create(
            {
                "name": "справка.pdf",
                "raw": SECRET,
                "res_model": self.appeal._name,
                "res_id": self.appeal.id,
                "is_from_applicant": True,
            }
        )
        self.appeal.message_post(body="Письмо", attachment_ids=self.sent.ids)
        specialist = self.users["specialist"]
        place = {"res_model": self.appeal._name, "res_id": self.appeal.id}
        self.added = self.env["ir.attachment"].with_user(specialist).create({"name": "паспорт", "raw": SECRET, **place})
        self.appeal.with_user(specialist).message_post(body="Копия паспорта", attachment_ids=self.added.ids)

    def _addresses(self):
        yield f"/web/content/helpdesk.ticket/{self.appeal.id}/scan"
        yield f"/web/content?model=helpdesk.ticket&id={self.appeal.id}&field=scan&download=1"
        for file in self.scan + self.sent + self.added.sudo():
            yield f"/web/content/{file.id}"
            yield f"/web/content/{file.id}?download=1"
            yield f"/web/image/{file.id}"

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_an_operator_downloads_none_and_a_specialist_all(self):
        for role, sees in (("operator", False), ("methodologist", False), ("specialist", True)):
            self.authenticate(f"appeal_{role}", f"appeal_{role}")
            for address in self._addresses():
                with self.subTest(role=role, address=address):
                    response = self.url_open(address)
                    self.assertEqual(SECRET in response.content, sees)

    @mute_logger("odoo.http")
    def test_the_history_shows_an_operator_no_file(self):
        for role, sees in (("operator", False), ("specialist", True)):
            self.authenticate(f"appeal_{role}", f"appeal_{role}")
            thread = {"thread_model": "helpdesk.ticket", "thread_id": self.appeal.id}
            answer = self._call("/mail/thread/messages", thread)
            request = {**thread, "request_list": ["attachments"]}
            box = self._call("/mail/data", {"fetch_params": [["mail.thread", request]]})
            for file in self.sent + self.added:
                with self.subTest(role=role, file=file.name):
                    keys = [shown["raw_access_token"] for shown in answer["data"].get("ir.attachment", ())
                            if shown["id"] == file.id]  # fmt: skip
                    self.assertEqual([bool(key) for key in keys], [True] if sees else [])
                    self.assertEqual(file.id in [shown["id"] for shown in box.get("ir.attachment", ())], sees)

    def _call(self, route, params):
        response = self.url_open(
            route, data=json.dumps({"params": params}), headers={"Content-Type": "application/json"}
        )
        self.assertNotIn("error", response.json())
        return response.json()["result"]

    def test_slips_are_for_who_sees_the_appeal(self):
        self.appeal.action_register()
        for user, status in (("appeal_operator", 200), ("appeal_stranger", 404)):
            self.authenticate(user, user)
            self.assertEqual(self.url_open(f"/grid_appeal/slip/{self.appeal.id}").status_code, status)
        self.authenticate("appeal_operator", "appeal_operator")
        self.assertEqual(self.url_open("/grid_appeal/slip/0").status_code, 404)
        self.assertEqual(self.url_open("/grid_appeal/slip/a-%C2%B2-99999999999999999999").status_code, 404)
