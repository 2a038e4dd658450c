from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    connection_penalty_cap = fields.Float(
        "Penalty of a connection, at most",
        digits=(16, 2),
        help="In percent of the fee; 0: no cap. The law's own cap is to be confirmed by a lawyer.",
    )

    connection_payment_wait_days = fields.Integer(
        "Wait for the bank, days",
        default=3,
        help="Days after the term of an invoice before an unpaid application is annulled: documents of the bank on "
        "payments made in time come later.",
    )

    _connection_payment_wait_positive = models.Constraint(
        "CHECK (connection_payment_wait_days >= 0)", "The wait for the bank is not below zero."
    )
    _connection_penalty_cap_positive = models.Constraint(
        "CHECK (connection_penalty_cap >= 0)", "The cap of a penalty is not below zero."
    )
