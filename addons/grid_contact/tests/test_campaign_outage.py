from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_informer import InformerCase


@tagged("post_install", "-at_install")
class TestCampaignOutage(InformerCase):
    """Customers of an outage are told when it begins and when it is over, once each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.feeder = cls.env["grid.feeder"].create({"name": "Ф-7", "company_id": cls.company.id})
        cls.hit = cls._customer()
        cls.hit.usage_point_ids.feeder_id = cls.feeder
        cls.spared = cls._customer("+79990000006", "Другая А. А.", "Кемерово, ул. Иная, 2")
        cls.outage = cls.env["grid.outage"].create(
            {
                "branch_id": cls.branch.id,
                "feeder_ids": [(6, 0, cls.feeder.ids)],
                "started_at": "2026-11-27 05:00:00",
                "expected_end_at": "2026-11-27 09:30:00",
                "cause": "обрыв провода",
            }
        )

    def test_begun_once_for_each_occasion(self):
        campaigns = self.env["grid.notice.campaign"]
        campaign = campaigns._start_for(self.outage, "emergency")
        self.assertEqual((campaign.state, campaign.basis, campaign.outage_id), ("preparing", "emergency", self.outage))
        self.assertEqual(campaigns._start_for(self.outage, "emergency"), campaign)
        self.assertNotEqual(campaigns._start_for(self.outage, "restored"), campaign)
        self._carry_out(campaign)
        self.assertEqual((campaign.notice_ids.partner_id, campaign.state), (self.hit, "done"))

    def test_hours_are_those_of_the_branch(self):
        campaign = self._campaign(
            audience="outage", outage_id=self.outage.id, body="{{ start }} - {{ end }}: {{ cause }}"
        )
        campaign.action_approve()
        self._work(campaign, "_prepare")
        self.assertEqual(campaign.notice_ids.body, "27.11 12:00 - 27.11 16:30: обрыв провода")

    def test_by_feeder(self):
        campaign = self._campaign(feeder_ids=[(6, 0, self.feeder.ids)])
        self.assertEqual([row[0] for row in campaign._recipients()], self.hit.ids)

    def test_without_a_provider_nobody_is_promised_anything(self):
        self.provider.active = False
        with self.assertRaisesRegex(UserError, "no provider"):
            self.env["grid.notice.campaign"]._start_for(self.outage, "emergency")

    def test_what_is_too_long_is_left_to_a_person(self):
        template = self.env.ref("grid_contact.template_emergency")
        template.with_context(lang=self.outage.company_id.partner_id.lang).body = "а" * 161
        self.assertEqual(self.env["grid.notice.campaign"]._start_for(self.outage, "emergency").state, "draft")

    def test_an_outage_is_chosen(self):
        with self.assertRaisesRegex(ValidationError, "Choose the outage"):
            self._campaign(audience="outage")

    def test_the_button_of_an_outage(self):
        outage = self.outage.with_user(self.users["supervisor"])
        self.outage.sudo().state = "under_way"
        action = outage.action_tell_customers()
        campaign = self.env["grid.notice.campaign"].browse(action["res_id"])
        self.assertEqual(
            (campaign.template_id.occasion, campaign.approved_by_id), ("emergency", self.users["supervisor"])
        )
        self.outage.sudo().state = "restored"
        self.assertNotEqual(outage.action_tell_customers()["res_id"], campaign.id)
        with self.assertRaises(AccessError):
            self._as("operator", self.outage).action_tell_customers()
        self.provider.active = False
        self.outage.campaign_ids.sudo().taken_back_at = "2026-11-27 06:00:00"
        with self.assertRaisesRegex(UserError, "no provider"):
            outage.action_tell_customers()

    def test_an_outage_leads_to_its_campaigns(self):
        self.assertEqual(self.outage.campaign_count, 0)
        campaign = self.env["grid.notice.campaign"]._start_for(self.outage, "emergency")
        outage = self._as("operator", self.outage)
        self.assertEqual(outage.campaign_count, 1)
        found = self.env["grid.notice.campaign"].search(outage.action_open_campaigns()["domain"])
        self.assertEqual(found, campaign)
