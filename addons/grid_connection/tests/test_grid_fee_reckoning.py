from datetime import date
from decimal import Decimal

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_fee import CITIZEN, DAY, FIRM, ONE_KILOMETRE, FeeCase


@tagged("post_install", "-at_install")
class TestGridFeeReckoning(FeeCase):
    """The adapter of the calculator: facts of forms in, an amount and its words out."""

    def test_a_fee_and_its_working(self):
        rates = self.make_rates()
        amount, working = self.rates._fee(DAY, self.region, {**CITIZEN, "works": ONE_KILOMETRE})
        self.assertEqual((amount, working["basis"], working["vat"]), (Decimal("105000.00"), "preferential", "18934.43"))
        self.assertLess(set(working["rates"]), set(rates.ids))
        lines = self.env["grid.fee.working"]._lines(working["steps"])
        texts = [line["text"] for line in lines]
        self.assertIn("The preferential rate applies:", texts)
        self.assertIn("Power with the earlier one: 15 kW; limit: 15 kW", texts)
        (line,) = [line for line in lines if line["text"] == "Preferential rate"]
        self.assertEqual(line["amount"], "105,000.00\N{NO-BREAK SPACE}руб.")
        self.assertIn("order No. 1/1", line["norm"])
        self.assertEqual([line["amount"] for line in lines if line["is_sum"]], ["105,000.00\N{NO-BREAK SPACE}руб."])

    def test_numbers_are_written_as_the_reader_writes_them(self):
        words = self.env["grid.fee.working"].with_context(lang="ru_RU")
        self.assertEqual(words._money("1234.56"), "1\N{NO-BREAK SPACE}234,56\N{NO-BREAK SPACE}руб.")
        self.assertEqual(words._number("0.250"), "0,25")

    def test_works_that_nobody_designed_give_an_estimate(self):
        self.make_rates()
        _amount, working = self.rates._fee(DAY, self.region, CITIZEN)
        self.assertTrue(working["is_estimate"])

    def test_what_no_rate_covers_is_refused_with_the_day_and_the_region(self):
        region = self.kuzbass.name
        with self.assertRaisesRegex(UserError, f"no rate “Preferential rate” of the region “{region}”.*2026"):
            self.rates._fee(DAY, self.kuzbass, CITIZEN)
        with self.assertRaisesRegex(UserError, "“Value added tax” is not known for .*2018"):
            self.make_rate(valid_from="2009-01-01", valid_to="2022-12-31")
            self.rates._fee(date(2018, 1, 1), self.region, CITIZEN)

    def test_a_fee_over_670_kw_is_the_regulators(self):
        with self.assertRaisesRegex(UserError, "800 kW at 0.4 kV is set individually by the regulator"):
            self.rates._fee(DAY, self.region, {**FIRM, "power_new_kw": 800})

    def test_bad_power_is_refused_with_a_sentence(self):
        with self.assertRaisesRegex(UserError, "must be more than zero"):
            self.rates._fee(DAY, self.region, {**FIRM, "power_new_kw": 0})

    def test_a_fact_left_empty_is_asked_for(self):
        self.make_rates()
        for name, empty in (("settlement_type", False), ("reliability_category", None), ("applicant_kind", "")):
            with self.assertRaisesRegex(UserError, "cannot be reckoned without “[a-z ]+”"):
                self.rates._fee(DAY, self.region, {**CITIZEN, name: empty})

    def test_the_working_is_a_fragment_of_a_page(self):
        self.make_rates()
        _amount, working = self.rates._fee(DAY, self.region, {**CITIZEN, "distance_m": 301, "works": []})
        page = self.env["grid.fee.working"]._html(working["steps"])
        self.assertIn("fee_working", page)
        self.assertIn("no — ", page)

    def test_a_new_rate_is_seen_at_once(self):
        self.make_rates()
        rate = self.rates.search([("kind", "=", "preferential"), ("state_id", "=", self.region.id)])
        self.rates._fee(DAY, self.region, CITIZEN)
        rate.amount = 8000
        self.assertEqual(self.rates._fee(DAY, self.region, CITIZEN)[0], Decimal(120000))

    def test_many_fees_ask_the_database_for_nothing(self):
        self.make_rates()
        self.rates._fee(DAY, self.region, CITIZEN)
        with self.assertQueryCount(0):
            for power in range(1, 15):
                self.rates._fee(DAY, self.region, {**CITIZEN, "power_new_kw": power})

    def test_rates_of_a_company_serve_it_alone(self):
        other = self.env["res.company"].create({"name": "ООО «Другие сети»"})
        self.make_rate(company_id=other.id)
        with self.assertRaises(UserError):
            self.rates._fee(DAY, self.region, CITIZEN)
        self.assertEqual(self.rates.with_company(other)._fee(DAY, self.region, CITIZEN)[1]["basis"], "preferential")

    def test_a_fee_that_was_told_fixes_its_rows(self):
        self.make_rates()
        _amount, working = self.rates._fee(DAY, self.region, CITIZEN)
        self.rates.with_user(self.specialist)._fix(working)
        self.assertTrue(all(self.rates.browse(working["rates"]).mapped("is_used")))
        near = self.norms.search([("code", "=", "near_city_m")])
        self.assertIn(near.id, working["norms"])
        with self.assertRaisesRegex(UserError, "stays as it is"):
            near.value = 200

    def test_instalments_by_facts_of_a_form(self):
        parts = self.rates._instalments(DAY, FIRM, Decimal("1000.01"), "four_parts")
        self.assertEqual([str(part.amount) for part in parts], ["150.00", "300.00", "350.00", "200.01"])
        with self.assertRaisesRegex(UserError, "Not fulfilled: The applicant is a legal entity"):
            self.rates._instalments(DAY, CITIZEN, Decimal(1000), "four_parts")

    def test_interest_needs_the_key_rate_of_each_day(self):
        with self.assertRaisesRegex(UserError, "Key rate of the Bank of Russia"):
            self.rates._interest(Decimal(1000), date(2026, 1, 1), date(2026, 1, 31))
        self.norms.create({"code": "key_rate_percent", "name": "Key rate", "value": 16, "valid_from": "2026-01-01"})
        amount, steps = self.rates._interest(Decimal(95000), date(2026, 1, 1), date(2026, 1, 10))
        self.assertEqual(amount, Decimal("520.55"))
        self.assertIn("20 % a year", self.env["grid.fee.working"]._lines(steps)[0]["formula"])

    def test_the_cap_of_a_penalty_is_a_setting(self):
        delay = Decimal(1000), DAY, date(2028, 7, 1), DAY
        self.assertEqual(self.rates._penalty(*delay)[0], Decimal("1827.50"))
        self.env.company.connection_penalty_cap = 50
        amount, steps = self.rates._penalty(*delay)
        self.assertEqual(amount, Decimal("500.00"))
        self.assertEqual(len(self.env["grid.fee.working"]._lines(steps)), 2)

    def test_the_case_of_the_works_says_why(self):
        case, steps = self.norms._works_case(DAY, FIRM)
        self.assertEqual(case, "preferential_near")
        texts = [line["text"] for line in self.env["grid.fee.working"]._lines(steps)]
        self.assertEqual(texts[0], "Not the case: temporary connection of mobile receivers")
        self.assertIn("The engineer has marked the case as simple", texts)
        self.assertIn("The case is: applicant up to 150 kW near the network", texts)
        with self.assertRaisesRegex(UserError, "straight distance to the network"):
            self.norms._works_case(DAY, {**FIRM, "distance_m": None})
