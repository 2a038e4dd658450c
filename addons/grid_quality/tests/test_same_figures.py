"""One figure, one rule: forms, indicators and the live page count the same appeals where they say the same."""

from freezegun import freeze_time

from odoo.tests import tagged

from .common_counted import CountedCase
from .common_indicator import YEAR
from .common_statutory import FormChecks

#: 22:00 in UTC+7: the local year of both branches is about to end.
LAST_EVENING = f"{YEAR}-12-31 12:00:00"
#: {tile of the live page: (indicator, what of the tile is the indicator's part, its whole)}
SHARES = {"in_term_year": "internal_in_term", "first_contact": "internal_first_contact"}


@tagged("post_install", "-at_install")
@freeze_time(LAST_EVENING)
class TestSameFigures(FormChecks, CountedCase):
    def _live(self, code, **filters):
        page = self._as("head", self.env["grid.live.page"]).with_context(allowed_company_ids=self.company.ids)
        return page.read_tiles({"period": "year", **filters}, [code])[code]

    def _behind(self, action):
        found = self._as("head", self.env[action["res_model"]]).with_context(active_test=False)
        return found.search(action["domain"])

    def _tile_records(self, figure, domain="domain"):
        return self._behind({"res_model": figure["open"]["res_model"], "domain": figure[domain]})

    # --- the live page and the page of the year
    def test_shares_of_the_live_page_are_those_of_the_year(self):
        for tile, code in SHARES.items():
            figure, value = self._live(tile), self._as("head", self._value(code))
            with self.subTest(code):
                self.assertTrue(0 < figure["part"] < figure["count"])
                whole = self._tile_records(figure)
                self.assertEqual(whole, self._behind(value.action_open_whole()))
                rest = self._tile_records(figure, "rest_domain")
                self.assertEqual(whole - rest, self._behind(value.action_open_counted()))
                fact = self.page._figures().facts[code]
                self.assertEqual(round(float(fact), 1), figure["value"])

    def test_the_mean_mark_is_one(self):
        fact, [mean] = self.page._figures().facts["internal_mark"], self._satisfaction()
        self.assertEqual(round(float(fact), 2), self._live("satisfaction")["value"])
        self.assertEqual(round(float(fact), 4), round(mean, 4))

    def _satisfaction(self):
        marks = self._behind(self._value("internal_mark").action_open_counted())
        yield sum(marks.mapped("value")) / len(marks)

    def test_what_is_late_is_a_state_and_no_period(self):
        """Late ones of three years: today's tile, the year's, its list and the page of indicators say the same."""
        value = self._as("head", self._value("internal_overdue"))
        figures = [self._live("overdue", period=period) for period in ("today", "month", "year")]
        late = self._behind(value.action_open_counted())
        self.assertEqual({one["value"] for one in figures}, {len(late)})
        self.assertEqual(value.fact_text, str(len(late)))
        for figure in figures:
            self.assertEqual(self._tile_records(figure), late)
        self.assertEqual({one.received_at.year for one in late}, {YEAR - 1, YEAR, YEAR + 1})
        self.assertEqual(sum(bar["value"] for bar in self._live("overdue_by_branch")["bars"]), len(late))

    # --- forms and indicators at the edge of a year
    def test_an_appeal_belongs_to_the_year_of_its_receipt(self):
        """Received ten minutes before midnight of its branch, registered on the morning after."""
        evening = f"{YEAR - 1}-12-31 16:50:00"
        late = self._row(
            self.branch, evening, kind="consultation", theme="metering", registered_at=f"{YEAR}-01-01 02:00:00"
        )
        unregistered = self._row(self.branch, evening, kind="consultation", theme="metering", number=None)
        for year, counts in ((YEAR - 1, True), (YEAR, False)):
            page = self.pages.search([("year", "=", year), ("branch_id", "=", False)]) or self.pages.create(
                {"year": year}
            )
            of_indicator = self._behind(self._as("head", self._value("informativeness_6_1", page)).action_open_whole())
            report = self._report("4.1", year=year)
            of_form = report.env["helpdesk.ticket"].with_context(active_test=False).search(report._appeal_domain())
            with self.subTest(year):
                self.assertEqual(of_indicator, of_form)
                self.assertEqual(late in of_form, counts)
                self.assertNotIn(unregistered, of_form)

    def test_forms_and_indicators_say_by_which_day(self):
        said = "received by the clock of its branch"
        for code in ("4.1", "4.9", "1256-2.1"):
            report = self._report(code, year=YEAR).with_context(lang="en_US")
            with self.subTest(code):
                self.assertIn(said, " ".join(report._policies_read()))
        words = {
            "informativeness_6_1": "Received",
            "internal_first_contact": "Registered",
            "internal_overdue": "as it is now",
            "informativeness_1_2a": "in force on the last day",
            "informativeness_2_1": "",
        }
        for code, word in words.items():
            with self.subTest(code):
                self.assertEqual(self._value(code).with_context(lang="en_US").counted_by, word)

    # --- a branch
    def test_complaints_of_vulnerable_customers_are_divided_by_those_of_the_branch(self):
        far = self.env["res.partner"].create([{"name": name} for name in ("Дальний Иван Ильич", "Крайний Пётр Ильич")])
        category = self.env["grid.vulnerability.category"].search([], limit=1)
        row = {"category_id": category.id, "document": "Удостоверение № 2", "valid_from": f"{YEAR}-01-01"}
        self.env["grid.vulnerability"].create([{**row, "partner_id": one.id} for one in far])
        places = ((self.veteran, self.branch), (far[0], self.branch), (far[1], self.other_branch))
        for customer, branch in places:
            point = {
                "name": f"V-{customer.id}",
                "partner_id": customer.id,
                "branch_id": branch.id,
                "address": "ул. Мира, 2",
            }
            self.env["grid.usage.point"].create(point)
        page = self.pages.create({"year": YEAR, "branch_id": self.branch.id})
        of_branch = self._as("head", self._value("feedback_4_1", page))
        self.assertEqual(of_branch.fact_text, "500", "one complaint, two vulnerable customers of the branch")
        self.assertEqual(self._behind(of_branch.action_open_whole()), self.veteran + far[0])
        own = self._as("supervisor", self._value("feedback_4_1"))
        self.assertEqual(own.fact_text, "500", "a supervisor divides by the customers of the own branches")
