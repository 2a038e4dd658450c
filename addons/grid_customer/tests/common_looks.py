from base64 import b64encode
from datetime import date

from odoo import Command

from .common import CustomerCase

SECRET = {"snils", "birth_date", "identity_kind", "identity_number", "identity_issued_on", "identity_scan"}
NEED_TO_KNOW = ("manager", "specialist", "supervisor", "head", "privacy")
SCAN = b"%PDF-1.4 scan of a passport"


class LooksCase(CustomerCase):
    """Ivanov has a passport with a scan and a disability; everybody may export lists."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = cls.env.ref("base.group_allow_export")
        for user in cls.people.values():
            if user._is_internal():
                user.group_ids = [Command.link(export.id)]
        cls.ivanov.write(
            {
                "birth_date": date(1980, 5, 1),
                "identity_kind": "passport",
                "identity_number": "32 08 № 123456",
                "identity_issued_on": date(2000, 6, 1),
                "identity_scan": b64encode(SCAN),
                "identity_scan_name": "passport.pdf",
            }
        )
        cls.disability = cls.env["grid.vulnerability"].create(
            {
                "partner_id": cls.ivanov.id,
                "category_id": cls.env.ref("grid_customer.vulnerability_disabled").id,
                "document": "Справка МСЭ 12",
            }
        )
        cls.env.flush_all()

    def looks(self):
        """What was written since the last time: (who, whose, model, fields, way), once the request ends."""
        self.env.cr.flush()
        log = self.env["grid.access.log"].search([("id", ">", getattr(self, "last", 0))], order="id")
        self.last = max(log.ids, default=getattr(self, "last", 0))
        return [
            (one.user_id.name, one.partner_id, one.res_model, set(one.field_names.split(",")), one.way) for one in log
        ]
