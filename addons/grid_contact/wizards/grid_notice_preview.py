from collections import Counter

from odoo import api, fields, models

from ..campaigns import CHANNELS, SMS

SHOWN = 3


class GridNoticePreview(models.TransientModel):
    """What a campaign would do now: how many are told, by what first, in how many parts, and a few of its texts."""

    _name = "grid.notice.preview"
    _description = "Preview of a campaign"

    campaign_id = fields.Many2one("grid.notice.campaign", required=True, readonly=True, ondelete="cascade")
    audience = fields.Selection(related="campaign_id.audience")
    register_count = fields.Integer(related="campaign_id.register_count")
    less_count = fields.Integer(related="campaign_id.less_count")
    elsewhere_count = fields.Integer(related="campaign_id.elsewhere_count")
    again_count = fields.Integer(related="campaign_id.again_count")
    unread_count = fields.Integer(related="campaign_id.unread_count")
    unread_file = fields.Binary(related="campaign_id.unread_file")
    unread_name = fields.Char(related="campaign_id.unread_name")
    recipient_count = fields.Integer("Recipients", readonly=True)
    voice_count = fields.Integer("First by a call", readonly=True)
    sms_count = fields.Integer("First by SMS", readonly=True)
    email_count = fields.Integer("First by e-mail", readonly=True)
    account_count = fields.Integer("First in the account", readonly=True)
    refused_count = fields.Integer("Refused messages", readonly=True)
    unreached_count = fields.Integer("Cannot be told", readonly=True)
    first_part_count = fields.Integer("Parts of SMS that go first", readonly=True)
    part_count = fields.Integer(
        "Parts of SMS at most", readonly=True, help="If everybody whom an SMS reaches got one: what it costs in parts."
    )
    largest = fields.Integer("Parts of the longest text", readonly=True)
    examples = fields.Text("As it would go", readonly=True)

    @api.model
    def _open(self, campaign, rows):
        """Count and show; `rows` are the recipients."""
        counts, parts, shown = self._count(campaign.sudo(), rows)
        preview = self.create(
            {
                "campaign_id": campaign.id,
                "recipient_count": len(rows),
                **{f"{channel}_count": counts[channel] for channel in CHANNELS},
                "refused_count": counts["refused"],
                "unreached_count": counts["failed"],
                "first_part_count": parts["first"],
                "part_count": parts["all"],
                "largest": parts["largest"],
                "examples": "\n\n".join(shown),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preview"),
            "res_model": self._name,
            "res_id": preview.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _count(self, campaign, rows):
        counts, parts, shown = Counter(), Counter(), []
        for (row, text, count), (reach, is_refused) in zip(campaign._said(rows), campaign._reached(rows), strict=True):
            state, channel, _attempt, _reason = campaign._begun(row, text, reach, is_refused)
            counts[channel or state] += 1
            if SMS in reach and state == "waiting":
                parts["all"] += count
                parts["first"] += count if channel == SMS else 0
                parts["largest"] = max(parts["largest"], count)
            if len(shown) < SHOWN and state == "waiting":
                shown.append(text)
        return counts, parts, shown
