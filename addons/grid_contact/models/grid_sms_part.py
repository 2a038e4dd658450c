from odoo import fields, models

#: `unclear`: handed over, and then the connection or the server was gone; a receipt or time decides.
STATES = [
    ("waiting", "Waiting"),
    ("sending", "Being sent"),
    ("unclear", "In doubt"),
    ("sent", "Sent"),
    ("delivered", "Delivered"),
    ("undelivered", "Not delivered"),
    ("failed", "Not sent"),
]


class GridSmsPart(models.Model):
    """What is handed over to a provider at once: a part of an SMS, or all of it."""

    _name = "grid.sms.part"
    _description = "Part of an SMS"
    _order = "sms_id, number"
    _log_access = False

    sms_id = fields.Many2one("grid.sms", required=True, ondelete="cascade", index=True)
    provider_id = fields.Many2one("grid.sms.provider", required=True, ondelete="restrict")
    number = fields.Integer(required=True)
    body = fields.Char()
    state = fields.Selection(STATES, required=True, default="waiting")
    message_id = fields.Char("Number at the provider")
    handed_at = fields.Datetime()
    not_before = fields.Datetime(help="The provider asked to wait.")
    error = fields.Char()

    _once = models.Constraint("UNIQUE (sms_id, number)", "A part is made once.")
    _message_idx = models.Index("(provider_id, message_id) WHERE message_id IS NOT NULL")
    _waiting_idx = models.Index("(provider_id, id) WHERE state = 'waiting'")
    _open_idx = models.Index("(provider_id, state, handed_at) WHERE state IN ('sending', 'unclear', 'sent')")

    def _reference(self):
        """Return the number of 16 bits by which a centre gives the part back in its receipt."""
        return self.id % 65536
