"""A page or a drawing that somebody sent never runs: every door gives it as a file to be saved."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PortalCase

SCRIPT = b"<script>alert(document.cookie)</script>"
SENT = {
    "page.html": b"<html>" + SCRIPT + b"</html>",
    "page.xhtml": b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>" + SCRIPT + b"</html>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(document.cookie)'/>",
    "words.txt": SCRIPT,
}
#: Each names the type itself, too: Odoo gives what is asked for.
ASKED = ("", "?mimetype=text/html", "?mimetype=image/svg%2Bxml", "?mimetype=TEXT/HTML%3Bcharset=utf-8")
HARMLESS = ("application/octet-stream", "text/plain", "image/png")  # Odoo has a picture for what is no picture
DOORS = (
    "/web/content/{id}",
    "/web/content/{id}/{name}",
    "/web/content/ir.attachment/{id}/raw",
    "/web/image/{id}",
    "/web/image/ir.attachment/{id}/raw/{name}",
)


@tagged("post_install", "-at_install")
class TestSentPages(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appeal = cls._appeal()
        place = {"res_model": cls.appeal._name, "res_id": cls.appeal.id, "is_from_applicant": True}
        cls.files = cls.env["ir.attachment"].create(
            [{"name": name, "raw": content, **place} for name, content in SENT.items()]
        )

    @mute_logger("odoo.http")
    def test_staff_save_it_by_every_door(self):
        self.authenticate(self.specialist.login, self.specialist.login)
        for file in self.files:
            for door in DOORS:
                for asked in ASKED:
                    path = door.format(id=file.id, name=file.name) + asked
                    with self.subTest(path):
                        self._assert_does_not_run(self.url_open(path))

    def test_the_customer_saves_it_by_the_page_of_the_appeal(self):
        self.authenticate("portal_owner", "portal_owner")
        for file in self.files:
            with self.subTest(file.name):
                answer = self.url_open(f"/my/appeals/{self.appeal.id}/file/{file.id}?mimetype=text/html&download=0")
                self.assertTrue(answer.headers["Content-Disposition"].startswith("attachment"))
                self._assert_does_not_run(answer)

    def test_a_picture_of_the_site_stays_a_picture(self):
        drawing = {"name": "знак.svg", "raw": SENT["drawing.svg"], "public": True, "res_model": "ir.ui.view"}
        sign = self.env["ir.attachment"].create(drawing)
        self.authenticate(None, None)
        answer = self.url_open(f"/web/image/{sign.id}")
        self.assertIn("image/svg+xml", answer.headers["Content-Type"])
        self.assertEqual(answer.headers["Content-Security-Policy"], "default-src 'none'")

    def _assert_does_not_run(self, answer):
        self.assertEqual(answer.status_code, 200)
        self.assertIn(answer.headers["Content-Type"].partition(";")[0], HARMLESS)
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(answer.headers["Content-Security-Policy"], "default-src 'none'")
