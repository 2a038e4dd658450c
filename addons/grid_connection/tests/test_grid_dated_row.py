from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common_fee import FeeCase


@tagged("post_install", "-at_install")
class TestGridDatedRow(FeeCase):
    """Rates and figures of the law: sourced, dated, never edited once money was reckoned by them."""

    def test_shipped_rows_have_their_sources(self):
        shipped = self.env["ir.model.data"].search(
            [("module", "=", "grid_connection"), ("model", "in", ("grid.fee.rate", "grid.connection.norm"))]
        )
        self.assertGreater(len(shipped), 30)
        for row in (self.env[one.model].browse(one.res_id) for one in shipped):
            self.assertTrue(row.source, row.display_name)
            self.assertNotEqual(row.confidence, "confirmed")
            self.assertFalse(row.is_used)

    def test_no_rate_of_kuzbass_is_shipped(self):
        shipped = self.env["ir.model.data"].search(
            [("module", "=", "grid_connection"), ("model", "=", "grid.fee.rate")]
        )
        self.assertNotIn(self.kuzbass, self.rates.browse(shipped.mapped("res_id")).state_id)

    def test_an_upgrade_leaves_a_closed_row_closed(self):
        rate = self.env.ref("grid_connection.rate_tatarstan_preferential_2026")
        rate.valid_to = "2026-06-30"
        data = {"xml_id": "grid_connection.rate_tatarstan_preferential_2026", "values": {"valid_to": "2026-12-31"}}
        self.rates._load_records([data], update=True)
        self.assertEqual(str(rate.valid_to), "2026-06-30")

    def test_two_rows_are_never_in_force_on_one_day(self):
        old = self.make_rate(valid_to="2024-06-30")
        with self.assertRaisesRegex(ValidationError, "in force twice on 30.06.2024"), self.cr.savepoint():
            self.make_rate(valid_from="2024-06-30")
        self.make_rate(valid_from="2024-07-01")
        with self.assertRaises(ValidationError):
            old.valid_to = False

    def test_rates_under_other_conditions_do_not_overlap(self):
        rates = self.make_rate(kind="c1_2", facts="track=account") | self.make_rate(kind="c1_2", facts="track=paper")
        rates |= self.make_rate(kind="c1_2", state_id=self.kuzbass.id)
        self.assertEqual(len(rates), 3)

    def test_two_norms_of_a_code_are_never_in_force_on_one_day(self):
        with self.assertRaisesRegex(ValidationError, "in force twice"):
            self.norms.create({"code": "vat_percent", "name": "VAT", "value": 25, "valid_from": "2026-06-01"})

    def test_a_row_ends_after_it_begins(self):
        with self.assertRaisesRegex(ValidationError, "ends before it begins"):
            self.make_rate(valid_to="2022-12-31")

    def test_conditions_that_nobody_can_read_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "is not a condition"):
            self.make_rate(facts="voltage")

    def test_a_used_row_stays_as_it_is_and_is_closed_by_a_date(self):
        rate = self.make_rate()
        rate._mark_used()
        for values in (
            {"amount": 8000},
            {"valid_from": "2022-07-01"},
            {"includes_vat": True},
            {"facts": "track=paper"},
        ):
            with self.assertRaisesRegex(UserError, "Close it by a date"):
                rate.write(values)
        with self.assertRaisesRegex(UserError, "Close it by a date"):
            rate.unlink()
        rate.valid_to = "2026-12-31"
        following = rate.copy({"amount": 8000})
        self.assertEqual((str(following.valid_from), following.is_used), ("2027-01-01", False))

    def test_use_and_confirmation_are_recorded_by_their_acts(self):
        rate = self.make_rate()
        with self.assertRaisesRegex(UserError, "recorded by the calculator"):
            rate.is_used = True
        with self.assertRaisesRegex(UserError, "button “Confirm”"):
            rate.confidence = "confirmed"
        rate.with_user(self.methodologist).action_confirm()
        self.assertEqual((rate.confidence, rate.confirmed_by_id), ("confirmed", self.methodologist))
        for vals in ({"confirmed_by_id": False}, {"confirmed_on": "2020-01-01"}):
            with self.assertRaisesRegex(UserError, "button “Confirm”"):
                rate.write(vals)
        rate.amount = rate.amount
        self.assertEqual(rate.confidence, "confirmed", "nothing else is said")
        rate.amount = 7100
        self.assertEqual((rate.confidence, rate.confirmed_by_id.id), ("unconfirmed", False))

    def test_who_may_read_and_change_rows(self):
        rate = self.make_rate()
        rate.with_user(self.methodologist).amount = 7001
        for model in ("grid.fee.rate", "grid.connection.norm"):
            row = rate if model == rate._name else self.norms.search([], limit=1)
            self.assertTrue(row.with_user(self.specialist).has_access("read"))
            self.assertFalse(row.with_user(self.portal_user).has_access("read"))
            for operation in ("write", "create", "unlink"):
                self.assertFalse(row.with_user(self.specialist).has_access(operation))
        with self.assertRaises(AccessError):
            rate.with_user(self.specialist).action_confirm()

    def test_rates_of_another_company_are_not_seen(self):
        other = self.env["res.company"].create({"name": "ООО «Другие сети»"})
        rate = self.make_rate(company_id=other.id)
        stranger = new_test_user(
            self.env, "fee_stranger", "grid_customer.group_methodologist", company_ids=other.ids, company_id=other.id
        )
        self.assertTrue(rate.with_user(stranger).has_access("read"))
        self.assertFalse(rate.with_user(self.methodologist).has_access("read"))
