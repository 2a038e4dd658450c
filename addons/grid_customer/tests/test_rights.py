from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import ROLES, CustomerCase

CUSTOMER_WRITERS = {"operator", "administrator", "manager", "specialist", "supervisor", "head"}
POINT_WRITERS = CUSTOMER_WRITERS - {"operator"}
CONFIGURERS = {"head", "methodologist"}
SNILS_READERS = {"manager", "specialist", "supervisor", "head", "privacy"}
SEE_ALL_BRANCHES = {"head", "methodologist", "privacy"}


@tagged("post_install", "-at_install")
class TestRights(CustomerCase):
    def _may(self, who, operation):
        return {
            model: self.as_(who, model).has_access(operation)
            for model in ("res.partner", "grid.usage.point", "grid.branch", "grid.office", "grid.customer.key")
        }

    def test_every_role_reads_what_it_serves(self):
        for role in ROLES:
            with self.subTest(role):
                self.assertEqual(
                    self._may(role, "read"),
                    {
                        "res.partner": True,
                        "grid.usage.point": True,
                        "grid.branch": True,
                        "grid.office": True,
                        "grid.customer.key": False,
                    },
                )

    def test_every_role_changes_only_what_is_its_work(self):
        for role in ROLES:
            for operation in ("write", "create"):
                with self.subTest(role=role, operation=operation):
                    self.assertEqual(
                        self._may(role, operation),
                        {
                            "res.partner": role in CUSTOMER_WRITERS,
                            "grid.usage.point": role in POINT_WRITERS,
                            "grid.branch": role in CONFIGURERS,
                            "grid.office": role in CONFIGURERS,
                            "grid.customer.key": False,
                        },
                    )

    def test_nobody_deletes(self):
        for who in (*ROLES, "clerk", "portal", "public"):
            with self.subTest(who):
                self.assertFalse(any(self._may(who, "unlink").values()))

    def test_who_has_no_role_has_no_rights(self):
        self.assertEqual(set(self._may("clerk", "write").values()), {False})
        self.assertEqual(
            [model for model, may in self._may("clerk", "read").items() if may],
            ["res.partner"],
        )
        self.assertEqual(
            [model for model, may in self._may("public", "read").items() if may],
            ["res.partner"],
        )

    def test_a_role_sees_the_points_of_its_branches_and_of_those_below(self):
        for role in ROLES:
            with self.subTest(role):
                seen = self.as_(role, "grid.usage.point").search([])
                expected = self.point + self.les_point if role in SEE_ALL_BRANCHES else self.point
                self.assertEqual(seen, expected)
        self.assertEqual(self.as_("operator_nvk", "grid.usage.point").search([]), self.les_point)

    def test_a_point_of_another_branch_is_closed_by_its_address_too(self):
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            self.as_("manager", self.les_point).read(["address"])
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            self.as_("manager", self.les_point).write({"power_kw": 1})

    def test_a_new_branch_of_a_person_counts_at_once(self):
        operator = self.people["operator"]
        self.assertEqual(self.as_("operator", "grid.usage.point").search([]), self.point)
        operator.branch_ids = self.nvk
        self.assertEqual(self.as_("operator", "grid.usage.point").search([]), self.les_point)
        operator.branch_ids = [Command.clear()]
        self.assertFalse(self.as_("operator", "grid.usage.point").search([]))

    def test_the_tree_of_branches_counts_at_once(self):
        points = self.as_("operator_nvk", "grid.usage.point")
        self.assertEqual(points.search([]), self.les_point)
        below = self.env["grid.branch"].create(
            {"name": "New", "code": "NEW", "company_id": self.company.id, "parent_id": self.nvk.id}
        )
        self.les_point.branch_id = below
        self.assertEqual(points.search([]), self.les_point, "a branch made below")
        below.active = False
        self.assertEqual(points.search([]), self.les_point, "archived since")
        below.parent_id = self.kem
        self.assertFalse(points.search([]), "moved away")
        self.assertEqual(self.as_("operator", "grid.usage.point").search([]), self.point + self.les_point)

    def test_snils_is_shown_to_those_who_need_it(self):
        for role in ROLES:
            with self.subTest(role):
                partner = self.as_(role, self.ivanov)
                if role in SNILS_READERS:
                    self.assertEqual(partner.read(["snils"])[0]["snils"], "112-233-445 95")
                else:
                    with self.assertRaises(AccessError):
                        partner.read(["snils"])
                    with self.assertRaises(AccessError):
                        partner.search([("snils", "!=", False)])

    def test_a_clerk_who_may_not_see_snils_may_still_correct_the_card(self):
        partner = self.as_("operator", self.ivanov)
        partner.write({"phone": "8 905 123-45-67", "inn": "500100732259"})
        self.assertEqual(partner.phone, "+79051234567")

    def test_customers_belong_to_the_company_not_to_a_branch(self):
        self.assertEqual(self.as_("operator_nvk", self.ivanov).name, "Иванов Пётр Ильич")

    def test_nobody_rewrites_a_colleague(self):
        with self.assertRaises(AccessError):
            self.as_("manager", self.people["head"].partner_id).write({"email": "mine@people.example"})

    def test_a_customer_sees_the_own_points_only_and_changes_nothing(self):
        points = self.as_("portal", "grid.usage.point")
        self.assertEqual(points.search([]), self.point)
        self.assertEqual(self.as_("portal", self.ivanov).usage_point_ids, self.point)
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            points.browse(self.les_point.id).read(["address"])
        for operation in ("write", "create", "unlink"):
            self.assertFalse(points.has_access(operation))

    def test_a_contact_person_with_a_login_does_not_see_the_points_of_the_organisation(self):
        self.ivanov.parent_id = self.les
        self.assertEqual(self.as_("portal", "grid.usage.point").search([]), self.point)

    def test_the_higher_role_has_what_the_lower_one_has(self):
        groups = {role: self.people[role].all_group_ids for role in ROLES}
        self.assertLess(groups["specialist"], groups["supervisor"])
        self.assertLess(groups["supervisor"], groups["head"])
        staff = self.env.ref("grid_customer.group_staff")
        self.assertTrue(all(staff in groups[role] for role in ROLES))
        for role in ("operator", "administrator", "manager", "methodologist", "privacy"):
            self.assertFalse([other for other in ROLES if other != role and self._group(other) in groups[role]])
        self.assertIn(self.env.ref("legal_deadline.group_rule_editor"), groups["methodologist"])
        self.assertNotIn(self.env.ref("legal_deadline.group_rule_editor"), groups["head"])

    def _group(self, role):
        return self.env.ref(f"grid_customer.group_{role}")


