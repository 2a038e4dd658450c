from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common import SUBMITTED, ServiceCase

LATER = "2026-04-03 03:00:00"


@tagged("post_install", "-at_install")
class TestRequestTimeline(ServiceCase):
    def _stages(self, request, at):
        with freeze_time(at):
            request.invalidate_recordset()
            return request.timeline["stages"]

    def _rows(self, request, at):
        return [
            (row["name"], row["when"], row["begin"][:10] if row["begin"] else "") for row in self._stages(request, at)
        ]

    def test_a_draft_has_no_course(self):
        self.assertFalse(self._draft().timeline)

    def test_the_stage_that_goes_on_stands_before_those_ahead(self):
        request = self._submitted()
        now, ahead = self._stages(request, LATER)
        self.assertEqual((now["name"], now["when"], now["begin"]), ("На проверке", "now", "2026-04-01T10:00:00"))
        self.assertEqual(now["due"][:10], self._day(request, self._promise(request, "meter_dismantle_answer").due_at))
        self.assertFalse(now["end"] or now["is_late"])
        self.assertIn(" — ", now["law"])
        # the works begin when the check is to end, and no rule says how long they take
        self.assertEqual((ahead["name"], ahead["when"], ahead["begin"]), ("Замена", "ahead", now["due"]))
        self.assertFalse(ahead["due"] or ahead["end"] or ahead["law"])

    def test_what_is_late_goes_on_from_today(self):
        request = self._submitted()
        now, ahead = self._stages(request, "2026-08-03 03:00:00")
        self.assertTrue(now["is_late"])
        self.assertEqual(ahead["begin"], "2026-08-03T10:00:00")

    def test_the_way_back_is_part_of_the_course(self):
        request = self._submitted()
        with freeze_time("2026-04-02 03:00:00"):
            request._move("lack", items=["Заявление"])
        self.assertEqual(
            self._rows(request, LATER),
            [
                ("На проверке", "passed", "2026-04-01"),
                ("Ожидание документов", "now", "2026-04-02"),
                ("На проверке", "ahead", self._day(request, request.actor_due_at)),
                ("Замена", "ahead", self._stages(request, LATER)[2]["end"][:10]),
            ],
        )
        waiting = self._stages(request, LATER)[1]
        self.assertEqual(waiting["due"][:10], self._day(request, request.actor_due_at))

    def test_a_stage_that_was_left_late_stays_late(self):
        request = self._submitted()
        with freeze_time("2026-08-03 03:00:00"):
            self._give(request)
            request._move("complete")
        passed = self._stages(request, "2026-08-04 03:00:00")[0]
        self.assertEqual((passed["when"], passed["is_late"]), ("passed", True))

    def test_what_was_kept_in_time_is_not_late_because_its_stage_goes_on(self):
        request = self._submitted()
        with freeze_time(LATER):
            self._promise(request, "meter_dismantle_answer")._done(fields.Datetime.now())
        self.assertFalse(self._stages(request, "2026-08-04 03:00:00")[0]["is_late"])

    def test_a_request_that_has_ended_has_nothing_ahead(self):
        request = self._submitted()
        with freeze_time(LATER):
            request._move("withdraw", reason="Передумал")
        rows = self._stages(request, "2026-05-01 03:00:00")
        self.assertEqual([row["when"] for row in rows], ["passed", "passed"])
        self.assertEqual(
            (rows[1]["begin"], rows[1]["end"], rows[1]["is_late"]), ("2026-04-03T10:00:00",) * 2 + (False,)
        )

    def test_a_year_without_a_calendar_leaves_the_plan_open(self):
        request = self._submitted()
        self.assertEqual(request._reckoned_ahead("meter_install_replace", None)[0], False)
        self.assertEqual(request._reckoned_ahead("no_such_rule", request.entered_at)[0], False)

    def test_a_timeline_takes_few_queries(self):
        request = self._submitted(at=SUBMITTED)
        with freeze_time(LATER):
            request._timeline()
            request.invalidate_recordset()
            with self.assertQueryCount(14):
                request._timeline()
