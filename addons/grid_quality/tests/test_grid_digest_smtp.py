"""A digest from its schedule to the mail server: figures, links, the page as a PDF; once, whatever dies in between."""

import io
from unittest.mock import patch

from freezegun import freeze_time
from lxml import html
from pypdf import PdfReader

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.smtp_sink import let_mail_go, smtp_sink

from .test_grid_digest import EIGHT, DigestCase


class Killed(BaseException):
    """Like a signal: no handler of errors sees it."""


@tagged("post_install", "-at_install")
class TestGridDigestSmtp(DigestCase):
    def setUp(self):
        super().setUp()
        self.server = let_mail_go(self)
        self.company.email = "quality@seti.example"
        # what other tests of the session have queued stays where it is
        self.env["mail.mail"].search([("state", "=", "outgoing")]).state = "cancel"

    @freeze_time(EIGHT)
    def _send_queue(self):
        """Send what the queue of mail holds, and return what reached the server: (to whom, letter)."""
        with smtp_sink() as (sink, port):
            self.server.smtp_port = port
            for _run in range(2):
                self.env["mail.mail"].process_email_queue(self.letters().ids)
        return sink.letters

    def test_schedule_to_letter(self):
        digest = self.digest()
        for _run in range(2):
            self.run_job(EIGHT)
        page = self._as("supervisor", self.page).with_context(allowed_company_ids=self.company.ids)
        with freeze_time(EIGHT):
            figures = page.read_tiles({"period": "custom", "from": "2026-04-03", "to": "2026-04-05"})
        [(recipients, letter)] = self._send_queue()
        self.assertEqual(recipients, ["supervisor@example.com"])
        self.assertEqual(letter["Subject"], "Service digest: overdue 3, due today 1")
        self.assertIn("/grid_quality/digest/", letter["List-Unsubscribe"])
        told = html.fromstring(letter.get_body(("html",)).get_content())
        links = told.xpath("//a/@href")
        self.assertIn("Overdue: 3.", told.text_content())
        for code in ("overdue", "due_today"):
            self.assertTrue([link for link in links if f"tile={code}" in link], code)
        self.assertTrue([link for link in links if "/odoo/helpdesk.ticket/" in link])
        [pdf] = letter.iter_attachments()
        self.assertEqual(pdf.get_content_type(), "application/pdf")
        words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.get_content())).pages)
        words = " ".join(words.split())
        self.assertIn("Period: 03.04.2026 – 05.04.2026", words)
        for figure in (figures["overdue"], figures["unassigned"]):
            self.assertIn(figure["title"], words)
        self.assertNotIn(self.citizen.name, words, "a letter names no applicant")
        self.assertEqual(digest.told_until.isoformat(), "2026-04-05")

    def test_without_the_pdf(self):
        self.digest(with_pdf=False)
        self.run_job(EIGHT)
        [(_recipients, letter)] = self._send_queue()
        self.assertFalse(list(letter.iter_attachments()))

    def test_what_is_killed_at_any_point_is_sent_once(self):
        cases = (
            ("while the figures are read", "grid.live.page", "_printed"),
            ("while the letter is queued", "mail.mail", "create"),
            ("before the commit", "ir.cron", "_commit_progress"),
        )
        for name, model, method in cases:
            with self.subTest(name):
                digest = self.digest("head")
                died = patch.object(type(self.env[model]), method, side_effect=Killed)
                with died, self.assertRaises(Killed), self.env.cr.savepoint():
                    self.run_job(EIGHT)
                self.env.invalidate_all()
                self.assertFalse(self.letters("head"), "nothing is half done")
                for _run in range(2):
                    self.run_job(EIGHT)
                self.assertEqual(len(self.letters("head")), 1)
                self.letters("head").unlink()
                digest.unlink()

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_a_dead_mail_server_keeps_the_letter(self):
        self.digest()
        self.run_job(EIGHT)
        with freeze_time(EIGHT):
            self.letters().send()  # nobody listens at port 9
        self.assertEqual(self.letters().state, "exception")
        self.run_job(EIGHT)
        self.letters().mark_outgoing()
        self.assertEqual(len(self._send_queue()), 1)
