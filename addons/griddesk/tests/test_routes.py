"""The tables of routes of the addons beside the portal are whole, and every row of them holds for every person."""

from odoo.tests import tagged

from odoo.addons.grid_portal.tests import test_routes
from odoo.addons.grid_portal.tests.test_doors import OURS

from .common_routes import BesideCase


@tagged("post_install", "-at_install")
class TestRoutes(BesideCase, test_routes.TestRoutes):
    #: The answer of the state identity signs in.
    writing = frozenset({"/auth_oauth/signin"})

    def test_no_addon_is_left_out(self):
        modules = {rule.endpoint.func.__module__ for rule in self.map.iter_rules()}
        ours = {module.split(".")[2] for module in modules if module.startswith(OURS)}
        self.assertEqual(ours - {*test_routes.TestRoutes.addons, *self.addons}, set())
