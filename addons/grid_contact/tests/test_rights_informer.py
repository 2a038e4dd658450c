from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_informer import InformerCase

STAFF = ("operator", "manager", "specialist", "supervisor", "head")


@tagged("post_install", "-at_install")
class TestRightsInformer(InformerCase):
    """Who sees and does what in the auto-informer; deny by default."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._customer()
        cls.campaign = cls._campaign()
        cls.campaign.action_approve()
        cls.campaign._insert(cls.campaign._recipients())
        cls.env.invalidate_all()
        cls.notice = cls.campaign.notice_ids
        cls.notice._transmit("sms")
        cls.sms = cls.notice.attempt_ids.sms_id

    def test_who_reads_messages(self):
        for role in self.users:
            for record in (self.campaign, self.notice, self.notice.attempt_ids, self.sms):
                with self.subTest(role, model=record._name):
                    self.assertEqual(self._as(role, record).has_access("read"), role in STAFF)

    def test_another_branch_is_not_seen(self):
        for record in (self.campaign, self.notice, self.notice.attempt_ids, self.sms):
            self.assertFalse(record.with_user(self.stranger).has_access("read"))

    def test_another_company_is_not_seen(self):
        company = self.env["res.company"].create({"name": "Чужая"})
        head = self.users["head"]
        head.write({"company_ids": [(4, company.id)]})
        for record in (self.campaign, self.notice, self.notice.attempt_ids, self.sms, self.provider):
            seen = record.with_user(head).with_context(allowed_company_ids=company.ids)
            self.assertFalse(seen.has_access("read"), record._name)

    def test_who_writes_campaigns(self):
        for role in self.users:
            with self.subTest(role):
                self.assertEqual(
                    self._as(role, self.env["grid.notice.campaign"]).has_access("create"),
                    role in ("supervisor", "head"),
                )
            for record in (self.notice, self.notice.attempt_ids, self.sms):
                self.assertFalse(self._as(role, record).has_access("write"))
                self.assertFalse(self._as(role, record).has_access("unlink"))

    def test_providers_are_the_administrators(self):
        for role in self.users:
            self.assertEqual(self._as(role, self.provider).has_access("read"), role == "head")
            self.assertFalse(self._as(role, self.provider).has_access("write"))
        with self.assertRaises(AccessError):
            self._as("head", self.provider).read(["login"])

    def test_customers_reach_nothing(self):
        for record in (self.campaign, self.notice, self.notice.attempt_ids, self.sms, self.provider):
            self.assertFalse(record.with_user(self.portal_user).has_access("read"))

    def test_refusals_are_written_by_who_serves(self):
        for role in self.users:
            writes = role in ("operator", "administrator", "manager", "specialist", "supervisor", "head")
            self.assertEqual(self._as(role, self.env["grid.notice.refusal"]).has_access("create"), writes, role)
