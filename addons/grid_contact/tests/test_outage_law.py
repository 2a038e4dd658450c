"""What law says of a planned outage and of the length of any: refusals, sentences, the lawful day."""

from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common_outage import NOW, OutageCase, at


@tagged("post_install", "-at_install")
class TestOutageLaw(OutageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.neighbour_point.feeder_id = False  # households alone

    def test_golden_case_29_the_earliest_day(self):
        with at("2025-12-22 05:00:00"):
            outage = self._planned("2026-01-15 02:00:00")
            with self.assertRaisesRegex(UserError, "ten working days"):
                outage.action_announce()
            self.assertTrue(outage.notices_lack, "shown before the notice is entered, and anew after it")
            self.env.flush_all()
            self._notice(outage, "2025-12-22")
            self.assertEqual((outage.earliest_on, outage.notices_lack), (date(2026, 1, 16), True))
            with self.assertRaisesRegex(UserError, "16.01.2026"):
                outage.action_announce()
            outage.write({"started_at": "2026-01-15 17:00:00", "expected_end_at": "2026-01-15 20:00:00"})
            # 00:00 of 16 January by the clock of the branch
            self.assertFalse(outage.notices_lack)
            outage.action_announce()
        self.assertEqual(outage.state, "announced")

    def test_a_telephone_call_is_no_written_warning(self):
        with at(NOW):
            outage = self._planned()
            self._notice(outage, "2026-03-02", way="phone")
            self.assertFalse(outage.earliest_on)
            with self.assertRaisesRegex(UserError, "in writing"):
                outage.action_announce()

    def test_a_start_moved_ahead_is_refused_again_when_supply_is_switched_off(self):
        with at("2026-02-02 05:00:00"):
            outage = self._planned("2026-03-10 02:00:00")
            self._notice(outage, "2026-02-02")
            outage.action_announce()
        with at("2026-02-10 05:00:00"), self.assertRaisesRegex(UserError, "too early"), self.env.cr.savepoint():
            outage.action_start()
        with at("2026-03-10 02:00:00"):
            outage.action_start()
        self.assertEqual(outage.state, "under_way")

    def test_an_announced_outage_stays_lawful_whatever_is_changed(self):
        with at("2026-02-02 05:00:00"):
            outage = self._planned("2026-03-10 02:00:00")
            self._notice(outage, "2026-02-02")
            outage.action_announce()
            with self.assertRaisesRegex(UserError, "too early"), self.env.cr.savepoint():
                self._as("specialist", outage).started_at = "2026-02-10 02:00:00"
            self.neighbour_point.feeder = "Ф-завод"
            with self.assertRaisesRegex(UserError, "law sets no number"), self.env.cr.savepoint():
                self._as("specialist", outage).feeder_ids += self.neighbour_point.feeder_id
            with self.assertRaisesRegex(UserError, "enter another"):
                self._as("specialist", outage).kind = "emergency"
            self._as("specialist", outage).expected_end_at = "2026-03-10 09:00:00"

    def test_companies_are_refused_without_the_term_of_their_contracts(self):
        self.neighbour_point.feeder_id = self.feeder
        self.assertEqual(self.neighbour_point.effective_group, "3")
        with at("2026-02-02 05:00:00"):
            outage = self._planned("2026-03-10 02:00:00")
            self._notice(outage, "2026-02-02")
            with self.assertRaisesRegex(UserError, "law sets no number"):
                outage.action_announce()
            outage.contract_days = 5
            with self.assertRaisesRegex(UserError, "05.03.2026"):
                outage.action_announce()
            self._notice(outage, "2026-02-02", audience="companies", way="email")
            outage.action_announce()
        self.assertEqual(outage.state, "announced")

    def test_the_term_of_contracts_comes_from_the_company(self):
        self.company.outage_contract_days = 7
        self.assertEqual(self._planned().contract_days, 7)

    def test_the_month_of_the_standard_warns_and_forbids_nothing(self):
        with at(NOW):
            outage = self._planned("2026-03-23 02:00:00")
            self._notice(outage, "2026-03-02")
            self.assertIn("recommends", outage.notice_words)
            outage.action_announce()

    def test_a_day_without_a_norm_is_refused(self):
        with at("2012-08-01 05:00:00"):
            outage = self._planned("2012-08-20 02:00:00")
            self._notice(outage, "2012-08-01")
            self.assertTrue(outage.notices_lack)
            with self.assertRaises(UserError):
                outage.action_announce()

    def test_a_planned_outage_is_told_whole(self):
        with at("2026-02-02 05:00:00"):
            outage = self._planned("2026-03-10 02:00:00", works=False)
            self._notice(outage, "2026-02-02")
            with self.assertRaisesRegex(UserError, "names the works"):
                outage.action_announce()

    def test_notices_are_facts(self):
        with at("2026-02-02 05:00:00"):
            outage = self._planned("2026-03-10 02:00:00")
            with self.assertRaises(ValidationError):
                self._notice(outage, "2026-02-03")
            notice = self._notice(outage, "2026-02-02")
            outage.action_announce()
            with self.assertRaisesRegex(UserError, "stays as it is"):
                self._as("specialist", notice).given_on = "2026-01-01"
            with self.assertRaisesRegex(UserError, "stays as it is"):
                self._as("specialist", notice).unlink()

    def test_an_emergency_needs_no_notice(self):
        outage = self._outage()
        self.assertEqual((outage.notices_lack, outage.notice_words), (False, False))
        with self.assertRaisesRegex(UserError, "emergency"):
            outage.action_announce()
        outage.action_start()

    # --- lengths
    def test_the_allowed_length_by_sources(self):
        with at(NOW):
            one = self._outage(started_at=NOW)
            self.assertIn("03.03.2026 16:00", one.length_words)
            self.feeder.source_count = 2
            two = self._outage(started_at=NOW)
            self.assertIn("02.03.2026 18:00", two.length_words)

    def test_categories_one_and_two_have_the_length_of_their_contract(self):
        self.point.reliability_category = "2"
        self.assertIn("stands in the contract", self._outage(started_at=NOW).length_words)

    def test_a_price_cut_says_that_its_figure_is_not_confirmed(self):
        outage = self._outage(started_at=NOW, expected_end_at="2026-03-03 11:00:00")
        self.assertIn("2.0 h", outage.length_words)
        self.assertIn("0.30 %", outage.length_words)
        self.assertIn("not confirmed", outage.length_words)
        norm = self.env.ref("grid_contact.outage_norm_price_cut")
        norm.confidence = "confirmed"
        outage.invalidate_recordset()
        self.assertNotIn("not confirmed", outage.length_words)

    def test_hours_of_the_year_above_the_norm_are_told_with_their_doubt(self):
        def lasting(start, end):
            with at(start):
                outage = self._under_way(started_at=start)
            with at(end):
                outage.action_restore()
            return outage

        self.assertFalse(lasting("2026-01-10 00:00:00", "2026-01-12 23:00:00").year_words)  # 71 hours
        over = lasting("2026-02-10 00:00:00", "2026-02-10 02:00:00")
        self.assertIn("above 72 hours without supply in 2026: 1", over.year_words)
        self.assertIn("not confirmed", over.year_words)
        self.assertFalse(lasting("2027-02-10 00:00:00", "2027-02-10 02:00:00").year_words)
