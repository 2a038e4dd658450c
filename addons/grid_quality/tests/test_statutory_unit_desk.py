"""The unit's reports on visitors, callers and those who were told: by grouped queries and slowly, one by one."""

from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from odoo.tests import tagged

from ..statutory.figures import NO_FIGURE
from .common_counted import CountedCase
from .common_indicator import YEAR
from .common_statutory import FormChecks

JUNE = 6
#: Stage, began (UTC), seconds of waiting. Novokuznetsk is seven hours ahead, Vladivostok ten.
CALLS = (
    ("answered", f"{YEAR}-06-10 05:00:00", 12),
    ("answered", f"{YEAR}-06-30 16:59:59", 50),  # the last second of June in Novokuznetsk, already July in Vladivostok
    ("answered", f"{YEAR}-06-30 17:00:00", 90),
    ("lost", f"{YEAR}-06-10 05:00:00", 60),
    ("self_service", f"{YEAR}-05-31 14:00:00", 0),  # June in Vladivostok alone
    ("talking", f"{YEAR}-06-10 05:00:00", 5),  # it goes on
)
#: Kind, state, start (UTC), hours, points.
OUTAGES = (
    ("planned", "restored", f"{YEAR}-06-10 05:00:00", 2, 30),
    ("emergency", "restored", f"{YEAR}-06-11 05:00:00", 0.5, 7),
    ("emergency", "under_way", f"{YEAR}-06-30 16:00:00", 0, 4),  # already July in Vladivostok
    ("planned", "cancelled", f"{YEAR}-06-12 05:00:00", 0, 900),
)


