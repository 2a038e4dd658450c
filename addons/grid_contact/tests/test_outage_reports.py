"""Appeals about one fault: each is an appeal, all hang on one outage."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common_outage import NOW, OutageCase, at


@tagged("post_install", "-at_install")
class TestOutageReports(OutageCase):
    def test_a_report_is_linked_when_it_comes(self):
        outage = self._under_way()
        here, there = self._report(usage_point_id=self.point.id), self._report(usage_point_id=self.far_point.id)
        self.assertEqual((here.outage_id, there.outage_id.id), (outage, False))
        here.action_register()
        self.assertTrue(here.number, "each report is an appeal with a number of its own")

    def test_a_letter_without_a_place_is_linked_by_its_customer(self):
        outage = self._under_way()
        self.assertEqual(self._report().outage_id, outage)

    def test_a_complaint_of_something_else_is_not_linked(self):
        self._under_way()
        self.assertFalse(self._appeal(usage_point_id=self.point.id).outage_id)
        category = self.env.ref("grid_appeal.category_outage_emergency")
        asked = self._appeal(usage_point_id=self.point.id, kind="consultation", category_id=category.id)
        self.assertTrue(asked.outage_id)

    def test_reports_that_came_before_the_outage_was_known_are_taken(self):
        with at(NOW):
            early = self._report(usage_point_id=self.point.id)
            late = self._report(usage_point_id=self.neighbour_point.id, partner_id=self.factory.id)
            old = self._report(usage_point_id=self.point.id, received_at=fields.Datetime.now() - timedelta(days=2))
            outage = self._under_way()
        self.assertEqual(outage.ticket_ids, early + late)
        self.assertFalse(old.outage_id)

    def test_who_has_no_card_at_hand_is_linked_by_the_only_card_with_her_telephone_or_mail(self):
        unknown = {"partner_id": False, "partner_name": "Тестова"}
        early = self._report(**unknown, partner_email=self.citizen.email)
        outage = self._under_way()
        late = self._report(**unknown, partner_phone="8 905 000-00-01")
        self.assertEqual((early | late).outage_id, outage)
        self.assertFalse((early | late).partner_id, "who it is a person decides")
        self.assertFalse(self._report(**unknown, partner_email="stranger@example.com").outage_id)
        self.env["res.partner"].create({"name": "Сосед", "phone": self.citizen.phone})
        self.assertFalse(self._report(**unknown, partner_phone=self.citizen.phone).outage_id)

    def test_a_report_of_a_planned_outage_ahead_is_another_fault(self):
        self.neighbour_point.feeder_id = False
        with at("2026-02-02 05:00:00"):
            outage = self._planned("2026-03-10 02:00:00")
            self._notice(outage, "2026-02-02")
            report = self._report(usage_point_id=self.point.id)
            outage.action_announce()
            self.assertFalse((report + self._report(usage_point_id=self.point.id)).outage_id)

    def test_reports_cost_the_same_queries_in_any_number(self):
        self._under_way()

        def cost(count):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            vals = self._vals(kind="outage_message", usage_point_id=self.point.id)
            reports = self.env["helpdesk.ticket"].create([dict(vals) for _n in range(count)])
            self.env.flush_all()
            self.assertEqual(len(reports.outage_id), 1)
            return self.env.cr.sql_log_count - before

        cost(2)
        few, many = cost(5), cost(25)
        self.assertLessEqual(many - few, 20 * 2)

    def test_all_that_wait_are_answered_by_one_text(self):
        outage = self._under_way()
        reports = self._report(usage_point_id=self.point.id) + self._report(
            usage_point_id=self.neighbour_point.id, partner_id=self.factory.id
        )
        reports.action_register()
        opened = outage.action_answer_appeals()
        cause = self.env["grid.appeal.cause"].browse(opened["res_id"])
        self.assertEqual(cause.ticket_ids, reports)

    def test_the_page_of_a_customer_shows_her_outages(self):
        outage = self._under_way()
        page = self.citizen.with_user(self.users["manager"]).customer_page
        self.assertIn(outage.name, page)
        outage.action_restore()
        self.env.invalidate_all()
        self.assertNotIn(outage.name, self.citizen.with_user(self.users["manager"]).customer_page)
