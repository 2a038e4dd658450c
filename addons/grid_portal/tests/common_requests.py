"""Requests of the cast, with papers that are kept from strangers."""

import base64

from odoo.tests import tagged

from .common import PortalCase

PDF = b"%PDF-1.4 kept from strangers"
SECRET = "Тайный-договор"


@tagged("post_install", "-at_install")
class RequestCase(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env["grid.paper.kind"].create({"code": "portal_test", "name": SECRET})

    @classmethod
    def _submitted(cls, user, **values):
        case = cls.env["grid.service.request"].create(
            {
                "service_id": cls.env.ref("grid_service.service_meter_replace").id,
                "subject": "Заменить счётчик",
                "partner_id": user.partner_id.id,
                "branch_id": cls.branch.id,
                "channel_id": cls.env.ref("grid_appeal.channel_account").id,
                **values,
            }
        )
        case._move("submit")
        return case

    @classmethod
    def _paper(cls, case, **values):
        return cls.env["grid.service.paper"].create(
            {
                "request_id": case.id,
                "kind_id": cls.kind.id,
                "state": "issued",
                "file": base64.b64encode(PDF),
                "file_name": "акт.pdf",
                **values,
            }
        )
