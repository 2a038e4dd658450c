"""Outages begin their campaigns themselves: once, after the act, with a word to the staff where they cannot."""

from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_informer import InformerCase

DAY, LATER = "2026-11-27 05:00:00", "2026-11-27 09:00:00"  # 12:00 and 16:00 in Kemerovo
NIGHT = "2026-11-27 16:30:00"  # 23:30


@tagged("post_install", "-at_install")
class TestOutageTelling(InformerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({f"outage_tells_{occasion}": True for occasion in ("emergency", "planned", "restored")})
        cls.company.legal_tz = "Asia/Novokuznetsk"
        cls.feeder = cls.env["grid.feeder"].create({"name": "Ф-7", "company_id": cls.company.id})
        cls.hit = cls._customer()
        cls.hit.usage_point_ids.feeder_id = cls.feeder

    def setUp(self):
        super().setUp()
        self.clock = self.enterContext(freeze_time(DAY))

    def _outage(self, **values):
        said = {"branch_id": self.branch.id, "feeder_ids": self.feeder.ids, "cause": "обрыв провода"}
        hours = {"started_at": DAY, "expected_end_at": "2026-11-27 09:30:00"}
        return self.env["grid.outage"].create({**said, **hours, **values})

    def _planned(self, start="2026-12-20 02:00:00", end="2026-12-20 08:00:00"):
        outage = self._outage(kind="planned", works="Замена опор", started_at=start, expected_end_at=end)
        self.env["grid.outage.notice"].create({"outage_id": outage.id, "way": "letter", "given_on": "2026-11-27"})
        return outage

    def _started(self, **values):
        outage = self._outage(**values)
        self._as("operator", outage).action_start()
        return outage

    def _jobs(self, outage):
        return self.env["queue.job"].search_count([("identity_key", "=", f"grid.outage tell {outage.id}")])

    def _occasions(self, outage):
        return outage.campaign_ids.sorted("id").mapped("occasion")

    # --- when
    def test_a_company_that_has_not_chosen_tells_by_the_button_only(self):
        self.company.outage_tells_emergency = False
        outage = self._started()
        self.assertFalse(outage.tell_due or self._jobs(outage))
        other = self.env["res.company"].create({"name": "Чужая сеть"})
        chosen = other.outage_tells_emergency or other.outage_tells_planned or other.outage_tells_restored
        self.assertFalse(chosen, "off until somebody wants it")

    def test_each_occasion_is_told_after_the_act_and_once(self):
        outage = self._started()
        self.assertEqual((outage.tell_due, self._jobs(outage), len(outage.campaign_ids)), ("emergency", 1, 0))
        for _twice in range(2):
            self._as("operator", outage)._tell_due()
        self.assertEqual((self._occasions(outage), outage.tell_due), (["emergency"], False))
        campaign = outage.campaign_ids
        self.assertEqual((campaign.state, campaign.approved_by_id), ("preparing", self.users["operator"]))
        self._carry_out(campaign)
        self.clock.move_to(LATER)
        self._as("operator", outage).action_restore()
        outage._tell_due()
        self.assertEqual(self._occasions(outage), ["emergency", "restored"])
        self._carry_out(outage.campaign_ids - campaign)
        self.assertEqual(outage.campaign_ids.mapped("positive_count"), [1, 1])
        self.assertFalse(outage.tell_refusal)

    def test_what_a_lost_job_leaves_is_told(self):
        outage = self._started()
        self.env["queue.job"].search([("identity_key", "=", f"grid.outage tell {outage.id}")]).unlink()
        self.env["grid.outage"]._wake_all()
        self.assertEqual(self._jobs(outage), 1)
        outage._tell_due()
        self.env["queue.job"].search([]).unlink()
        self.env["grid.outage"]._wake_all()
        self.assertFalse(self._jobs(outage))

    def test_the_button_before_the_job_tells_once(self):
        outage = self._started()
        self._as("supervisor", outage).action_tell_customers()
        outage._tell_due()
        self.assertEqual(self._occasions(outage), ["emergency"])

    def test_a_template_that_is_deleted_leaves_what_was_told(self):
        outage = self._started()
        outage._tell_due()
        outage.campaign_ids.template_id.unlink()
        self.assertEqual(self._occasions(outage), ["emergency"])
        self.assertEqual(self.env["grid.notice.campaign"]._start_for(outage, "emergency"), outage.campaign_ids)

    # --- why not
    def test_why_nobody_is_told_is_said_to_the_staff(self):
        self.provider.active = False
        outage = self._started()
        outage._tell_due()
        self.assertIn("no provider", outage.tell_refusal)
        told = self.env["mail.message"].search([("subject", "=", outage.display_name)]).notified_partner_ids
        self.assertIn(self.users["supervisor"].partner_id, told)
        self.assertNotIn(self.stranger.partner_id, told)
        self.provider.active = True
        self._as("supervisor", outage).action_tell_customers()
        self.assertFalse(outage.tell_refusal)
        with self.assertRaisesRegex(UserError, "by its buttons"):
            self._as("operator", outage).tell_refusal = "Другое"

    def test_a_missing_template_and_a_long_text_are_said(self):
        templates = self.env["grid.notice.template"].search([("occasion", "=", "emergency")])
        templates.active = False
        outage = self._started()
        outage._tell_due()
        self.assertIn("no template", outage.tell_refusal)
        templates[0].active = True
        templates[0].with_context(lang=self.company.partner_id.lang).body = "а" * 161
        other = self._started()
        other._tell_due()
        self.assertIn("waits for an approval", other.tell_refusal)
        self.assertEqual(other.campaign_ids.state, "draft")

    def test_an_outage_of_houses_only_is_said(self):
        outage = self._started(feeder_ids=False, house_ids=[(0, 0, {"address": "Кемерово, ул. Пустая, 5"})])
        outage._tell_due()
        self.assertIn("no usage point", outage.tell_refusal)

    # --- planned
    def test_a_planned_outage_is_told_when_it_is_announced(self):
        outage = self._planned()
        self._as("specialist", outage).action_announce()
        outage._tell_due()
        campaign = outage.campaign_ids
        self.assertEqual((campaign.occasion, campaign.basis), ("planned", "duty"))
        self._carry_out(campaign)
        self.assertIn("20.12 09:00", campaign.notice_ids.body)
        self.clock.move_to("2026-12-20 02:00:00")
        self._as("specialist", outage).action_start()
        self.assertFalse(outage.tell_due or campaign.taken_back_at, "it came true, and was told")

    def test_nobody_is_told_of_what_has_begun_by_the_morning(self):
        outage = self._planned("2026-12-21 00:30:00", "2026-12-21 08:00:00")  # from 7:30
        self.clock.move_to("2026-12-20 16:00:00")  # 23:00 of the evening before
        self._as("specialist", outage).action_announce()
        outage._tell_due()
        self.assertIn("21.12.2026 08:00", outage.tell_refusal)
        self.assertFalse(outage.campaign_ids)

    def test_messages_later_than_contracts_promise_are_said_and_go(self):
        self.hit.usage_point_ids.write({"customer_group": "3"})
        outage = self._planned()
        outage.contract_days = 10
        self.env["grid.outage.notice"].create(
            {"outage_id": outage.id, "audience": "companies", "way": "email", "given_on": "2026-11-27"}
        )
        self.clock.move_to("2026-12-12 05:00:00")
        self._as("specialist", outage).action_announce()
        outage._tell_due()
        self.assertEqual(len(outage.campaign_ids), 1)
        self.assertFalse(outage.tell_refusal)
        self.assertTrue(outage.message_ids.filtered(lambda one: "later than contracts" in (one.body or "")))

    # --- what is not true any more
    def test_an_announcement_that_is_taken_back_stops_what_has_not_left(self):
        for number in range(3):
            self._customer(f"+7999000001{number}").usage_point_ids.feeder_id = self.feeder
        outage = self._planned()
        self._as("specialist", outage).action_announce()
        outage._tell_due()
        campaign = outage.campaign_ids
        self._work(campaign, "_prepare")
        self.patch(type(campaign), "_room", lambda *_args: 1)
        with self._job(campaign) as at_work:
            at_work._hand_over_due()
        self._work(self.provider, "_send")  # one has left
        with self._job(campaign) as at_work:
            at_work._hand_over_due()  # one lies with the sender
        self._as("specialist", outage).action_cancel()
        self.assertEqual((campaign.state, bool(campaign.taken_back_at)), ("stopped", True))
        self._work(campaign, "_run")
        for _twice in range(2):
            self._work(campaign, "_withdraw")
        self._work(self.provider, "_send")
        tally = campaign.positive_count, campaign.failed_count, campaign.waiting_count
        self.assertEqual(tally, (1, 3, 0))
        self.assertEqual(
            self.env["grid.sms"].search_count([("attempt_ids.notice_id.campaign_id", "=", campaign.id)]), 1
        )
        self.assertTrue(outage.message_ids.filtered(lambda one: "1 customers were told" in (one.body or "")))
        campaign.action_resume()
        self.assertEqual(campaign.state, "stopped")

    def test_an_email_that_has_not_left_is_taken_back(self):
        self.hit.write({"phone": False, "email": "hit@example.com"})
        outage = self._started()
        outage._tell_due()
        campaign = outage.campaign_ids
        self._work(campaign, "_prepare")
        self._work(campaign, "_run")
        mail = self.env["mail.mail"].search([("model", "=", "grid.notice"), ("res_id", "in", campaign.notice_ids.ids)])
        self.assertEqual(mail.state, "outgoing")
        self._as("operator", outage).action_restore()
        self._work(campaign, "_withdraw")
        self.assertFalse(mail.exists())
        self.assertEqual((campaign.failed_count, campaign.waiting_count), (1, 0))

    def test_while_it_is_prepared_it_can_be_taken_back(self):
        outage = self._started()
        outage._tell_due()
        outage.action_restore()
        self._work(outage.campaign_ids, "_prepare")
        self.assertEqual((outage.campaign_ids.state, len(outage.campaign_ids.notice_ids)), ("stopped", 0))

    def test_what_failed_after_it_was_taken_back_is_not_tried_by_another_channel(self):
        self.hit.email = "hit@example.com"
        outage = self._started()
        outage._tell_due()
        campaign = outage.campaign_ids
        self._work(campaign, "_prepare")
        self._work(campaign, "_run")
        outage.action_restore()
        campaign.notice_ids.attempt_ids._finish("negative")
        self.assertEqual((campaign.notice_ids.state, campaign.notice_ids.channel), ("negative", "sms"))

    def test_other_hours_are_announced_anew(self):
        outage = self._planned()
        self._as("specialist", outage).action_announce()
        outage._tell_due()
        self._carry_out(first := outage.campaign_ids)
        self._as("specialist", outage).write(
            {"started_at": "2026-12-22 02:00:00", "expected_end_at": "2026-12-22 08:00:00"}
        )
        self.assertTrue(first.taken_back_at)
        outage._tell_due()
        second = outage.campaign_ids - first
        self._carry_out(second)
        self.assertIn("22.12 09:00", second.notice_ids.body)
        self._as("specialist", outage).works = "Замена проводов"
        self.assertFalse(outage.tell_due or second.taken_back_at)

    def test_a_stop_holds_at_once_for_a_job_at_work(self):
        for number in range(3):
            self._customer(f"+7999000001{number}").usage_point_ids.feeder_id = self.feeder
        outage = self._started()
        outage._tell_due()
        campaign = outage.campaign_ids
        self._work(campaign, "_prepare")
        with self._job(campaign) as at_work:
            self.assertEqual(len(at_work._claim("sms", 1)), 1)
            at_work.action_stop()
            self.assertFalse(at_work._claim("sms", 1))

    def test_a_later_look_for_what_was_being_handed_over(self):
        outage = self._started()
        outage._tell_due()
        campaign = outage.campaign_ids
        self._work(campaign, "_prepare")
        campaign.notice_ids.is_under_way = True  # another job is handing it over
        outage.action_restore()
        self._work(campaign, "_withdraw")
        key = f"grid.notice.campaign withdraw {campaign.id} later"
        self.assertEqual(self.env["queue.job"].search_count([("identity_key", "=", key)]), 1)
        self.clock.tick(timedelta(minutes=6))
        self.env["queue.job"].search([("identity_key", "=", key)]).unlink()
        self._work(campaign, "_withdraw")
        self.assertFalse(self.env["queue.job"].search_count([("identity_key", "=", key)]))
