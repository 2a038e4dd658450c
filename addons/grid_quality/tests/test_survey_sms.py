from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_contact import texting

from ..models import grid_survey_invitation
from .common_asking import AskingCase


@tagged("post_install", "-at_install")
class TestSurveySms(HttpCase, AskingCase):
    """Invitations by SMS: short, to nobody twice, to nobody who wants none, by day; who was not reached is seen."""

    def _asked(self, **values):
        campaign = self._running(asks_by="sms", **values)
        self._send_all()
        return campaign

    def test_each_gets_one_short_sms_that_leads_to_the_questionnaire(self):
        campaign = self._asked()
        self._send_all()
        messages = self._messages()
        self.assertEqual(sorted(messages.mapped("phone")), sorted(self.everybody.mapped("phone_sanitized")))
        self.assertEqual(messages.partner_id, self.everybody)
        invitation = campaign.invitation_ids[0]
        words = invitation.sms_id.body
        self.assertLessEqual(len(words), texting.LIMIT)
        link = words.split()[-1]
        self.assertTrue(link.startswith(self.env["helpdesk.ticket"]._site_url(self.company.id) + "/o/"))
        page = self.url_open("/o/" + link.rpartition("/")[2])
        self.assertEqual(page.status_code, 200)
        self.assertIn(invitation._key(), page.url)
        self.assertIn("Чем удобно", page.text)

    def test_words_of_cyrillic_and_a_link_of_a_short_site_are_one_part(self):
        self.company.website = "https://seti.example"
        self.env["ir.config_parameter"].set_param("web.base.url", "https://seti.example")
        invitation = self._running(asks_by="sms").invitation_ids[0]
        link = invitation._short_link()
        self.assertEqual(texting.message(f"Оцените нашу работу: {link}").count, 1, link)

    @mute_logger("odoo.http")
    def test_no_other_short_key_opens_anything(self):
        invitation = self._asked().invitation_ids[0]
        key = invitation._short_link().rpartition("/")[2]
        number, signature = key.split(".")
        wrong = (
            "s",
            key[1:],
            f"m{key[1:]}",
            number,
            f"{number}.",
            f"s{int(number[1:]) + 1}.{signature}",
            "s" + "9" * 30,
        )
        for other in (*wrong, "ы1.x"):
            with self.subTest(other):
                self.assertEqual(self.url_open(f"/o/{other}", allow_redirects=False).status_code, 404)

    def test_who_refused_sms_or_has_no_mobile_telephone_is_not_drawn(self):
        no_sms, nothing_at_all, at_home = self.citizens[:3]
        refusals = self.env["grid.notice.refusal"]
        refusals.create([{"partner_id": no_sms.id, "channel": "sms"}, {"partner_id": nothing_at_all.id}])
        refusals.create({"partner_id": self.firm.id, "channel": "email"})
        at_home.phone = "+73842364567"
        campaign = self._running(asks_by="sms")
        self.assertEqual(campaign.invitation_ids.partner_id, self.everybody - no_sms - nothing_at_all - at_home)

    def test_a_refusal_in_between_is_respected(self):
        campaign = self._running(asks_by="sms")
        self.env["grid.notice.refusal"].create({"partner_id": self.firm.id, "channel": "sms"})
        self._send_all()
        self.assertEqual(campaign.invitation_ids.filtered(lambda one: one.state == "left_out").partner_id, self.firm)
        self.assertNotIn(self.firm, self._messages().partner_id)

    def test_without_a_provider_no_survey_begins(self):
        self.provider.active = False
        with self.assertRaisesRegex(UserError, "No provider of SMS"):
            self._running(asks_by="sms")

    def test_nobody_is_written_to_at_night(self):
        self._night()
        campaign = self._asked()
        self.assertEqual((set(campaign.invitation_ids.mapped("state")), len(self._messages())), ({"new"}, 0))
        self._let_it_be(*[fields.Datetime.now().time()] * 2)
        self._send_all()
        self.assertEqual(set(campaign.invitation_ids.mapped("state")), {"sent"})

    def test_what_has_not_left_by_night_is_sent_by_day_once(self):
        campaign = self._asked()
        late = campaign.invitation_ids[0].sms_id
        late.send_until = fields.Datetime.now() - timedelta(minutes=1)
        self.env["grid.sms"]._give_up_quiet(self.provider)
        self.assertFalse(late.exists())
        self.assertEqual(campaign.invitation_ids[0].state, "new")
        self._send_all()
        self.assertEqual(len(self._messages()), len(campaign.invitation_ids))
        self.assertEqual(len(set(self._messages().mapped("phone"))), len(campaign.invitation_ids))

    def test_whom_it_did_not_reach_is_seen_and_not_counted_as_asked(self):
        campaign = self._asked()
        failed = campaign.invitation_ids[:2]
        self.env["grid.sms.part"].search([("sms_id", "in", failed.sms_id.ids)]).write(
            {"state": "undelivered", "error": "no such subscriber"}
        )
        self.env["grid.sms"]._refresh(failed.sms_id.ids)
        self.assertEqual(set(failed.mapped("state")), {"unreached"})
        self.assertEqual((campaign.unreached_count, campaign.asked_count, campaign.sent_count), (2, 7, 7))
        opened = campaign.action_unreached()
        self.assertEqual(opened["context"], {"search_default_unreached": 1})
        self.assertEqual(failed[0].sms_error, "no such subscriber")

    def test_whom_it_did_not_reach_may_be_asked_in_another_way(self):
        campaign = self._asked()
        self.env["grid.sms.part"].search([("sms_id", "=", campaign.invitation_ids[0].sms_id.id)]).state = "undelivered"
        self.env["grid.sms"]._refresh(campaign.invitation_ids[0].sms_id.ids)
        by_phone = self._running(asks_by="call")
        self.assertEqual(by_phone.invitation_ids.partner_id, campaign.invitation_ids[0].partner_id)

    def test_a_batch_costs_no_query_for_each_message(self):
        campaign, counts = self._running(asks_by="sms"), []
        for size in (1, 1, 5):
            self.patch(grid_survey_invitation, "BATCH", size)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["grid.survey.invitation"]._send_batch()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(campaign.sent_count, 7)
        self.assertLessEqual(counts[2], counts[1] + 4, "five cost hardly more than one")
