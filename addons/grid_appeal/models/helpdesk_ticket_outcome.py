from odoo import fields, models
from odoo.exceptions import UserError

OUTCOMES = [
    ("justified", "Justified"),
    ("partly", "Partly justified"),
    ("unjustified", "Not justified"),
    ("explained", "Explained"),
]
# Whoever complains is told whether he was right: these are not closed without it.
JUDGED_KINDS = ("complaint", "claim")


class HelpdeskTicket(models.Model):
    """What came out of an appeal, and what is done because of it."""

    _inherit = "helpdesk.ticket"

    outcome = fields.Selection(OUTCOMES, copy=False, tracking=True)
    measure_ids = fields.One2many("grid.appeal.measure", "ticket_id", string="Measures", copy=False)

    def _begin(self, act):
        begun = super()._begin(act)
        if act == "close":
            self._check_outcome()
        return begun

    def _check_outcome(self):
        lacking = self.filtered(lambda ticket: ticket.kind in JUDGED_KINDS and not ticket.outcome)
        if lacking:
            raise UserError(
                self.env._(
                    "The complaint %(appeal)s cannot be closed yet: say on the page “Outcome and measures” "
                    "whether it was justified.",
                    appeal=lacking[0].display_name,
                )
            )
