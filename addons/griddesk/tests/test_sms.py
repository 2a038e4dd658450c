from odoo import fields
from odoo.tests import tagged

from odoo.addons.grid_contact.tests.common_informer import InformerCase

MARKS = {"address_mark": "a", "session_mark": "s"}


@tagged("post_install", "-at_install")
class TestSms(InformerCase):
    """Codes, notices and messages of the auto-informer really go by SMS, and lie in the account."""

    def _last(self):
        return self.env["grid.sms"].search([], limit=1)

    def test_a_code_goes_by_sms_and_opens(self):
        codes = self.env["grid.portal.code"]
        before = self._last()
        code = codes._send("status", "8 999 000-00-05", MARKS)
        sms = self._last()
        self.assertNotEqual(sms, before)
        self.assertEqual((sms.phone, sms.is_secret, sms.priority), ("+79990000005", True, 0))
        self.assertLessEqual(len(sms.body), 160)
        digits = sms.body.split()[1].strip(".,")
        self._work(self.provider, "_send")
        self.assertEqual((sms.state, sms.body), ("delivered", False))
        self.assertEqual(codes._digest(code.handle, digits), code.digest)

    def test_a_long_name_leaves_the_code_in_one_sms(self):
        self.company.name = "Публичное акционерное общество «Самая длинная сетевая компания Сибири и Дальнего Востока»"
        self.env["grid.portal.code"]._send("status", "+79990000005", MARKS)
        self.assertIn("Code", self._last().body)

    def test_no_code_where_no_sms_goes(self):
        codes = self.env["grid.portal.code"]
        self.assertFalse(codes._reaches("+73842364567"))
        self.provider.active = False
        self.assertFalse(codes._reaches("+79990000005"))
        self.assertTrue(codes._reaches("a@example.com"))

    def test_the_receipt_of_who_chose_sms(self):
        customer = self._customer(email="m@example.com")
        self.assertIn("sms", customer._notice_ways())
        customer.notice_way = "sms"
        self._appeal(partner_id=customer.id).action_register()
        written = self._last()
        self.assertEqual((written.partner_id, written.branch_id), (customer, self.branch))
        self.assertIn("/status", written.body)
        self.assertLessEqual(len(written.body), 160)
        customer.email = False
        ticket = self._appeal(partner_id=customer.id)
        ticket.action_register()
        self.assertEqual(self._last().ticket_id, ticket)
        self.assertNotEqual(self._last(), written)

    def test_who_did_not_choose_sms_gets_none(self):
        customer = self._customer(email="m@example.com")
        before = self._last()
        self._appeal(partner_id=customer.id).action_register()
        self.assertEqual(self._last(), before)
        self.assertNotIn("sms", self._customer("+73842364567")._notice_ways())

    def test_a_message_in_the_account_is_received_when_the_feed_is_read(self):
        customer = self._customer()
        user = self.env["res.users"].create(
            {
                "login": "told@example.com",
                "partner_id": customer.id,
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        campaign = self._campaign(channel_1="account")
        campaign.action_approve()
        self._carry_out(campaign)
        [event] = [one for one in customer._account_events(5) if one.about == campaign.name]
        self.assertIn("Свет дадут", event.words)
        self.env["grid.feed.reading"]._read(user, customer, fields.Datetime.now())
        self.assertEqual((campaign.positive_count, campaign.negative_count), (1, 0))
