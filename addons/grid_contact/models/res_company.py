from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    outage_contract_days = fields.Integer(
        "Notice of planned outages by contracts, days",
        help="How many calendar days ahead contracts of transmission promise legal entities a notice of a planned"
        " outage. Law sets no single number; 0: not given, and planned outages of legal entities are refused.",
    )
    outage_tells_emergency = fields.Boolean(
        "Supply failed", help="Customers are told by the auto-informer as soon as an emergency outage is registered."
    )
    outage_tells_planned = fields.Boolean(
        "A planned outage is announced", help="Customers are told by the auto-informer as soon as it is announced."
    )
    outage_tells_restored = fields.Boolean(
        "Supply is back",
        help="Customers are told by the auto-informer; whoever reported the outage, in answer to the appeal only.",
    )

    _outage_contract_days_positive = models.Constraint(
        "CHECK (outage_contract_days >= 0)", "A term of notice is not below zero."
    )
