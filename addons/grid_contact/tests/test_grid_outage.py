"""The life of an outage: what its buttons do, what they refuse, what stays of it."""

from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_outage import NOW, OutageCase, at


@tagged("post_install", "-at_install")
class TestGridOutage(OutageCase):
    def test_an_emergency_from_its_start_to_the_light(self):
        with at(NOW):
            outage = self._under_way()
            self.assertEqual((outage.state, outage.point_count), ("under_way", 2))
        with at("2026-03-02 12:30:00"):
            outage.action_restore()
        self.assertEqual((outage.state, outage.hours, outage.point_hours), ("restored", 3.5, 7.0))
        self.assertEqual(outage.restored_by_id, self.env.user)

    def test_numbers_follow_each_other(self):
        first, second = self._outage(), self._outage()
        year, number = first.name.split("-")
        self.assertEqual(second.name, f"{year}-{int(number) + 1:05d}")
        self.assertIn(first.name, first.display_name)
        self.assertIn(self.feeder.name, first.display_name)

    def test_the_second_click_says_what_was_done(self):
        outage = self._under_way()
        with self.assertRaisesRegex(UserError, outage.name):
            outage.action_start()
        outage.action_restore()
        with self.assertRaisesRegex(UserError, "already"):
            outage.action_restore()
        with self.assertRaisesRegex(UserError, "already"):
            outage.action_cancel()

    def test_an_outage_that_hits_nobody_does_not_start(self):
        outage = self._outage(feeder_ids=[])
        with self.assertRaisesRegex(UserError, "choose feeders"):
            outage.action_start()
        outage.house_ids = [fields.Command.create({"address": "г. Тестовск, ул. Новая, д. 1"})]
        outage.action_start()
        self.assertEqual((outage.state, outage.house_count, outage.point_count), ("under_way", 1, 0))

    def test_supply_is_not_restored_in_the_future_nor_without_a_cause(self):
        outage = self._under_way(cause=False)
        with self.assertRaisesRegex(UserError, "cause"):
            outage.action_restore()
        outage.cause = "Обрыв провода"
        outage.ended_at = fields.Datetime.now() + timedelta(hours=1)
        with self.assertRaisesRegex(UserError, "future"):
            outage.action_restore()

    def test_supply_is_not_restored_before_it_failed(self):
        outage = self._under_way()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            outage.ended_at = outage.started_at - timedelta(hours=1)
            outage.flush_recordset()

    def test_each_expected_end_stays(self):
        with at(NOW):
            outage = self._under_way(expected_end_at="2026-03-02 11:00:00")
            outage.with_user(self.users["operator"]).expected_end_at = "2026-03-02 15:00:00"
            outage.cause = "Обрыв двух проводов"
        outage.invalidate_recordset()
        said = outage.expectation_ids
        self.assertEqual(len(said), 2)
        self.assertEqual(said[0].said_by_id, self.users["operator"])
        self.assertEqual(fields.Datetime.to_string(said[1].expected_end_at), "2026-03-02 11:00:00")

    def test_states_and_counts_are_set_by_buttons_only(self):
        operator = self._as("operator", self._outage())
        for vals in ({"state": "restored"}, {"point_count": 9}, {"name": "1"}, {"told_at": NOW}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "buttons"):
                operator.write(vals)
        with self.assertRaisesRegex(UserError, "buttons"):
            self.env["grid.outage"].with_user(self.users["operator"]).create({"state": "under_way"})

    def test_what_was_hit_stays_once_it_is_over(self):
        outage = self._under_way()
        outage.action_restore()
        specialist = self._as("specialist", outage)
        for vals in ({"feeder_ids": []}, {"started_at": NOW}, {"ended_at": NOW}, {"kind": "planned"}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "over"):
                specialist.write(vals)
        with self.assertRaisesRegex(UserError, "over"):
            specialist.action_find_hits()
        specialist.form_8_1_no = "17"
        with self.assertRaisesRegex(UserError, "never deleted"):
            specialist.unlink()

    def test_a_person_registers_one_in_the_form(self):
        with Form(self.env["grid.outage"].with_user(self.users["operator"])) as form:
            form.branch_id = self.branch
            form.feeder_ids.add(self.feeder)
            form.cause = "Обрыв провода"
        self.assertEqual((form.record.kind, form.record.point_count), ("emergency", 2))
        form.record.action_start()
        self.assertEqual(form.record.state, "under_way")

    def test_saidi_and_saifi_of_a_month(self):
        total = self.env["grid.usage.point"].search_count([("branch_id", "in", self.branch.ids)])
        for start, end in (
            ("2026-03-01 00:00:00", "2026-03-01 02:30:00"),
            ("2026-03-31 16:00:00", "2026-03-31 17:00:00"),
        ):
            with at(start):
                outage = self._under_way(started_at=start)
            with at(end):
                outage.action_restore()
        # the last hour of March by the clock of the branch is another day by UTC; the second began on 31 March, 23:00
        found, outages = self.env["grid.outage"]._reliability(
            self.branch, fields.Date.to_date("2026-03-01"), fields.Date.to_date("2026-03-31")
        )
        self.assertEqual(len(outages), 2)
        self.assertEqual((found.saidi * total, found.saifi * total), (2 * 3.5, 4))
        wizard = self.env["grid.outage.reliability"].create(
            {"first": "2026-03-02", "last": "2026-03-31", "branch_id": self.branch.id}
        )
        self.assertEqual((wizard.outage_count, wizard.saifi), (1, f"{2 / total:.4f}".replace(".", ",")))
        with self.assertRaises(UserError):
            wizard.last = "2026-03-01"
