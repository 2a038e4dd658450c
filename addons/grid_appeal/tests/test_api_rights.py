"""Who may use the interface, and what each key opens: its own system's appeals and nothing else."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ROLES
from .common_api import ApiCase


@tagged("post_install", "-at_install")
class TestApiRights(ApiCase):
    def test_without_a_valid_key_nothing_is_said(self):
        mistyped = self.key[:-1] + ("1" if self.key.endswith("0") else "0")
        for header in ("", "Bearer", "Bearer wrong", f"Basic {self.key}", f"Bearer {mistyped}"):
            with self.subTest(header=header):
                response = self.url_open("/api/v1/categories", headers={"Authorization": header})
                self._refused(response, 401, "no_key")
                self.assertIn("Bearer", response.headers["WWW-Authenticate"])

    def test_a_session_is_no_key(self):
        self.authenticate("appeal_head", "appeal_head")
        self._refused(self.url_open("/api/v1/categories"), 401, "no_key")

    def test_a_key_that_has_expired(self):
        self.env["res.users.apikeys"].sudo().search([("user_id", "=", self.source.user_id.id)])
        self.env.cr.execute(
            "UPDATE res_users_apikeys SET expiration_date = %s WHERE user_id = %s",
            (fields.Datetime.now() - timedelta(days=1), self.source.user_id.id),
        )
        self._refused(self._call("/categories"), 401, "no_key")

    def test_keys_of_people_open_nothing(self):
        """Neither a customer's key nor that of any member of the staff."""
        people = [self.portal_user, *self.users.values()]
        for user in people:
            with self.subTest(user=user.login):
                key = self._key_of(user)
                self._refused(self._call("/appeals", self._sent(), key=key), 403, "forbidden")
                self._refused(self._call("/categories", key=key), 403, "forbidden")

    def test_an_account_without_a_system(self):
        account = self._account("lonely", "grid_appeal.group_api")
        self._refused(self._call("/categories", key=self._key_of(account)), 403, "no_source")

    def test_an_archived_system_is_shut(self):
        self.source.active = False
        self._refused(self._call("/categories"), 403, "no_source")

    def test_a_strangers_appeal_is_not_there(self):
        _other, other_key = self._system("Приложение", "app")
        ours = self._register()
        theirs = self._appeal()
        theirs.action_register()
        self.env.flush_all()
        for number, key in ((ours.number, other_key), (theirs.number, self.key), ("'", self.key)):
            with self.subTest(number=number):
                self._refused(self._call(f"/appeals/{number}", key=key), 404, "not_found")
                self._refused(self._call(f"/appeals/{number}/answer", key=key), 404, "not_found")
                self._refused(self._call(f"/appeals/{number}/messages", {"text": "Чужое"}, key=key), 404, "not_found")
        for number, key in ((ours.source_number, other_key), ("%00", self.key), ("", self.key)):
            self._refused(self._call(f"/appeals?source_number={number}", key=key), 404, "not_found")

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2")
    def test_the_key_opens_no_record_by_odoos_protocol(self):
        ticket = self._register()
        headers = {"Authorization": f"Bearer {self.key}"}
        for model, method, body in (
            ("helpdesk.ticket", "read", {"ids": ticket.ids, "fields": ["name"]}),
            ("helpdesk.ticket", "search_read", {"domain": [], "fields": ["name"]}),
            ("helpdesk.ticket", "create", {"vals_list": [{"name": "x"}]}),
            ("helpdesk.ticket", "action_close", {"ids": ticket.ids}),
            ("res.partner", "search_read", {"domain": [("id", "=", ticket.partner_id.id)], "fields": ["name"]}),
            ("grid.usage.point", "search_read", {"domain": [], "fields": ["name"]}),
            ("grid.api.request", "search_read", {"domain": [], "fields": ["answer"]}),
            ("grid.appeal.source", "search_read", {"domain": [], "fields": ["name"]}),
            ("ir.attachment", "search_read", {"domain": [("res_id", "=", ticket.id)], "fields": ["raw"]}),
        ):
            with self.subTest(model=model, method=method):
                response = self.url_open(f"/json/2/{model}/{method}", json=body, headers=headers)
                empty = response.status_code == 200 and response.json() == []
                self.assertTrue(response.status_code == 403 or empty, response.text[:300])

    def test_who_configures_systems_and_issues_keys(self):
        for role in ROLES:
            sources = self._as(role, self.source)
            with self.subTest(role=role):
                self.assertTrue(sources.has_access("read"))
                self.assertEqual(sources.has_access("write"), role == "methodologist")
                self.assertFalse(sources.has_access("unlink"))
                self.assertFalse(self.env["grid.api.request"].with_user(self.users[role]).has_access("read"))
                with self.assertRaises(AccessError):
                    self.env["grid.appeal.source.key"].with_user(self.users[role]).create({"source_id": self.source.id})

    def test_the_account_of_a_system_is_nobody(self):
        account = self.source.user_id
        self.assertTrue(account.share)
        self.assertEqual(account.group_ids, self.env.ref("grid_appeal.group_api"))
        self.env.cr.execute("SELECT password FROM res_users WHERE id = %s", (account.id,))
        self.assertFalse(self.env.cr.fetchone()[0])

    def test_a_new_key_may_end_the_others(self):
        wizard = self.env["grid.appeal.source.key"].create({"source_id": self.source.id, "revoke_others": True})
        account = self.source.user_id
        new = wizard.action_issue()["context"]["issued_key"]
        self.assertEqual(self.source.user_id, account)
        self._refused(self._call("/branches"), 401, "no_key")
        self.assertEqual(self._call("/branches", key=new).status_code, 200)
