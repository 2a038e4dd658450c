from odoo import api, fields, models

#: What a call of the trial comes to, by the last digit of the telephone; any other is taken and heard to the end.
TRIAL = {"1": ("negative", "busy"), "2": ("failed", "no such number"), "4": ("negative", "hung up before the end")}


class GridVoiceProvider(models.Model):
    """Who calls customers and reads messages to them.

    A further kind extends `kind` and gives `_call_<kind>(attempts)`; it calls `attempts._finish(result, reason)` when
    it learns what became of a call: heard to the end is `positive`; busy, not taken or hung up before is `negative`;
    a wrong number or a fault of the line is `failed`.
    """

    _name = "grid.voice.provider"
    _description = "Provider of calls"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    kind = fields.Selection([("trial", "Trial: nobody is called")], required=True, default="trial")

    @api.model
    def _of_company(self, company):
        """Return the provider of a company's calls; empty while none is set."""
        return self.sudo().search([("company_id", "=", company.id)], limit=1)

    def _call(self, attempts):
        """Call those whom attempts are for."""
        self.ensure_one()
        return getattr(self, f"_call_{self.kind}")(attempts)

    def _call_trial(self, attempts):
        by_end = attempts.grouped(lambda one: TRIAL.get((one.notice_id.phone or "")[-1:], ("positive", False)))
        for (result, reason), alike in by_end.items():
            alike._finish(result, reason)
