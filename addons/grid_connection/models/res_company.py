from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    connection_penalty_cap = fields.Float(
        "Penalty of a connection, at most",
        digits=(16, 2),
        help="In percent of the fee; 0: no cap. The law's own cap is to be confirmed by a lawyer.",
    )

    _connection_penalty_cap_positive = models.Constraint(
        "CHECK (connection_penalty_cap >= 0)", "The cap of a penalty is not below zero."
    )
