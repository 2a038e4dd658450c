from odoo.tests import tagged

from .common import CONSIDER, EVERYBODY, METHOD, NOBODY, ROLES, SERVE, CustomerCase

AT_THE_DESK = SERVE - {"operator"}
NEED_TO_KNOW = CONSIDER | {"privacy"}
# {model: who of the staff may read, write, create, delete}; nobody else has any right, unless OUTSIDERS says so
MAY = {
    "grid.meter": (EVERYBODY, AT_THE_DESK, AT_THE_DESK, NOBODY),
    "grid.address": (EVERYBODY, SERVE, SERVE, SERVE),
    "grid.representation": (EVERYBODY, AT_THE_DESK, AT_THE_DESK, NOBODY),
    "grid.vulnerability": (NEED_TO_KNOW, CONSIDER, CONSIDER, NOBODY),
    "grid.vulnerability.category": (NEED_TO_KNOW | METHOD, METHOD, METHOD, NOBODY),
    "grid.consent": (EVERYBODY, NOBODY, SERVE | {"privacy"}, NOBODY),
    "grid.consent.act": (SERVE | {"privacy"}, SERVE | {"privacy"}, SERVE | {"privacy"}, NOBODY),
    "grid.consent.text": (EVERYBODY, {"privacy"}, {"privacy"}, NOBODY),
}
OUTSIDERS = {("portal", "grid.meter", "read")}
OPERATIONS = ("read", "write", "create", "unlink")


@tagged("post_install", "-at_install")
class TestRightsOnRecords(CustomerCase):
    def test_every_role_may_do_its_work_and_no_more(self):
        for who in (*ROLES, "clerk", "portal", "public"):
            for model, allowed in MAY.items():
                for operation, roles in zip(OPERATIONS, allowed, strict=True):
                    with self.subTest(who=who, model=model, operation=operation):
                        may = who in roles or (who, model, operation) in OUTSIDERS
                        self.assertEqual(self.as_(who, model).has_access(operation), may)
