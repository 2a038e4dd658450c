"""The addresses of ours are read from memory, and follow every change of what they are made of."""

from odoo.tests import tagged

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestOwnAddress(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.env["grid.own.address"]
        cls.domain = cls.env["mail.alias.domain"].create({"name": "net.example", "catchall_alias": "all"})
        cls.company = cls.env.company
        cls.company.alias_domain_id = cls.domain
        cls.team = cls.env.ref("grid_appeal.team_customers")
        cls.team.alias_id.write({"alias_name": "customers", "alias_domain_id": cls.domain.id})

    def _check(self, gone, come):
        """One address of ours, asked for before, is none any more; another one is."""
        self.assertIn(come, self.own._all())
        self.assertNotIn(gone, self.own._all())

    def test_each_holder_is_heard(self):
        self.company.email = "old@net.example"
        self.branch.email = "branch@net.example"
        server = self.env["fetchmail.server"].create({"name": "Box", "user": "box@net.example"})
        for gone, come, change in (
            ("old@net.example", "new@net.example", lambda: self.company.write({"email": "new@net.example"})),
            (
                "new@net.example",
                "card@net.example",
                lambda: self.company.partner_id.write({"email": "card@net.example"}),
            ),
            ("branch@net.example", "east@net.example", lambda: self.branch.write({"email": "east@net.example"})),
            ("box@net.example", "boxes@net.example", lambda: server.write({"user": "boxes@net.example"})),
            (
                "customers@net.example",
                "people@net.example",
                lambda: self.team.alias_id.write({"alias_name": "people"}),
            ),
            ("people@net.example", "people@grid.example", lambda: self.domain.write({"name": "grid.example"})),
        ):
            with self.subTest(come=come):
                self.assertIn(gone, self.own._all())
                change()
                self._check(gone, come)
        server.unlink()
        self.assertNotIn("boxes@net.example", self.own._all())

    def test_answers_come_to_the_team_else_to_the_company(self):
        place = self.team, self.company
        self.assertEqual(self.own._of_team(*place), "customers@net.example")
        self.domain.name = "grid.example"
        self.assertEqual(self.own._of_team(*place), "customers@grid.example")
        self.team.alias_id.alias_name = False
        self.assertEqual(self.own._of_team(*place), "all@grid.example")
        self.domain.catchall_alias = "every"
        self.assertEqual(self.own._of_team(*place), "every@grid.example")
        self.company.alias_domain_id = False
        self.assertFalse(self.own._of_team(*place))

    def test_what_is_known_is_not_asked_again(self):
        self.own._all(), self.own._of_team(self.team, self.company)
        with self.assertQueryCount(0):
            self.own._all(), self.own._of_team(self.team, self.company)
