from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_site import SiteCase


@tagged("post_install", "-at_install")
class TestGridSiteChecked(SiteCase):
    def setUp(self):
        super().setUp()
        self.company = self.env.company
        self.company.write({"site_check_days": 30, "site_keeper_id": self.methodologist.id})
        self.text = self._article()

    def _rates(self):
        """A rate in force in the region of the branch, and one that has ended."""
        self.branch.state_id = region = self.env.ref("base.state_ru_tom")
        values = {"amount": 5, "state_id": region.id, "company_id": self.company.id, "valid_from": "2020-01-01"}
        return self.env["grid.fee.rate"].create(
            [{**values, "kind": "per_power"}, {**values, "kind": "c1_1", "valid_to": "2020-12-31"}]
        )

    def _stale(self):
        return self.text in self.env["grid.site.article"].search([("is_stale", "=", True)])

    @freeze_time("2026-11-22 18:00:00")  # the 23rd has begun in Novokuznetsk
    def test_the_check_is_of_the_local_day_and_by_whom(self):
        self.text.with_user(self.methodologist).action_check()
        self.assertEqual(self.text.checked_on, date(2026, 11, 23))
        self.assertEqual(self.text.checked_by_id, self.methodologist)

    def test_who_may_not_write_checks_nothing(self):
        with self.assertRaises(AccessError):
            self.text.with_user(self.specialist).action_check()
        with self.assertRaises(AccessError):
            self.centre.with_user(self.specialist).action_check()
        self.centre.with_user(self.methodologist).action_check()
        self.assertTrue(self.centre.checked_on)

    def test_phones_and_rates_are_checked_by_who_may_change_them(self):
        for record in (self.branch, self._rates()[0]):
            with self.assertRaises(AccessError):
                record.with_user(self.specialist).action_check()
            record.with_user(self.methodologist).action_check()
            self.assertEqual(record.checked_by_id, self.methodologist)

    def test_it_is_stale_after_the_days_of_the_company(self):
        self.assertTrue(self.text.is_stale and self._stale(), "never checked")
        self.text.checked_on = "2026-11-01"
        for day, stale in (("2026-11-30", False), ("2026-12-01", True)):
            with freeze_time(f"{day} 05:00:00"):
                self.text.invalidate_recordset(["is_stale"])
                self.assertEqual((self.text.is_stale, self._stale()), (stale, stale), day)
        office = self.centre
        office.checked_on = "2026-11-01"
        with freeze_time("2026-11-30 05:00:00"):
            self.assertNotIn(office, office.search([("is_stale", "=", True)]))
            self.assertIn(office, office.search([("is_stale", "=", False)]))

    def test_the_keeper_is_reminded_once_until_it_is_checked(self):
        draft = self._article("Черновик", published=False)
        paper = self._site_paper()
        rate, ended = self._rates()
        remind = self.env["grid.site.article"]._cron_remind
        remind()
        remind()
        for record in (self.text, paper, self.centre, self.branch, rate):
            self.assertEqual(record.activity_ids.user_id, self.methodologist, record)
            self.assertEqual(len(record.activity_ids), 1)
        self.assertFalse(draft.activity_ids)
        self.assertFalse(ended.activity_ids)
        self.text.activity_ids.action_feedback()
        remind()
        self.assertFalse(self.text.activity_ids, "done without a check: not again")
        paper.with_user(self.methodologist).action_check()
        self.assertFalse(paper.activity_ids)
        remind()
        self.assertFalse(paper.activity_ids)
        with freeze_time("2030-01-01"):
            remind()
            self.assertEqual(len(paper.activity_ids), 1)

    def test_nobody_is_reminded_where_nobody_keeps_the_site(self):
        self.company.site_keeper_id = False
        self.env["grid.site.article"]._cron_remind()
        self.assertFalse(self.text.activity_ids)
