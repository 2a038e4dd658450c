from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Let the screen offer spreadsheets to who may use them, and to nobody else."""
        return {
            **super().session_info(),
            "may_use_spreadsheets": self.env.user.has_group("spreadsheet_oca.group_user"),
        }
