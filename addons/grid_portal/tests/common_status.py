import re

from lxml import html

from odoo.tests import tagged

from .common import PortalCase


@tagged("post_install", "-at_install")
class StatusCase(PortalCase):
    """A visitor who asks how an appeal of the owner goes on."""

    def setUp(self):
        super().setUp()
        self.appeal = self._appeal(usage_point_id=self.point.id)

    def _token(self, path="/status"):
        return self._page(path).xpath("//main//input[@name='csrf_token']/@value")[0]

    def _ask(self, number, **changes):
        data = {"csrf_token": self._token(), "number": number, "proof": self._proof("code"), **changes}
        return self.url_open("/status", data=data, allow_redirects=False)

    def _asked(self, number):
        """Ask for a code and return the page where it is typed."""
        response = self._ask(number)
        self.assertEqual(response.status_code, 303)
        return response.headers["Location"]

    def _digits(self, path):
        code = self.env["grid.portal.code"].search([("handle", "=", path.rsplit("/", 1)[-1])])
        mail = self.env["mail.mail"].search([("model", "=", code._name), ("res_id", "=", code.id)])
        return re.search(r">(\d{6})<", mail.body_html)[1] if mail else ""

    def _wrong(self, path):
        return f"{(int(self._digits(path) or 0) + 1) % 10**6:06}"

    def _type(self, path, digits, **changes):
        return self.url_open(
            path, data={"csrf_token": self._token(path), "digits": digits, **changes}, allow_redirects=False
        )

    def _shown(self, number):
        """Walk to the page of the state; return its text."""
        path = self._asked(number)
        response = self._type(path, self._digits(path))
        self.assertEqual((response.status_code, response.headers["Location"]), (303, path))
        response = self.url_open(path)
        self.assertEqual(response.status_code, 200)
        return response

    def _text(self, response):
        return " ".join(html.fromstring(response.content).xpath("//main")[0].text_content().split())

    def _request(self):
        service = self.env["grid.service"].search([("code", "=", "meter_replace"), ("state", "=", "published")])
        case = self.env["grid.service.request"].create(
            {
                "service_id": service.id,
                "subject": "Не работает счётчик",
                "partner_id": self.owner.partner_id.id,
                "branch_id": self.branch.id,
                "usage_point_id": self.point.id,
            }
        )
        self._give(case)
        case._move("submit")
        return case

    def _give(self, case):
        for document in case._lacking_documents():
            case._give_in_account(document, "a.pdf", b"%PDF-1.4 test")
