import base64
import re

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_papers import PapersCase

OFFERED = "2026-04-08 03:00:00"


@tagged("post_install", "-at_install")
class TestGridConnectionPaperPreview(PapersCase):
    def _publishing(self, connection):
        return connection.step_id.transition_ids.filtered(lambda one: one.code == "publish_offer")

    def test_a_preview_is_what_is_issued_but_for_number_and_date(self):
        connection = self._prepared(self._draft())
        with freeze_time(OFFERED):
            draft = self._text_of(connection.request_id._preview(self._publishing(connection)))
        self.assertFalse(connection.paper_ids.filtered("kind_id.template"))
        self._walk(connection, "publish_offer", OFFERED)
        issued = connection.paper_ids.filtered("kind_id.template").sorted("id")
        text = " ".join(self._text(paper) for paper in issued)
        self.assertEqual(self._unnumbered(draft), self._unnumbered(text))

    def _unnumbered(self, text):
        """Return the words of papers without their numbers and dates, and without the mark of a draft."""
        return re.sub(r"DRAFT|No\.|TSA-\S+?-(УД|ТУ|СЧ)|of April 8, 2026|\s", "", text)

    def test_only_who_may_do_the_act_previews_its_papers(self):
        connection = self._prepared(self._draft())
        act = self._publishing(connection)
        request = connection.request_id
        self.assertTrue(self._as("specialist", request)._preview(act).startswith(b"%PDF"))
        for role in ("operator", "administrator", "manager", "methodologist"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, request)._preview(act)
        with self.assertRaises(AccessError):
            request.with_user(self.stranger)._preview(act)

    def test_an_operator_opens_no_paper(self):
        connection = self._prepared(self._draft())
        self._walk(connection, "publish_offer", OFFERED)
        paper = self._paper(connection, "invoice")
        with self.assertRaises(AccessError):
            self._as("operator", paper).read(["file"])
        self.assertTrue(base64.b64decode(self._as("specialist", paper).file).startswith(b"%PDF"))
