"""Who of the staff may read, write, create and delete what, record by record and over the API field by field."""

import base64

from odoo import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_customer.tests.common import ANSWER, CONSIDER, EVERYBODY, METHOD, NOBODY, ROLES, SERVE

from .common import AppealCase
from .common_answer import AnswerCase
from .common_rights import ApiCalls, RoleChecks

LEAD = {"supervisor", "head"}
CONTROL = LEAD | METHOD
REGISTER = {"administrator", "manager", "supervisor", "head", "methodologist"}
# {model: who of the staff may read, write, create, delete}; nobody else has any right
MAY = {
    "helpdesk.ticket": (EVERYBODY, SERVE, SERVE, NOBODY),
    "helpdesk.ticket.category": (EVERYBODY, METHOD, METHOD, NOBODY),
    "helpdesk.ticket.channel": (EVERYBODY, METHOD, METHOD, NOBODY),
    "helpdesk.ticket.stage": (EVERYBODY, METHOD, NOBODY, NOBODY),
    "helpdesk.ticket.team": (EVERYBODY, METHOD, METHOD, NOBODY),
    "helpdesk.ticket.tag": (EVERYBODY, METHOD, METHOD, NOBODY),
    "grid.absence": (EVERYBODY, LEAD, LEAD, LEAD),
    "grid.answer.copy": (EVERYBODY, NOBODY, NOBODY, NOBODY),
    "grid.api.request": (NOBODY, NOBODY, NOBODY, NOBODY),
    "grid.appeal.answer": (EVERYBODY, ANSWER, ANSWER, NOBODY),
    "grid.appeal.arrival": (EVERYBODY, NOBODY, SERVE, NOBODY),
    "grid.appeal.cause": (EVERYBODY, CONSIDER, CONSIDER, NOBODY),
    "grid.appeal.coapplicant": (EVERYBODY, SERVE, SERVE, SERVE),
    "grid.appeal.import": (CONTROL, CONTROL, CONTROL, CONTROL),
    "grid.appeal.import.refusal": (CONTROL, NOBODY, NOBODY, NOBODY),
    "grid.appeal.journal": (REGISTER, REGISTER, REGISTER, NOBODY),
    "grid.appeal.law": (EVERYBODY, METHOD, METHOD, NOBODY),
    "grid.appeal.measure": (EVERYBODY, CONSIDER, CONSIDER, CONSIDER),
    "grid.appeal.notice": (EVERYBODY, CONSIDER, CONSIDER, NOBODY),
    "grid.appeal.source": (EVERYBODY, METHOD, METHOD, NOBODY),
    "grid.appeal.source.key": (NOBODY, NOBODY, NOBODY, NOBODY),
    "grid.cause.link": (CONSIDER, CONSIDER, CONSIDER, NOBODY),
    "grid.counter": (METHOD, NOBODY, NOBODY, NOBODY),
    "grid.desk.card": (NOBODY, NOBODY, NOBODY, NOBODY),
    "grid.intake": (CONTROL, NOBODY, NOBODY, NOBODY),
    "grid.intake.decision": (LEAD, LEAD, LEAD, NOBODY),
    "grid.intake.monitor": (CONTROL, CONTROL, CONTROL, NOBODY),
    "grid.intake.upload": (SERVE, SERVE, SERVE, NOBODY),
    "grid.refusal.ground": (EVERYBODY, METHOD, METHOD, NOBODY),
    "grid.text.block": (EVERYBODY, METHOD, METHOD, NOBODY),
    "mail.mail": (NOBODY, NOBODY, NOBODY, NOBODY),
    "tier.definition": (EVERYBODY, {"head", "methodologist"}, {"head", "methodologist"}, NOBODY),
    "tier.review": (EVERYBODY, NOBODY, NOBODY, NOBODY),
}
READ_PAPERS = EVERYBODY - {"operator", "methodologist"}


@tagged("post_install", "-at_install")
class TestRightsOnRecords(RoleChecks, AppealCase):
    def test_every_role_may_do_its_work_and_no_more(self):
        self._assert_roles(MAY)

    def test_who_has_no_role_has_no_right(self):
        shown = {"helpdesk.ticket", "grid.appeal.answer"}  # the personal account shows these two
        for user in (self.portal_user, self.env.ref("base.public_user")):
            self._assert_no_right(user, set(MAY) - shown)


@tagged("post_install", "-at_install")
class TestPersonalDataOverTheApi(ApiCalls, AnswerCase, HttpCase):
    """Real keys, real addresses: what is personal on an appeal and on its answer, field by field, role by role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.users.values():
            user.group_ids = [Command.link(cls.env.ref("base.group_allow_export").id)]
        cls.scan = base64.b64encode(b"%PDF-1.4 scan of a passport").decode()
        cls.answer = cls._drafted(scan=cls.scan, scan_name="passport.pdf").sudo()
        proof = cls.env["ir.attachment"].create(
            {"name": "passport.pdf", "res_model": cls.answer._name, "res_id": cls.answer.id, "res_field": "proof_id"}
        )
        cls.answer._by_delivery().write({"receiver_document": "passport 3208 123456", "proof_id": proof.id})
        cls.personal = {
            cls.answer.ticket_id.sudo(): ("scan", "scan_name"),
            cls.answer: ("receiver_document", "proof_id"),
        }

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2")
    def test_each_protected_field_by_each_way(self):
        for record, names in self.personal.items():
            for name in names:
                ways = {
                    "read": {"ids": record.ids, "fields": [name]},
                    "web_read": {"ids": record.ids, "specification": {name: {}}},
                    "search_read": {"domain": [["id", "=", record.id]], "fields": [name]},
                    "export_data": {"ids": record.ids, "fields_to_export": [name]},
                    "search_count": {"domain": [["id", "=", record.id], [name, "!=", False]]},
                }
                for role in ROLES:
                    for way, body in ways.items():
                        with self.subTest(model=record._name, field=name, role=role, way=way):
                            answer = self._call(role, record._name, way, **body)
                            self.assertEqual(answer.status_code, 200 if role in READ_PAPERS else 403, answer.text[:200])
                    offered = self._call(role, record._name, "fields_get", attributes=["string"]).json()
                    self.assertEqual(name in offered, role in READ_PAPERS, (role, name))
