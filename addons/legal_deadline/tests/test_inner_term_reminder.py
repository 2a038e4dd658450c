from freezegun import freeze_time

from odoo.tests import tagged

from .test_inner_term import BY, InnerTermCase


@tagged("post_install", "-at_install")
class TestInnerTermReminder(InnerTermCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.helper + cls.reader).write({"notification_type": "inbox", "lang": "en_US"})

    def told(self, now):
        """Run the job at a moment; return who was told what."""
        seen = self.env["mail.message"].search([], order="id desc", limit=1)
        with freeze_time(now), self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env.flush_all()
            self.env(cr=cr)["legal.deadline"]._cron_remind()
        self.env.invalidate_all()
        messages = self.env["mail.message"].search([("id", ">", seen.id), ("subject", "ilike", "inner terms")])
        return sorted((message.notified_partner_ids.name, message.subject) for message in messages)

    def test_the_co_executor_is_reminded_a_day_before_and_both_when_it_is_late_once_each(self):
        self.term(), self.term()
        done = self.term()
        done.with_user(self.helper).action_done()
        for now, told in (
            ("2026-02-09 09:59:59", []),
            ("2026-02-09 10:00:00", [("Helper", "Inner terms draw near: 2")]),
            (BY, []),
            (
                "2026-02-10 10:00:01",
                [("Helper", "Inner terms missed: 2"), (self.reader.name, "Inner terms missed: 2")],
            ),
            ("2026-02-11 10:00:01", []),
        ):
            self.assertEqual(self.told(now), told, now)

    def test_what_is_no_longer_needed_reminds_nobody(self):
        self.term()
        self.letter._deadline_done("test_answer", "2026-02-01 03:00:00")
        self.assertEqual(self.told("2026-02-10 10:00:01"), [])
