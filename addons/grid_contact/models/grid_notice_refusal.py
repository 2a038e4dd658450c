from odoo import api, fields, models

from ..campaigns import CHANNELS

CHANNEL_NAMES = [("voice", "Call"), ("sms", "SMS"), ("email", "E-mail"), ("account", "Personal account")]


class GridNoticeRefusal(models.Model):
    """A customer does not want messages: by one channel, or by any. What law requires is sent all the same."""

    _name = "grid.notice.refusal"
    _description = "Refusal of messages"
    _inherit = ["mail.thread"]
    _order = "since desc, id desc"

    partner_id = fields.Many2one("res.partner", "Customer", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    channel = fields.Selection(CHANNEL_NAMES, help="Empty: by no channel.", tracking=True)
    since = fields.Date(required=True, default=lambda self: self.env.company._legal_today())
    withdrawn_on = fields.Date(
        "Wants them again since", tracking=True, help="The refusal stays written down, and holds no longer."
    )
    note = fields.Char("How it was said", help="A call, a letter, an answer to an SMS.")

    _holds_uniq = models.UniqueIndex(
        "(company_id, partner_id, coalesce(channel, '')) WHERE withdrawn_on IS NULL",
        "The customer has refused these messages already.",
    )

    @api.model
    def _refused(self, company, partner_ids):
        """Return {customer: channels refused} of those who refused any, in one query."""
        rows = self.sudo()._read_group(
            [("company_id", "=", company.id), ("partner_id", "in", partner_ids), ("withdrawn_on", "=", False)],
            ["partner_id"],
            ["channel:array_agg"],
        )
        return {partner.id: set(CHANNELS if None in found else found) for partner, found in rows}
