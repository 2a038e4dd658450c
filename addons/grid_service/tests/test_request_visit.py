from datetime import date

from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import ServiceCase


@tagged("post_install", "-at_install")
class TestRequestVisit(ServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meter = cls.env["grid.meter"].create({"name": "700700", "usage_point_id": cls.point.id})

    def _of(self, passport, **values):
        service = self.env.ref(f"grid_service.service_{passport}")
        return self._draft(**{"service_id": service.id, "meter_id": self.meter.id, **values})

    def _announced(self, visit_on):
        """A request for a check on which the notice of the visit is prepared."""
        request = self._of("meter_check")
        request._move("submit")
        kind = self.env.ref("grid_service.paper_kind_visit_notice")
        self._issue(request, kind_id=kind.id)
        request.visit_on = visit_on
        return request

    def test_a_meter_is_replaced_in_six_months_from_the_report(self):
        with freeze_time("2025-07-08 05:00:00"):
            request = self._of("meter_replace")
            request._move("submit")
        self.assertEqual(self._day(request, self._promise(request, "meter_install_replace").due_at), "2026-01-12")

    @freeze_time("2026-04-01 03:00:00")
    def test_a_dismantling_is_announced_seven_working_days_before(self):
        request = self._of("meter_dismantle")
        with self.assertRaisesRegex(UserError, "day of the visit"):
            request._move("submit")
        request.visit_on = date(2026, 4, 9)
        with self.assertRaisesRegex(UserError, "10.04.2026 at the earliest"):
            request._move("submit")
        self.assertFalse(request.submitted_at)
        request.visit_on = date(2026, 4, 10)
        request._move("submit")
        self.assertEqual(request.state, "on_review")

    @freeze_time("2026-05-05 03:00:00")
    def test_a_visit_is_told_five_working_days_before(self):
        request = self._announced(date(2026, 5, 12))
        with self.assertRaisesRegex(UserError, "Too late"):
            request._move("notify")
        request.visit_on = date(2026, 5, 13)
        request._move("notify")
        self.assertEqual((request.state, request.visit_told_on), ("announced", date(2026, 5, 13)))

    @freeze_time("2026-05-05 03:00:00")
    def test_the_dialog_says_at_once_that_a_day_is_too_near(self):
        request = self._announced(date(2026, 5, 13))
        act = {"default_request_id": request.id, "default_transition_id": request._transition("notify").id}
        with Form(self.env["grid.service.act"].with_context(**act)) as dialog:
            self.assertFalse(dialog.lacks_text)
            dialog.visit_on = date(2026, 5, 12)
            self.assertIn("Too late", dialog.lacks_text)
            dialog.visit_on = date(2026, 5, 13)
            self.assertFalse(dialog.lacks_text)

    @freeze_time("2026-05-05 03:00:00")
    def test_the_consumer_offers_another_day_within_ten_working_days_of_the_one_told(self):
        request = self._announced(date(2026, 5, 13))
        request._move("notify")
        request.visit_on = date(2026, 5, 28)
        with self.assertRaisesRegex(UserError, "27.05.2026 at the latest"):
            request._move("other_date")
        dialog = self.env["grid.service.act"].create(
            {
                "request_id": request.id,
                "transition_id": request._transition("other_date").id,
                "visit_on": date(2026, 5, 27),
            }
        )
        dialog.action_do()
        self.assertEqual((request.state, request.visit_on), ("rescheduled", date(2026, 5, 27)))

    @freeze_time("2026-05-05 03:00:00")
    def test_a_check_on_request_counts_for_the_meter_and_promises_its_copy_once(self):
        request = self._announced(date(2026, 5, 13))
        check = self.env["grid.meter.check"].create(
            {
                "meter_id": self.meter.id,
                "request_id": request.id,
                "planned_on": date(2026, 5, 5),
                "needs_access": False,
                "act_made_at": "2026-05-05 02:00:00",
                "act_number": "1",
                "result": "fit",
            }
        )
        self.assertEqual(self.meter.last_checked_at, check.act_made_at)
        self.assertFalse(check.deadline_ids, "the passport of the request promises the copy")

    def _recorded(self, request, **end):
        values = {"meter_id": self.meter.id, "request_id": request.id, "planned_on": date(2026, 5, 5)}
        return self.env["grid.meter.check"].create({**values, "needs_access": False, **end})

    @freeze_time("2026-05-05 03:00:00")
    def test_a_check_that_was_asked_for_ends_when_it_is_recorded_on_the_card_of_the_meter(self):
        made = {"act_made_at": "2026-05-05 02:00:00", "act_number": "1", "result": "fit"}
        let_out = {"notified_at": "2026-04-20 02:00:00", "not_admitted_at": "2026-05-05 02:00:00"}
        for act, kind, end in (
            ("hold", "check_act", made),
            ("not_admitted", "non_admission_act", let_out),
        ):
            with self.subTest(act):
                request = self._announced(date(2026, 5, 13))
                self._issue(request, kind_id=self.env.ref(f"grid_service.paper_kind_{kind}").id)
                request.meter_id = False
                with self.assertRaisesRegex(UserError, "Name the meter"):
                    request._move(act)
                request.meter_id = self.meter
                self._recorded(request)
                with self.assertRaisesRegex(UserError, "Record the check"):
                    request._move(act)
                self.assertEqual(request.state, "announced")
                self._recorded(request, **end)
                request._move(act)
                self.assertNotEqual(request.state, "announced")

    def _dismantled(self, **values):
        request = self._of("meter_dismantle", visit_on=date(2026, 4, 10), **values)
        request._move("submit")
        request._move("agree")
        act = self.env.ref("grid_service.paper_kind_dismantling_act")
        self._issue(request, kind_id=act.id, date=date(2026, 4, 1), file="JVBERi0=", file_name="act.pdf")
        request._move("dismantle")
        return request

    @freeze_time("2026-04-01 03:00:00")
    def test_the_act_of_dismantling_enters_the_removal_of_the_meter_it_names(self):
        self._dismantled()
        self.assertEqual(self.meter.removed_on, date(2026, 4, 1))

    @freeze_time("2026-04-01 03:00:00")
    def test_a_meter_that_nobody_names_is_the_one_at_the_usage_point_or_the_act_is_refused(self):
        with self.assertRaisesRegex(UserError, "Name the meter"), self.cr.savepoint():
            self._dismantled(meter_id=False, usage_point_id=False)
        self._dismantled(meter_id=False, usage_point_id=self.meter.usage_point_id.id)
        self.assertEqual(self.meter.removed_on, date(2026, 4, 1))

    def test_the_dialog_asks_for_the_day_where_the_act_names_it(self):
        request = self._of("meter_dismantle")
        act = self.env["grid.service.act"].with_context(
            default_request_id=request.id, default_transition_id=request._transition("submit").id
        )
        with Form(act, "grid_service.grid_service_act_view_form") as form:
            self.assertEqual(form.visit_bound, "earliest")
            form.visit_on = date(2030, 1, 10)
        self.assertEqual(request.visit_on, date(2030, 1, 10))

    def test_a_passport_names_a_rule_that_is_known(self):
        act = self.service.transition_ids[0].with_context(passport_part=self.loading)
        with self.assertRaises(ValidationError):
            act.write({"visit_bound": "told", "visit_rule_code": "no_such_rule"})

    def test_a_new_meter_is_entered_from_the_request_at_its_usage_point(self):
        view = self.env["grid.service.request"].get_view(self.env.ref("grid_service.grid_service_request_view_form").id)
        meter = etree.fromstring(view["arch"]).find(".//field[@name='meter_id']")
        self.assertEqual(meter.get("context"), "{'default_usage_point_id': usage_point_id}")
