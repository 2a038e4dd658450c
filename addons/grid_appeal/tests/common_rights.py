"""Who may do what, role by role, and what the people of another company learn: nothing, by whatever way."""

import json

from odoo import Command

from odoo.addons.legal_deadline.tests.people import new_people

from .common import ROLES

#: What the log says of refused calls.
QUIET = ("odoo.http", "odoo.addons.rpc.controllers.json2", "odoo.addons.base.models.ir_rule")
OPERATIONS = ("read", "write", "create", "unlink")
NOTHING = ([], 0, {"length": 0, "records": []})


class RoleChecks:
    """Checks a table {model: roles that may read, write, create, delete}."""

    def _assert_roles(self, may):
        for role in ROLES:
            for model, allowed in may.items():
                records = self._as(role, self.env[model])
                for operation, roles in zip(OPERATIONS, allowed, strict=True):
                    with self.subTest(role=role, model=model, operation=operation):
                        self.assertEqual(records.has_access(operation), role in roles)

    def _assert_no_right(self, user, models, operations=OPERATIONS):
        for model in models:
            for operation in operations:
                with self.subTest(user=user.login, model=model, operation=operation):
                    self.assertFalse(self.env[model].with_user(user).has_access(operation))


class ApiCalls:
    """Calls of /json/2 with the key of a role."""

    def _call(self, role, model, method, **body):
        return self._call_as(self.users[role], model, method, **body)

    def _call_as(self, user, model, method, **body):
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        headers = {"Authorization": f"Bearer {keys._generate('rpc', 'test', None)}", "Content-Type": "application/json"}
        return self.url_open(f"/json/2/{model}/{method}", json.dumps(body), headers=headers)


class Neighbours(ApiCalls):
    """The same roles in another company of the base."""

    @classmethod
    def _settle_neighbours(cls):
        cls.neighbour = cls.env["res.company"].create({"name": "Соседние сети"})
        cls.their_branch = cls.env["grid.branch"].create(
            {"name": "Сосед", "code": "TSN", "company_id": cls.neighbour.id}
        )
        members = [cls._member(f"neighbour_{role}", role, cls.their_branch) for role in ROLES]
        theirs = {"company_id": cls.neighbour.id, "company_ids": cls.neighbour.ids}
        users = new_people(cls.env, *(member | theirs for member in members))
        for user in users:
            user.group_ids = [Command.link(cls.env.ref("base.group_allow_export").id)]
        cls.users = dict(zip(ROLES, users, strict=True))

    def _assert_learns_nothing(self, secret, word):
        """`secret` is {model: records}; `word` stands in them and in no answer."""
        for role in ROLES:
            for model, records in secret.items():
                domain = [["id", "in", records.ids]]
                empty = {
                    "search": {"domain": domain},
                    "search_read": {"domain": domain, "fields": ["display_name"]},
                    "search_count": {"domain": domain},
                    "web_search_read": {"domain": domain, "specification": {"display_name": {}}},
                }
                for way, body in empty.items():
                    with self.subTest(role=role, model=model, way=way):
                        answer = self._call(role, model, way, **body)
                        if answer.status_code == 403:
                            continue
                        self.assertIn(answer.json(), NOTHING, answer.text[:300])
                refused = {
                    "read": {"ids": records.ids, "fields": ["display_name"]},
                    "web_read": {"ids": records.ids, "specification": {"display_name": {}}},
                    "export_data": {"ids": records.ids, "fields_to_export": ["display_name"]},
                    "write": {"ids": records.ids, "vals": {}},
                    "unlink": {"ids": records.ids},
                }
                for way, body in refused.items():
                    with self.subTest(role=role, model=model, way=way):
                        answer = self._call(role, model, way, **body)
                        self.assertIn(answer.status_code, (403, 422))  # 422: nobody at all may do it
                        self.assertNotIn(word, answer.text)
