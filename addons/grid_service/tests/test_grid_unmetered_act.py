from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common_metering import MeteringCase


@tagged("post_install", "-at_install")
@freeze_time("2026-12-30 05:00:00")
class TestGridUnmeteredAct(MeteringCase):
    def _act(self, **vals):
        found = {"name": "15", "meter_id": self.les_meter.id, "found_on": date(2026, 12, 30), **vals}
        return self.env["grid.unmetered.act"].create(found)

    def _noncontract(self, **vals):
        person = {"kind": "noncontract", "meter_id": False, "partner_id": self.ivanov.id, "address": "ул. Новая, 1"}
        return self._act(**person, branch_id=self.kem.id, **vals)

    def _due(self, act):
        return {one.code: one.due_at for one in act.deadline_ids}

    def test_both_terms_run_from_the_act_past_the_holidays(self):
        act = self._act()
        end = datetime(2027, 1, 13, 16, 59, 59)
        self.assertEqual(self._due(act), {"unmetered_act_send": end, "unmetered_calc_send": end})
        self.assertEqual((act.usage_point_id, act.partner_id, act.branch_id), (self.les_point, self.les, self.nvk))

    def test_of_a_citizen_no_calculation_is_owed(self):
        self.assertEqual(set(self._due(self._act(meter_id=self.meter.id))), {"unmetered_act_send"})

    def test_of_consumption_without_a_contract_the_act_goes_to_the_noncontract(self):
        act = self._noncontract()
        self.assertEqual(set(self._due(act)), {"unmetered_act_send"})
        self.assertEqual(act.sent_to, self.ivanov.display_name)

    def test_sending_keeps_each_promise_once(self):
        act = self._act()
        act.action_send_act()
        with self.assertRaises(UserError):
            act.action_send_volume()
        act.write({"volume_kwh": 1200, "calculation": "15 kW for 80 hours"})
        act.action_send_volume()
        self.assertEqual(act.deadline_state, "met")
        with freeze_time("2026-12-31 05:00:00"):
            act.action_send_act()
        self.assertEqual(act.act_sent_at, datetime(2026, 12, 30, 5))
        for vals in ({"volume_kwh": 1}, {"act_sent_at": datetime(2026, 12, 30, 4)}, {"kind": "noncontract"}):
            with self.subTest(vals), self.assertRaises(UserError):
                act.write(vals)

    def test_the_period_without_a_contract_reaches_back_a_year(self):
        self.assertTrue(self._noncontract(period_from=date(2025, 12, 30), period_to=date(2026, 12, 30)))
        with self.assertRaises(ValidationError) as refusal:
            self._noncontract(name="16", period_from=date(2025, 12, 29), period_to=date(2026, 12, 30))
        self.assertIn("30.12.2025", str(refusal.exception))

    def test_dates_of_an_act_follow_each_other(self):
        for vals in (
            {"found_on": date(2026, 12, 31)},
            {"period_to": date(2026, 12, 31)},
        ):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self._act(**vals)
        with self.assertRaises(UserError):
            self._act(made_at=datetime(2026, 12, 30, 6))

    def test_an_act_says_whose_it_is(self):
        with self.assertRaises(ValidationError):
            self._act(meter_id=False)
        with self.assertRaises(ValidationError):
            self._act(kind="noncontract", meter_id=False, address="ул. Новая, 1")