@tagged("post_install", "-at_install")
class TestUnitDesk(FormChecks, CountedCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for branch in (cls.branch, cls.other_branch, cls.their_branch):
            cls._make_calls(branch)
            cls._make_outages(branch)
        cls.env.invalidate_all()

    @classmethod
    def _make_calls(cls, branch):
        exchange = cls.env["grid.appeal.source"].create(
            {
                "name": f"АТС {branch.code}",
                "channel_id": cls.env.ref("grid_appeal.channel_phone").id,
                "company_id": branch.company_id.id,
                "branch_id": branch.id,
            }
        )
        cls.env["grid.call"].create(
            [
                {
                    "source_id": exchange.id,
                    "source_number": str(number),
                    "company_id": branch.company_id.id,
                    "branch_id": branch.id,
                    "stage": stage,
                    "began_at": moment,
                    "ended_at": stage != "talking" and moment,
                    "wait_seconds": seconds,
                }
                for number, (stage, moment, seconds) in enumerate(CALLS)
            ]
        )

    @classmethod
    def _make_outages(cls, branch):
        for kind, state, start, hours, points in OUTAGES:
            outage = cls.env["grid.outage"].create(
                {"branch_id": branch.id, "kind": kind, "started_at": start, "cause": "Обрыв",
                 "house_ids": [(0, 0, {"address": "г. Тестовск, ул. Мира, д. 1"})]}
            )  # fmt: skip
            cls._columns(outage, state=state, hours=hours, point_count=points)

    def rows(self, code, part=JUNE, role="head"):
        report = self._draft_of(code, YEAR, part).with_user(self.users[role])
        return {row.key: row.values[2:] for row in report._sheet().rows}

    # --- slowly
    def of_june(self, model, day, branch):
        every = self.env[model].with_context(active_test=False).search([("branch_id", "=", branch.id)])
        return [one for one in every if one[day] and self.is_june(one[day], branch)]

    def is_june(self, moment, branch):
        if hasattr(moment, "hour"):
            moment = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(branch.tz))
        return (moment.year, moment.month) == (YEAR, JUNE)

    def mean(self, numbers):
        if not numbers:
            return NO_FIGURE
        return (Decimal(str(sum(numbers))) / len(numbers)).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def slow_desk(self, branch):
        visits = self.of_june("grid.queue.ticket", "day", branch)
        done = [one for one in visits if one.state == "done"]
        calls = [one for one in self.of_june("grid.call", "began_at", branch) if one.ended_at]
        answered = [one for one in calls if one.stage == "answered"]
        promised = self.of_june("grid.callback", "asked_at", branch)
        return (
            len(visits),
            len(done),
            len([one for one in visits if one.state == "no_show"]),
            self.mean([one.wait_seconds / 60 for one in done]),
            len([one for one in done if one.is_late]),
            self.mean([one.service_seconds / 60 for one in done if one.service_seconds]),
            len(calls),
            len(answered),
            len([one for one in calls if one.stage == "lost"]),
            len([one for one in calls if one.stage == "self_service"]),
            self.mean([one.wait_seconds / 60 for one in answered]),
            len(promised),
            len([one for one in promised if one.deadline_state == "met"]),
        )

    def slow_outages(self, branch):
        outages = self.of_june("grid.outage", "started_at", branch)
        happened = [one for one in outages if one.state in ("under_way", "restored")]
        messages = self.of_june("grid.notice", "ended_at", branch)
        states = ("positive", "negative", "failed", "refused")
        return (
            len([one for one in happened if one.kind == "planned"]),
            len([one for one in happened if one.kind == "emergency"]),
            sum(one.point_count for one in happened),
            self.mean([one.hours for one in happened if one.state == "restored"]),
            len(messages),
            *(len([one for one in messages if one.state == state]) for state in states),
        )

    # --- what stands in them
    def test_every_cell_is_counted_twice(self):
        for code, slow in (("unit-desk", self.slow_desk), ("unit-outages", self.slow_outages)):
            rows = self.rows(code)
            for branch in (self.branch, self.other_branch):
                with self.subTest(form=code, branch=branch.name):
                    self.assertEqual(rows[str(branch.id)], slow(branch))
            self.assertEqual({*rows}, {str(self.branch.id), str(self.other_branch.id), "total"})

    def test_cells_counted_by_hand(self):
        """Means: (3 + 8 + 14 + 29 + 30 + 31 + 47) / 7 minutes of waiting, (12 + 50) / 2 seconds; 2.5 / 2 hours."""
        tenth = Decimal
        desk, told = self.rows("unit-desk"), self.rows("unit-outages")
        own, other = str(self.branch.id), str(self.other_branch.id)
        self.assertEqual(desk[own], (8, 7, 1, tenth("23.1"), 0, NO_FIGURE, 3, 2, 1, 0, tenth("0.5"), 12, 9))
        self.assertEqual(desk[other], (0, 0, 0, NO_FIGURE, 0, NO_FIGURE, 3, 1, 1, 1, tenth("0.2"), 0, 0))
        self.assertEqual(desk["total"][6:10], (6, 3, 2, 1))
        self.assertEqual(told[own], (1, 2, 41, tenth("1.3"), 27, 17, 3, 2, 5))
        self.assertEqual(told[other], (1, 1, 37, tenth("1.3"), 0, 0, 0, 0, 0))

    def test_a_day_is_reported_too(self):
        day = self._report("unit-desk-day", day=f"{YEAR}-06-15")
        self.assertEqual({row.key: row.values[2:4] for row in day._sheet().rows}["total"], (8, 7))

    def test_every_figure_opens_what_it_counts(self):
        self.assert_opens_what_it_counts(self._draft_of("unit-desk", YEAR, JUNE), measures=(0,))
        self.assert_opens_what_it_counts(self._draft_of("unit-outages", YEAR, JUNE), measures=(0, 4))

    def test_of_a_published_report_each_reads_the_own_branches_and_no_mean_of_others(self):
        report = self._draft_of("unit-desk", YEAR, JUNE)
        report.action_publish()
        seen = {row.key: row.values for row in report.with_user(self.users["supervisor"])._sheet().rows}
        self.assertEqual({*seen}, {str(self.branch.id), "total"})
        self.assertEqual(seen["total"][2:6], (8, 7, 1, NO_FIGURE))

    def test_the_cost_does_not_grow(self):
        for code in ("unit-desk", "unit-outages"):
            self.assert_queries(self._draft_of(code, YEAR, JUNE), 20)
