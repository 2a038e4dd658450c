from ast import literal_eval

from lxml import etree

from odoo.tests import Form, tagged

from .common import ROLES, CustomerCase

PHONING_HOME = {"partner_autocomplete", "iap", "iap_mail", "base_geolocalize", "crm_iap_enrich"}


@tagged("post_install", "-at_install")
class TestScreens(CustomerCase):
    def _arch(self, who, model, kind):
        return etree.fromstring(self.as_(who, model).get_view(view_type=kind)["arch"])

    def test_every_role_opens_every_screen_of_the_app(self):
        for role in ROLES:
            for model in ("res.partner", "grid.usage.point", "grid.branch", "grid.office"):
                for kind in ("list", "form", "search"):
                    with self.subTest(role=role, model=model, kind=kind):
                        self.assertTrue(len(self._arch(role, model, kind)))

    def test_the_card_leads_to_personal_data_those_who_may_see_it(self):
        for role, leads in (("operator", False), ("administrator", False), ("manager", True), ("privacy", True)):
            arch = self._arch(role, "res.partner", "form")
            self.assertEqual(bool(arch.xpath("//button[@name='action_personal_data']")), leads, role)
            self.assertFalse(arch.xpath("//field[@name='snils']"), "it is not shown by the way")

    def test_a_clerk_fills_a_card_from_top_to_bottom(self):
        with Form(self.as_("operator", "res.partner"), "grid_customer.res_partner_view_form") as form:
            form.customer_kind = "entrepreneur"
            form.name = "ИП Козлов Борис"
            form.phone = "8 (905) 123-45-67"
            form.email = "kozlov@people.example"
            form.inn = "5001 0073 2259"
            form.ogrn = "304 5001 16000157"
        kozlov = form.record
        self.assertEqual((kozlov.phone, kozlov.customer_group), ("+79051234567", "3"))
        self.assertEqual((kozlov.inn, kozlov.ogrn), ("500100732259", "304500116000157"))

    def test_the_menu_is_for_staff_and_its_settings_for_those_who_keep_them(self):
        menu = {who: self.as_(who, "ir.ui.menu")._visible_menu_ids() for who in (*ROLES, "clerk")}
        root = self.env.ref("grid_customer.menu_root").id
        settings = self.env.ref("grid_customer.menu_configuration").id
        self.assertEqual({who for who, seen in menu.items() if root in seen}, set(ROLES))
        self.assertEqual({who for who, seen in menu.items() if settings in seen}, {"head", "methodologist"})

    def test_the_branches_of_a_person_are_set_on_the_users_form(self):
        arch = etree.fromstring(self.env["res.users"].get_view(self.env.ref("base.view_users_form").id)["arch"])
        self.assertTrue(arch.xpath("//field[@name='branch_ids']"))

    def test_the_list_shows_customers_not_staff_nor_the_company_itself(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_customer.res_partner_action")
        shown = self.as_("head", "res.partner").search(literal_eval(action["domain"]))
        self.assertIn(self.ivanov, shown)
        self.assertNotIn(self.people["head"].partner_id, shown)
        self.assertNotIn(self.company.partner_id, shown)

    def test_no_customer_data_leaves_for_a_foreign_service(self):
        modules = self.env["ir.module.module"].search([("name", "in", list(PHONING_HOME))])
        self.assertFalse(modules.filtered(lambda module: module.state == "installed").mapped("name"))
        widgets = self._arch("manager", "res.partner", "form").xpath("//@widget")
        self.assertFalse([widget for widget in widgets if "autocomplete" in widget or "partner_many2one" in widget])
