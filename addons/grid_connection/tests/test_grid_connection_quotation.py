from io import BytesIO

from freezegun import freeze_time
from pypdf import PdfReader

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import SUBMITTED, ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionQuotation(ConnectionCase):
    def test_an_application_is_quoted_and_keeps_its_quotation(self):
        draft = self._draft()
        with freeze_time(SUBMITTED):
            action = draft.with_user(self.users["specialist"]).action_quote()
        kept = self.env["ir.attachment"].search([("res_model", "=", draft._name), ("res_id", "=", draft.id)])
        self.assertEqual(action["url"], f"/web/content/{kept.id}")
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(kept.raw)).pages)
        for part in (self.citizen.name, "с. Тестовое, ул. Тестовая, 5", "01.04.2026"):
            self.assertIn(part, " ".join(text.split()))

    def test_the_payment_is_due_by_the_law_of_the_applicant(self):
        workshop = self._business(distance_m=150, procurement_law=True)
        facts, region = workshop._fee_facts(), workshop._region()
        for procurement, days in ((True, "15"), (False, "5")):
            values = self.env["grid.fee.quotation"]._values(
                facts, region, self.branch, day="2026-04-01", procurement_law=procurement
            )
            self.assertTrue(values["plans"][0]["rows"][0]["when"].startswith(days))

    def test_a_stranger_quotes_nothing(self):
        draft = self._draft()
        with self.assertRaises(AccessError):
            draft.with_user(self.stranger).action_quote()
