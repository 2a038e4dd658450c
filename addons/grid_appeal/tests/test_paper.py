"""A letter on paper: its own dates and numbers, its scan, the slip with the barcode."""

import base64
from datetime import date, datetime
from io import BytesIO

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import PdfReader

from .common import ROLES, AppealCase

PDF = base64.b64encode(b"%PDF-1.4 scan of a passport")
SCAN_ROLES = ("administrator", "manager", "specialist", "supervisor", "head", "privacy")


@tagged("post_install", "-at_install")
class TestPaper(AppealCase):
    @freeze_time("2026-03-06 03:00:00")
    def test_a_letter_keeps_what_stands_on_it(self):
        appeal = self._as("administrator", self.env["helpdesk.ticket"]).create(
            self._vals(
                received_at=datetime(2026, 3, 4, 2),
                sender_number="14/2-05",
                sender_date=date(2026, 3, 1),
                posted_on=date(2026, 3, 2),
                envelope_kind="registered",
                envelope_tracking="65 0992 0012 3456",
                sheet_count=3,
                scan=PDF,
                scan_name="письмо.pdf",
            )
        )
        appeal.action_register()
        self.assertEqual(appeal.envelope_tracking, "65099200123456")
        self.assertEqual((appeal.received_at, appeal.registered_at), (datetime(2026, 3, 4, 2), datetime(2026, 3, 6, 3)))
        # three days from the day the paper came, not from the day it was typed in
        self.assertEqual(appeal.deadline_ids.filtered(lambda d: d.code == "appeal_register").state, "met")

    @freeze_time("2026-03-06 03:00:00")
    def test_dates_that_contradict_each_other_are_refused(self):
        received = {"received_at": datetime(2026, 3, 4, 2)}
        cases = [
            ({"posted_on": date(2026, 3, 5)}, "cannot be posted (05.03.2026) after we received it (04.03.2026)"),
            ({"sender_date": date(2026, 3, 5)}, "cannot be dated (05.03.2026) after we received it (04.03.2026)"),
            (
                {"sender_date": date(2026, 3, 3), "posted_on": date(2026, 3, 2)},
                "cannot be posted (02.03.2026) before it was written (03.03.2026)",
            ),
            ({"received_at": datetime(2026, 3, 6, 4)}, "cannot be received in the future"),
            ({"envelope_tracking": "650992"}, "“650992” is not a tracking number of the post"),
        ]
        for vals, sentence in cases:
            with self.subTest(sentence), self.assertRaises(ValidationError) as refusal, self.cr.savepoint():
                self._appeal(**{**received, **vals})
            self.assertIn(sentence, str(refusal.exception))

    def test_the_day_of_receipt_is_the_day_of_the_branch(self):
        """20:00 in London is the next day in Novokuznetsk: a letter posted on that day is no contradiction."""
        with freeze_time("2026-03-06 03:00:00"):
            self._appeal(received_at=datetime(2026, 3, 4, 20), posted_on=date(2026, 3, 5))

    @freeze_time("2026-03-06 03:00:00")
    def test_nothing_is_registered_before_it_was_received(self):
        appeal = self._appeal(received_at=datetime(2026, 3, 5, 3))
        with self.assertRaisesRegex(ValidationError, "cannot be registered"):
            appeal._register_new(datetime(2026, 3, 4, 3))

    def test_sheets_are_not_negative(self):
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self._appeal(sheet_count=-1)

    def test_a_correction_stays_in_the_history_and_ends_with_the_appeal(self):
        appeal = self._appeal(sender_number="14")
        appeal.action_register()
        self.env.flush_all()
        self.cr.precommit.run()
        appeal.sender_number = "14/2"
        self.env.flush_all()
        self.cr.precommit.run()
        tracked = appeal.message_ids.sudo().tracking_value_ids
        self.assertIn(("14", "14/2"), [(value.old_value_char, value.new_value_char) for value in tracked])
        closed = self._closed()
        with self.assertRaisesRegex(UserError, "fact of law"):
            closed.sender_number = "15"

    # --- the scan
    def test_a_scan_is_a_picture_of_paper(self):
        for name, content, sentence in (
            ("scan.exe", b"MZ", "files of this type are not accepted"),
            ("scan.pdf", b"MZ program", "is not what its name says"),
            ("film.mp4", b"\x00\x00\x00\x18ftypmp42", "files of this type are not accepted"),
        ):
            with self.subTest(name), self.assertRaises(UserError) as refusal, self.cr.savepoint():
                self._appeal(scan=base64.b64encode(content), scan_name=name)
            self.assertIn(sentence, str(refusal.exception))

    def test_a_registered_scan_is_added_once(self):
        appeal = self._appeal()
        appeal.action_register()
        appeal.write({"scan": PDF, "scan_name": "письмо.pdf"})
        appeal.write({"scan": PDF, "scan_name": "письмо.pdf"})
        for other in (base64.b64encode(b"%PDF-1.4 another"), False):
            with self.assertRaisesRegex(UserError, "is not replaced"):
                appeal.write({"scan": other, "scan_name": "a.pdf"})

    def test_what_came_with_a_registered_appeal_is_kept(self):
        appeal = self._appeal(scan=PDF, scan_name="письмо.pdf")
        place = {"res_model": appeal._name, "res_id": appeal.id, "is_from_applicant": True}
        sent, spare = self.env["ir.attachment"].create([{"name": name, "raw": b"x", **place} for name in ("a", "b")])
        spare.with_user(self.users["specialist"]).unlink()
        appeal.action_register()
        scan = self.env["ir.attachment"].search([("res_field", "=", "scan"), ("res_id", "=", appeal.id)])
        forgeries = ({"raw": b"forged"}, {"name": "x"}, {"res_id": 0}, {"is_from_applicant": False})
        for file in sent + scan:
            for role in ("specialist", "manager"):
                mine = self._as(role, file)
                for vals in forgeries:
                    with self.subTest(role=role, vals=vals), self.assertRaisesRegex(UserError, "kept as it came"):
                        mine.write(vals)
                with self.subTest(role=role), self.assertRaisesRegex(UserError, "kept as it came"):
                    mine.unlink()
        with self.assertRaisesRegex(UserError, "kept as it came"):
            sent.sudo().unlink()  # the chatter deletes so
        self._as("specialist", sent).description = "Паспорт"
        own = self.env["ir.attachment"].with_user(self.users["specialist"])
        own.create({"name": "own", "raw": b"y", "res_model": appeal._name, "res_id": appeal.id}).unlink()

    def test_who_sees_the_scan(self):
        appeal = self._appeal(scan=PDF, scan_name="паспорт.pdf")
        file = self.env["ir.attachment"].search([("res_field", "=", "scan"), ("res_id", "=", appeal.id)])
        for role in ROLES:
            self.users[role].group_ids += self.env.ref("base.group_allow_export")
            mine, attachment = self._as(role, appeal), self._as(role, file)
            with self.subTest(role=role):
                if role in SCAN_ROLES:
                    self.assertEqual(mine.read(["scan"])[0]["scan"], PDF)
                    self.assertEqual(attachment.raw, b"%PDF-1.4 scan of a passport")
                    continue
                self.assertNotIn("scan", mine.fields_get())
                arch = mine.get_view(self.env.ref("grid_appeal.helpdesk_ticket_view_form").id)["arch"]
                self.assertNotIn('name="scan', arch)
                for read in (
                    lambda mine=mine: mine.read(["scan"]),
                    lambda mine=mine: mine.read(["scan_name"]),
                    lambda mine=mine: mine.search_read([("id", "=", mine.id)], ["scan"]),
                    lambda mine=mine: mine.export_data(["scan"]),
                    lambda mine=mine: mine.search([("scan_name", "ilike", "паспорт")]),
                    lambda attachment=attachment: attachment.raw,
                    lambda attachment=attachment: attachment.name,
                ):
                    with self.assertRaises(AccessError):
                        read()
                found = attachment.search([("res_model", "=", appeal._name), ("res_field", "=", "scan")])
                self.assertNotIn(file, found)

    def test_a_file_on_an_appeal_is_opened_by_those_who_consider_whoever_brought_it(self):
        appeal = self._appeal()
        vals = {"raw": b"%PDF-1.4", "res_model": appeal._name, "res_id": appeal.id}
        Attachment = self.env["ir.attachment"]
        sent = Attachment.create({"name": "паспорт.pdf", "is_from_applicant": True, **vals})
        added = Attachment.with_user(self.users["specialist"]).create({"name": "паспорт ещё раз.pdf", **vals}).sudo()
        own = Attachment.with_user(self.users["operator"]).create({"name": "заметка.pdf", **vals}).sudo()
        for role in ROLES:
            mine = Attachment.with_user(self.users[role]).search([("id", "in", (sent + added + own).ids)])
            with self.subTest(role=role):
                theirs = own if role == "operator" else own.browse()
                self.assertEqual(mine, sent + added + own if role in SCAN_ROLES else theirs)
                for file in sent + added:
                    opened = self._as(role, file)
                    tokens = opened.sudo()._get_raw_access_token(), opened.sudo()._get_thumbnail_token()
                    self.assertEqual(all(tokens), role in SCAN_ROLES)
                    if role not in SCAN_ROLES:
                        with self.assertRaisesRegex(AccessError, "Ask the handler"):
                            opened.read(["raw"])

    # --- the slip
    @freeze_time("2026-03-06 03:00:00")
    def test_slips_of_many_say_number_and_dates_and_nothing_of_the_applicant(self):
        appeals = self._appeal(sheet_count=3) + self._appeal()
        appeals.action_register()
        pages = PdfReader(BytesIO(self.env["grid.appeal.letter"]._slip_pdf(appeals))).pages
        texts = [" ".join(page.extract_text().split()) for page in pages]
        self.assertEqual(len(texts), 2)
        for appeal, text in zip(appeals, texts, strict=True):
            self.assertIn(appeal.number, text)
            self.assertIn("06.03.2026", text)
            self.assertNotIn("Тестова", text)
        self.assertTrue(all(float(page.mediabox.width) < 240 for page in pages), "a label, not a sheet")

    def test_only_registered_appeals_have_slips(self):
        new, registered = self._appeal(), self._appeal()
        registered.action_register()
        self.assertEqual((new + registered).action_print_slip()["url"], f"/grid_appeal/slip/{registered.id}")