@tagged("post_install", "-at_install")
class TestCompanies(CustomerCase):
    def test_nothing_of_the_neighbour_is_seen(self):
        for role in ROLES:
            with self.subTest(role):
                partners, points, branches = self.as_(role, "res.partner", "grid.usage.point", "grid.branch")
                self.assertNotIn(self.stranger, partners.search([]))
                self.assertNotIn(self.strange_point, points.search([]))
                self.assertNotIn(self.sos, branches.search([]))
                self.assertFalse(partners.name_search("Чужой"))
                self.assertFalse(partners.name_search("900900"))

    def test_offices_of_the_neighbour_are_not_seen(self):
        ours, theirs = self.env["grid.office"].create(
            [
                {"name": "Centre", "branch_id": self.kem.id, "address": "Kemerovo"},
                {"name": "Theirs", "branch_id": self.sos.id, "address": "Sosed"},
            ]
        )
        for role in ROLES:
            seen = self.as_(role, "grid.office").search([])
            self.assertIn(ours, seen)
            self.assertNotIn(theirs, seen)

    def test_a_person_of_two_companies_sees_the_one_chosen(self):
        both = new_test_user(
            self.env,
            login="both@people.example",
            groups="grid_customer.group_head",
            company_id=self.company.id,
            company_ids=(self.company + self.neighbour).ids,
        )
        points = self.env["grid.usage.point"].with_user(both)
        self.assertEqual(points.with_company(self.company).search([]), self.point + self.les_point)
        chosen = points.with_context(allowed_company_ids=self.neighbour.ids)
        self.assertEqual(chosen.search([]), self.strange_point)

    def test_what_a_clerk_creates_belongs_to_the_clerks_company(self):
        partner = self.as_("manager", "res.partner").create({"name": "Новый"})
        self.assertEqual(partner.company_id, self.company)
        quick, _name = self.as_("manager", "res.partner").name_create("Быстрый")
        self.assertEqual(self.env["res.partner"].browse(quick).company_id, self.company)

    def test_a_new_company_does_not_belong_to_the_one_who_makes_it(self):
        self.people["head"].write({"group_ids": [Command.link(self.env.ref("base.group_system").id)]})
        company = self.env["res.company"].with_user(self.people["head"]).create({"name": "Third"})
        self.assertFalse(company.sudo().partner_id.company_id)

    def test_a_point_cannot_join_a_branch_and_a_customer_of_two_companies(self):
        with self.assertRaises(Exception) as caught:
            self.point.partner_id = self.stranger
        self.assertEqual(type(caught.exception).__name__, "UserError")
