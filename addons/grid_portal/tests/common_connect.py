from urllib.parse import urlencode

from lxml import html

from odoo.tests import tagged

from .common import PortalCase
from .house import HOUSE

CONTACT = {"name": "Иванова Анна", "phone": "+79050001122", "address": "Кемерово, ул. Новая, 1"}


@tagged("post_install", "-at_install")
class ConnectCase(PortalCase):
    """A region with round rates, and answers about a house in its city."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.region = cls.env.ref("base.state_ru_tom")
        cls.home = cls.env["grid.branch"].with_user(cls.env.ref("base.public_user")).sudo()._default_branch()
        cls.home.state_id = cls.region
        cls.rates = cls.env["grid.fee.rate"].create(
            [
                cls._rate("preferential", 7000, includes_vat=True),
                cls._rate("social", 1000, includes_vat=True),
                cls._rate("c1_1", 10000, unit="connection"),
                cls._rate("c1_2", 5000, unit="connection"),
                cls._rate("per_power", 9000),
            ]
        )

    @classmethod
    def _rate(cls, kind, amount, **values):
        return {"kind": kind, "amount": amount, "state_id": cls.region.id, "valid_from": "2023-01-01", **values}

    def _ask(self, **changes):
        return self.url_open("/connect?" + urlencode({**HOUSE, **changes}))

    def _main(self, response):
        """The words of a page, in one line."""
        return " ".join(html.fromstring(response.content).xpath("//main")[0].text_content().split())

    def _service(self, response):
        """The code of the passport that a result names."""
        found = html.fromstring(response.content).xpath("//main//p/a[starts-with(@href, '/services/')]/@href")
        return found[0].rpartition("/")[2] if found else None

    def _forms(self, response):
        """{address: fields} of the forms that a page sends."""
        forms = html.fromstring(response.content).xpath("//main//form[@method='post']")
        return {form.get("action").partition("#")[0]: dict(form.form_values()) for form in forms}

    def _send(self, path, **changes):
        """Open the result, change what its form says and send it."""
        data = {**self._forms(self._ask())[path], "proof": self._proof("enquiry"), **changes}
        return self.url_open(path, data=data, allow_redirects=False)
