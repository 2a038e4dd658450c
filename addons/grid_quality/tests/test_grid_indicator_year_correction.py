from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_indicator import YEAR, IndicatorCase


@tagged("post_install", "-at_install")
class TestGridIndicatorYearCorrection(IndicatorCase):
    """A closed year is corrected by a version that says who, when and why; what was closed stays."""

    def setUp(self):
        super().setUp()
        self._came(f"{YEAR}-05-05 05:00:00", kind="consultation")
        self._enter("saidi", "0.04", "0.03")
        self._enter("antitrust_breaches", "0", "1")
        self.page = self._as("head", self.page)
        self.page.action_close()

    def _corrected(self):
        action = self.page.action_correct()
        self.env.invalidate_all()
        return self.pages.with_user(self.users["head"]).browse(action["res_id"])

    def test_the_next_version_begins_with_what_was_entered(self):
        version = self._corrected()
        self.assertEqual((version.version, version.previous_id, version.state), (2, self.page, "open"))
        old, new = self._value("saidi"), self._value("saidi", version)
        for name in ("plan_text", "fact_text", "document", "entered_by_id", "entered_at"):
            self.assertEqual(new[name], old[name], name)
        self.assertFalse(new.was)
        self.assertIn("2", version.display_name)

    def test_a_second_click_opens_the_version_that_is_begun(self):
        first = self._corrected()
        self.assertEqual(self._corrected(), first)
        first.reason = "Акт проверки № 3"
        first.action_close()
        third = self._corrected()
        self.assertEqual((third.version, third.previous_id), (3, first), "the first version leads to the last one")
        self.assertEqual(self.page.action_correct()["res_id"], third.id)

    def test_what_differs_is_shown_and_the_closed_version_stays(self):
        before = self._value("informativeness_6_1").fact_text
        version = self._corrected()
        self._came(f"{YEAR}-05-06 05:00:00", kind="complaint")
        self._enter("saidi", "0.04", "0.05", version)
        self.env.invalidate_all()
        self.assertEqual(self._value("saidi", version).was, "fact 0.03")
        self.assertEqual(self._value("informativeness_6_1", version).was, f"fact {before}")
        self.assertEqual(self._value("informativeness_6_1", version).fact_text, "50")
        version.reason = "Акт проверки № 3"
        version.action_close()
        self.env.invalidate_all()
        self.assertEqual((version.closed_by_id, version.state), (self.users["head"], "closed"))
        self.assertEqual(self._value("informativeness_6_1").fact_text, before)
        self.assertEqual((self._value("saidi").fact_text, self._value("saidi", version).fact_text), ("0.03", "0.05"))
        self.assertEqual((self.page.is_corrected, version.is_corrected), (True, False))
        with self.assertRaisesRegex(UserError, "stays as it is"):
            version.reason = "Иначе"

    def test_a_correction_is_not_closed_without_its_reason(self):
        version = self._corrected()
        version.reason = "  "
        with self.assertRaisesRegex(UserError, "why"):
            version.action_close()

    def test_the_version_that_counts_is_the_last_one_closed(self):
        branch = self.env["grid.branch"]
        version = self._corrected()
        self.assertEqual(self.pages._last_version(self.company, YEAR, branch), self.page, "the draft does not count")
        version.reason = "Акт проверки № 3"
        version.action_close()
        self.assertEqual(self.pages._last_version(self.company, YEAR, branch), version)
        following = self.pages.create({"year": YEAR + 1})
        self._value("saidi", version)
        following.action_plan_from_last_year()
        self.assertTrue(self._value("saidi", following).has_plan)

    def test_forms_are_filled_from_the_version_that_counts(self):
        self._enter("antitrust_breaches", "0", "3", self._corrected())
        report = self.env["grid.statutory.report"].new({"year": YEAR, "company_id": self.company.id})
        self.assertEqual(report._page_of_period(), self.page)
        self.assertEqual(report._entered_breaches(report._last_page()).value, 1)

    def test_an_open_year_is_corrected_on_its_page(self):
        following = self.pages.create({"year": YEAR + 1})
        with self.assertRaisesRegex(UserError, "open"):
            following.action_correct()

    def test_the_head_alone_corrects(self):
        for role in ("supervisor", "methodologist"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._as(role, self.page).action_correct()

    def test_no_call_opens_a_closed_year_or_moves_its_rows(self):
        for vals in ({"state": "open"}, {"closed_at": False}, {"version": 5}, {"previous_id": False}, {"reason": "x"}):
            with self.subTest(vals), self.assertRaises(UserError):
                self.page.write(vals)
        with self.assertRaises(UserError):
            self._as("head", self.pages).create({"year": YEAR + 1, "state": "closed"})
        other = self.pages.create({"year": YEAR + 1})
        value = self._as("head", self._value("saidi"))
        for vals in (
            {"year_id": other.id},
            {"indicator_id": self._value("saifi").indicator_id.id},
            {"entered_by_id": self.users["supervisor"].id},
        ):
            with self.subTest(vals), self.assertRaises(UserError):
                value.write(vals)

    def test_a_correction_that_was_only_begun_may_be_dropped(self):
        self._corrected().unlink()
        self.assertEqual(self._corrected().version, 2)
