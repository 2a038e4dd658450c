from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..texting import unknown_fields

#: What a call of the trial comes to, by the last digit of the telephone; any other is taken and heard to the end.
TRIAL = {"1": ("negative", "busy"), "2": ("failed", "no such number"), "4": ("negative", "hung up before the end")}
ASTERISK = "asterisk"
DIALLED_BY = "PJSIP/{{ phone }}@trunk"


class GridVoiceProvider(models.Model):
    """Who calls customers and reads messages to them.

    A further kind extends `kind` and gives `_call_<kind>(attempts)`; it calls `attempts._finish(result, reason)` when
    it learns what became of a call: heard is `positive`; busy, not taken or hung up before is `negative`; a wrong
    number or a fault of the line is `failed`.
    """

    _name = "grid.voice.provider"
    _inherit = "grid.kept.password"
    _description = "Provider of calls"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    kind = fields.Selection(
        [("trial", "Trial: nobody is called"), (ASTERISK, "Asterisk (Manager Interface)")],
        required=True,
        default="trial",
    )
    # the exchange
    host = fields.Char()
    port = fields.Integer(default=5038)
    is_tls = fields.Boolean("Encrypted (TLS)")
    channel = fields.Char(
        "Dialled by",
        default=DIALLED_BY,
        help="The channel by which the exchange reaches a telephone of the city network.",
    )
    caller_id = fields.Char("Number shown", help="The number that the telephone of the customer shows.")
    context = fields.Char(
        "Context that reads the text",
        default="griddesk-inform",
        help="A context of the dialplan; the text is in its variable GRIDDESK_TEXT.",
    )
    recording = fields.Char(
        "Recorded file", help="A sound file of the exchange, without its ending; filled in, it is played to everyone."
    )
    # how fast, and what counts
    calls_per_minute = fields.Integer("Calls a minute, at most", required=True, default=30)
    line_count = fields.Integer("Lines, at most", required=True, default=5, help="Calls at the same time.")
    ring_seconds = fields.Integer("Rings for, seconds", required=True, default=30)
    heard_seconds = fields.Integer(
        "Heard after, seconds",
        required=True,
        default=5,
        help="A call that is hung up earlier was transmitted and not received.",
    )
    waiting_count = fields.Integer("Waiting", compute="_compute_waiting_count", compute_sudo=True)
    trouble = fields.Char("Last trouble", readonly=True, copy=False)

    _rate_positive = models.Constraint(
        "CHECK (calls_per_minute BETWEEN 1 AND 6000 AND line_count BETWEEN 1 AND 1000)",
        "At least one call a minute is made, by one line.",
    )
    _seconds_bounded = models.Constraint(
        "CHECK (ring_seconds BETWEEN 5 AND 60 AND heard_seconds BETWEEN 0 AND 30)",
        "A telephone rings for 5 to 60 seconds, and a call is heard after 30 seconds at most.",
    )

    @api.constrains("kind", "host", "port", "channel", "context", "recording", "active")
    def _check_is_whole(self):
        for provider in self.filtered(lambda one: one.active and one.kind == ASTERISK):
            if not (provider.host and provider.port):
                raise ValidationError(self.env._("Fill in the host and the port of the exchange."))
            if "phone" not in (provider.channel or "") or unknown_fields(provider.channel, ("phone",)):
                raise ValidationError(
                    self.env._(
                        "Say how a telephone is dialled, for example %(example)s.", example="PJSIP/{{ phone }}@trunk"
                    )
                )
            if not (provider.context or provider.recording):
                raise ValidationError(self.env._("Name the context that reads the text, or a recorded file."))

    @api.model
    def _of_company(self, company):
        """Return the provider of a company's calls; empty while none is set."""
        return self.sudo().search([("company_id", "=", company.id)], limit=1)

    def _compute_waiting_count(self):
        domain = [("voice_provider_id", "in", self.ids), ("result", "=", False)]
        counts = dict(self.env["grid.notice.attempt"]._read_group(domain, ["voice_provider_id"], ["__count"]))
        for provider in self:
            provider.waiting_count = counts.get(provider, 0)

    def _call(self, attempts):
        """Call those whom attempts are for."""
        self.ensure_one()
        return getattr(self, f"_call_{self.kind}")(attempts)

    def _call_trial(self, attempts):
        by_end = attempts.grouped(lambda one: TRIAL.get((one.notice_id.phone or "")[-1:], ("positive", False)))
        for (result, reason), alike in by_end.items():
            alike._finish(result, reason)
