from odoo import models


class GridAppealAnswer(models.Model):
    _name = "grid.appeal.answer"
    _inherit = ["grid.appeal.answer", "grid.account.reader"]

    _portal_fields = frozenset(
        {
            "id",
            "display_name",
            "ticket_id",
            "version",
            "state",
            "body",
            "outgoing_number",
            "outgoing_date",
            "sent_at",
            "executor_phone",
            "signer_name",
            "signer_position",
        }
    )
