from odoo import api, fields, models

KINDS = [
    ("preferential", "Preferential rate"),
    ("social", "Preferential rate, social"),
    ("c1_1", "C1.1: preparing of technical conditions"),
    ("c1_2", "C1.2: check of their fulfilment"),
    ("c2", "C2: overhead lines"),
    ("c3", "C3: cable lines"),
    ("c4", "C4: switching points"),
    ("c5", "C5: transformer substations"),
    ("c6", "C6: distribution substations"),
    ("c7", "C7: supply centres from 35 kV"),
    ("c8", "C8: metering"),
    ("per_power", "Rate per unit of power"),
    ("index", "Index of standardised rates"),
]
UNITS = [
    ("connection", "connection"),
    ("kw", "kW"),
    ("km", "km"),
    ("piece", "piece"),
    ("point", "point of metering"),
    ("multiplier", "multiplier"),
]


class GridFeeRate(models.Model):
    """A rate of the fee that the regulator of a region set by its order."""

    _name = "grid.fee.rate"
    _inherit = "grid.dated.row"
    _description = "Rate of the fee of a connection"
    _order = "state_id, kind, valid_from desc, id"
    _said_fields = frozenset(
        ("kind", "state_id", "company_id", "amount", "unit", "valid_from", "facts", "includes_vat", "order_number")
    )
    _edition_fields = ("kind", "state_id", "company_id", "facts")

    kind = fields.Selection(KINDS, required=True)
    label = fields.Char("Code in the order", help="As the order names the rate: C1.2.1, C3.1.2.")
    state_id = fields.Many2one(
        "res.country.state",
        "Region",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('country_id.code', '=', 'RU')]",
        help="Empty: the whole country.",
    )
    company_id = fields.Many2one(
        "res.company", ondelete="cascade", index="btree_not_null", help="Empty: every grid operator of the region."
    )
    amount = fields.Float(
        "Rate", digits=(16, 6), required=True, tracking=True, help="Roubles; of an index a multiplier."
    )
    unit = fields.Selection(UNITS, "For a", required=True, default="kw")
    valid_from = fields.Date(required=True)
    facts = fields.Char(
        "Applies if",
        help="Conditions as in the rules of terms: track=account;voltage_kv=0.4. Empty: to every connection.",
    )
    includes_vat = fields.Boolean("VAT included")
    order_number = fields.Char(tracking=True)
    order_date = fields.Date()
    note = fields.Text()
    order_text = fields.Char("Order", compute="_compute_order_text")

    _amount_positive = models.Constraint("CHECK (amount > 0)", "A rate is more than zero.")

    @api.depends("kind", "label", "state_id")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for rate in self:
            parts = (rate.label or kinds.get(rate.kind), rate.state_id.name or self.env._("whole country"))
            rate.display_name = ", ".join(filter(None, parts))

    @api.depends("order_number", "order_date")
    def _compute_order_text(self):
        for rate in self:
            number, date = rate.order_number, rate._said_day(rate.order_date)
            if number and date:
                rate.order_text = self.env._("order No. %(number)s of %(date)s", number=number, date=date)
            else:
                rate.order_text = number and self.env._("order No. %(number)s", number=number)

    @api.constrains("kind", "state_id", "company_id", "facts", "valid_from", "valid_to")
    def _check_overlap(self):
        self._refuse_overlap()

    @api.constrains("facts")
    def _check_facts(self):
        for rate in self:
            self.env["legal.rule"]._parsed_facts(rate.facts)
