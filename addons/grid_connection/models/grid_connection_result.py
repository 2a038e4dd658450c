from odoo import api, fields, models

ENDS = [
    ("closed", "Connected"),
    ("annulled_no_docs", "Annulled: papers not supplied"),
    ("annulled_unpaid", "Annulled: not paid"),
    ("annulled_not_signed", "Annulled: contract not signed"),
    ("withdrawn", "Withdrawn"),
    ("terminated", "Contract terminated"),
    ("refused", "Refused"),
    ("provided", "Provided"),
]


class GridConnection(models.Model):
    """How a case has ended and when it came where: what is counted later is kept, not derived anew."""

    _inherit = "grid.connection"

    ended_as = fields.Selection(ENDS, readonly=True, copy=False, index="btree_not_null")
    act_at = fields.Datetime("Act of connection", readonly=True, copy=False)

    @api.model
    def _by_act_only(self):
        return super()._by_act_only() | {"ended_as", "act_at"}

    def _mark_end(self, code):
        known = dict(self._fields["ended_as"].selection)
        self.write({"ended_as": code if code in known else False})
