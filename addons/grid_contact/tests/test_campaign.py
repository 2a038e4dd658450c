from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_informer import InformerCase

DAY, NIGHT = "2026-11-27 05:00:00", "2026-11-27 16:30:00"  # 12:00 and 23:30 in Kemerovo
MORNING = "2026-11-28 01:00:00"


@tagged("post_install", "-at_install")
class TestCampaign(InformerCase):
    """A campaign from its approval to a report that adds up."""

    def test_approved_prepared_sent(self):
        told = self._customer()
        campaign = self._campaign()
        campaign.with_user(self.users["supervisor"]).action_approve()
        self.assertEqual((campaign.state, campaign.approved_by_id), ("preparing", self.users["supervisor"]))
        campaign.action_approve()  # a second click
        self.assertEqual(self.env["queue.job"].search_count([("identity_key", "=", self._key(campaign))]), 1)
        self._carry_out(campaign)
        notice = campaign.notice_ids
        self.assertEqual((notice.partner_id, notice.state, notice.channel), (told, "positive", "sms"))
        self.assertEqual(notice.body, "Свет дадут к вечеру: Кемерово, ул. Новая, 1. 8 800 100-00-00")
        self.assertEqual((campaign.state, campaign.progress, campaign.told_percent), ("done", 100, 100))

    def _key(self, campaign):
        return f"grid.notice.campaign prepare {campaign.id}"

    def test_the_head_approves_and_of_an_emergency_a_supervisor_too(self):
        self._customer()
        usual = self._campaign(basis="service")
        with self.assertRaises(AccessError):
            usual.with_user(self.users["supervisor"]).action_approve()
        with self.assertRaises(AccessError):
            self._campaign().with_user(self.users["operator"]).action_approve()
        usual.with_user(self.users["head"]).action_approve()
        self.assertEqual(usual.state, "preparing")

    def test_what_is_not_ready_is_refused(self):
        with self.assertRaisesRegex(UserError, "Nobody belongs"):
            self._campaign().action_approve()
        self._customer(address="Кемерово, ул. " + "Очень длинная " * 10)
        with self.assertRaisesRegex(UserError, "1 of 1 recipients"):
            self._campaign().action_approve()
        self.provider.active = False
        with self.assertRaisesRegex(UserError, "No provider"):
            self._campaign().action_approve()
        self._campaign(channel_1="email").action_approve()

    def test_negatives_go_on_to_the_next_channel(self):
        """A call twice in vain, then an SMS; a telephone at home, then an e-mail that the mail server takes."""
        self.env["grid.voice.provider"].create({"name": "Проба"})
        busy = self._customer("+79990000001", "Занята А. А.")
        wrong = self._customer("+73842000002", "Ошибка Б. Б.", email="b@example.com")
        heard = self._customer("+79990000005", "Слышит В. В.")
        lost = self._customer("+73842000012", "Никак Г. Г.")
        campaign = self._campaign(channel_1="voice", channel_2="sms", channel_3="email", call_attempts=2)
        with freeze_time(DAY):
            campaign.action_approve()
            self._carry_out(campaign)
            self.assertEqual(self._states(campaign)[heard.phone], "positive")
            self.assertEqual(campaign.notice_ids.filtered(lambda one: one.partner_id == busy).attempt, 2)
        with freeze_time(fields.Datetime.to_datetime(DAY) + timedelta(minutes=16)):
            self._carry_on(campaign)
            self._carry_on(campaign)
        mail = self.env["mail.mail"].search([("model", "=", "grid.notice")])
        self.assertEqual(mail.email_to, "b@example.com")
        mail._postprocess_sent_message(success_pids=[], success_emails=[])
        with freeze_time(fields.Datetime.to_datetime(DAY) + timedelta(minutes=17)):
            self._carry_on(campaign)
        notices = {one.partner_id: one for one in campaign.notice_ids}
        self.assertEqual((notices[busy].state, notices[busy].channel), ("positive", "sms"))
        self.assertEqual(notices[busy].attempt_ids.mapped("result"), ["negative", "negative", "positive"])
        self.assertEqual((notices[wrong].state, notices[wrong].channel), ("positive", "email"))
        self.assertEqual((notices[lost].state, notices[lost].reason), ("failed", "no such number"))
        self.assertEqual((campaign.total_count, campaign.positive_count, campaign.failed_count), (4, 3, 1))
        self.assertEqual(campaign.state, "done")
        _titles, rows = campaign._report_rows()
        self.assertEqual(rows, [["Тест-А", 3, 0, 1, 0, 0, 4], [rows[1][0], 3, 0, 1, 0, 0, 4]])

    def _carry_on(self, campaign):
        self._work(campaign, "_run")
        self._work(self.provider, "_send")
        self._work(campaign, "_run")

    def test_nobody_is_disturbed_at_night_but_for_an_emergency(self):
        self._customer()
        quiet, loud = self._campaign(basis="duty"), self._campaign()
        silent = self._campaign(basis="duty", channel_1="account")
        with freeze_time(NIGHT):
            (quiet | loud | silent).action_approve()
            for campaign in (quiet, loud, silent):
                self._carry_out(campaign)
            self.assertEqual((quiet.notice_ids.state, loud.notice_ids.state), ("waiting", "positive"))
            self.assertEqual(quiet.notice_ids.next_at, fields.Datetime.to_datetime(MORNING))
        with freeze_time(MORNING):
            self._carry_out_from(quiet)
        self.assertEqual(quiet.notice_ids.state, "positive")

    def _carry_out_from(self, campaign):
        for _turn in range(2):
            self._carry_on(campaign)

    def test_what_did_not_leave_before_the_night_waits_for_the_morning(self):
        self._customer()
        campaign = self._campaign(basis="duty")
        with freeze_time("2026-11-27 14:59:50"):
            campaign.action_approve()
            self._work(campaign, "_prepare")
            self._work(campaign, "_run")
            sms = campaign.notice_ids.attempt_ids.sms_id
            self.assertEqual((sms.state, sms.send_until.isoformat()), ("waiting", "2026-11-27T15:00:00"))
        with freeze_time("2026-11-27 15:00:30"):
            self._carry_on(campaign)
            self.assertFalse(sms.exists() or campaign.notice_ids.attempt_ids)
            self.assertEqual(campaign.notice_ids.next_at, fields.Datetime.to_datetime(MORNING))
        with freeze_time(MORNING):
            self._carry_on(campaign)
        self.assertEqual(campaign.notice_ids.state, "positive")

    def test_stopped_and_resumed(self):
        self._customer()
        campaign = self._campaign()
        campaign.action_approve()
        self._work(campaign, "_prepare")
        campaign.action_stop()
        self._carry_on(campaign)
        self.assertEqual((campaign.state, campaign.waiting_count), ("stopped", 1))
        campaign.action_resume()
        self._carry_out_from(campaign)
        self.assertEqual((campaign.state, campaign.positive_count), ("done", 1))

    def test_prepared_again_nobody_is_there_twice(self):
        for number in range(3):
            self._customer(f"+7999000001{number}")
        campaign = self._campaign()
        campaign.action_approve()
        self._work(campaign, "_prepare")
        before = campaign.notice_ids
        campaign.sudo().write({"state": "preparing", "prepared_count": 1})  # as a server that died leaves it
        self._work(campaign, "_prepare")
        self.assertEqual((campaign.notice_ids, campaign.prepared_count), (before, 3))

    def test_a_message_in_the_account_is_received_when_it_is_read(self):
        customer = self._customer()
        self.env["res.users"].create(
            {
                "login": "told@example.com",
                "partner_id": customer.id,
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        campaign = self._campaign(channel_1="account")
        campaign.action_approve()
        self._carry_out(campaign)
        self.assertEqual((campaign.state, campaign.notice_ids.state), ("done", "negative"))
        self.env["grid.notice"]._read_in_account(customer, fields.Datetime.now())
        self.assertEqual((campaign.positive_count, campaign.negative_count), (1, 0))

    def test_what_has_begun_stays_as_it_was_approved(self):
        self._customer()
        campaign = self._campaign().with_user(self.users["head"])
        campaign.action_approve()
        with self.assertRaisesRegex(UserError, "has begun"):
            campaign.body = "Другое"
        with self.assertRaisesRegex(UserError, "by its buttons"):
            campaign.state = "draft"
        with self.assertRaisesRegex(UserError, "is kept"):
            campaign.unlink()

    def test_the_report_as_a_workbook_and_drill_down(self):
        campaign = self._campaign()
        action = campaign.with_context(notice_state="negative").action_open_notices()
        self.assertEqual(action["domain"], [("campaign_id", "=", campaign.id), ("state", "=", "negative")])
