from io import BytesIO

from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_fee import CITIZEN, DAY, FIRM, ONE_KILOMETRE, FeeCase


@tagged("post_install", "-at_install")
class TestGridFeeQuotation(FeeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch = cls.env["grid.branch"].create(
            {
                "name": "Тест-А",
                "code": "TSA",
                "state_id": cls.region.id,
                "head_name": "Кузнецов Андрей Викторович",
                "head_position": "Директор филиала",
            }
        )
        cls.quotations = cls.env["grid.fee.quotation"]

    def _text(self, pdf):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())

    def test_an_enquiry_is_quoted_before_anybody_applied(self):
        self.make_rates()
        text = self._text(
            self.quotations._pdf(CITIZEN, self.region, self.branch, day=DAY, applicant="Иванов Иван", place="г. Томск")
        )
        for part in (
            "Иванов Иван",
            "г. Томск",
            "not more than",
            "105,000.00 руб.",
            "15 kW",
            "order No. 1/1",
            "Reliability category III",
            "Reliability category: III; needed: III",
            "Директор филиала",
        ):
            self.assertIn(part, text)

    def test_a_quotation_shows_the_instalments_it_offers(self):
        self.make_rates()
        firm = self.env["res.partner"].create({"name": "ООО «Тестовый завод»", "lang": "en_US"})
        facts = {**FIRM, "works": ONE_KILOMETRE}
        values = self.quotations._values(
            facts, self.region, self.branch, day=DAY, partner=firm, options=("whole", "four_parts", "quarterly")
        )
        whole, four, quarterly = values["plans"]
        self.assertEqual([row["percent"] for row in four["rows"]], ["15 %", "30 %", "35 %", "20 %"])
        self.assertIn("5 working days", whole["rows"][0]["when"])
        self.assertIn("20 calendar days", four["rows"][1]["when"])
        self.assertEqual(len(quarterly["rows"]), 13)
        self.assertIn("plus 4 percentage points", quarterly["note"])
        text = self._text(
            self.quotations._pdf(facts, self.region, self.branch, day=DAY, partner=firm, options=("four_parts",))
        )
        self.assertIn("ООО «Тестовый завод»", text)
        self.assertIn("18,574.50 руб.", text)

    def test_instalments_that_the_law_does_not_give_are_not_quoted(self):
        self.make_rates()
        with self.assertRaisesRegex(UserError, "paid at once"):
            self.quotations._pdf(CITIZEN, self.region, self.branch, day=DAY, options=("quarterly",))

    def test_a_quotation_is_valid_as_long_as_its_rates(self):
        self.make_rates().filtered(lambda rate: rate.kind == "preferential").valid_to = "2026-12-31"
        values = self.quotations._values(CITIZEN, self.region, self.branch, day=DAY)
        self.assertIn("valid until 31.12.2026", values["validity"])

    def test_a_quotation_fixes_the_rates_it_was_reckoned_by(self):
        rates = self.make_rates()
        self.quotations._pdf(CITIZEN, self.region, self.branch, day=DAY)
        self.assertEqual(rates.filtered("is_used").mapped("kind"), ["preferential"])

    def test_without_a_rate_there_is_no_quotation(self):
        with self.assertRaisesRegex(UserError, "no rate “Preferential rate”"):
            self.quotations._pdf(CITIZEN, self.kuzbass, self.branch, day=DAY)
