from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _pseudonymise(self, reason):
        """Forget the state identity with the account that it opened: it names the person."""
        result = super()._pseudonymise(reason)
        self.sudo().with_context(active_test=False).user_ids._forget_identity()
        return result
