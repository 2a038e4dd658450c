from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import DeadlineCase

MODELS = ("legal.act", "legal.rule", "legal.rule.condition", "legal.calendar.day")


@tagged("post_install", "-at_install")
class TestAccess(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_promise_model()
        cls.own, cls.others, cls.shared = cls.Promise.create(
            [
                {"name": "Own", "user_id": cls.reader.id},
                {"name": "Others", "user_id": cls.editor.id},
                {"name": "Shared"},
            ]
        )
        cls.records = cls.own + cls.others + cls.shared
        cls.deadlines = cls.records._deadline_start("test_answer", "2026-01-15 05:00:00")

    def test_law_is_edited_by_the_editor_and_read_by_the_reader(self):
        for model in MODELS:
            for user, rights in (
                (self.editor, "read write create unlink"),
                (self.reader, "read"),
                (self.plain, ""),
                (self.customer, ""),
            ):
                records = self.env[model].with_user(user)
                for operation in ("read", "write", "create", "unlink"):
                    allowed = operation in rights.split()
                    self.assertEqual(records.has_access(operation), allowed, (model, user.login))

    def test_nobody_writes_promises_or_events_by_hand(self):
        for model in ("legal.deadline", "legal.deadline.event"):
            for user in (self.editor, self.reader, self.plain, self.customer):
                records = self.env[model].with_user(user)
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(records.has_access(operation), (model, user.login))
        with self.assertRaises(AccessError):
            self.deadlines.with_user(self.editor).write({"due_at": "2030-01-01"})

    def test_a_promise_is_read_by_who_may_read_its_record(self):
        seen = self.env["legal.deadline"].with_user(self.reader).search([("id", "in", self.deadlines.ids)])
        self.assertEqual(set(seen.mapped("res_id")), {self.own.id, self.shared.id})
        self.assertEqual(seen.mapped("event_ids.kind"), ["start", "start"])
        for cached in (True, False):
            if not cached:
                self.env.invalidate_all()
            with self.assertRaises(AccessError):
                self.deadlines[1].with_user(self.reader).read(["due_at"])
        event = self.deadlines[1].event_ids.with_user(self.reader)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            event.read(["kind"])
        self.assertFalse(event.search([("id", "=", event.id)]))

    def test_an_employee_without_a_role_reads_no_promise(self):
        for user in (self.plain, self.customer):
            with self.assertRaises(AccessError):
                self.env["legal.deadline"].with_user(user).search([])

    def test_promises_are_made_by_who_may_write_the_record(self):
        record = self.shared.with_user(self.plain)
        deadline = record._deadline_start("test_call", "2026-01-15 05:00:00")
        self.assertEqual(deadline.sudo().event_ids.user_id, self.plain)
        record._deadline_done("test_call", "2026-01-15 06:00:00")
        self.assertEqual(deadline.sudo().state, "met")
        for act in (
            lambda other: other._deadline_start("test_call"),
            lambda other: other._deadline_done("test_answer"),
            lambda other: other._deadline_cancel("test_answer", "because"),
        ):
            with self.assertRaises(AccessError):
                act(self.others.with_user(self.plain))

    def test_status_is_shown_and_found_without_a_role(self):
        records = self.records.with_user(self.plain)
        self.assertEqual(records.browse(self.shared.id).deadline_state, self.shared.deadline_state)
        found = records.search([("deadline_state", "!=", "none"), ("id", "in", self.records.ids)])
        self.assertEqual(found.ids, self.shared.ids)

    def test_promises_and_days_of_another_company_are_hidden(self):
        company = self.env["res.company"].create({"name": "Other"})
        record = self.Promise.create({"name": "Elsewhere", "tz": "UTC", "company_id": company.id})
        deadline = record._deadline_start("test_answer", "2026-01-15 05:00:00")
        self.assertEqual(deadline.company_id, company)
        day = self.env["legal.calendar.day"].create({"date": "2026-07-01", "company_id": company.id})
        self.env.invalidate_all()
        for hidden in (deadline, deadline.event_ids, day):
            self.assertFalse(hidden.with_user(self.reader).search([("id", "=", hidden.id)]))
            with self.assertRaises(AccessError):
                hidden.with_user(self.reader).read(["display_name"])
