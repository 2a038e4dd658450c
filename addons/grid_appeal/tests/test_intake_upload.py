"""A letter that a clerk brings as a file becomes an appeal like every other."""

import base64
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_intake import LETTERS, IntakeCase, letter


@tagged("post_install", "-at_install")
class TestIntakeUpload(IntakeCase):
    def _bring(self, raw, role="operator", name="letter.eml"):
        upload = self.env["grid.intake.upload"].with_user(self.users[role])
        return upload.create({"letter": base64.b64encode(raw), "letter_name": name}).action_register()

    def test_a_file_becomes_a_registered_appeal(self):
        before = self._rows()
        action = self._bring(LETTERS["01"])
        row = self._rows() - before
        self.assertEqual(action["res_id"], row.ticket_id.id)
        self.assertEqual((row.state, row.source, row.brought_by_id), ("registered", "file", self.users["operator"]))
        self.assertTrue(row.ticket_id.number)
        self.assertEqual(row.ticket_id.with_user(self.users["operator"]).branch_id, self.branch)

    def test_a_letter_to_nobody_known_goes_to_the_branch_of_who_brings_it(self):
        before = self._rows()
        self._bring(letter(to="kto-to@other.example"), role="specialist")
        self.assertEqual((self._rows() - before).ticket_id.branch_id, self.branch)

    def test_the_same_file_twice_opens_no_second_appeal(self):
        before = self._rows()
        self._bring(LETTERS["01"])
        again = self._bring(LETTERS["01"], role="manager")
        rows = self._rows() - before
        self.assertEqual(len(rows.ticket_id), 1)
        self.assertEqual(sorted(rows.mapped("state")), ["duplicate", "registered"])
        self.assertTrue(again.get("res_id") == rows.ticket_id.id or again["tag"] == "display_notification")

    def test_the_terms_count_from_when_it_came(self):
        upload = self.env["grid.intake.upload"].with_user(self.users["operator"])
        came = fields.Datetime.now() - timedelta(days=5)
        values = {"letter": base64.b64encode(LETTERS["01"]), "received_at": came}
        action = upload.create(values).action_register()
        appeal = self.env["helpdesk.ticket"].browse(action["res_id"])
        self.assertEqual(appeal.received_at, came.replace(microsecond=0))
        self.assertEqual(appeal.registered_by_id, self.users["operator"])

    def test_a_letter_to_another_branch_is_registered_there_and_said(self):
        self.other_branch.email = "drugoy@kuzbass-seti.example"
        before = self._rows()
        action = self._bring(letter(to="drugoy@kuzbass-seti.example"))
        appeal = (self._rows() - before).ticket_id
        self.assertEqual(appeal.branch_id, self.other_branch)
        self.assertIn(appeal.number, action["params"]["message"])

    def test_an_automatic_reply_is_kept_and_said(self):
        before = self._rows()
        action = self._bring(LETTERS["09"])
        self.assertEqual((self._rows() - before).state, "quarantined")
        self.assertIn("Automatic reply", action["params"]["message"])

    def test_what_is_no_letter_is_refused_in_one_sentence(self):
        before = self._rows()
        for raw in (b"%PDF-1.4 not a letter", b"\xff\xd8\xff\xe0" + bytes(200), b""):
            with self.subTest(raw=raw[:8]), self.assertRaisesRegex(UserError, r"scan\.pdf"):
                self._bring(raw or b" ", name="scan.pdf")
        self.assertEqual(self._rows(), before)

    def test_only_who_registers_appeals_brings_letters(self):
        for role in ("privacy", "methodologist"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._bring(LETTERS["01"], role=role)
