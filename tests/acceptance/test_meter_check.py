"""A generic request from application to end: a check of a meter by its passport alone, with dates a person reckoned.

The calendar of 2026: 1 May is Friday and a holiday, 9 May moves to Monday the 11th; 12 June is Friday and a holiday.
"""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.grid_service.tests.common import ServiceCase


@tagged("standard", "post_install", "-at_install")
class MeterCheckStory(ServiceCase):
    def test_a_check_from_the_account_to_the_copy_of_its_act(self):
        """The consumer asks on Wednesday, 6 May, offers another day, and is checked on it."""
        meter = self.env["grid.meter"].create({"name": "700701", "usage_point_id": self.point.id})
        passport = self.env["grid.service"]._in_force("meter_check", date(2026, 5, 6), self.company)
        channel = self._channel("account")
        request = self._draft(service_id=passport.id, meter_id=meter.id, channel_id=channel.id)
        self._do(request, "submit", "2026-05-06 03:00:00")
        self.assertTrue(request.number)
        self.assertEqual((request.state, request.phase, request.lacking_document_ids.ids), ("announced", "check", []))

        request.visit_on = date(2026, 5, 15)
        with self.assertRaisesRegex(UserError, "Too late"):
            self._do(request, "notify", "2026-05-08 03:00:00")
        request.visit_on = date(2026, 5, 18)  # Monday: 8 May is the fifth working day before it
        self._do(request, "notify", "2026-05-08 03:00:00")
        request.visit_on = date(2026, 6, 2)
        with self.assertRaisesRegex(UserError, "01.06.2026 at the latest"):
            self._do(request, "other_date", "2026-05-12 03:00:00")
        request.visit_on = date(2026, 6, 1)  # the tenth working day after the one that was told
        self._do(request, "other_date", "2026-05-12 03:00:00")
        self.assertEqual(request.state, "rescheduled")

        self._check(request)
        self._do(request, "hold", "2026-06-01 05:00:00")
        self.assertEqual(self._day(request, meter.last_checked_at), "2026-06-01")
        self.assertEqual(request.state, "act_made")
        self.assertEqual(self._day(request, request.act_due_at), "2026-06-04")
        self._do(request, "send_copy", "2026-06-03 05:00:00")
        self.assertEqual((request.outcome, request.state), ("done", "finished"))
        self.assertEqual(
            [self._day(request, move.at) for move in request.move_ids.sorted("id")],
            ["2026-05-06", "2026-05-08", "2026-05-12", "2026-06-01", "2026-06-03"],
        )
        self.assertFalse(request.deadline_ids.filtered(lambda one: one.state not in ("met", "cancelled")))
        self.assertEqual(request.ticket_id.partner_id, self.citizen)

    @freeze_time("2026-06-01 05:00:00")
    def _check(self, request):
        """Record the check on the card of the meter, as it is asked for on the day that the consumer chose."""
        self.env["grid.meter.check"].create(
            {
                "meter_id": request.meter_id.id,
                "request_id": request.id,
                "planned_on": request.visit_told_on,
                "offered_on": request.visit_on,
                "notified_at": "2026-05-08 03:00:00",
                "act_made_at": "2026-06-01 05:00:00",
                "act_number": "17",
                "result": "fit",
            }
        )

    def _do(self, request, act, at):
        """Do an act at a moment; the papers that it needs are made by hand and filed with it."""
        transition = request.step_id.transition_ids.filtered(lambda one: one.code == act)
        with freeze_time(at), self.env.cr.savepoint():
            for kind in transition.paper_kind_ids:
                self._issue(request, kind_id=kind.id)
            request._move(act)
