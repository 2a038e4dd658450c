from datetime import timedelta

from lxml import html

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.words import sentence
from .common import PortalCase


@tagged("post_install", "-at_install")
class TestAnswerMarks(PortalCase):
    """The mark by the link in the letter: who has the letter gives it, by sending a form, and nothing else."""

    def setUp(self):
        super().setUp()
        self.answered = self._answered(delivery="email")
        self.path = f"/marks/{self.answered._mark_token()}"

    def _give(self, path=None, token=None, **typed):
        token = token or self._page(self.path).xpath("//main//input[@name='csrf_token']/@value")[0]
        return self.url_open(path or self.path, data={"csrf_token": token, **typed}, allow_redirects=False)

    def test_the_letter_carries_the_link(self):
        self.assertIn(self.path, self.answered.answer_id.mail_id.body_html)

    def test_looking_changes_nothing_and_sending_does(self):
        page = self.url_open(self.path)
        self.assertEqual((page.status_code, page.headers["Cache-Control"]), (200, "no-store"))
        self.assertIn(self.answered.number, page.text)
        for hidden in ("Хозяйкина", "Провод заменён", "мигает"):
            self.assertNotIn(hidden, page.text)
        self.url_open(f"{self.path}?value=1")
        self.assertFalse(self.answered.mark_ids)
        self.assertEqual(self._give(value="5", words="Спасибо").status_code, 303)
        self.assertEqual(self._give(value="3", words="Спасибо").status_code, 303)
        self.env.invalidate_all()
        mark = self.answered.mark_ids
        self.assertEqual((len(mark), mark.value, mark.words, mark.way), (1, 3, "Спасибо", "letter"))

    def test_no_other_key_opens_anything(self):
        number, signature = self.answered._mark_token().split(".")
        waiting = self._appeal()
        for key in (number, f"{number}.", f"{number}.{'0' * 32}", f"{int(number) + 1}.{signature}", f".{signature}",
                    "999999999.abc", f"{number}.{signature}я", waiting._mark_token(), "9" * 5000):  # fmt: skip
            with self.subTest(key[:60]):
                self.assertEqual(self.url_open(f"/marks/{key}").status_code, 404)
                self.assertEqual(self._give(f"/marks/{key}", value="1").status_code, 404)

    def test_a_stale_page_and_no_mark_are_said(self):
        stale = self._give(token="0", value="4", words="Долго думала")
        none = self._give(words="Долго думала")
        for response, field, code in ((stale, "mark", "stale"), (none, "value", "missing")):
            self.assertEqual(response.status_code, 422)
            said = " ".join(html.fromstring(response.content).xpath("//*[@id='errors']//text()"))
            self.assertIn(sentence(self.env, field, code), said)
            self.assertIn("Долго думала", response.text)
        self.assertFalse(self.answered.mark_ids)

    def test_after_a_month_it_is_too_late(self):
        token = self._page(self.path).xpath("//main//input[@name='csrf_token']/@value")[0]
        self.answered._by_act().write({"answered_at": fields.Datetime.now() - timedelta(days=31)})
        page = self.url_open(self.path)
        self.assertEqual(page.status_code, 200)
        self.assertNotIn('name="value"', page.text)
        late = self._give(token=token, value="5", words="Долго думала")
        self.assertEqual(late.status_code, 422)
        self.assertIn("Долго думала", self._unsent(late))
        self.assertFalse(self.answered.mark_ids)

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_whoever_serves_reads_marks_and_gives_none(self):
        self._give(value="1", words="Плохо")
        self.env.invalidate_all()
        mark = self.answered.mark_ids
        self.assertEqual(mark.with_user(self.specialist).value, 1)
        for act in (
            lambda: mark.with_user(self.specialist).write({"value": 5}),
            lambda: mark.with_user(self.specialist).unlink(),
            lambda: mark.with_user(self.specialist).create({"ticket_id": self.answered.id, "value": 5}),
            lambda: mark.with_user(self.owner).read(["value"]),
            lambda: self.answered.with_user(self.owner).read(["mark_ids"]),
        ):
            with self.assertRaises(AccessError):
                act()
        elsewhere = self.env["grid.branch"].create({"name": "Другой", "code": "TSD"})
        self.specialist.branch_ids = elsewhere
        self.assertFalse(self.env["grid.appeal.mark"].with_user(self.specialist).search([]))
