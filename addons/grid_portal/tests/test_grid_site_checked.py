from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
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

    def _passport(self):
        """An edition in force: what it says stands, and yet a person checks it."""
        return self.env["grid.service"].search([("is_in_force", "=", True)], limit=1)

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

    def test_phones_rates_and_passports_are_checked_by_the_methodologist(self):
        for record in (self.branch, self._rates()[0], self._passport(), self.company):
            with self.assertRaises(AccessError):
                record.with_user(self.specialist).action_check()
            record.with_user(self.methodologist).action_check()
            self.assertEqual(record.checked_by_id, self.methodologist)

    def test_a_check_of_the_company_or_of_a_passport_lets_nothing_else_be_changed(self):
        company, passport = self.company.with_user(self.methodologist), self._passport().with_user(self.methodologist)
        with self.assertRaises(AccessError):
            company.checked_on = "2026-11-01"
        with self.assertRaises(UserError):
            passport.write({"checked_on": "2026-11-01", "name": "Another name"})

    def test_another_company_is_checked_by_its_own_people(self):
        other = self.env["res.company"].create({"name": "Соседние сети"})
        with self.assertRaises(AccessError):
            other.with_user(self.methodologist).action_check()
        self.company.checked_on = date(2026, 11, 1)
        with freeze_time("2026-11-02 05:00:00"):
            stale = self.env["res.company"].search([("is_stale", "=", True)])
        self.assertIn(other, stale, "nobody checked it")
        self.assertNotIn(self.company, stale)

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
        for record in (self.text, paper, self.centre, self.branch, rate, self._passport(), self.company):
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
