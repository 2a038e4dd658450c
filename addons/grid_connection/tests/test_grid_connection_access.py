from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import ROLES

from .common import ConnectionCase

PARTS = ("stage", "work", "instalment", "payment")
# a supervisor may what a specialist may, the head what a supervisor may
LEADERS = {"supervisor", "head"}
WRITERS = {"operator", "administrator", "manager", "specialist"} | LEADERS


@tagged("post_install", "-at_install")
class TestGridConnectionAccess(ConnectionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.connection = cls._draft()
        cls.stage = cls.env["grid.connection.stage"].create(
            {"connection_id": cls.connection.id, "name": "1", "power_kw": 5}
        )

    def _may(self, record, operation):
        return {role for role in ROLES if self._as(role, record).has_access(operation)}

    def test_every_role_reads_and_each_writes_what_is_its_own(self):
        self.assertEqual(self._may(self.connection, "read"), set(ROLES))
        self.assertEqual(self._may(self.connection, "write"), WRITERS)
        self.assertEqual(self._may(self.connection.browse(), "create"), WRITERS)
        self.assertEqual(self._may(self.connection, "unlink"), {"manager", "specialist"} | LEADERS)
        self.assertEqual(self._may(self.stage, "write"), WRITERS)
        payments, works = self.env["grid.connection.payment"], self.env["grid.connection.work"]
        self.assertEqual(self._may(payments, "create"), {"manager", "specialist"} | LEADERS)
        self.assertEqual(self._may(payments, "write"), set())
        self.assertEqual(self._may(works, "create"), {"specialist"} | LEADERS)
        self.assertEqual(self._may(self.env["grid.connection.instalment"], "create"), set())

    def test_another_branch_is_not_seen(self):
        for record in (self.connection, self.stage):
            with self.assertRaises(AccessError):
                record.with_user(self.stranger).read(["id"])
        self.assertFalse(self.env["grid.connection"].with_user(self.stranger).search([]) & self.connection)
        self.assertFalse(self.env["grid.connection.stage"].with_user(self.stranger).search([]))

    def test_another_company_is_not_seen_even_by_the_head(self):
        neighbour = self.env["res.company"].create({"name": "Сосед"})
        branch = self.env["grid.branch"].create({"name": "Сосед", "code": "SOS", "company_id": neighbour.id})
        partner = self.env["res.partner"].create({"name": "Чужой", "company_id": neighbour.id})
        alien = self._draft(branch_id=branch.id, partner_id=partner.id)
        stage = self.env["grid.connection.stage"].create({"connection_id": alien.id, "name": "1", "power_kw": 5})
        for record in (alien, stage):
            with self.assertRaises(AccessError):
                self._as("head", record).read(["id"])

    def test_neither_customers_nor_visitors_reach_the_case_by_themselves(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for name in ("", *(f".{part}" for part in PARTS), ".funnel"):
                with self.assertRaises(AccessError):
                    self.env[f"grid.connection{name}"].with_user(user).search([])
