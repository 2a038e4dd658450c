"""A small world of surveys whose customers have telephones, where it is never night."""

from datetime import time

from odoo.addons.grid_contact.campaigns.quiet import QuietHours

from ..models import grid_texted
from .common_survey import SurveyCase


class AskingCase(SurveyCase):
    """As the surveys' world; customers have mobile telephones, and SMS a provider that sends nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["grid.sms.provider"].search([]).active = False
        cls.provider = cls.env["grid.sms.provider"].create(
            {"name": "Проба", "kind": "trial", "sender": "GridDesk", "parts_per_second": 1000}
        )
        for number, customer in enumerate(cls.everybody):
            customer.phone = f"+7999000{number:03}5"

    def setUp(self):
        super().setUp()
        self._let_it_be(time(0), time(0))

    def _let_it_be(self, begin, end):
        self.patch(grid_texted, "QUIET", QuietHours(begin, end))

    def _night(self):
        self._let_it_be(time(0), time(23, 59, 59, 999999))

    def _messages(self):
        return self.env["grid.sms"].search([("provider_id", "=", self.provider.id)])
