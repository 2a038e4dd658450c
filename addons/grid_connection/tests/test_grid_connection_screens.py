from freezegun import freeze_time
from lxml import etree

from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import SUBMITTED, ConnectionCase

OPEN = [("outcome", "=", False), ("submitted_at", "!=", False)]


@tagged("post_install", "-at_install")
class TestGridConnectionScreens(ConnectionCase):
    def _columns(self, domain):
        found = (
            self.env["grid.connection"]
            .with_user(self.users["specialist"])
            .with_context(read_group_expand=True)
            .web_read_group(
                domain, ["phase"], ["power_total_kw:sum"], auto_unfold=True, unfold_read_specification={"number": {}}
            )
        )
        return [(one["phase"], one["__count"], one["power_total_kw:sum"]) for one in found["groups"]]

    def test_columns_stand_in_the_order_of_the_phases_with_their_power(self):
        connections = self._offered(self._draft()) | self._draft(power_new_kw=7.5)
        self._do(connections[1], "submit", SUBMITTED)
        columns = self._columns([("id", "in", connections.ids)])
        self.assertEqual(
            [one[0] for one in columns], ["check", "documents", "preparation", "offer", "works", "acceptance"]
        )
        self.assertEqual(columns[0], ("check", 1, 7.5))
        self.assertEqual(columns[3], ("offer", 1, 15))

    def test_a_usage_point_made_in_the_case_begins_with_its_voltage_and_its_category(self):
        connection = self._draft(voltage_kv="10", reliability_category="2")
        view = connection.get_view(self.env.ref("grid_connection.grid_connection_view_form").id)
        arch = etree.fromstring(view["arch"])
        names = {field.get("name") for field in arch.iterfind(".//field")}
        context = arch.find(".//field[@name='usage_point_id']").get("context")
        (values,) = connection.read(names & connection._fields.keys() - {"id"}, load=None)
        point = Form(self.env["grid.usage.point"].with_context(**safe_eval(context, values)))
        self.assertEqual((point.voltage_level, point.reliability_category), ("mv2", "2"))

    def test_columns_count_what_is_late(self):
        connection = self._draft()
        self._do(connection, "submit", SUBMITTED)
        bar = {"field": "deadline_state", "colors": {"overdue": "danger", "due_soon": "warning"}}
        with freeze_time("2026-05-05 03:00:00"):
            counts = connection.with_user(self.users["specialist"]).read_progress_bar(
                [("id", "=", connection.id)], "phase", bar
            )
        self.assertEqual(counts["check"], {"overdue": 1, "due_soon": 0})

    def test_a_late_applicant_is_told_from_one_in_time_and_the_company_is_not_late_by_him(self):
        connection = self._offered(self._draft())  # the invoice is to be paid by 15 April
        for now, late in (("2026-04-14 03:00:00", False), ("2026-04-20 03:00:00", True)):
            with freeze_time(now):
                self.env.invalidate_all()
                self.assertEqual((connection.actor, connection.act_is_late), ("applicant", late))
                self.assertFalse(connection.late_text)

    def test_what_the_company_is_late_with_is_named(self):
        connection = self._draft()
        self._do(connection, "submit", SUBMITTED)
        with freeze_time("2026-05-05 03:00:00"):
            connection.invalidate_recordset()
            stage = connection.service_id.step_ids.filtered(lambda one: one.code == "in_preparation")
            self.assertIn(stage.name, connection.late_text)

    def test_a_group_of_the_list_by_district_counts_what_is_late(self):
        late, fresh = self._draft(), self._draft(object_address="г. Белово, ул. Тестовая, 1")
        self._do(late, "submit", SUBMITTED)
        self._do(fresh, "submit", "2026-05-04 03:00:00")
        connections = self.env["grid.connection"].with_user(self.users["specialist"])
        with freeze_time("2026-05-05 03:00:00"):
            groups = connections.formatted_read_group(
                [("id", "in", (late | fresh).ids)], ["district"], ["late_count:sum", "power_total_kw:sum"]
            )
        self.assertEqual({one["district"]: one["late_count:sum"] for one in groups}, {late.district: 1, "Белово": 0})

    def test_finding_the_application_complete_accepts_its_papers(self):
        connection = self._draft()
        self._do(connection, "submit", SUBMITTED)
        self._do(connection, "take_to_check", "2026-04-01 04:00:00")
        self._do(connection, "lack", "2026-04-02 03:00:00", items=["Заявление"])
        self._do(connection, "supplied", "2026-04-02 04:00:00")
        asked = connection.paper_ids.filtered("document_id")
        self.assertEqual(set(asked.mapped("state")), {"given"}, "what the applicant says of his papers judges none")
        self._do(connection, "complete", "2026-04-03 03:00:00")
        self.assertEqual(set(asked.mapped("state")), {"accepted"})

    def test_connections_are_listed_by_the_district_of_their_place(self):
        places = ("г. Белово, ул. Мира, 1", "Кемеровская область, г. Белово, ул. Мира, 2", "ул. Мира, 3")
        made = self.env["grid.connection"].create([self._values(object_address=place) for place in places])
        self.assertEqual(made.mapped("district"), ["Белово", "Белово", False])
        made[2].object_address = "с. Новое, ул. Мира, 3"
        groups = made._read_group([("id", "in", made.ids)], ["district"], ["power_total_kw:sum"])
        self.assertEqual(groups, [("Белово", 30), ("с. Новое", 15)])

    def test_a_request_opens_as_the_connection_it_is(self):
        connection = self._draft()
        action = connection.request_id.action_open_case()
        self.assertEqual((action["res_model"], action["res_id"]), ("grid.connection", connection.id))

    def test_the_screen_says_why_and_who_has_paid(self):
        connection = self._offered(self._draft())
        self.assertIn("✓", connection.passport_why_text)
        self.assertTrue(connection.fits_passport)
        self.assertIn("18", connection.fee_html)
        self.assertTrue(connection.case_html)
        self.assertIn("by 15.04.2026", connection.parts_text)
        self._pay(connection, 18300, "2026-04-14")
        self.assertIn("paid on 14.04.2026", connection.parts_text)

    def test_a_payment_is_asked_for_with_what_is_due_next(self):
        connection = self._offered(self._draft())
        context = connection.action_register_payment()["context"]
        self.assertEqual((context["default_connection_id"], context["default_amount"]), (connection.id, 18300))

    def test_the_plan_of_a_connection_reaches_the_act(self):
        connection = self._offered(self._draft())
        with freeze_time("2026-04-09 03:00:00"):
            ahead = [one for one in connection.timeline["stages"] if one["when"] == "ahead"]
        self.assertEqual(len(ahead), 4)
        # paid on the last day, 15 April: the works are due in 6 months; then the notice and its copy
        self.assertEqual([one["due"] and one["due"][:10] for one in ahead][:2], [False, "2026-10-15"])

    def test_the_load_counts_power(self):
        connection = self._draft(user_id=self.env.uid)
        self._do(connection, "submit", SUBMITTED)
        self.env.flush_all()
        domain = [("request_id", "=", connection.request_id.id)]
        rows = self.env["grid.service.load"]._read_group(domain, [], ["power_total_kw:sum", "going_on:sum"])
        self.assertEqual(rows, [(15, 1)])
