"""Nobody is told twice that supply is back: by the appeal, by the informer, by whatever she wrote or called."""

from odoo.tests import tagged

from .common_outage import NOW, OutageCase, at

PHONE, NIGHT, MORNING = "+79050000099", "2026-03-02 16:30:00", "2026-03-03 01:00:00"  # 23:30 and 8:00 in Kemerovo


@tagged("post_install", "-at_install")
class TestOutageToldOnce(OutageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.legal_tz = "Asia/Novokuznetsk"
        cls.branch.emergency_phone = "8 800 100-00-00"
        cls.env["grid.sms.provider"].search([]).active = False
        cls.provider = cls.env["grid.sms.provider"].create({"name": "Проба", "kind": "trial", "sender": "GridDesk"})

    def setUp(self):
        super().setUp()
        self.clock = self.enterContext(at(NOW))
        self.outage = self._under_way(started_at=NOW)

    def _nobody(self, **values):
        """A report of somebody who has no card."""
        said = {"partner_id": False, "partner_name": "Сосед", "usage_point_id": self.neighbour_point.id}
        return self._report(**{**said, "partner_phone": PHONE, **values})

    def _tell(self):
        while self.outage._tell_batch():
            pass

    def _restore(self):
        self.outage.action_restore()
        self._tell()

    def _texts(self):
        return self.env["grid.sms"].search([("provider_id", "=", self.provider.id)])

    def _letters(self):
        words = ("Supply has been restored", "Электроснабжение восстановлено")
        return self.env["mail.mail"].search([("subject", "in", words)])

    def _campaign(self):
        return self.env["grid.notice.campaign"]._start_for(self.outage, "restored")

    def _insert(self, campaign):
        """Prepare a campaign without the commits of its job."""
        campaign._insert(campaign._recipients())
        campaign.state = "running"
        campaign.invalidate_recordset(["notice_ids"])
        return campaign.notice_ids

    # --- by what
    def test_whom_no_letter_reaches_gets_an_sms_before_a_call(self):
        mobile, home = self._nobody(), self._nobody(partner_phone="+73842361234")
        self._restore()
        self.assertEqual((mobile.outage_told, mobile.outage_told_to), ("sms", PHONE))
        self.assertEqual(home.outage_told, "to_call")
        [sms] = self._texts()
        self.assertEqual((sms.phone, sms.ticket_id), (PHONE, mobile))
        self.assertLessEqual(len(sms.body), 160)
        self.assertIn("02.03.2026 16:00", sms.body)

    def test_an_sms_that_does_not_arrive_leaves_a_call(self):
        report = self._nobody()
        self._restore()
        parts = self._texts().part_ids
        parts.state = "undelivered"
        self.env["grid.sms"]._refresh(self._texts().ids)
        self.assertEqual(report.outage_told, "to_call")

    def test_who_chose_sms_gets_no_letter_besides(self):
        self.citizen.notice_way = "sms"
        report = self._report(usage_point_id=self.point.id)
        self._restore()
        self.assertEqual((report.outage_told, len(self._texts()), len(self._letters())), ("sms", 1, 0))

    def test_a_refusal_of_sms_leaves_a_call(self):
        self.citizen.email = False
        self.env["grid.notice.refusal"].create({"partner_id": self.citizen.id, "channel": "sms"})
        report = self._report(usage_point_id=self.point.id)
        self._restore()
        self.assertEqual(report.outage_told, "to_call")

    def test_no_sms_wakes_anybody_at_night(self):
        report = self._nobody()
        self.clock.move_to(NIGHT)
        self._restore()
        self.assertEqual((report.outage_told, bool(self._texts())), ("to_text", False))
        self.assertFalse(self.outage.told_at)
        self.clock.move_to(MORNING)
        self._tell()
        self.assertEqual((report.outage_told, len(self._texts())), ("sms", 1))
        self.assertTrue(self.outage.told_at)

    def test_without_a_provider_people_call(self):
        self.provider.active = False
        report = self._nobody()
        self._restore()
        self.assertEqual(report.outage_told, "to_call")

    # --- one person
    def test_one_person_by_her_telephone_her_mail_and_her_card_is_told_once(self):
        reports = self._nobody() | self._nobody(partner_email="sosed@example.com")
        reports |= self._nobody(partner_phone=False, partner_email="sosed@example.com")
        self._restore()
        self.assertEqual(set(reports.mapped("outage_told")), {"email"})
        self.assertEqual((self._letters().mapped("email_to"), len(self._texts())), (["sosed@example.com"], 0))

    def test_the_card_joins_what_was_written_and_said_without_it(self):
        self._nobody(partner_phone=self.citizen.phone)
        self._nobody(partner_phone=False, partner_email=self.citizen.email)
        self._restore()
        self.assertEqual((len(self._letters()), len(self._texts())), (1, 0))

    def test_a_telephone_on_many_cards_joins_nobody(self):
        for number in range(2):
            self.env["res.partner"].create(
                {"name": f"Жилец {number}", "phone": PHONE, "email": f"j{number}@example.com"}
            )
        self._nobody(partner_phone=False, partner_email="j0@example.com")
        self._nobody(partner_phone=False, partner_email="j1@example.com")
        self._restore()
        self.assertEqual(len(self._letters()), 2)

    def test_whoever_waits_for_a_call_and_then_gives_an_address_gets_the_letter_only(self):
        first = self._nobody(partner_phone="+73842361234")
        self._restore()
        self.assertEqual(first.outage_told, "to_call")
        late = self._nobody(partner_phone="+73842361234", partner_email="late@example.com")
        late.outage_id = self.outage
        self._tell()
        self.assertEqual((first | late).mapped("outage_told"), ["email", "email"])

    def test_whoever_reported_again_after_she_was_told_is_not_told_again(self):
        self._report(usage_point_id=self.point.id)
        self._restore()
        late = self._report(usage_point_id=self.point.id)
        late.outage_id = self.outage
        self._tell()
        self.assertEqual((late.outage_told, len(self._letters())), ("email", 1))

    # --- the informer
    def test_the_campaign_leaves_out_whoever_reported(self):
        for values in (
            {},
            {"partner_id": False, "partner_phone": self.citizen.phone},
            {"partner_id": False, "partner_email": self.citizen.email},
        ):
            report = self._report(usage_point_id=self.point.id, **values)
            report.outage_id = self.outage
            self.outage.sudo().state = "restored"
            campaign = self._campaign()
            self.assertEqual([row[0] for row in campaign._recipients()], self.factory.ids, values)
            campaign.taken_back_at = NOW
            report.outage_id = False

    def test_the_campaigns_of_other_occasions_leave_nobody_out(self):
        self._report(usage_point_id=self.point.id)
        campaign = self.env["grid.notice.campaign"]._start_for(self.outage, "emergency")
        self.assertEqual(len(campaign._recipients()), 2)

    def test_whom_the_informer_told_is_not_told_by_her_late_report(self):
        self.outage.action_restore()
        notices = self._insert(self._campaign())
        late = self._report(usage_point_id=self.point.id)
        late.outage_id = self.outage
        self._tell()
        self.assertEqual((late.outage_told, late.outage_notice_id.partner_id), ("informer", self.citizen))
        self.assertFalse(self._letters() | self.env["mail.mail"].search([("email_to", "=", self.citizen.email)]))
        self.assertIn(late.outage_notice_id, notices)

    def test_whom_the_informer_did_not_reach_is_told_by_her_report(self):
        self.outage.action_restore()
        campaign = self._campaign()
        self._insert(campaign)
        late = self._report(usage_point_id=self.point.id)
        late.outage_id = self.outage
        self._tell()
        campaign.notice_ids.write({"state": "failed"})
        self.env.flush_all()
        campaign._finish_or_wait()
        self.assertFalse(late.outage_told or self.outage.told_at)
        self._tell()
        self.assertEqual((late.outage_told, len(self._letters())), ("email", 1))

    def test_while_the_informer_prepares_nobody_is_told_besides(self):
        self._report(usage_point_id=self.point.id)
        self.outage.action_restore()
        campaign = self._campaign()
        self.assertEqual((campaign.state, self.outage._tell_batch(), len(self._letters())), ("preparing", 0, 0))
        self.assertFalse(self.outage.told_at)
        self._insert(campaign)
        self._tell()
        self.assertEqual(len(self._letters()), 1)

    def test_where_everybody_reported_no_campaign_waits(self):
        self._report(usage_point_id=self.point.id)
        self._report(usage_point_id=self.neighbour_point.id, partner_id=self.factory.id)
        self.outage.action_restore()
        self.assertEqual((self._campaign().state, self._campaign().total_count), ("done", 0))

    # --- how much it asks
    def test_many_reports_ask_as_much_as_a_few(self):
        def queries(first, count):
            outage = self._under_way(started_at=NOW)
            for number in range(first, first + count):
                email = f"q{number}@example.com" if number % 2 else False
                self._nobody(partner_phone=f"+790500{number:05}", partner_email=email).outage_id = outage
            outage.action_restore()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            outage._tell_batch()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(1000, 4)
        few, many = queries(2000, 4), queries(3000, 40)
        self.assertLessEqual(many - few, 36, "less than one query for each report")
