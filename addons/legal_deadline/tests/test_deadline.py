from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import DeadlineCase


@tagged("post_install", "-at_install")
class TestDeadline(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.record = cls.Promise.create({"name": "Letter"})
        cls.deadline = cls.record._deadline_start("test_answer", "2025-12-10 05:00:00")

    def test_control_date_comes_before_the_holidays(self):
        self.assertEqual(str(self.deadline.due_at), "2026-01-12 16:59:59")
        self.assertEqual(str(self.deadline.control_at), "2025-12-30 16:59:59")

    def test_history_is_never_edited_nor_deleted_by_the_superuser_either(self):
        events = self.deadline.event_ids.sudo()
        with self.assertRaisesRegex(UserError, "never edited"):
            events.write({"reason": "better so"})
        with self.assertRaisesRegex(UserError, "never edited"):
            events.reason = "better so"
        with self.assertRaisesRegex(UserError, "never deleted"):
            events.unlink()

    def test_a_promise_is_never_deleted(self):
        with self.assertRaisesRegex(UserError, "never deleted"):
            self.deadline.sudo().unlink()

    def test_what_a_promise_was_counted_from_never_changes(self):
        for vals in (
            {"rule_id": self.call.id},
            {"started_at": "2026-01-01 00:00:00"},
            {"res_id": self.record.id + 1},
            {"code": "other"},
        ):
            with self.assertRaisesRegex(UserError, "never changes"):
                self.deadline.sudo().write(vals)

    def test_nobody_moves_a_promise_or_writes_its_history_by_hand(self):
        """The administrator too, with whatever access she gives herself."""
        self.open_promise_model()
        self.env["ir.model.access"].create(
            [
                {
                    "name": name,
                    "model_id": self.env["ir.model"]._get_id(name),
                    **dict.fromkeys(("perm_read", "perm_write", "perm_create", "perm_unlink"), True),
                    "group_id": self.env.ref("base.group_user").id,
                }
                for name in ("legal.deadline", "legal.deadline.event", "legal.deadline.notice")
            ]
        )
        mine = self.deadline.with_user(self.env.ref("base.user_admin"))
        for vals in ({"due_at": "2030-01-01"}, {"state": "met"}, {"cause": "applicant"}, {"explanation": []}):
            with self.assertRaisesRegex(UserError, "by its acts alone"):
                mine.write(vals)
        with self.assertRaisesRegex(UserError, "never by hand"):
            mine.create(self.deadline.copy_data()[0])
        with self.assertRaisesRegex(UserError, "by its acts alone"):
            mine.event_ids.create({"deadline_id": mine.id, "kind": "extend", "happened_at": "2026-01-01"})
        notices = mine.env["legal.deadline.notice"]
        with self.assertRaisesRegex(UserError, "by the reminder"):
            notices.create({"deadline_id": mine.id, "level": "head", "due_at": "2026-01-01", "sent_at": "2026-01-01"})
        self.assertEqual(self.deadline.event_ids.mapped("kind"), ["start"])

    def test_a_record_without_a_branch_counts_for_its_own_company(self):
        company = self.env["res.company"].create({"name": "Other", "legal_tz": "Europe/Moscow"})
        record = self.Promise.create({"name": "Elsewhere", "company_id": company.id})
        deadline = record._deadline_start("test_answer", "2026-03-31 19:00:00")
        self.assertEqual((deadline.company_id, str(deadline.due_at)), (company, "2026-04-30 20:59:59"))

    def test_it_shows_the_record_it_is_about(self):
        self.assertEqual(self.deadline.record_name, "Letter")
        action = self.deadline.action_open_record()
        self.assertEqual((action["res_model"], action["res_id"]), (self.record._name, self.record.id))
        self.assertEqual(self.deadline.display_name, "Answer on the merits: 12.01.2026")

    def test_the_day_is_told_by_the_place_whoever_reads_it_where(self):
        far = self.deadline.with_context(tz="Asia/Vladivostok")
        self.assertEqual((far.due_text, far.display_name), ("12.01.2026", "Answer on the merits: 12.01.2026"))
        call = self.record._deadline_start("test_call", "2026-04-10 09:30:00")
        self.assertEqual(call.due_text, "10.04.2026 20:30")
