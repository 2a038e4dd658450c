"""Whether a number, a mailbox or a customer is known is told neither by an answer nor by the work it costs."""

from datetime import timedelta

from odoo import fields
from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PNG, PortalCase

#: So many queries more or fewer may one answer cost than the other: a page is kept in memory, or is not.
NEARLY = 4
INN, FREE_INN = "7707083893", "7717127212"


@tagged("post_install", "-at_install")
class TestEnumeration(PortalCase):
    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def test_a_number_of_an_appeal(self):
        appeal = self._appeal()
        unknown = f"{appeal.number[:-1]}{(int(appeal.number[-1]) + 1) % 10}"
        self._assert_alike("/status", *({"number": number, "proof": "code"} for number in (appeal.number, unknown)))

    def test_a_mailbox_with_an_account_and_one_without(self):
        """One page opens an account and sets a new password."""
        self._assert_alike(
            "/account/new", *({"email": email, "proof": "code"} for email in (self.owner.email, "nobody@example.com"))
        )

    @mute_logger("odoo.addons.base.models.res_users")
    def test_a_login(self):
        logins = (self.owner.login, "portal_nobody")
        self._assert_alike("/web/login", *({"login": login, "password": "не тот"} for login in logins))

    def test_a_customer_for_whom_one_asks_to_act(self):
        self.factory.inn = INN
        self.authenticate("portal_stranger", "portal_stranger")
        today = fields.Date.today()
        typed = {
            "key": self.env["grid.portal.submission"]._new_key(),
            "kind": "attorney",
            "principal_name": "Портальный завод",
            "document_number": "7/26",
            "document_date": str(today - timedelta(days=30)),
            "valid_until": str(today + timedelta(days=300)),
        }
        self._assert_alike(
            "/my/acting/new",
            *({**typed, "principal_number": number} for number in (INN, FREE_INN)),
            files={"scan": ("дов.png", PNG)},
        )

    def _assert_alike(self, path, known, unknown, **files):
        self._cost(path, unknown, **files)  # what is kept in memory is there
        status, queries = self._cost(path, known, **files)
        other_status, other_queries = self._cost(path, unknown, **files)
        self.assertEqual(status, other_status)
        self.assertLess(status, 400)
        self.assertAlmostEqual(queries, other_queries, delta=NEARLY)

    def _cost(self, path, typed, **files):
        """Send a form; return its status and how many queries it cost, and take back what it wrote."""
        data = {**typed, "csrf_token": Request.csrf_token(self)}
        if "proof" in data:
            data["proof"] = self._proof(data["proof"])
        with self.env.cr.savepoint() as tried:
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            answer = self.url_open(path, data=data, allow_redirects=False, **files)
            cost = self.env.cr.sql_log_count - before
            tried.rollback()
        return answer.status_code, cost
