from odoo import models


class GridAppealOutgoing(models.AbstractModel):
    _inherit = "grid.appeal.outgoing"

    def _customer_body(self):
        """Return the text as the letter says it: its pictures are in it, no key opens them elsewhere."""
        return self.env["grid.appeal.letter"]._clean_body(self)

    def _customer_title(self):
        return self.env._(
            "No. %(number)s of %(date)s",
            number=self.outgoing_number,
            date=self.ticket_id._customer_date(self.outgoing_date),
        )
