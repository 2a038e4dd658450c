"""Odoo's own doors tried with the owner's records: what they are sent, and how their answers are read."""

import json
from typing import NamedTuple

from odoo.tests import new_test_user, tagged

from .common_routes import HTML, SVG, RouteCase

#: What a call in JSON raises, as the status it stands for; anything else is a fault.
RAISED = {
    "AccessDenied": 403,
    "AccessError": 403,
    "Forbidden": 403,
    "MissingError": 404,
    "NotFound": 404,
    "SessionExpiredException": 403,
    "UserError": 422,
}
JSON = {"Content-Type": "application/json"}


class Said(NamedTuple):
    """The answer to a call in JSON, read as that of a page."""

    status_code: int
    text: str
    headers: dict


@tagged("post_install", "-at_install")
class DoorCase(RouteCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner.partner_id.company_id = cls.env.company
        cls.people["elsewhere"] = cls._staff_elsewhere().login
        cls.given |= {**cls._given_keys_of_odoo(), **cls._given_beside()}
        cls.secrets += ("owner@example.com", cls.given["access_token"], HTML.decode(), SVG.decode())

    @classmethod
    def _staff_elsewhere(cls):
        company = cls.env["res.company"].create({"name": "Соседняя сеть"})
        branch = cls.env["grid.branch"].create({"name": "Другой", "code": "TSE", "company_id": company.id})
        return new_test_user(
            cls.env,
            "portal_elsewhere",
            "grid_customer.group_specialist",
            company_id=company.id,
            company_ids=company.ids,
            branch_ids=branch.ids,
        )

    @classmethod
    def _given_keys_of_odoo(cls):
        """Keys that Odoo would put into the links of its letters and pages."""
        appeal = cls.env["helpdesk.ticket"].browse(cls.given["appeal"])
        file = cls.env["ir.attachment"].browse(cls.given["html_file"])
        letter = cls.env["ir.attachment"].browse(cls.given["letter_file"])
        return {
            "thread_hash": appeal._sign_token(cls.owner.partner_id.id),
            "file_key": file.generate_access_token()[0],
            "owner_key": letter._get_ownership_token(),
            "stored": file.store_fname,
        }

    @classmethod
    def _given_beside(cls):
        """What lies beside the owner's records."""
        appeal = cls.env["helpdesk.ticket"].browse(cls.given["appeal"])
        appeal.message_subscribe(cls.specialist.partner_id.ids)
        action = {"name": "x", "model_id": cls.env["ir.model"]._get_id(appeal._name), "state": "code"}
        table = {
            "model": appeal._name,
            "fields": [{"name": "number", "label": "N", "type": "char"}],
            "ids": appeal.ids,
            "domain": [],
            "import_compat": False,
        }
        return {
            "action": cls.env["ir.actions.server"].create({**action, "code": "record.write({'name': 'x'})"}).id,
            "connection": cls.env["grid.connection"].search([("request_id", "=", cls.given["offer"])]).id,
            "database": cls.env.cr.dbname,
            "export": json.dumps(table),
            "follower": appeal.message_follower_ids[:1].id,
            "lead": cls.env["crm.lead"].create({"name": "x", "partner_id": cls.owner.partner_id.id}).id,
            "partner": cls.owner.partner_id.id,
            "submission": cls.env["grid.portal.submission"]._of_key(cls.given["receipt_key"]).id,
        }

    # ------------------------------------------------------------------
    # How it is tried
    # ------------------------------------------------------------------
    def _knock(self, door):
        """Try a door with the owner's records; give the answer and the tables that were written to."""
        before = self._written()
        answer = self._call(door) if door.method == "RPC" else self._ask(door)
        written = {table for table, count in self._written().items() if count != before.get(table)}
        return answer, written - {"res_users_log", "res_device_log", "ir_logging"}

    def _ask(self, door):
        typed = door.typed and {**self._fill(door.typed), "csrf_token": self._token()}
        file = typed and typed.pop("ufile", None)
        files = file and {"ufile": (file["name"], file["body"])}
        return self.url_open(self._path(door), data=typed, files=files, method=door.method, allow_redirects=False)

    def _call(self, door):
        body = {"jsonrpc": "2.0", "method": "call", "params": self._fill(door.typed)}
        answer = self.url_open(self._path(door), data=json.dumps(body), headers=JSON)
        said = answer.json()
        status = answer.status_code
        if "error" in said:
            raised = said["error"]["data"]["name"].rpartition(".")[2]
            status = RAISED.get(raised, 500)
            if status < 500:
                said["error"]["data"].pop("debug")
        return Said(status, json.dumps(said, ensure_ascii=False), answer.headers)

    def _fill(self, typed):
        """What is sent, with the owner's records in the place of each `{name}`; they are numbers there."""
        if isinstance(typed, dict):
            return {key: self._fill(value) for key, value in typed.items()}
        if isinstance(typed, list):
            return [self._fill(value) for value in typed]
        if not isinstance(typed, str):
            return typed
        name = typed.removeprefix("{").removesuffix("}")
        return self.given[name] if typed == f"{{{name}}}" else typed.format(**self.given)
