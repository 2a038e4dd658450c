from unittest.mock import patch

from odoo.tests import tagged

from .common_informer import InformerCase


@tagged("post_install", "-at_install")
class TestCampaignWidened(InformerCase):
    """An outage that hits more than it did: those newly hit are told, nobody is told twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.feeder, cls.next_feeder = cls.env["grid.feeder"].create(
            [{"name": name, "company_id": cls.company.id} for name in ("Ф-7", "Ф-8")]
        )
        cls.first = cls._customer()
        cls.first.usage_point_ids.feeder_id = cls.feeder
        cls.later = cls._customer("+79990000006", "Другая А. А.", "Кемерово, ул. Иная, 2")
        cls.later.usage_point_ids.feeder_id = cls.next_feeder
        cls.by_house = cls._customer("+79990000007", "Третий Б. Б.", "Кемерово, ул. Крайняя, 3")
        cls.outage = cls.env["grid.outage"].create(
            {
                "branch_id": cls.branch.id,
                "feeder_ids": [(6, 0, cls.feeder.ids)],
                "started_at": "2026-11-27 05:00:00",
                "expected_end_at": "2026-11-27 09:30:00",
                "cause": "обрыв провода",
            }
        )
        cls.outage.state = "under_way"

    def setUp(self):
        super().setUp()
        self.campaign = self.env["grid.notice.campaign"]._start_for(self.outage, "emergency")

    def _widen(self):
        self.outage.feeder_ids += self.next_feeder

    def _told(self):
        """Return who got how many SMS."""
        return {one.partner_id: len(one.attempt_ids.sms_id) for one in self.campaign.notice_ids}

    def test_before_anybody_is_told(self):
        self._work(self.campaign, "_prepare")
        self._widen()
        self.assertEqual(self.campaign.state, "preparing")
        self._carry_out(self.campaign)
        self.assertEqual(self._told(), {self.first: 1, self.later: 1})
        self.assertEqual((self.campaign.state, self.campaign.expected_count), ("done", 2))

    def test_after_everybody_was_told(self):
        self._carry_out(self.campaign)
        parts = self.campaign.part_count
        self.assertEqual((self.campaign.state, self._told()), ("done", {self.first: 1}))
        self._widen()
        self._carry_out(self.campaign)
        self.assertEqual((self.campaign.state, self._told()), ("done", {self.first: 1, self.later: 1}))
        self.assertGreater(self.campaign.part_count, parts)
        self.assertEqual(self.campaign.positive_count, 2)

    def test_while_messages_are_under_way(self):
        """The runner ends without closing the campaign, and whoever comes for the same message finds it taken."""
        self._work(self.campaign, "_prepare")
        self._work(self.campaign, "_run")
        self._widen()
        self._work(self.campaign, "_run")
        self.assertEqual(self.campaign.state, "preparing")
        self._carry_out(self.campaign)
        self._work(self.provider, "_send")
        self._work(self.campaign, "_run")
        self.assertEqual((self.campaign.state, self._told()), ("done", {self.first: 1, self.later: 1}))

    def test_while_it_is_being_prepared(self):
        """The recipients were read already when the outage gains a feeder."""
        insert, outage = type(self.campaign)._insert, self.outage
        gained = []

        def gain_then_insert(campaign, rows):
            if not gained:
                gained.append(outage.with_env(campaign.env).write({"feeder_ids": [(4, self.next_feeder.id)]}))
            return insert(campaign, rows)

        with patch.object(type(self.campaign), "_insert", gain_then_insert):
            self._carry_out(self.campaign)
        self.assertEqual((self.campaign.state, self._told()), ("done", {self.first: 1, self.later: 1}))

    def test_by_a_house_entered_by_hand(self):
        self._carry_out(self.campaign)
        self.outage.house_ids = [(0, 0, {"address": "Кемерово, ул. Крайняя, 3"})]
        self._carry_out(self.campaign)
        self.assertEqual(self._told(), {self.first: 1, self.by_house: 1})

    def test_by_points_that_were_loaded_later(self):
        self._carry_out(self.campaign)
        self.later.usage_point_ids.feeder_id = self.feeder
        self.outage.action_find_hits()
        self._carry_out(self.campaign)
        self.assertEqual(self._told(), {self.first: 1, self.later: 1})

    def test_whose_telephone_changed_is_not_told_again(self):
        self._carry_out(self.campaign)
        self.first.phone = "+79990000009"
        self._widen()
        self._carry_out(self.campaign)
        self.assertEqual(self._told(), {self.first: 1, self.later: 1})

    def test_who_is_known_by_the_same_telephone_is_not_told_again(self):
        self._carry_out(self.campaign)
        self.later.phone = self.first.phone
        self._widen()
        self._carry_out(self.campaign)
        self.assertEqual(self._told(), {self.first: 1})

    def test_a_stopped_one_waits_for_a_person(self):
        self._work(self.campaign, "_prepare")
        self.campaign.action_stop()
        self._widen()
        self.assertEqual(self.campaign.state, "stopped")
        self.campaign.action_resume()
        self.assertEqual(self.campaign.state, "preparing")
        self._carry_out(self.campaign)
        self.assertEqual((self.campaign.state, self._told()), ("done", {self.first: 1, self.later: 1}))

    def test_what_is_not_true_any_more_is_told_to_nobody_else(self):
        self._carry_out(self.campaign)
        self.campaign._take_back()
        self._widen()
        self.assertEqual((self.campaign.state, self.campaign.is_wider), ("done", False))

    def test_an_outage_that_hits_no_more_disturbs_no_campaign(self):
        self._carry_out(self.campaign)
        self.outage.action_find_hits()
        self.outage.write({"cause": "гололёд"})
        self.assertEqual((self.campaign.state, self.campaign.is_wider), ("done", False))

    def test_the_job_that_finds_another_at_work_comes_back(self):
        key = f"grid.notice.campaign prepare {self.campaign.id} later"
        with patch.object(
            type(self.campaign), "_add_recipients", lambda campaign: False
        ):  # as one that does not get in
            self._work(self.campaign, "_prepare")
        self.assertEqual(self.env["queue.job"].search_count([("identity_key", "=", key)]), 1)
