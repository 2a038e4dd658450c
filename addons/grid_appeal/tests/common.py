"""The cast of the appeal tests.

company of the test user
├── TSA  branch «Тест-А», zone of the company   operator, administrator, manager,
│   └── TSL  its district                       specialist, supervisor
└── TSB  branch «Тест-Б»                        stranger (a specialist)
head, methodologist and privacy see every branch; a portal user sees nothing
"""

from odoo.tests import TransactionCase, new_test_user, tagged

from odoo.addons.grid_customer.tests.common import ROLES


@tagged("post_install", "-at_install")
class AppealCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        Branch = cls.env["grid.branch"]
        cls.branch = Branch.create({"name": "Тест-А", "code": "TSA"})
        cls.district = Branch.create({"name": "Тест-А, район", "code": "TSL", "parent_id": cls.branch.id})
        cls.other_branch = Branch.create({"name": "Тест-Б", "code": "TSB"})
        cls.users = {role: cls._make_user(role, role, cls.branch) for role in ROLES}
        cls.stranger = cls._make_user("stranger", "specialist", cls.other_branch)
        cls.portal_user = new_test_user(cls.env, login="appeal_portal", groups="base.group_portal")
        cls.citizen = cls.env["res.partner"].create(
            {"name": "Тестова Мария Ивановна", "email": "testova@example.com", "phone": "+79050000001"}
        )
        cls.factory = cls.env["res.partner"].create(
            {"name": "ООО «Тестовый завод»", "is_company": True, "email": "factory@example.com"}
        )

    @classmethod
    def _make_user(cls, name, role, branch):
        user = new_test_user(cls.env, login=f"appeal_{name}", groups=f"grid_customer.group_{role}", name=f"Test {name}")
        user.branch_ids = branch
        return user

    @classmethod
    def _vals(cls, **values):
        return {
            "name": "Низкое напряжение",
            "description": "<p>Вечером мигает свет.</p>",
            "kind": "complaint",
            "theme": "power_quality",
            "channel_id": cls.env.ref("grid_appeal.channel_post").id,
            "partner_id": cls.citizen.id,
            "branch_id": cls.branch.id,
            **values,
        }

    @classmethod
    def _appeal(cls, **values):
        return cls.env["helpdesk.ticket"].create(cls._vals(**values))

    def _as(self, role, record):
        return record.with_user(self.users[role])

    def _channel(self, code):
        return self.env.ref(f"grid_appeal.channel_{code}")

    def _closed(self):
        appeal = self._appeal()
        appeal.action_register()
        appeal.action_take()
        appeal._mark_answered()
        appeal.outcome = "justified"
        appeal.action_close()
        return appeal
