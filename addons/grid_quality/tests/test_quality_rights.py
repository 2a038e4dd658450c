"""The orders about quality: every role reads their rows, a methodologist edits them."""

from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import AppealCase
from odoo.addons.grid_appeal.tests.common_rights import RoleChecks
from odoo.addons.grid_customer.tests.common import EVERYBODY, METHOD

MAY = {
    "grid.indicator": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.indicator.method": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.statutory.form": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.statutory.column": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.statutory.row": (EVERYBODY, METHOD, METHOD, METHOD),
}


@tagged("post_install", "-at_install")
class TestQualityRights(RoleChecks, AppealCase):
    def test_every_role_may_do_its_work_and_no_more(self):
        self._assert_roles(MAY)

    def test_who_has_no_role_has_no_right(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            self._assert_no_right(user, MAY)
