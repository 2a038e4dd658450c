"""Connections of a month and the quality of connection: counted by the form and slowly, one case after another."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.grid_connection.tests.common import ConnectionCase

from ..statutory.figures import NO_FIGURE
from .common_statutory import FormChecks

UTC = ZoneInfo("UTC")
YEAR, MONTH = 2023, 1  # no year of the sample
SUBMITTED = "2022-11-02 03:00:00"
#: Branch, kW, submitted, contract, fee, connected, annulled; Novokuznetsk is seven hours ahead, Kaliningrad two.
CASES = (
    ("near", 15, "2022-12-31 16:59:59", None, 0, None, None),  # applied for in 2022
    ("near", 15, "2022-12-31 17:00:00", "2023-01-10", 18300, None, None),
    ("far", 15, "2022-12-31 17:00:00", None, 0, None, None),  # still 2022 in Kaliningrad
    ("far", 15.5, "2022-12-31 22:00:00", "2023-02-01", 20000.5, None, None),
    ("near", 150, "2023-01-31 16:59:59", None, 0, None, "2023-01-31 16:59:59"),
    ("near", 150, SUBMITTED, "2022-12-31", 90000, "2023-01-05 03:00:00", None),
    ("far", 150, SUBMITTED, "2022-12-31", 90000, "2023-01-31 21:59:59", None),
    ("near", 669.9, SUBMITTED, "2023-01-31", 1000000, "2023-01-31 17:00:00", None),  # connected in February
    ("near", 670, "2023-01-15 03:00:00", None, 0, None, "2023-01-31 17:00:00"),  # annulled in February
    ("far", 1200, "2023-01-15 03:00:00", None, 0, None, "2023-01-31 21:59:59"),
)


class StatutoryConnectionCase(FormChecks, ConnectionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_branch.tz = "Europe/Kaliningrad"
        branches = {"near": cls.branch, "far": cls.other_branch}
        cls.cases = cls.env["grid.connection"]
        for branch, power, *facts in CASES:
            case = cls._draft(branch_id=branches[branch].id, power_new_kw=power)
            cls._became(case, *facts)
            cls.cases += case
        cls.env.invalidate_all()

    @classmethod
    def _became(cls, case, submitted, contract, fee, connected, annulled):
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE grid_service_request SET submitted_at = %s, ended_at = %s, outcome = %s WHERE id = %s",
            (submitted, annulled, annulled and "annulled", case.request_id.id),
        )
        cls.env.cr.execute(
            "UPDATE grid_connection SET contract_date = %s, fee = %s, connected_at = %s WHERE id = %s",
            (contract, fee, connected, case.id),
        )

    def every_case(self):
        found = self.env["grid.connection"].with_context(active_test=False).search([])
        return found.filtered(lambda one: one.company_id == self.company and one.submitted_at and one.track)

    def local(self, case, moment):
        if not moment or not isinstance(moment, datetime):
            return moment
        zone = ZoneInfo(case.branch_id.tz or self.company.legal_tz)
        return moment.replace(tzinfo=UTC).astimezone(zone).date()


@tagged("post_install", "-at_install")
class TestStatutoryConnections(StatutoryConnectionCase):
    def slow(self, first, last):
        """{row: columns 3 to 12}, one case after another."""
        rows = defaultdict(lambda: [Decimal(0)] * 10)
        days = defaultdict(list)
        for case in self.every_case():
            power, fee = (Decimal(str(number)) for number in (case.power_total_kw, case.fee))
            row = "1" if power <= 15 else "2" if power <= 150 else "3" if power < 670 else "4"
            annulled = case.ended_at if case.request_id.outcome == "annulled" else None
            acts = (
                (case.submitted_at, (0, 1), (1, power)),
                (case.contract_date, (2, 1), (3, power), (4, fee)),
                (annulled, (5, 1), (6, power)),
                (case.connected_at, (7, 1), (8, power)),
            )
            for moment, *measures in acts:
                day = self.local(case, moment)
                if day and first <= day <= last:
                    for place, amount in measures:
                        rows[row][place] += amount
                        rows["5"][place] += amount
                    if moment == case.connected_at:
                        taken = case.connected_at - case.submitted_at
                        days[row].append(taken)
                        days["5"].append(taken)
        for row, taken in days.items():
            seconds = Fraction(sum(int(one.total_seconds()) for one in taken), len(taken))
            rows[row][9] = round(float(seconds / 86400), 1)
        return rows

    def test_every_cell_is_counted_twice(self):
        for code in ("24-connection", "unit-connection"):
            report = self._report(code, year=YEAR, part=MONTH)
            slow = self.slow(date(YEAR, 1, 1), date(YEAR, 1, 31))
            for row in report._sheet().rows:
                with self.subTest(form=code, row=row.key):
                    figures = [0.0 if value == NO_FIGURE else float(value) for value in row.values[2:]]
                    self.assertEqual(figures, [float(value) for value in slow[row.key]])

    def test_the_months_of_the_sample_are_counted_twice(self):
        for month in range(1, 12):
            report = self._draft_of("unit-connection", 2026, month)
            slow = self.slow(report.date_from, report.date_to)
            for row in report._sheet().rows:
                with self.subTest(month=month, row=row.key):
                    figures = [0.0 if value == NO_FIGURE else float(value) for value in row.values[2:]]
                    self.assertEqual(figures, [float(value) for value in slow[row.key]])

    def test_the_month_ends_by_the_clock_of_each_branch(self):
        """Chosen by hand among the cases."""
        rows = {row.key: row.values for row in self._report("24-connection", year=YEAR, part=MONTH)._sheet().rows}
        self.assertEqual(rows["5"][2], 5, "applied for")
        self.assertEqual(rows["5"][4:7], (2, Decimal("684.9"), Decimal(1018300)), "contracted")
        self.assertEqual(rows["5"][7], 2, "annulled")
        self.assertEqual(rows["2"][9:11], (2, Decimal(300)), "connected")
        self.assertEqual(rows["3"][11], NO_FIGURE, "no mean of nothing")

    def test_every_figure_opens_exactly_what_it_counts(self):
        self.assert_opens_what_it_counts(self._report("24-connection", year=YEAR, part=MONTH))
        report = self._report("unit-connection", year=YEAR, part=MONTH)
        sheet = report._sheet()
        power = next(row for row in sheet.rows if row.key == "5").cells[3]
        self.assertEqual(sum(self._opened(report, sheet, power).mapped("power_total_kw")), float(power.value))
        action = report.action_records("5", 3)
        self.assertEqual((action["res_model"], action["domain"]), ("grid.connection.funnel", power.domain))

    def test_a_supervisor_counts_the_own_branches(self):
        head = self._report("24-connection", year=YEAR, part=MONTH)
        own = head.with_user(self.users["supervisor"])
        everything, seen = (next(r for r in one._sheet().rows if r.key == "5").values for one in (head, own))
        self.assertEqual(everything[2] - seen[2], 2, "two applications of the other branch")

    def test_the_cost_does_not_grow(self):
        self.assert_queries(self._report("24-connection", year=YEAR, part=MONTH), 8)

    def test_what_is_published_names_nobody_and_stays(self):
        report = self._report("24-connection", year=YEAR, part=MONTH)
        report.action_publish()
        before = report._sheet().rows
        self.cr.execute("UPDATE grid_connection SET fee = 1 WHERE id = %s", (self.cases[1].id,))
        self.env.invalidate_all()
        self.assertEqual(report._sheet().rows, before)
        for words in (self.citizen.name, "Тестова", self.cases[1].object_address):
            self.assertNotIn(words, str(report.snapshot))
        self.assertTrue(report.snapshot["needs_check"])
        self.assertEqual(report.snapshot["notes"][0], report._worded()._said_needs_check()[0])
        draft = report.browse(report.action_correct()["res_id"])
        self.assertEqual({place for _row, place in draft._differences(draft._sheet())}, {6})


@tagged("post_install", "-at_install")
class TestConnectionQuality(StatutoryConnectionCase):
    """Forms 3.1 to 3.3 of order 1256 and the sum that the unit draws from them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.flush_all()
        offered = cls.cases[1] | cls.cases[3] | cls.cases[8]
        cls.env.cr.execute(
            "UPDATE grid_connection SET offer_at = '2023-02-01', offer_late = id = %s WHERE id IN %s",
            (cls.cases[3].id, tuple(offered.ids)),
        )
        cls.env.cr.execute(
            "UPDATE grid_connection SET works_due_at = '2023-01-20' WHERE id IN %s",
            (tuple((cls.cases[5] | cls.cases[6]).ids),),
        )
        cls.env.invalidate_all()
        cls.page = cls.env["grid.indicator.year"].create({"year": YEAR})

    def slow(self):
        """(N, breaches) of offers and of connections in the year, and how many applied."""
        applied = [o for o in self.every_case() if self.local(o, o.submitted_at).year == YEAR]
        connected = [o for o in self.every_case() if o.connected_at and self.local(o, o.connected_at).year == YEAR]
        offered = [one for one in applied if one.offer_at]
        late = [one for one in connected if one.works_due_at and one.works_due_at < one.connected_at]
        return (
            (len(offered), len([one for one in offered if one.offer_late])),
            (len(connected), len(late)),
            len(applied),
        )

    def enter_breaches(self, number):
        value = self.page.value_ids.filtered(lambda one: one.indicator_id.code == "antitrust_breaches")
        value.write({"fact_text": str(number), "document": "Решение УФАС № 1"})

    def values(self, code):
        return {row.key: row.values[2:] for row in self._report(code, year=YEAR)._sheet().rows}

    def test_every_cell_is_counted_twice(self):
        self.enter_breaches(1)
        offers, works, applied = self.slow()
        self.assertEqual((offers, works, applied), ((3, 1), (3, 1), 5), "chosen by hand")
        for code, (total, breached) in zip(("1256-3.1", "1256-3.2", "1256-3.3"), (offers, works, (5, 1)), strict=True):
            with self.subTest(code):
                share = round(Decimal(total) / Decimal(total - breached), 4)
                self.assertEqual(self.values(code), {"1": (total,), "2": (breached,), "3": (share,)})

    def test_the_sum_is_weighted(self):
        """0.4 · 3/2 + 0.4 · 3/2 + 0.2 · 5/4, as the page of the year has it."""
        self.enter_breaches(1)
        rows = self.values("unit-quality")
        self.assertEqual(rows["3"], (5, 1, Decimal("1.2500"), Decimal("0.2"), Decimal("0.2500")))
        self.assertEqual(str(rows["4"][-1]), "1.4500")
        self.page.invalidate_recordset()
        self.assertEqual(self.page._figures().facts["connection_quality"], rows["4"][-1])

    def test_a_quarter_is_weighed_by_its_own_cases_and_page(self):
        """Every case of the year was in its first quarter; breaches of the quarter stand on its own page."""
        quarters = self.env["grid.indicator.year"].create([{"year": YEAR, "quarter": number} for number in ("1", "2")])
        breaches = quarters[0].value_ids.filtered(lambda one: one.indicator_id.code == "antitrust_breaches")
        breaches.write({"fact_text": "1", "document": "Решение УФАС № 1"})
        first, second = (self._report("unit-quality-quarter", year=YEAR, part=part) for part in (1, 2))
        self.assertEqual(str(first._sheet().rows[-1].values[-1]), "1.4500")
        self.assertEqual([row.values[2] for row in second._sheet().rows[:3]], [0, 0, 0])
        self.assertEqual(second._sheet().rows[-1].values[-1], NO_FIGURE)
        self.assertEqual(self.values("unit-quality")["4"][-1], NO_FIGURE, "the year has a page of its own")

    def test_what_nobody_entered_is_no_zero(self):
        report = self._report("1256-3.3", year=YEAR)
        self.assertEqual([row.values[2] for row in report._sheet().rows], [5, NO_FIGURE, NO_FIGURE])
        self.assertEqual(len(report._sheet().notes), 1)
        self.assertEqual(self.values("unit-quality")["4"][-1], NO_FIGURE)

    def test_a_corrected_year_counts_once_it_is_closed(self):
        self.enter_breaches(1)
        self.page.action_close()
        page = self.env["grid.indicator.year"].browse(self.page.action_correct()["res_id"])
        value = page.value_ids.filtered(lambda one: one.indicator_id.code == "antitrust_breaches")
        value.write({"fact_text": "2", "document": "Решение УФАС № 2"})
        report = self._report("1256-3.3", year=YEAR)
        self.assertEqual(report._sheet().rows[1].values[2], 1, "the correction is not closed")
        page.reason = "Второе решение"
        page.action_close()
        self.assertEqual(report._sheet().rows[1].values[2], 2)

    def test_more_breaches_than_applications_are_refused(self):
        self.enter_breaches(100)
        with self.assertRaises(UserError):
            self._report("1256-3.3", year=YEAR)._sheet()

    def test_every_figure_opens_exactly_what_it_counts(self):
        for code in ("1256-3.1", "1256-3.2", "unit-quality"):
            self.assert_opens_what_it_counts(self._report(code, year=YEAR))
        self.enter_breaches(1)
        action = self._report("1256-3.3", year=YEAR).action_records("2", 2)
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]).document, "Решение УФАС № 1")

    def test_the_cost_does_not_grow(self):
        self.assert_queries(self._report("1256-3.1", year=YEAR), 8)
        self.assert_queries(self._report("unit-quality", year=YEAR), 16)

    def test_a_closed_year_keeps_its_cases_and_a_correction_counts_when_it_is_closed(self):
        self.enter_breaches(1)
        self.page.with_user(self.users["head"]).action_close()
        before = {code: self.values(code) for code in ("1256-3.1", "1256-3.2", "1256-3.3", "unit-quality")}
        self.cr.execute("UPDATE grid_connection SET offer_late = TRUE WHERE id = %s", (self.cases[1].id,))
        self.env.invalidate_all()

        def now():
            reports = self.env["grid.statutory.report"].search([("year", "=", YEAR), ("code", "in", [*before])])
            return {one.code: {row.key: row.values[2:] for row in one._sheet().rows} for one in reports}

        self.assertEqual(now(), before)
        second = self.page.browse(self.page.with_user(self.users["head"]).action_correct()["res_id"])
        second.value_ids.filtered(lambda one: one.indicator_id.code == "antitrust_breaches").fact_text = "2"
        self.assertEqual(now(), before, "an open correction counts nothing yet")
        second.reason = "Решение отменено"
        second.action_close()
        self.assertEqual(now()["1256-3.1"]["2"], (2,))
        self.assertEqual(now()["1256-3.3"]["2"], (2,))
        self.assertIn("today", self.reports_of("1256-3.1").action_records("1", 2)["name"])

    def reports_of(self, code):
        return self.env["grid.statutory.report"].search([("year", "=", YEAR), ("code", "=", code)])

    def test_the_page_of_a_branch_does_not_count_for_the_company(self):
        page = self.env["grid.indicator.year"].create({"year": YEAR, "branch_id": self.branch.id})
        value = page.value_ids.filtered(lambda one: one.indicator_id.code == "antitrust_breaches")
        value.write({"fact_text": "5", "document": "Решение", "entered_at": fields.Datetime.now()})
        self.assertEqual(self._report("1256-3.3", year=YEAR)._sheet().rows[1].values[2], NO_FIGURE)
