from odoo import models
from odoo.tools import format_date


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

    def _customer_title(self):
        return self.env._(
            "No. %(number)s of %(date)s",
            number=self.outgoing_number,
            date=format_date(self.env, self.outgoing_date, date_format="dd.MM.yyyy"),
        )
