from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import SUBMITTED, ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionPeople(ConnectionCase):
    """The whole way of a case by those who walk it, each with the rights of the role and no more."""

    def _act(self, role, connection, code, at, **given):
        with freeze_time(at):
            self._bring_papers(connection, code)
            self._as(role, connection).request_id._move(code, **given)

    def test_the_point_of_a_case_is_named_when_it_is_built(self):
        """The act admits the meter of the point, which a new connection gets only with the works."""
        connection = self._offered(self._draft())
        point = self.env["grid.usage.point"].create(
            {
                "name": "TS-9",
                "address": connection.object_address,
                "partner_id": connection.partner_id.id,
                "branch_id": self.branch.id,
            }
        )
        with Form(connection.with_user(self.users["specialist"])) as form:
            form.usage_point_id = point
        self.assertEqual(connection.usage_point_id, point)

    def test_a_paper_is_added_on_the_form_of_a_submitted_case(self):
        connection = self._offered(self._draft())
        issued = connection.paper_ids.filtered(lambda one: one.state == "issued")
        self.assertTrue(issued)
        engineer = connection.with_user(self.users["specialist"])
        row = {"kind_id": self.env.ref("grid_service.paper_kind_disagreements").id, "file_name": "протокол.pdf"}
        engineer.write({"paper_ids": [Command.create(row)]})
        self.assertEqual(engineer.paper_ids[-1].file_name, "протокол.pdf")
        other = self._draft()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            issued.with_user(self.users["specialist"]).write({"request_id": other.request_id.id})

    def test_each_role_does_its_part_of_the_way(self):
        connection = self.env["grid.connection"].with_user(self.users["operator"]).create(self._values())
        self._act("operator", connection, "submit", SUBMITTED)
        with self.assertRaises(AccessError):
            self._act("operator", connection, "take_to_check", "2026-04-01 04:00:00")
        self._act("specialist", connection, "take_to_check", "2026-04-01 04:00:00")
        self._act("specialist", connection, "lack", "2026-04-02 03:00:00", items=["План расположения"])
        self._act("operator", connection, "supplied", "2026-04-06 03:00:00")
        self._act("specialist", connection, "complete", "2026-04-07 03:00:00")
        with freeze_time("2026-04-08 03:00:00"):
            engineer = self._as("specialist", connection)
            engineer.simple_why = "Сеть рядом"
            engineer.action_mark_simple()
            engineer.work_ids.create({"connection_id": connection.id, "kind": "c8", "quantity": 1}).unlink()
            engineer.action_reckon_fee()
        self._act("specialist", connection, "publish_offer", "2026-04-08 03:00:00")
        with self.assertRaises(AccessError):
            self._pay(self._as("operator", connection), 18300, "2026-04-09")
        self._pay(self._as("manager", connection), 18300, "2026-04-09")
        self.assertEqual(connection.state, "contract_concluded")
        # a simple case up to 670 kW: 4 months
        self.assertEqual(self._day(connection, connection.works_due_at), "2026-08-10")
        self._act("specialist", connection, "start_works", "2026-04-20 03:00:00")
        self._act("specialist", connection, "secure", "2026-06-01 03:00:00")
        self._act("specialist", connection, "publish_notice", "2026-06-01 05:00:00")
        copy = connection.step_id.transition_ids.filtered(lambda one: one.code == "send_copy")
        self.assertEqual(connection.next_act_text, copy.name, "the stage still owes it")
        self._act("specialist", connection, "send_copy", "2026-06-02 03:00:00")
        self.assertNotEqual(connection.next_act_text, copy.name)
        self._act("manager", connection, "close", "2026-06-03 03:00:00")
        self.assertEqual((connection.outcome, connection.ended_as), ("done", "closed"))

    def test_a_form_is_filled_in_by_hand(self):
        form = Form(self.env["grid.connection"].with_user(self.users["manager"]))
        form.partner_id = self.factory
        form.power_new_kw = 200
        form.object_name = "Цех"
        self.assertEqual(form.service_id.code, "tp_150_670")
        self.assertEqual(form.power_total_kw, 200)
        form.subject = "Присоединить цех"
        form.distance_m = 100
        with form.stage_ids.new() as stage:
            stage.name = "Первая очередь"
            stage.power_kw = 50
        connection = form.save()
        self.assertEqual((connection.has_distance, connection.stage_ids.power_kw), (True, 50))

    def test_an_operator_takes_an_enquiry_by_hand(self):
        leads = self.env["crm.lead"].with_user(self.users["operator"])
        form = Form(leads.with_context(default_is_connection=True, default_type="opportunity"), view=self._lead_form())
        form.name = "Дом"
        form.power_new_kw = 10
        form.partner_id = self.citizen
        form.branch_id = self.branch
        lead = form.save()
        lead.action_make_application()
        self.assertEqual(lead.connection_id.power_total_kw, 10)

    def _lead_form(self):
        return "grid_connection.crm_lead_view_form_connection"

    def test_rows_are_written_through_the_form_of_the_case(self):
        connection = self._as("specialist", self._draft())
        connection.write({"stage_ids": [Command.create({"name": "1", "power_kw": 5})]})
        self.assertEqual(connection.stage_ids.power_kw, 5)
