from odoo import fields, models


class ResCompany(models.Model):
    """What the company aims at when it answers calls: no law sets these figures."""

    _inherit = "res.company"

    target_answer_seconds = fields.Integer(
        "An operator answers within, seconds",
        default=20,
        required=True,
        help="From when the caller waits for a person.",
    )
    target_service_level = fields.Float(
        "Share of calls answered within it, %", default=80.0, required=True, digits=(5, 1)
    )
    max_abandon_pct = fields.Float("Calls lost, not more than, %", default=5.0, required=True, digits=(5, 1))

    _call_targets = models.Constraint(
        "CHECK (target_answer_seconds > 0 AND target_service_level BETWEEN 0 AND 100"
        " AND max_abandon_pct BETWEEN 0 AND 100)",
        "A target is a number of seconds above zero and shares from 0 to 100 per cent.",
    )
