import io
from datetime import timedelta
from unittest.mock import patch

import vobject

from odoo.tests import tagged
from odoo.tools.pdf import PdfReader

from .common import GOOD, PortalCase


@tagged("post_install", "-at_install")
class TestReceiptFiles(PortalCase):
    def setUp(self):
        super().setUp()
        self.path = self._send().headers["Location"]
        self.appeal = self._appeals()

    def _file(self, name):
        response = self.url_open(f"{self.path}/{name}")
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertIn(self.appeal.number, response.headers["Content-Disposition"])
        return response

    def test_the_receipt_leads_to_its_files_and_to_the_state(self):
        links = self._page(self.path).xpath("//main//a/@href")
        self.assertIn(f"{self.path}/receipt.pdf", links)
        self.assertIn(f"{self.path}/due.ics", links)
        self.assertIn(f"/status?number={self.appeal.number}", links)

    def test_the_receipt_is_printed(self):
        response = self._file("receipt.pdf")
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
        text = " ".join(text.replace("\xa0", " ").split())
        self.assertIn(self.appeal.number, text)
        self.assertIn(GOOD["name"], text)
        due = self.appeal._answer_deadline().due_at
        self.assertIn(" ".join(self.appeal._letter_date(due).replace("\xa0", " ").split()), text)

    def test_the_day_of_the_answer_goes_into_a_calendar(self):
        response = self._file("due.ics")
        self.assertEqual(response.headers["Content-Type"], "text/calendar; charset=utf-8")
        event = vobject.readOne(response.text).vevent
        due = self.appeal._answer_deadline().due_at
        self.assertEqual(event.dtstart.value, self.appeal._customer_day(due), "a whole day where the branch is")
        self.assertIn(self.appeal.number, event.summary.value)
        self.assertEqual(event.url.value, self.appeal._status_url())
        self.assertEqual(event.valarm.trigger.value, timedelta(hours=-15))
        for personal in (GOOD["name"], GOOD["email"], GOOD["address"]):
            self.assertNotIn(personal, response.text.replace("\r\n ", ""))

    def test_a_stranger_gets_no_file(self):
        unsent = self.env["grid.portal.submission"]._new_key()
        for key in ("1", "ключ", unsent):
            for name in ("receipt.pdf", "due.ics"):
                self.assertEqual(self.url_open(f"/appeal/receipt/{key}/{name}").status_code, 404, (key, name))

    def test_an_appeal_without_a_number_has_no_receipt_but_a_day(self):
        self.authenticate(None, None)
        tickets = self.env.registry["helpdesk.ticket"]
        with (
            patch.object(tickets, "action_register", side_effect=ValueError("no rule")),
            self.assertLogs("odoo.addons.grid_portal", "ERROR"),
        ):
            path = self._send({"email": "drugaya@example.com"}).headers["Location"]
        self.assertNotIn("receipt.pdf", self.url_open(path).text)
        self.assertEqual(self.url_open(f"{path}/receipt.pdf").status_code, 404)
        self.assertEqual(self.url_open(f"{path}/due.ics").status_code, 200)
