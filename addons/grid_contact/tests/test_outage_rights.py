"""Who may do what with outages, role by role; what other branches and companies see: nothing."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common_rights import RoleChecks
from odoo.addons.grid_customer.tests.common import EVERYBODY, METHOD, NOBODY

from .common_outage import OutageCase

KEEP = {"operator", "specialist", "supervisor", "head"}
WARN = KEEP - {"operator"}
MAY = {
    "grid.outage": (EVERYBODY, KEEP, KEEP, KEEP),
    "grid.outage.house": (EVERYBODY, KEEP, KEEP, KEEP),
    "grid.outage.notice": (EVERYBODY, WARN, WARN, WARN),
    "grid.outage.expectation": (EVERYBODY, NOBODY, NOBODY, NOBODY),
    "grid.outage.norm": (EVERYBODY, METHOD, METHOD, NOBODY),
    "grid.outage.reliability": ({"supervisor", "head"} | METHOD,) * 4,
}


@tagged("post_install", "-at_install")
class TestOutageRights(RoleChecks, OutageCase):
    def test_the_table_of_rights(self):
        self._assert_roles(MAY)

    def test_customers_and_visitors_read_nothing(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            self._assert_no_right(user, MAY)

    def test_an_outage_of_another_branch_is_not_seen(self):
        outage = self._planned()
        self._notice(outage, "2026-01-12")
        for record in (outage, outage.notice_ids, outage.house_ids, outage.expectation_ids):
            found = self.env[record._name].with_user(self.stranger).search([("id", "in", record.ids)])
            self.assertFalse(found, record._name)
            self.assertEqual(self._as("head", record.browse()).search([("id", "in", record.ids)]), record)
        with self.assertRaises(AccessError):
            outage.with_user(self.stranger).action_cancel()

    def test_another_company_sees_nothing(self):
        outage = self._outage()
        neighbour = self.env["res.company"].create({"name": "Соседние сети"})
        head = self.users["head"]
        head.write({"company_ids": [(6, 0, neighbour.ids)], "company_id": neighbour.id})
        self.assertFalse(self.env["grid.outage"].with_user(head).search([("id", "=", outage.id)]))
        self.assertFalse(self.env["grid.outage.house"].with_user(head).search([("outage_id", "=", outage.id)]))

    def test_a_manager_reads_and_starts_nothing(self):
        with self.assertRaises(AccessError):
            self._as("manager", self._outage()).action_start()

    def test_a_clerk_of_the_branch_answers_from_an_outage_of_a_wider_branch(self):
        outage = self._outage(branch_id=self.other_branch.id)
        outage.action_start()
        (notice,) = self._desk().show(self.citizen.id)["notices"]
        self.assertEqual(notice["outage"]["id"], outage.id)
