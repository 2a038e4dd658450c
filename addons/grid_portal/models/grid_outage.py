from odoo import models


class GridOutage(models.Model):
    """What a customer reads of an outage in her account."""

    _inherit = "grid.outage"

    def _account_note(self):
        title = self.env._("No supply now") if self._is_current() else self.env._("A planned outage")
        return {"title": title, "text": self._said()}
