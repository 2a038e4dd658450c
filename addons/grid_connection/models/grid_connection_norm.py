from decimal import Decimal

from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ..fees import FeeError, Norm, decide


class GridConnectionNorm(models.Model):
    """A figure that the law on connection sets (a limit, a share, a percent): a dated row with its act and clause."""

    _name = "grid.connection.norm"
    _inherit = "grid.dated.row"
    _description = "Figure of the law on connection"
    _order = "code, valid_from desc nulls last, id"
    _rec_names_search = ["code", "name", "norm"]
    _said_fields = frozenset(("code", "value", "unit", "valid_from"))
    _edition_fields = ("code",)

    code = fields.Char(required=True, index=True, help="What the calculator looks for: vat_percent, near_city_m.")
    name = fields.Char(required=True, translate=True)
    value = fields.Float("Figure", digits=(16, 6), required=True, tracking=True)
    unit = fields.Char(translate=True)
    norm = fields.Char("Act, clause", translate=True)

    _value_positive = models.Constraint("CHECK (value >= 0)", "A figure of the law is not below zero.")

    @api.constrains("code", "valid_from", "valid_to")
    def _check_overlap(self):
        self._refuse_overlap()

    @api.model
    @tools.ormcache()
    def _all_values(self):
        """Return every row as the calculator sees it."""
        return tuple(
            Norm(row.code, Decimal(str(row.value)), row.valid_from or None, row.valid_to or None, row.id)
            for row in self.sudo().search([])
        )

    @api.model
    def _figure(self, code, day):
        """Return a figure in force on a local day as a Decimal; refuse where none is."""
        rates = self.env["grid.fee.rate"]
        return rates._refusing(lambda: rates._own_tables().norm(code, day)).value

    @api.model
    def _works_case(self, day, facts):
        """Return the case of the works and its working, by facts as `grid.fee.rate._facts` reads them.

        The case is the fact `case` of the rules `tp_works`; the working is a list of steps for `grid.fee.working`.
        """
        rates = self.env["grid.fee.rate"]
        try:
            found = decide(rates._facts(facts), day, rates._tables(self.env.company.id))
        except FeeError as refusal:
            raise UserError(self.env["grid.fee.working"]._refusal(refusal)) from refusal
        return found.case, self.env["grid.fee.working"]._stored(found.steps)
