from odoo import fields, models
from odoo.exceptions import UserError

from ..models.grid_consent import WAYS


class GridConsentAct(models.TransientModel):
    """What happens to a consent after it was given; each act asks only what it needs."""

    _name = "grid.consent.act"
    _description = "Act on a consent"

    consent_id = fields.Many2one("grid.consent", required=True, readonly=True, ondelete="cascade")
    act = fields.Selection(
        [("withdraw", "Withdraw"), ("destroyed", "Data destroyed"), ("keep", "Data kept on another basis")],
        required=True,
        readonly=True,
    )
    way = fields.Selection(WAYS, "How it was withdrawn", default="paper")
    happened_at = fields.Datetime("When", default=fields.Datetime.now)
    basis = fields.Text("On which basis the data is kept")

    def action_do(self):
        """Do the act, by the rights that the user has on the consent."""
        self.ensure_one()
        if self.act == "withdraw":
            if not self.way:
                raise UserError(self.env._("Say how the customer withdrew the consent."))
            self.consent_id._withdraw(self.way, self.happened_at)
        elif self.act == "destroyed":
            self.consent_id._destroyed(self.happened_at)
        else:
            self.consent_id._keep(self.basis)
        return {"type": "ir.actions.act_window_close"}
