from datetime import timedelta

from odoo import api, fields, models

from .grid_call import NO_END

LOST_SIGHT = timedelta(hours=4)  # a call without an end by then was lost sight of by its exchange
CLOSED_AT_ONCE = 5000


class GridCall(models.Model):
    """Calls whose end nobody reported: they do not stay on the line for ever."""

    _inherit = "grid.call"

    @api.model
    def _cron_close_unended(self):
        """Say of old calls without an end that none was reported; an end that comes later is taken all the same.

        No end is made up: such a call is neither answered nor lost, and nobody is owed a call-back for it.
        """
        own = [("ended_at", "=", False), ("stage", "!=", NO_END)]
        old = self.search([*own, ("began_at", "<", fields.Datetime.now() - LOST_SIGHT)], limit=CLOSED_AT_ONCE)
        old.write({"stage": NO_END, "ringing": False})
