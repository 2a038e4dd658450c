from odoo import api, models


class MailLinkPreview(models.Model):
    """An address in a message is opened by who reads it, never by the server: it might lead into our own network."""

    _inherit = "mail.link.preview"

    @api.model
    def _is_link_preview_enabled(self):
        return False
