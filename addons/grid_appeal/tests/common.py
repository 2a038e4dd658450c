"""The cast of the appeal tests.

company of the test user
├── TSA  branch «Тест-А», zone of the company   operator, administrator, manager,
│   └── TSL  its district                       specialist, supervisor
└── TSB  branch «Тест-Б»                        stranger (a specialist)
head, methodologist and privacy see every branch; a portal user sees nothing
"""

from odoo.tests import TransactionCase, tagged

from odoo.addons.grid_customer.tests.common import ROLES
from odoo.addons.legal_deadline.tests.people import new_people


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
        staff = [cls._member(role, role, cls.branch) for role in ROLES]
        stranger = cls._member("stranger", "specialist", cls.other_branch)
        portal_user = {"login": "appeal_portal", "groups": "base.group_portal"}
        *users, cls.stranger, cls.portal_user = new_people(cls.env, *staff, stranger, portal_user)
        cls.users = dict(zip(ROLES, users, strict=True))
        cls.citizen = cls.env["res.partner"].create(
            {"name": "Тестова Мария Ивановна", "email": "testova@example.com", "phone": "+79050000001"}
        )
        cls.factory = cls.env["res.partner"].create(
            {"name": "ООО «Тестовый завод»", "is_company": True, "email": "factory@example.com"}
        )

    @classmethod
    def _make_user(cls, name, role, branch):
        return new_people(cls.env, cls._member(name, role, branch))[0]

    @classmethod
    def _member(cls, name, role, branch):
        return {
            "login": f"appeal_{name}",
            "groups": f"grid_customer.group_{role}",
            "name": f"Test {name}",
            "branch_ids": branch.ids,
        }

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
