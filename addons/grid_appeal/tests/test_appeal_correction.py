"""What may be corrected after registration, and what a correction moves."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestAppealCorrection(AppealCase):
    def _registered(self, **values):
        appeal = self._appeal(**values)
        appeal.action_register()
        return appeal

    def test_a_corrected_kind_is_counted_by_its_own_rule(self):
        appeal = self._registered(kind="consultation", channel_id=self._channel("email").id)
        before = appeal._answer_deadline()
        appeal.kind = "complaint"
        after = appeal._answer_deadline()
        self.assertEqual(before.state, "cancelled")
        self.assertNotEqual(after.rule_id, before.rule_id)
        self.assertEqual(after.rule_id.condition_ids.filtered(lambda one: one.fact == "kind").value, "complaint")
        self.assertEqual(after.started_at, before.started_at)

    def test_a_correction_that_moves_no_rule_moves_no_promise(self):
        appeal = self._registered(kind="proposal", channel_id=self._channel("post").id)
        before = appeal._answer_deadline()
        appeal.kind = "gratitude"
        self.assertEqual((appeal._answer_deadline(), before.state), (before, "running"))

    def test_the_explanation_is_of_the_promise_that_counts(self):
        appeal = self._appeal(received_at="2026-11-10 03:00:00", channel_id=self._channel("post").id)
        appeal.received_at = "2026-11-20 03:00:00"
        running = appeal.deadline_ids.filtered(lambda one: one.state == "running")
        self.assertEqual(appeal._shown_deadline(), running)
        self.assertEqual(appeal.next_due_at, running.due_at)

    def test_nobody_moves_a_date_or_an_answer_by_hand(self):
        appeal = self._as("operator", self._registered())
        for values in ({"next_due_at": "2030-01-01 00:00:00"}, {"answer_id": 1}):
            with self.subTest(values), self.assertRaises(UserError):
                appeal.write(values)

    def test_a_closed_appeal_stays_as_the_register_has_it(self):
        appeal = self._registered()
        appeal._by_act().write({"state": "closed"})
        for values in (
            {"name": "Иначе"},
            {"partner_name": "Другой"},
            {"theme": "service"},
            {"partner_email": "x@y.example"},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                self._as("supervisor", appeal).write(values)

    def test_a_new_card_begins_with_the_channel_of_who_opens_it(self):
        for role, channel in (("operator", "phone"), ("manager", "window")):
            defaults = self.env["helpdesk.ticket"].with_user(self.users[role]).default_get(["channel_id"])
            self.assertEqual(defaults["channel_id"], self._channel(channel).id)

    def test_only_a_supervisor_takes_an_appeal_from_its_team(self):
        appeal = self._registered()
        with self.assertRaises(AccessError):
            self._as("operator", appeal).team_id = False
        self._as("supervisor", appeal).team_id = False
