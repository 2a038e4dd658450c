from odoo.tests import tagged

from odoo.addons.grid_customer.tests.common import METHOD, ROLES

from .common_site import SiteCase

HOSTILE = (
    '<p onclick="alert(1)">Текст<script>alert(2)</script><img src=x onerror=alert(3)>'
    "<a href=\"javascript:alert(4)\">ссылка</a><iframe src='//evil.example'></iframe>"
    "<svg onload=alert(5)><script>alert(6)</script><a xlink:href='javascript:alert(7)'><text>x</text></a></svg>"
    "<form action='/x'><input name=q></form></p><h1>Заголовок</h1>"
)


@tagged("post_install", "-at_install")
class TestGridSiteArticle(SiteCase):
    def test_nothing_of_a_text_runs(self):
        text = self._article(body=HOSTILE)
        page = self._page(f"/questions/{text.id}")
        (body,) = page.xpath("//main//div[@class='grid_text']")
        self.assertIn("Текст", body.text_content())
        self.assertFalse(body.xpath(".//script | .//iframe | .//form | .//input"))
        self.assertFalse(body.xpath(".//@onclick | .//@onerror | .//@onload"))
        self.assertFalse([value for value in body.xpath(".//@*") if "script" in value])
        self.assertEqual(len(page.xpath("//h1")), 1)

    def test_the_title_is_text(self):
        text = self._article("<script>alert(1)</script>Кто?")
        (head,) = self._page(f"/questions/{text.id}").xpath("//h1")
        self.assertEqual(head.text_content(), text.name)

    def test_the_methodologist_writes_the_staff_read_nobody_else(self):
        people = {role: self._staff(role) for role in ROLES}
        for model in ("grid.site.article", "grid.site.paper", "grid.feeding.centre"):
            for role, user in people.items():
                records = self.env[model].with_user(user)
                self.assertTrue(records.has_access("read"), role)
                for operation in ("write", "create", "unlink"):
                    self.assertEqual(records.has_access(operation), role in METHOD, (model, role, operation))

    def test_the_public_reads_what_is_published_and_of_it_what_the_page_shows(self):
        shown, draft = self._article(), self._article("Черновик", published=False)
        for user in (self.env.ref("base.public_user"), self.stranger):
            texts = self.env["grid.site.article"].with_user(user)
            self.assertIn(shown, texts.search([]))
            self.assertNotIn(draft, texts.search([]))
            self.assertFalse(texts.browse(draft.id).has_access("read"))
            self.assertFalse(texts.has_access("write"))
            self.assertFalse(texts._has_field_access(texts._fields["checked_by_id"], "read"))
            self.assertFalse(self.env["grid.site.paper"].with_user(user).has_access("create"))

    def _staff(self, role):
        user = self.specialist.copy({"login": f"reader_{role}", "name": role})
        user.group_ids = self.env.ref(f"grid_customer.group_{role}")
        return user
