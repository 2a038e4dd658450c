"""What somebody of the staff attaches to a customer may be a passport: who opens it, by whatever way."""

import json
from base64 import b64encode

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import PASSWORD, ROLES, CustomerCase

READERS = {"administrator", "manager", "specialist", "supervisor", "head", "privacy"}
SECRET = b"\x89PNG\r\n\x1a\n scan of a passport"
NAME = "passport Ivanov.png"


class PapersCase(CustomerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = cls.env.ref("base.group_allow_export")
        for role in ROLES:
            cls.people[role].group_ids = [Command.link(export.id)]
        cls.scan = cls._attach("manager", NAME)
        cls.note = cls.ivanov.with_user(cls.people["manager"]).message_post(
            body="A copy of the passport", attachment_ids=cls.scan.ids, subtype_xmlid="mail.mt_note"
        )

    @classmethod
    def _attach(cls, who, name, **place):
        place = place or {"res_model": "res.partner", "res_id": cls.ivanov.id}
        attachments = cls.env["ir.attachment"].with_user(cls.people[who])
        return attachments.create({"name": name, "raw": SECRET, "mimetype": "image/png", **place}).sudo()


@tagged("post_install", "-at_install")
class TestPapers(PapersCase):
    def test_who_opens_a_file_of_a_customer(self):
        for role in ROLES:
            scan = self.as_(role, self.scan)
            with self.subTest(role):
                found = scan.search([("res_model", "=", "res.partner"), ("res_id", "=", self.ivanov.id)])
                self.assertEqual(scan in found, role in READERS)
                self.assertEqual(scan in scan.search([("name", "ilike", "passport")]), role in READERS)
                if role in READERS:
                    self.assertEqual(scan.raw, SECRET)
                    continue
                for attempt in (
                    lambda s=scan: s.read(["name"]),
                    lambda s=scan: s.read(["datas"]),
                    lambda s=scan: s.export_data(["name", "datas"]),
                    lambda s=scan: s.write({"name": "x"}),
                    lambda s=scan: s.copy(),
                    lambda s=scan: s.unlink(),
                ):
                    with self.assertRaises(AccessError):
                        attempt()

    def test_the_history_does_not_name_it(self):
        for role in ROLES:
            note = self.as_(role, self.note)
            with self.subTest(role):
                self.assertEqual(bool(note.read(["attachment_ids"])[0]["attachment_ids"]), role in READERS)
                named = {"attachment_ids": {"fields": {"name": {}}}}
                if role in READERS:
                    self.assertEqual(note.web_read(named)[0]["attachment_ids"][0]["name"], NAME)
                else:
                    with self.assertRaises(AccessError):
                        note.web_read(named)

    def test_whoever_attached_a_file_opens_it(self):
        own = self._attach("operator", "list.png")
        self.assertEqual(self.as_("operator", own).raw, SECRET)
        with self.assertRaises(AccessError):
            self.as_("methodologist", own).read(["raw"])
        self.assertEqual(self.as_("specialist", own).raw, SECRET)

    def test_files_of_other_records_are_closed_until_they_are_said_to_be_open(self):
        branch = self._attach("head", "order.png", res_model="grid.branch", res_id=self.kem.id)
        rule = self.env["legal.rule"].search([], limit=1)
        law = self.env["ir.attachment"].create({"name": "law", "res_model": rule._name, "res_id": rule.id})
        with self.assertRaises(AccessError):
            self.as_("operator", branch).read(["name"])
        self.assertEqual(self.as_("methodologist", law).name, "law")

    def test_pictures_that_everybody_sees_stay_so(self):
        self.ivanov.image_1920 = b64encode(
            b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00"
            b"\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
        )
        self.assertTrue(self.as_("operator", self.ivanov).read(["image_128"])[0]["image_128"])

    def test_a_file_that_is_closed_is_not_sent_to_anybody_either(self):
        own = self.env["res.partner"].create({"name": "My other address", "email": "mine@elsewhere.example"})
        with self.assertRaises(AccessError):
            self.as_("operator", self.ivanov).message_post(
                body="Look", attachment_ids=self.scan.ids, partner_ids=own.ids
            )

    def test_a_picture_within_a_note_has_no_key_for_everybody(self):
        picture = b64encode(SECRET).decode()
        note = self.as_("manager", "mail.message").create(
            {
                "model": "res.partner",
                "res_id": self.ivanov.id,
                "body": f'<p>See <img src="data:image/png;base64,{picture}"></p>',
            }
        )
        self.assertIn("/web/image/", note.body)
        self.assertNotIn("access_token", note.body)
        with self.assertRaises(AccessError):
            self.as_("operator", note.attachment_ids).read(["raw"])

    def test_who_follows_gets_it_by_mail_only_as_one_who_may_open_it(self):
        people = self.people["operator"] + self.people["specialist"]
        people.notification_type = "email"
        for scan in (self.scan, self._attach("manager", "heavy.png")):
            if scan.name == "heavy.png":  # too big for a letter: the letter has a link in its place
                self.env["ir.config_parameter"].sudo().set_param("base.default_max_email_size", "0.000001")
            message = self.as_("manager", self.ivanov).message_post(
                body="Look", attachment_ids=scan.ids, partner_ids=people.partner_id.ids
            )
            sent = {}
            for mail in self.env["mail.mail"].sudo().search([("mail_message_id", "=", message.id)]):
                for letter in mail._prepare_outgoing_list():
                    sent[letter["partner_id"]] = letter
            operator, specialist = (sent[one.partner_id] for one in people)
            with self.subTest(scan.name):
                self.assertFalse(operator["attachments"])
                self.assertNotIn("access_token", operator["body"])
                self.assertTrue(specialist["attachments"] or "access_token" in specialist["body"])


@tagged("post_install", "-at_install")
class TestPapersOverHttp(PapersCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.people.values():
            user.password = PASSWORD

    def _sign_in(self, who):
        self.authenticate(self.people[who].login, PASSWORD)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_no_address_gives_it(self):
        key = self.scan.generate_access_token()[0]
        for role in ROLES:
            self._sign_in(role)
            for address in (
                f"/web/content/{self.scan.id}",
                f"/web/content/{self.scan.id}?download=1",
                f"/web/content/ir.attachment/{self.scan.id}/datas",
                f"/web/image/{self.scan.id}",
                f"/web/image/{self.scan.id}?access_token={key}",
            ):
                with self.subTest(role=role, address=address):
                    self.assertEqual(SECRET in self.url_open(address).content, role in READERS)

    @mute_logger("odoo.http")
    def test_the_chatter_does_not_show_it(self):
        thread = {"thread_model": "res.partner", "thread_id": self.ivanov.id}
        for role in ROLES:
            self._sign_in(role)
            history = self._call("/mail/thread/messages", thread)["data"]
            box = self._call(
                "/mail/data", {"fetch_params": [["mail.thread", {**thread, "request_list": ["attachments"]}]]}
            )
            for name, files in (("history", history), ("box", box)):
                with self.subTest(role=role, place=name):
                    shown = [file["id"] for file in files.get("ir.attachment", [])]
                    self.assertEqual(self.scan.id in shown, role in READERS)

    @mute_logger("odoo.http")
    def test_the_api_does_not_give_it(self):
        for role in ("operator", "specialist"):
            keys = self.env["res.users.apikeys"].with_user(self.people[role]).sudo()
            headers = {
                "Authorization": f"Bearer {keys._generate('rpc', 'test', None)}",
                "Content-Type": "application/json",
            }
            for body in ({"ids": self.scan.ids, "fields": ["datas"]}, {"ids": self.scan.ids, "fields": ["name"]}):
                answer = self.url_open("/json/2/ir.attachment/read", json.dumps(body), headers=headers)
                self.assertEqual(answer.status_code == 200, role == "specialist")
            body = {"domain": [["res_model", "=", "res.partner"]], "fields": ["name"]}
            found = self.url_open("/json/2/ir.attachment/search_read", json.dumps(body), headers=headers).json()
            self.assertEqual(NAME in str(found), role == "specialist")

    def _call(self, route, params):
        answer = self.url_open(route, json.dumps({"params": params}), headers={"Content-Type": "application/json"})
        self.assertNotIn("error", answer.json())
        return answer.json()["result"]
