from odoo import models


class GridCall(models.Model):
    """What the end of a call asks for: who was not answered is called back, who called again is not."""

    _inherit = "grid.call"

    def _ended(self):
        result = super()._ended()
        known = self.filtered("caller")
        if lost := known.filtered(lambda call: call.stage == "lost"):
            self.env["grid.callback"]._promise_for_lost(lost)
        if answered := known.filtered(lambda call: call.stage == "answered"):
            self.env["grid.callback"]._answered_meanwhile(answered)
        return result
