"""Facts counted by the program, and again slowly, one record after the other; and what opens behind them."""

from collections import Counter
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from odoo.tests import tagged

from ..indicators import rounded
from .common_indicator import YEAR, IndicatorCase

ASKED_CODES = ("appeal_answer", "claim_consumer_10d", "claim_pretrial_30d", "pd_access_answer")
#: Of a page with 41 counted indicators in two time zones: mean days are asked once a zone, the rest once.
QUERIES = 70
#: In which the sample company works.
SAMPLE_YEARS = (2025, 2026)
OF_SERVICE = ("transmission", "service")


def mean(numbers):
    numbers = list(numbers)
    return Fraction(sum(numbers), len(numbers)) if numbers else None


def share(part, whole, scale=100):
    return Fraction(len(part) * scale, len(whole)) if whole else None


class SlowCount:
    """Every figure by plain Python over all records of the company: the program's queries are not asked."""

    def __init__(self, env, company, year):
        self.env, self.company, self.year = env(su=True, context={"active_test": False}), company, year
        self.appeals = self._of("helpdesk.ticket", "registered_at")
        self.measures = self._of("grid.appeal.measure", "done_on", branch=lambda one: one.ticket_id.branch_id)
        self.requests = self._of("grid.service.request", "ended_at")
        self.connections = self._of("grid.connection.funnel", "submitted_at")
        self.connected = self._of("grid.connection.funnel", "connected_at")

    def _local(self, moment, branch):
        if not isinstance(moment, datetime):
            return moment
        zone = ZoneInfo(branch.tz or self.company.legal_tz)
        return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).date()

    def _of(self, model, day, branch=lambda one: one.branch_id):
        everything = self.env[model].search([("company_id", "=", self.company.id)])
        return [one for one in everything if one[day] and self._local(one[day], branch(one)).year == self.year]

    def _days(self, ones, later, since, branch=lambda one: one.branch_id):
        return mean(
            (self._local(later(one), branch(one)) - self._local(since(one), branch(one))).days
            for one in ones
            if later(one) and since(one)
        )

    def facts(self):
        return {**self.of_appeals(), **self.of_measures(), **self.of_services(), **self.of_management()}

    def of_appeals(self):
        appeals = self.appeals
        complaints = [one for one in appeals if one.kind == "complaint"]
        of_service = [one for one in complaints if one.theme in OF_SERVICE]
        kinds = Counter(one.kind for one in appeals)
        judged = kinds["complaint"] + kinds["authority_request"]
        first = [one for one in self.env["res.partner"].search([]) if one.has_priority]
        first = [one for one in first if not one.company_id or one.company_id == self.company]
        return {
            "informativeness_6_1": share([one for one in appeals if one.kind == "consultation"], appeals),
            "execution_2_1": share([one for one in complaints if one.theme == "power_quality"], appeals),
            "feedback_2_1": share(of_service, appeals),
            "feedback_2_2": share([o for o in of_service if "done" in o.measure_ids.mapped("state")], of_service),
            "feedback_2_4": Fraction(kinds["authority_request"] * 100, judged) if judged else None,
            "feedback_2_5": share([one for one in appeals if one.kind in ("proposal", "gratitude")], appeals),
            "feedback_4_1": share([one for one in complaints if one.partner_id.has_priority], first, 1000),
        }

    def of_measures(self):
        changes = self._of("grid.improvement", "done_on")
        on_complaints = [one for one in self.measures if one.ticket_id.kind == "complaint"]
        about = [one for one in self.appeals if one.kind == "complaint" and self._about_measure(one)]
        return {
            "feedback_2_6": Fraction(len([one for one in changes if one.state == "done"])),
            "feedback_2_3": share(about, on_complaints),
            "feedback_3_1": self._days(
                on_complaints,
                lambda one: one.done_on,
                lambda one: one.ticket_id.registered_at,
                lambda one: one.ticket_id.branch_id,
            ),
        }

    def _about_measure(self, appeal):
        came = self._local(appeal.received_at, appeal.branch_id)
        calendar = self.env["legal.calendar.day"]._calendar(self.company.id)
        days = filter(None, appeal.previous_id.measure_ids.mapped("done_on"))
        return any(day <= came and calendar.working_days_between(day, came) <= 30 for day in days)

    def of_services(self):
        installed = [one for one in self.requests if one.service_id.code == "meter_replace" and one.outcome == "done"]
        small = [one for one in installed if one.partner_id.customer_kind in ("individual", "entrepreneur")]
        large = [one for one in installed if one.partner_id.customer_kind == "legal_entity"]
        moves = self._of("grid.service.move", "at", branch=lambda one: one.request_id.branch_id)
        drafts = [
            one
            for one in moves
            if one.step_id.code == "contract_sent" and one.request_id.service_id.code == "tr_conclude"
        ]
        offered = [one for one in self.connections if one.offered]
        late = [one for one in offered if one.offer_late]
        slow = [one for one in self.connected if one.works_late]
        of_request = (lambda one: one.ended_at, lambda one: one.submitted_at)
        return {
            "execution_1_1": self._days(
                drafts,
                lambda one: one.at,
                lambda one: one.request_id.submitted_at,
                lambda one: one.request_id.branch_id,
            ),
            "execution_1_2a": self._days(small, *of_request),
            "execution_1_2b": self._days(large, *of_request),
            "applications": Fraction(len(offered), max(1, len(offered) - len(late))) if offered else None,
            "connections": Fraction(len(self.connected), max(1, len(self.connected) - len(slow)))
            if self.connected
            else None,
            "internal_tp_offers": share([one for one in offered if not one.offer_late], offered),
            "internal_tp_works": share([one for one in self.connected if not one.works_late], self.connected),
            "internal_tp_annulled_unpaid": share([o for o in self.connections if o.annulled_unpaid], self.connections),
        }

    def of_management(self):
        answered = self._of("helpdesk.ticket", "answered_at")
        promises = [self.env["legal.deadline"].search(self._promises(one)) for one in self.appeals]
        kept = [one for one in promises if "met" in one.mapped("state")]
        judged = [one for one in promises if {"met", "missed"} & set(one.mapped("state"))]
        marks = self._of("grid.appeal.mark", "marked_at")
        of_answer = (lambda one: one.answered_at, lambda one: one.registered_at)
        return {
            "internal_in_term": share(kept, judged),
            "internal_answer_days": self._days(answered, *of_answer),
            "internal_answer_days_metering": self._days([o for o in answered if o.theme == "metering"], *of_answer),
            "internal_repeat": share([one for one in self.appeals if one.is_repeat], self.appeals),
            "internal_first_contact": share([o for o in self.appeals if o.closed_at_first_contact], self.appeals),
            "internal_overdue": Fraction(len([one for one in self.appeals if one.deadline_state == "overdue"])),
            "internal_mark": mean(one.value for one in marks),
        }

    def _promises(self, appeal):
        return [("res_model", "=", "helpdesk.ticket"), ("res_id", "=", appeal.id), ("code", "in", ASKED_CODES)]


