import base64

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common_site import PDF, SiteCase


@tagged("post_install", "-at_install")
class TestGridSitePaper(SiteCase):
    def test_a_paper_is_downloaded_under_its_name_and_edition(self):
        paper = self._site_paper(name="Заявка на подключение")
        words = self._words("/papers")
        self.assertIn("Заявка на подключение (PDF, 3 KB)", words)
        self.assertIn("01.03.2026", words)
        response = self.url_open(f"/papers/{paper.id}")
        self.assertEqual(response.content, base64.b64decode(PDF))
        self.assertIn("attachment; ", response.headers["Content-Disposition"])
        self.assertIn("%2801.03.2026%29.pdf", response.headers["Content-Disposition"])
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")

    def test_what_is_no_paper_is_refused(self):
        page = base64.b64encode(b"<html><script>alert(1)</script></html>")
        for name, content in (("a.html", page), ("a.svg", page), ("a.pdf", page), ("a.exe", PDF), ("a.pdf", b"")):
            with self.subTest(name), self.assertRaises(ValidationError):
                self._site_paper(file_name=name, file=content)

    def test_a_file_is_opened_by_no_other_address(self):
        paper = self._site_paper(published=False)
        for path in (f"/web/content/grid.site.paper/{paper.id}/file", f"/web/image/grid.site.paper/{paper.id}/file"):
            self.assertNotEqual(self.url_open(path).content, base64.b64decode(PDF))
