import base64
from io import BytesIO

from freezegun import freeze_time
from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .common import ServiceCase


@tagged("post_install", "-at_install")
class TestPaperPreview(ServiceCase, HttpCase):
    """An answer of a generic request, and its preview."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reply = cls.env.ref("grid_service.paper_kind_reply")
        way = cls.service.step_ids.transition_ids.filtered(lambda one: one.code == "finish")
        way.with_context(passport_part=cls.loading).paper_kind_ids = cls.reply
        cls.way = way

    def _at_works(self):
        request = self._submitted()
        self._give(request)
        with freeze_time("2026-04-03 03:00:00"):
            request._move("complete")
        return request

    def _dialog(self, request, user, **values):
        acts = self.env["grid.service.act"].with_user(user)
        return acts.create({"request_id": request.id, "transition_id": self.way.id, **values})

    def _text(self, pdf):
        return " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())

    def test_an_answer_says_what_its_act_says_and_nothing_without_words(self):
        request = self._at_works()
        with self.assertRaises(UserError) as refusal:
            request._move("finish")
        self.assertIn("as the reason of the act", str(refusal.exception))
        request._move("finish", reason="Прибор учёта заменён.\nПоказания приняты.")
        paper = request.paper_ids.filtered(lambda one: one.kind_id == self.reply)
        text = self._text(base64.b64decode(paper.file))
        self.assertIn("Прибор учёта заменён.", text)
        self.assertIn(f"{request.number}-РЕЗ", text)

    def test_a_preview_is_read_by_who_asked_for_it_and_by_nobody_else(self):
        request = self._at_works()
        head = self.users["head"]
        dialog = self._dialog(request, head, reason="Прибор учёта заменён.")
        self.assertTrue(dialog.prints_papers)
        address = dialog.action_preview()["url"]
        self.authenticate(head.login, head.login)
        answer = self.url_open(address)
        self.assertEqual((answer.status_code, answer.headers["Content-Type"]), (200, "application/pdf"))
        self.assertIn("Прибор учёта заменён.", self._text(answer.content))
        self.assertFalse(request.paper_ids.filtered(lambda one: one.kind_id == self.reply))
        other = self.users["specialist"]
        self.authenticate(other.login, other.login)
        self.assertEqual(self.url_open(address).status_code, 404)

    def test_what_a_preview_lacks_is_said_in_the_dialog(self):
        dialog = self._dialog(self._at_works(), self.users["head"])
        with self.assertRaisesRegex(UserError, "as the reason of the act"):
            dialog.action_preview()