@tagged("post_install", "-at_install")
class TestGridIndicatorCount(IndicatorCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch.tz = "Asia/Novokuznetsk"
        cls.other_branch.tz = "Asia/Vladivostok"
        made = (
            ("consultation", "metering", f"{YEAR}-02-01 05:00:00"),
            ("complaint", "power_quality", f"{YEAR}-02-02 05:00:00"),
            ("complaint", "service", f"{YEAR}-03-02 05:00:00"),
            ("authority_request", "other", f"{YEAR}-03-03 05:00:00"),
            ("proposal", "service", f"{YEAR}-03-04 05:00:00"),
            # the year begins and ends by the clock of the branch: 17:00 UTC is midnight in Kemerovo
            ("consultation", "other", f"{YEAR - 1}-12-31 17:30:00"),
            ("consultation", "other", f"{YEAR - 1}-12-31 16:30:00"),
            ("complaint", "other", f"{YEAR}-12-31 16:59:59"),
            ("complaint", "other", f"{YEAR}-12-31 17:00:00"),
        )
        cls.made = [cls._came(at, kind=kind, theme=theme) for kind, theme, at in made]
        # in Vladivostok it is the new year already at 14:30 UTC
        cls._came(f"{YEAR - 1}-12-31 14:30:00", kind="consultation", branch_id=cls.other_branch.id)
        cls._measure(cls.made[2], f"{YEAR}-03-20")
        cls._came(f"{YEAR}-04-10 05:00:00", kind="complaint", theme="service", previous_id=cls.made[2].id)
        cls._came(f"{YEAR}-11-10 05:00:00", kind="complaint", theme="service", previous_id=cls.made[2].id)
        improvement = {"name": "Открыть окно в субботу", "branch_id": cls.branch.id}
        changed = cls.env["grid.improvement"].create([improvement, improvement])[0]
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE grid_improvement SET state = 'done', done_on = %s WHERE id = %s", (f"{YEAR}-12-31", changed.id)
        )
        cls.env.invalidate_all()
        cls._came(f"{YEAR}-06-01 05:00:00", kind="application", theme="metering", answered_at=f"{YEAR}-06-11 20:00:00")
        cls.env.flush_all()

    def test_every_figure_agrees_with_the_slow_count(self):
        for year in (YEAR, *SAMPLE_YEARS):
            page = self.page if year == YEAR else self.pages.search([("year", "=", year), ("branch_id", "=", False)])
            page = page or self.pages.create({"year": year})
            facts = self._as("head", page)._figures().facts
            for code, slow in SlowCount(self.env, self.company, year).facts().items():
                with self.subTest(year=year, code=code):
                    self.assertEqual(facts[code], rounded(slow))

    def test_figures_counted_by_hand(self):
        facts = self.page._figures().facts
        # of the made ones eleven came in the year: three consultations among them
        appeals = self.env["helpdesk.ticket"].search_count(self._local_year().domain("helpdesk.ticket"))
        self.assertEqual(appeals, 11)
        self.assertEqual(str(facts["informativeness_6_1"]), "27.2727")
        self.assertEqual(str(facts["feedback_2_6"]), "1.0000")
        self.assertEqual(str(facts["feedback_2_3"]), "100.0000")
        self.assertEqual(str(facts["feedback_3_1"]), "18.0000")
        self.assertEqual(str(facts["internal_answer_days"]), "11.0000")

    def test_what_opens_behind_a_figure_is_what_was_counted(self):
        page = self._as("head", self.page)
        value = page.value_ids.filtered(lambda one: one.indicator_id.code == "informativeness_6_1")
        part, whole = value.action_open_counted(), value.action_open_whole()
        found = [self._as("head", self.env[one["res_model"]]).search_count(one["domain"]) for one in (part, whole)]
        self.assertEqual(found, [3, 11])
        for one in page.value_ids.filtered(lambda one: one.indicator_id.fact_source == "counted"):
            action = one.action_open_counted()
            self.env[action["res_model"]].search(action["domain"], limit=1)

    def test_a_supervisor_counts_the_own_branches(self):
        ours = self._as("supervisor", self.page)._figures().facts["informativeness_6_1"]
        self.assertEqual(str(ours), "20.0000")
        branch = self.pages.create({"year": YEAR, "branch_id": self.branch.id})
        self.assertEqual(branch._figures().facts["informativeness_6_1"], ours)

    def test_whoever_may_not_count_sees_no_data_and_no_fault(self):
        row = self.env.ref("grid_quality.indicator_internal_overdue")
        row.counted_domain = "[('partner_id.snils', '=', False)]"
        seen = {role: self._as(role, self.page)._figures().facts[row.code] for role in ("head", "methodologist")}
        self.assertIsNone(seen["methodologist"])
        self.assertEqual(seen["head"], 11)

    def test_a_page_asks_one_query_a_count(self):
        page = self._as("head", self.page)
        page._figures()
        self.env.invalidate_all()
        page.value_ids.indicator_id.mapped("counted_domain")
        with self.assertQueryCount(QUERIES):
            page._figures()

    def _local_year(self):
        return self.page._local_year()
