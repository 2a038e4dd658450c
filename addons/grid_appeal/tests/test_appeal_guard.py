"""What nobody edits, deletes or brings from outside, and how a wrong fact is put right."""

from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestAppealGuard(AppealCase):
    def test_facts_of_law_are_not_edited(self):
        appeal = self._appeal()
        appeal.action_register()
        edits = {
            "number": "TSA-2026-999999",
            "state": "closed",
            "received_at": "2026-01-01 00:00:00",
            "registered_at": "2026-01-01 00:00:00",
            "registered_by_id": self.stranger.id,
            "branch_id": self.other_branch.id,
            "channel_id": self._channel("email").id,
            "description": "<p>Другое</p>",
            "law_basis": "186",
            "active": False,
        }
        for name, value in edits.items():
            with self.subTest(field=name), self.assertRaisesRegex(UserError, "fact of law"), self.cr.savepoint():
                appeal.write({name: value})

    def test_the_customer_of_a_registered_appeal_is_corrected_with_the_contact_data(self):
        appeal = self._appeal()
        appeal.action_register()
        with self.assertRaises(AccessError):
            self._as("operator", appeal).partner_id = self.factory
        self._as("specialist", appeal).partner_id = self.factory
        contact = (appeal.partner_name, appeal.partner_email, appeal.partner_phone)
        self.assertEqual(contact, (self.factory.name, self.factory.email, False))

    def test_danger_is_not_called_off_by_hand(self):
        appeal = self._appeal(danger=True)
        for _state in ("new", "registered"):
            with self.assertRaisesRegex(UserError, "fact of law"):
                appeal.danger = False
            appeal.action_register()
        self.assertEqual((appeal.danger, appeal.priority), (True, "3"))

    def test_what_the_register_says_of_a_closed_appeal_stays(self):
        closed, other = self._closed(), self._appeal()
        edits = {
            "is_anonymous": True,
            "is_repeat": True,
            "answers_to_applicant_only": True,
            "source_number": "1",
            "duplicate_id": other.id,
            "access_token": "x",
            "assigned_date": "2026-01-01 00:00:00",
        }
        for name, value in edits.items():
            with self.subTest(field=name), self.assertRaisesRegex(UserError, "fact of law"):
                closed.write({name: value})

    def test_a_forged_context_opens_nothing(self):
        appeal = self._appeal()
        with self.assertRaises(UserError):
            appeal.with_context(appeal_act=True).write({"state": "closed"})
        with self.assertRaises(UserError):
            appeal.with_context(appeal_act="LEGAL_ACT").write({"number": "TSA-2026-000009"})

    def test_writing_what_stands_is_no_edit(self):
        appeal = self._appeal()
        appeal.action_register()
        appeal.write({"state": "registered", "branch_id": self.branch.id, "name": "Низкое напряжение, ул. Мира"})
        self.assertEqual(appeal.name, "Низкое напряжение, ул. Мира")

    def test_nobody_brings_a_number_or_a_state(self):
        appeal = self._appeal(
            number="TSA-2026-000777",
            state="closed",
            registered_at="2026-01-01 00:00:00",
            stage_id=self.env.ref("grid_appeal.stage_closed").id,
        )
        self.assertEqual((appeal.state, appeal.number, appeal.registered_at), ("new", False, False))

    def test_a_copy_is_a_fresh_appeal(self):
        appeal = self._closed()
        copy = (appeal + self._appeal()).copy()[0]
        self.assertEqual((copy.state, copy.number, copy.registered_at), ("new", False, False))
        self.assertFalse(copy.closed_date)
        self.assertFalse(copy.user_id)
        self.assertEqual(copy.deadline_ids.mapped("code"), ["appeal_register"])
        copy.action_register()
        self.assertNotEqual(copy.number, appeal.number)

    def test_appeals_are_never_deleted(self):
        for appeal in (self._appeal(), self._closed()):
            with self.assertRaises(UserError), self.cr.savepoint():
                appeal.unlink()

    def test_an_appeal_does_not_come_from_the_future(self):
        with freeze_time("2026-11-23 03:00:00"), self.assertRaisesRegex(ValidationError, "24.11.2026 10:00"):
            self._appeal(received_at="2026-11-24 03:00:00")

    def test_a_corrected_kind_counts_its_own_term(self):
        """A letter registered as a complaint turns out to be a claim for a burnt fridge."""
        with freeze_time("2026-11-23 03:00:00"):
            appeal = self._appeal()
            appeal.action_register()
        with freeze_time("2026-11-25 03:00:00"):
            appeal.kind = "claim"
        self.assertEqual(appeal.answer_code, "claim_consumer_10d")
        self.assertEqual(appeal.next_due_at, datetime(2026, 12, 3, 16, 59, 59))
        complaint = appeal.deadline_ids.filtered(lambda d: d.code == "appeal_answer")
        self.assertEqual(complaint.state, "cancelled")
        self.assertIn("corrected", complaint.event_ids.filtered(lambda e: e.kind == "cancel").reason)

    def test_a_corrected_receipt_moves_the_term_of_registration(self):
        with freeze_time("2026-11-23 03:00:00"):
            appeal = self._appeal()
            appeal.received_at = "2026-11-20 03:00:00"
        self.assertEqual(appeal.next_due_at, datetime(2026, 11, 23, 16, 59, 59))

    def test_the_handler_is_changed_by_a_supervisor(self):
        appeal = self._appeal()
        appeal.action_register()
        with self.assertRaisesRegex(AccessError, "Only a supervisor"):
            self._as("specialist", appeal).user_id = self.users["specialist"]
        self._as("supervisor", appeal).user_id = self.users["specialist"]
        self.assertEqual(appeal.user_id, self.users["specialist"])

    def test_who_registers_is_not_the_handler(self):
        self.company.helpdesk_mgmt_ticket_auto_assign = True
        appeal = self._as("operator", self.env["helpdesk.ticket"]).create(self._vals())
        self.assertFalse(appeal.user_id)
