from odoo import fields, models

from .grid_notice_refusal import CHANNEL_NAMES

STATES = [
    ("waiting", "Waiting"),
    ("positive", "Received"),
    ("negative", "Transmitted, not received"),
    ("failed", "Not transmitted"),
    ("refused", "Refused messages"),
]


class GridNotice(models.Model):
    """One recipient of a campaign: what is said, by which channel now, and what became of it."""

    _name = "grid.notice"
    _description = "Message of a campaign"
    _order = "campaign_id, id"
    _log_access = False

    campaign_id = fields.Many2one("grid.notice.campaign", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", index=True)
    branch_id = fields.Many2one("grid.branch", ondelete="restrict", index="btree_not_null")
    partner_id = fields.Many2one("res.partner", "Customer", ondelete="set null", index="btree_not_null")
    usage_point_id = fields.Many2one("grid.usage.point", ondelete="set null", index="btree_not_null")
    recipient = fields.Char(
        "Told by", required=True, help="By whom nobody gets a message twice: a telephone, an e-mail, a card."
    )
    name = fields.Char("Recipient")
    phone = fields.Char("Telephone")
    email = fields.Char()
    body = fields.Text("Text")
    part_count = fields.Integer("Parts of an SMS")
    reach = fields.Char("Channels that reach", help="In alphabetical order, with commas.")
    state = fields.Selection(STATES, required=True, default="waiting")
    channel = fields.Selection(CHANNEL_NAMES, help="The one tried now, or the last one tried.")
    attempt = fields.Integer("Which attempt")
    is_under_way = fields.Boolean("Being transmitted")
    was_transmitted = fields.Boolean()
    next_at = fields.Datetime("Not before")
    ended_at = fields.Datetime()
    reason = fields.Char()
    attempt_ids = fields.One2many("grid.notice.attempt", "notice_id")

    _once = models.Constraint("UNIQUE (campaign_id, recipient)", "Nobody gets a message of a campaign twice.")
    _state_idx = models.Index("(campaign_id, state, channel)")
    _due_idx = models.Index("(campaign_id, next_at, id) WHERE state = 'waiting' AND is_under_way IS NOT TRUE")
    _account_idx = models.Index("(partner_id) WHERE channel = 'account' AND state = 'negative'")


class GridNoticeAttempt(models.Model):
    """One transmission by one channel, and its result."""

    _name = "grid.notice.attempt"
    _description = "Attempt to transmit a message"
    _order = "id"
    _log_access = False

    notice_id = fields.Many2one("grid.notice", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="notice_id.company_id")
    channel = fields.Selection(CHANNEL_NAMES, required=True)
    number = fields.Integer(required=True)
    begun_at = fields.Datetime(required=True)
    ended_at = fields.Datetime()
    result = fields.Selection(
        [("positive", "Received"), ("negative", "Transmitted, not received"), ("failed", "Not transmitted")]
    )
    reason = fields.Char()
    sms_id = fields.Many2one("grid.sms", "SMS", ondelete="set null", index="btree_not_null")
    voice_provider_id = fields.Many2one("grid.voice.provider", "Provider of calls", ondelete="restrict")
    dialled_at = fields.Datetime("Call begun")
    call_until = fields.Datetime(help="From then on it is quiet at the recipient's.")

    _to_call_idx = models.Index("(voice_provider_id, id) WHERE voice_provider_id IS NOT NULL AND result IS NULL")
    _once = models.Constraint("UNIQUE (notice_id, channel, number)", "An attempt is made once.")
