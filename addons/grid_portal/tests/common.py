"""The cast of the portal tests.

branch TSP «Тест-Портал»
├── owner       portal customer with a usage point
├── colleague   portal customer of the same company as the owner
├── stranger    portal customer of nobody known
└── specialist  staff of the branch
"""

from lxml import html

from odoo.tests import HttpCase, tagged

from odoo.addons.grid_appeal.appeal_form import steps
from odoo.addons.legal_deadline.tests.people import new_people

from .proof import solve

GOOD = {
    "theme": "transmission",
    "kind": "complaint",
    "text": "С утра нет света на всей улице.",
    "address": "г. Кемерово, ул. Тестовая, 5-12",
    "name": "Проверкина Анна Сергеевна",
    "email": "proverkina@example.com",
    "phone": "8 (905) 000-11-22",
}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@tagged("post_install", "-at_install")
class PortalCase(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        russian = cls.env["res.lang"]._activate_lang("ru_RU")
        website = cls.env.ref("website.default_website")
        website.write({"language_ids": [(4, russian.id)], "default_lang_id": russian.id})
        cls.env = cls.env(context={**cls.env.context, "lang": "ru_RU"})
        cls.env["ir.config_parameter"].set_param("grid_portal.proof_bits", "4")  # each proof is worked for, quickly
        cls.branch = cls.env["grid.branch"].create({"name": "Тест-Портал", "code": "TSP"})
        cls.factory = cls.env["res.partner"].create({"name": "ООО «Портальный завод»", "is_company": True})
        cls.owner, cls.colleague, cls.stranger, cls.specialist = new_people(
            cls.env,
            cls._account("owner", "Хозяйкина Мария Ивановна"),
            cls._account("colleague", "Соседкина Ольга Петровна"),
            cls._account("stranger", "Чужакова Инна Львовна"),
            {
                "login": "portal_specialist",
                "groups": "grid_customer.group_specialist",
                "branch_ids": cls.branch.ids,
                "phone": "+73842364570",
            },
        )
        (cls.owner + cls.colleague).partner_id.parent_id = cls.factory
        cls.point = cls.env["grid.usage.point"].create(
            {
                "name": "TSP-1",
                "partner_id": cls.owner.partner_id.id,
                "branch_id": cls.branch.id,
                "address": "г. Кемерово, ул. Портальная, 1",
                "account_number": "TSP0001",
                "feeder": "Ф-17",
            }
        )

    @classmethod
    def _customer(cls, login, name, **values):
        (user,) = new_people(cls.env, cls._account(login, name))
        user.partner_id.write(values)
        return user

    @classmethod
    def _account(cls, login, name):
        """Who has an account on the site."""
        return {
            "login": f"portal_{login}",
            "groups": "base.group_portal",
            "name": name,
            "email": f"{login}@example.com",
            "phone": "+79050001133",
            "lang": "ru_RU",
        }

    @classmethod
    def _appeal(cls, user=None, register=True, **values):
        vals = {
            "name": "Низкое напряжение",
            "description": "<p>Вечером мигает свет.</p>",
            "kind": "complaint",
            "theme": "power_quality",
            "channel_id": cls.env.ref("grid_appeal.channel_account").id,
            "partner_id": (user or cls.owner).partner_id.id,
            "branch_id": cls.branch.id,
            **values,
        }
        ticket = cls.env["helpdesk.ticket"].create(vals)
        if register:
            ticket.action_register()
        return ticket

    @classmethod
    def _answered(cls, delivery="portal", **values):
        ticket = cls._appeal(**{"kind": "consultation", **values})
        staff = ticket.with_user(cls.specialist)
        staff.action_answer()
        staff.answer_id.write(
            {
                "body": "<p>Провод заменён.</p>",
                "signer_name": "А. Б. Тестов",
                "signer_position": "Директор",
                "delivery": delivery,
            }
        )
        staff.action_send_answer()
        return ticket

    def _page(self, path="/appeal"):
        return html.fromstring(self.url_open(path).content)

    def _hidden(self, page):
        return {name: page.xpath(f"//main//input[@name='{name}']/@value")[0] for name in ("csrf_token", "key")}

    def _post(self, page, values, files=()):
        """Send one page of the form, as a browser does; without `proof` as one does that runs no scripts."""
        values = {**self._proof_of(page), **values}
        data = {name: value for name, value in values.items() if value is not None}
        parts = [("files", file) for file in files] or [("files", ("", b""))]
        return self.url_open(f"/appeal/{page}", data=data, files=parts, allow_redirects=False)

    def _proof_of(self, page):
        """What the script of a page adds to the form: a solution of the challenge that the server gives."""
        purposes = {"check": "appeal", "code": "code"}
        return {"proof": self._proof(purposes[page])} if page in purposes else {}

    def _proof(self, purpose):
        return solve(self.env["grid.portal.sending"]._challenge(purpose))

    def _send(self, changes=None, files=(), hidden=None, way="appeal"):
        """Go through the pages of the form and send it; return the first answer that does not lead to the next page.

        What is changed to None is not sent at all.
        """
        values = {**GOOD, **(hidden or self._hidden(self._page())), "way": way, **(changes or {})}
        for page in steps.WAYS[way]:
            response = self._post(page, values, files if page == "what" else ())
            if not response.headers.get("Location", "").startswith("/appeal/"):
                return response
            if "/appeal/receipt/" in response.headers["Location"]:
                break
        return response

    def _appeals(self):
        return self.env["helpdesk.ticket"].search([("partner_email", "=", GOOD["email"])], order="id")

    def _draft(self, key):
        return self.env["grid.portal.submission"]._of_key(key)

    def _unsent(self, response):
        """What the page says was written and is not sent."""
        return "".join(html.fromstring(response.content).xpath("//*[@id='unsent']//text()"))

    def _said(self, response, field):
        """The sentence beside a field."""
        return " ".join(html.fromstring(response.content).xpath(f"//*[@id='error-{field}']//text()")).strip()
