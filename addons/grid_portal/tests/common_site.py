import base64

from odoo.tests import new_test_user, tagged

from .common import PortalCase

PDF = base64.b64encode(b"%PDF-1.7\n" + b"0" * 3000)


@tagged("post_install", "-at_install")
class SiteCase(PortalCase):
    """The cast of the public pages, in English: two offices of the branch, a methodologist who keeps the site."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        english = cls.env["res.lang"]._activate_lang("en_US")
        website = cls.env.ref("website.default_website")
        website.write({"language_ids": [(4, english.id)], "default_lang_id": english.id})
        cls.env["grid.site.article"].search([]).published = False  # the shipped texts are another test's
        cls.methodologist = new_test_user(cls.env, "site_methodologist", "grid_customer.group_methodologist")
        cls.branch.emergency_phone = "+7 384 200-00-99"
        cls.centre, cls.point_office = cls.env["grid.office"].create(
            [
                {
                    "name": "Центр на Портальной",
                    "town": "Портальск",
                    "branch_id": cls.branch.id,
                    "address": "г. Портальск, ул. Портальная, 1",
                    "phone": "+7 384 200-00-98",
                    "services": "Подключение домов\nДоговоры",
                    "latitude": 55.35,
                    "longitude": 86.08,
                    "hour_ids": [(0, 0, {"weekday": str(day), "opens": 8, "closes": 17}) for day in range(5)],
                },
                {
                    "name": "Пункт в Порталовке",
                    "kind": "point",
                    "branch_id": cls.branch.id,
                    "address": "с. Порталовка, ул. Новая, 2",
                    "hours": "Вт, Чт 9:00–16:00",
                },
            ]
        )

    @classmethod
    def _article(cls, name="Как поменять счётчик?", **values):
        values = {"theme": "metering", "published": True, "body": "<p>Позвоните нам.</p>", **values}
        return cls.env["grid.site.article"].create({"name": name, **values})

    @classmethod
    def _site_paper(cls, **values):
        values = {"name": "Заявка", "file": PDF, "file_name": "a.pdf", "edition_on": "2026-03-01", **values}
        return cls.env["grid.site.paper"].create({"published": True, **values})

    def _words(self, path):
        """The words of the main part of the English page, in one line."""
        return " ".join(" ".join(self._page(path).xpath("//main//text()[not(parent::style)]")).split())
