from odoo import api, models


class MailPush(models.Model):
    _inherit = "mail.push"

    @api.model
    def _push_notification_to_endpoint(self, batch_size=50):
        """Send nothing: an endpoint belongs to the maker of a browser, never to us."""
