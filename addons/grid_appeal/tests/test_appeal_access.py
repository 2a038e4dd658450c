"""What each role may do with appeals: deny by default, a branch limits what is seen."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import ROLES, AppealCase

SERVING = ("operator", "administrator", "manager", "specialist", "supervisor", "head")
# who may do which act in the office
ACTS = {
    "register": SERVING,
    "take": ("manager", "specialist", "supervisor", "head"),
    "close": ("manager", "specialist", "supervisor", "head"),
}


@tagged("post_install", "-at_install")
class TestAppealAccess(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appeal = cls._appeal()
        cls.below = cls._appeal(branch_id=cls.district.id)
        cls.far = cls._appeal(branch_id=cls.other_branch.id)
        cls.all = cls.appeal + cls.below + cls.far

    def _seen(self, user):
        return self.env["helpdesk.ticket"].with_user(user).search([("id", "in", self.all.ids)])

    def test_a_branch_limits_what_is_seen(self):
        for role in ("operator", "administrator", "manager", "specialist", "supervisor"):
            with self.subTest(role=role):
                self.assertEqual(self._seen(self.users[role]), self.all - self.far)
                with self.assertRaises(AccessError):
                    self._as(role, self.far).read(["name"])
        self.assertEqual(self._seen(self.stranger), self.far)

    def test_some_see_every_branch(self):
        for role in ("head", "methodologist", "privacy"):
            with self.subTest(role=role):
                self.assertEqual(self._seen(self.users[role]), self.all)

    def test_who_serves_may_write_and_nobody_deletes(self):
        for role in ROLES:
            appeal = self._as(role, self.appeal)
            with self.subTest(role=role):
                serves = role in SERVING
                self.assertEqual(appeal.has_access("write"), serves)
                self.assertEqual(appeal.browse().has_access("create"), serves)
                self.assertFalse(appeal.browse().has_access("unlink"))

    def test_a_role_does_its_acts_and_no_more(self):
        for act, allowed in ACTS.items():
            for role in ROLES:
                appeal = self._ready_for(act)
                with self.subTest(act=act, role=role):
                    if role in allowed:
                        getattr(self._as(role, appeal), f"action_{act}")()
                    else:
                        with self.assertRaises(AccessError), self.cr.savepoint():
                            getattr(self._as(role, appeal), f"action_{act}")()

    def _ready_for(self, act):
        appeal = self._appeal(kind="consultation")  # complaints are closed by the head: test_appeal_closing
        if act != "register":
            appeal.action_register()
        if act == "close":
            appeal._mark_answered()
            appeal.outcome = "justified"
        return appeal

    def test_a_stranger_of_another_branch_does_nothing(self):
        for act in ACTS:
            with self.subTest(act=act), self.assertRaises(AccessError), self.cr.savepoint():
                getattr(self._ready_for(act).with_user(self.stranger), f"action_{act}")()

    def test_a_clerk_does_not_register_into_another_branch(self):
        with self.assertRaises(AccessError):
            self._as("operator", self.env["helpdesk.ticket"]).create(self._vals(branch_id=self.other_branch.id))

    def test_following_opens_nothing(self):
        self.far.message_subscribe(self.users["specialist"].partner_id.ids)
        self.assertNotIn(self.far, self._seen(self.users["specialist"]))

    def test_a_plain_employee_sees_nothing(self):
        employee = new_test_user(self.env, login="appeal_employee", groups="base.group_user")
        self.appeal.partner_id = employee.partner_id
        self.appeal.message_subscribe(employee.partner_id.ids)
        with self.assertRaises(AccessError):
            self._seen(employee)

    def test_roles_have_no_group_of_the_base(self):
        base = self.env["ir.model.data"].search([("module", "=", "helpdesk_mgmt"), ("model", "=", "res.groups")])
        for role, user in self.users.items():
            with self.subTest(role=role):
                self.assertFalse(set(base.mapped("res_id")) & set(user.all_group_ids.ids))

    def test_configuration_is_for_the_methodologist(self):
        for role in ROLES:
            for model in ("grid.appeal.law", "helpdesk.ticket.category", "helpdesk.ticket.channel"):
                with self.subTest(role=role, model=model):
                    records = self.env[model].with_user(self.users[role])
                    self.assertTrue(records.has_access("read"))
                    self.assertEqual(records.has_access("write"), role == "methodologist")
                    self.assertFalse(records.has_access("unlink"))
        for role in ROLES:
            counter = self.env["grid.counter"].with_user(self.users[role])
            self.assertFalse(counter.has_access("write"))

    def test_the_methodologist_configures(self):
        methodologist = self.env(user=self.users["methodologist"])
        team = methodologist["helpdesk.ticket.team"].create({"name": "Учёт", "branch_ids": self.branch.ids})
        category = methodologist["helpdesk.ticket.category"].create({"name": "Новая", "theme": "other"})
        team.category_ids = category
        self.assertFalse(category.company_id)
        self.env.ref("grid_appeal.stage_in_work").with_env(methodologist).name = "У исполнителя"
        with self.assertRaises(AccessError):
            methodologist["helpdesk.ticket.stage"].create({"name": "Ещё этап"})

    def test_menus(self):
        for role in ROLES:
            seen = self.env["ir.ui.menu"].with_user(self.users[role])._visible_menu_ids()
            with self.subTest(role=role):
                self.assertIn(self.env.ref("grid_appeal.menu_my_work").id, seen)
                configures = self.env.ref("grid_appeal.menu_configuration").id in seen
                self.assertEqual(configures, role in ("methodologist", "head"))
                self.assertNotIn(self.env.ref("helpdesk_mgmt.helpdesk_ticket_main_menu").id, seen)

    def test_companies_do_not_see_each_other(self):
        company = self.env["res.company"].create({"name": "Другие сети"})
        branch = self.env["grid.branch"].create({"name": "Другой", "code": "TSX", "company_id": company.id})
        appeal = self._appeal(branch_id=branch.id, partner_id=False, is_anonymous=True)
        self.assertEqual(appeal.company_id, company)
        appeal.action_register()
        head = self.env["helpdesk.ticket"].with_user(self.users["head"])
        self.assertFalse(head.search([("id", "=", appeal.id)]))
        counters = self.env["grid.counter"].with_user(self.users["methodologist"])
        self.assertFalse(counters.search([("branch_id", "=", branch.id)]))

    def test_a_number_is_unique_in_a_company_only(self):
        """Two companies may have a branch of one code each."""
        company = self.env["res.company"].create({"name": "Другие сети"})
        branch = self.env["grid.branch"].create({"name": "Тёзка", "code": "TSA", "company_id": company.id})
        ours = self._appeal()
        theirs = self._appeal(branch_id=branch.id, partner_id=False, is_anonymous=True)
        (ours + theirs).action_register()
        self.assertEqual(ours.number, theirs.number)
