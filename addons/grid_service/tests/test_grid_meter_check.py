from datetime import date, datetime

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_metering import MeteringCase

MAY_13 = date(2026, 5, 13)


@tagged("post_install", "-at_install")
@freeze_time("2026-04-20 05:00:00")
class TestGridMeterCheck(MeteringCase):
    def _plan(self, **vals):
        return self.env["grid.meter.check"].create({"meter_id": self.meter.id, "planned_on": MAY_13, **vals})

    def _made(self, at=datetime(2026, 4, 15, 5), **vals):
        act = {"act_made_at": at, "act_number": "7", "result": "fit", **vals}
        return self._plan(planned_on=at.date(), needs_access=False, **act)

    def test_the_last_day_of_the_notice_is_counted_back(self):
        check = self._plan()
        self.assertEqual(check.notice_by, date(2026, 5, 5))
        self.assertEqual((check.state, check.branch_id, check.partner_id), ("planned", self.district, self.ivanov))
        self.assertFalse(self._plan(needs_access=False).notice_by)

    def test_a_notice_in_time_is_recorded(self):
        check = self._plan()
        check.action_notify()
        self.assertEqual((check.state, check.notified_at), ("notified", datetime(2026, 4, 20, 5)))
        self.assertFalse(check.notice_warning)

    @freeze_time("2026-05-05 10:00:00")
    def test_a_notice_on_the_last_day_is_in_time_and_at_risk(self):
        check = self._plan()
        check.action_notify()
        self.assertIn("strict", check.notice_warning)

    @freeze_time("2026-05-06 03:00:00")
    def test_a_notice_that_comes_too_late_is_refused(self):
        check = self._plan()
        with self.assertRaises(UserError) as refusal:
            check.action_notify()
        self.assertIn("Too late", str(refusal.exception))

    def test_the_last_day_is_that_of_the_branch(self):
        check = self._plan()
        with freeze_time("2026-05-05 18:00:00"), self.assertRaises(UserError):  # 6 May, 01:00 in Kemerovo
            check.action_notify()
        with freeze_time("2026-05-05 16:00:00"):
            check.action_notify()
        self.assertEqual(check.state, "notified")

    def test_the_form_says_at_once_that_a_notice_is_too_late(self):
        with Form(self.as_("specialist", "grid.meter.check"), "grid_service.grid_meter_check_view_form") as form:
            form.meter_id = self.meter
            form.planned_on = date(2026, 4, 22)
            self.assertIn("Too late", form.notice_warning, "nobody could be told of that day any more")
            form.notified_at = datetime(2026, 4, 20, 4)
            self.assertIn("Too late", form.notice_warning)
            form.planned_on = MAY_13
            self.assertFalse(form.notice_warning)

    def test_what_the_consumer_was_told_is_not_changed(self):
        check = self._plan()
        check.action_notify()
        with self.assertRaises(UserError):
            check.planned_on = date(2026, 5, 20)

    def test_the_consumer_offers_another_day_within_ten_working_days(self):
        check = self._plan()
        check.action_notify()
        check.offered_on = date(2026, 5, 27)
        self.assertEqual(check.visit_on, date(2026, 5, 27))
        with self.assertRaises(ValidationError) as refusal:
            check.offered_on = date(2026, 5, 28)
        self.assertIn("27.05.2026", str(refusal.exception))

    def test_a_non_admission_counts_after_a_notice_and_the_second_is_said(self):
        first, second = self._plan(), self._plan(planned_on=date(2026, 5, 20))
        with self.assertRaises(ValidationError):
            first.action_not_admitted()
        (first + second).action_notify()
        with freeze_time("2026-05-13 05:00:00"):
            first.action_not_admitted()
        self.assertFalse(first.non_admission_words)
        self.assertIn("1.5", second.non_admission_words)
        self.assertEqual(self.meter.non_admission_count, 1)
        with freeze_time("2026-05-20 05:00:00"):
            second.action_not_admitted()
        self.assertEqual(self.meter.non_admission_count, 2)
        with freeze_time("2026-06-01 05:00:00"):
            self._made(datetime(2026, 5, 29, 5))
        self.assertEqual(self.meter.non_admission_count, 0)

    def test_the_copy_of_the_act_is_promised_and_sent(self):
        check = self._made()
        self.assertEqual(check.next_due_at, datetime(2026, 4, 20, 16, 59, 59))
        check.action_copy_sent()
        self.assertEqual((check.next_due_at, check.deadline_state), (False, "met"))
        with self.assertRaises(UserError):
            check.copy_sent_at = datetime(2026, 4, 16, 5)

    def test_two_clicks_send_one_copy(self):
        check = self._made()
        check.action_copy_sent()
        with freeze_time("2026-04-21 05:00:00"):
            check.action_copy_sent()
        self.assertEqual(check.copy_sent_at, datetime(2026, 4, 20, 5))

    def test_a_copy_sent_late_is_missed(self):
        check = self._made(datetime(2026, 4, 10, 5))
        check.action_copy_sent()
        self.assertEqual(check.deadline_state, "missed")

    def test_an_act_has_its_number_and_result_and_stands(self):
        check = self._plan()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            check.act_made_at = datetime(2026, 4, 20, 4)
            check.flush_recordset()
        made = self._made()
        for vals in ({"result": "unfit"}, {"act_number": "8"}, {"cancel_reason": "no"}):
            with self.subTest(vals), self.assertRaises(UserError):
                made.write(vals)

    def test_an_act_of_tomorrow_is_refused(self):
        with self.assertRaises(UserError):
            self._made(datetime(2026, 4, 20, 6))

    def test_the_next_check_is_due_in_a_year_where_a_rule_asks_for_it(self):
        self._made(meter_id=self.les_meter.id)
        self._made()
        self.assertEqual(self.les_meter.next_check_on, date(2027, 4, 15))
        self.assertFalse(self.meter.next_check_on, "no rule asks for checks of citizens")
        self.les_meter.smart_metering = True
        self.assertFalse(self.les_meter.next_check_on, "the system reads it")

    def test_an_act_before_the_rule_of_its_copy_was_made_is_refused(self):
        with self.assertRaises(UserError) as refusal:
            self._made(datetime(2019, 4, 15, 5))
        self.assertIn("15.04.2019", str(refusal.exception))

    def test_the_list_of_notices_of_this_week(self):
        domain = [("state", "=", "planned"), ("notice_by", "<=", "today +7d")]
        near, far = self._plan(planned_on=date(2026, 5, 5)), self._plan()
        found = self.as_("specialist", "grid.meter.check").search(domain)
        self.assertEqual(found & (near + far), near)

    def test_control_readings_belong_to_the_check(self):
        check = self._made()
        reading = self._read(100, date(2026, 4, 15), source="inspector", check_id=check.id)
        self.assertEqual(check.reading_ids, reading)

    def test_a_check_on_a_day_without_a_calendar_is_refused(self):
        with self.assertRaises(UserError):
            self._plan(planned_on=date(2012, 1, 10))
