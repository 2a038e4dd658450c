from odoo import api, fields, models


class GridConnectionPart(models.AbstractModel):
    """A row of a connection: it belongs to the company of the connection and is seen by who sees that."""

    _name = "grid.connection.part"
    _inherit = "grid.derived"
    _description = "Row of a connection"

    connection_id = fields.Many2one("grid.connection", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="connection_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="connection_id.branch_id", store=True, precompute=True, index=True)


class GridConnectionApplied(models.AbstractModel):
    """A row of the application: fixed with it while an offer stands; the fee is reckoned anew after it.

    Once the application is submitted, the history of the connection keeps what changes in its rows.
    """

    _name = "grid.connection.applied"
    _inherit = "grid.connection.part"
    _description = "Row of an application"
    _moves_fee = True

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._refuse_fixed()
        rows._forget_fee()
        rows._log_changes({}, rows._said_rows())
        return rows

    def write(self, vals):
        self._refuse_fixed()
        before = self._said_rows()
        done = super().write(vals)
        self._refuse_fixed()
        self._forget_fee()
        self._log_changes(before, self._said_rows())
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_fixed(self):
        self._refuse_fixed()
        self._forget_fee()
        self._log_changes(self._said_rows(), {})

    def _refuse_fixed(self):
        self.connection_id._refuse_standing()

    def _forget_fee(self):
        if self._moves_fee:
            self.connection_id._forget_fee()
