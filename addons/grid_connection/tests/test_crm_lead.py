from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import ConnectionCase

LEFT = {
    "contact_name": "Иван Тестов",
    "phone": "+79050000002",
    "object_address": "с. Тестовое, ул. Новая, 1",
    "power_new_kw": "15,5",
    "settlement_type": "rural",
}


@tagged("post_install", "-at_install")
class TestCrmLead(ConnectionCase):
    def _enquiry(self, **values):
        return self.env["crm.lead"].create(
            {
                "name": "Дом в Тестовом",
                "is_connection": True,
                "type": "opportunity",
                "partner_id": self.citizen.id,
                "branch_id": self.branch.id,
                "power_new_kw": 15,
                "object_address": "с. Тестовое",
                "settlement_type": "rural",
                "distance_m": 120,
                **values,
            }
        )

    def test_an_enquiry_becomes_one_application_whoever_clicks_twice(self):
        lead = self._enquiry()
        first = self._as("manager", lead).action_make_application()
        second = self._as("specialist", lead).action_make_application()
        self.assertEqual(first["res_id"], second["res_id"])
        connection = lead.connection_id
        self.assertEqual((connection.service_id.code, connection.power_total_kw), ("tp_citizen_15", 15))
        self.assertEqual((connection.distance_m, connection.has_distance), (120, True))
        self.assertTrue(lead.stage_id.is_won)
        self.assertEqual(self.env["grid.connection"].search_count([("partner_id", "=", self.citizen.id)]), 1)

    def test_a_customer_made_from_an_enquiry_has_its_phone_and_mailbox(self):
        arch = self.env["crm.lead"].get_view(self.env.ref("grid_connection.crm_lead_view_form_connection").id)["arch"]
        context = etree.fromstring(arch).find(".//field[@name='partner_id']").get("context")
        left = safe_eval(context, {"phone": "+79050000002", "email_from": "ivan@pochta.example"})
        made = self.env["res.partner"].with_context(**left).name_create("Иван Тестов")
        customer = self.env["res.partner"].browse(made[0])
        self.assertEqual((customer.phone, customer.email), ("+79050000002", "ivan@pochta.example"))

    def test_the_day_that_was_asked_for_goes_on_to_the_application(self):
        with freeze_time("2026-04-01 03:00:00"):
            lead = self._enquiry(expected_on="2026-04-01")
        lead.action_make_application()
        self.assertEqual(str(lead.connection_id.expected_on), "2026-04-01")

    def test_slips_of_an_enquiry_are_said_by_field_and_value(self):
        slips = [
            ({"power_new_kw": -1.5}, "“New power, kW” is not below zero; -1.5 is given"),
            ({"power_existing_kw": -1}, "“Power connected earlier, kW” is not below zero; -1 is given"),
            ({"distance_m": 100001}, "“To the network, m” is at most 100000 m; 100001 m is given"),
            ({"expected_on": "2026-03-31"}, "“Power expected on” has passed: 31.03.2026"),
        ]
        for values, sentence in slips:
            with self.subTest(values), freeze_time("2026-04-01 03:00:00"):
                with self.assertRaisesRegex(ValidationError, sentence):
                    self._enquiry(**values)
                with self.assertRaisesRegex(ValidationError, sentence):
                    self._enquiry().write(values)

    def test_staff_write_down_where_to_answer(self):
        silent = self.env["res.partner"].create({"name": "Безответный Иван"})
        for partner in (silent.id, False):
            with self.assertRaisesRegex(ValidationError, "phone or an e-mail"):
                self._enquiry(partner_id=partner)
            self.assertTrue(self._enquiry(partner_id=partner, phone="+79050000003"))
        with self.assertRaisesRegex(ValidationError, "phone or an e-mail"):
            self._enquiry(partner_id=False, phone="+79050000003").phone = False

    def test_an_application_has_its_applicant_and_its_passport(self):
        with self.assertRaisesRegex(UserError, "Choose or create the customer"):
            self._enquiry(partner_id=False, email_from="ivan@example.com").action_make_application()
        with self.assertRaisesRegex(UserError, "No passport in force"):
            self._enquiry(voltage_kv=False).action_make_application()

    def test_a_visitor_leaves_an_enquiry_once_a_day(self):
        leads = self.env["crm.lead"].with_user(self.env.ref("base.public_user"))
        with freeze_time("2026-04-01 03:00:00"):
            first = leads._leave_enquiry(LEFT)
            self.assertEqual(leads._leave_enquiry({**LEFT, "object_address": " с. Тестовое,  ул. Новая, 1"}), first)
        with freeze_time("2026-04-02 03:00:00"):
            self.assertNotEqual(leads._leave_enquiry(LEFT), first)
        self.assertEqual((first.power_new_kw, first.company_id, first.is_connection), (15.5, self.company, True))
        with self.assertRaises(AccessError):
            first.with_user(self.env.ref("base.public_user")).read(["name"])

    def test_a_visitor_is_told_what_is_wrong(self):
        leads = self.env["crm.lead"]
        wrong = [
            ({"phone": "", "email": " "}, "phone or an e-mail"),
            ({"object_address": ""}, "the place"),
            ({"power_new_kw": "много"}, "is a number"),
            ({"power_new_kw": "nan"}, "is a number"),
            ({"power_new_kw": "1.2345"}, "three decimals"),
            ({"power_new_kw": 0}, "how much power"),
            ({"voltage_kv": "7"}, "choose from the list"),
            ({"user_id": 1}, "cannot carry this"),
            ({"stage_id": 4}, "cannot carry this"),
            ({"expected_on": "завтра"}, "is not a date"),
            ({"branch_id": "x"}, "choose from the list"),
            ({"expected_on": "2020-01-01"}, "has passed"),
            ({"distance_m": "100001"}, "at most"),
        ]
        for values, sentence in wrong:
            with self.assertRaisesRegex(ValidationError, sentence):
                leads._leave_enquiry({**LEFT, **values})

    def test_staff_see_enquiries_of_their_branches_and_nothing_else_of_crm(self):
        own, alien = self._enquiry(), self._enquiry(branch_id=self.other_branch.id)
        plain = self.env["crm.lead"].create({"name": "Чужая сделка"})
        seen = self.env["crm.lead"].with_user(self.users["operator"]).search([])
        self.assertIn(own, seen)
        self.assertFalse((alien | plain) & seen)
        self.assertIn(alien, self.env["crm.lead"].with_user(self.users["head"]).search([]))
        for role in ("methodologist", "privacy"):
            with self.assertRaises(AccessError):
                self.env["crm.lead"].with_user(self.users[role]).search([])
        with self.assertRaises(AccessError):
            self._as("operator", own).unlink()

    def test_the_menus_of_crm_stay_hidden_from_staff(self):
        visible = self.env["ir.ui.menu"].with_user(self.users["manager"])._visible_menu_ids()
        self.assertNotIn(self.env.ref("crm.crm_menu_root").id, visible)
