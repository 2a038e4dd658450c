from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..fees import IndividualFee
from .grid_connection_guard import OPEN_STATES

#: Fields of the application that the fee rests on.
RESTS_ON = {
    *("power_new_kw", "power_existing_kw", "voltage_kv", "reliability_category", "sources", "settlement_type"),
    *("distance_m", "has_distance", "is_apartment", "is_temporary", "is_leased", "lease_months", "benefit_used_on"),
    *("social_rate_claimed", "fee_method", "works_designed", "individual_fee", "individual_fee_order"),
    *("partner_id", "service_id", "branch_id"),
}


class GridConnection(models.Model):
    """The fee of a connection (PP 861 TP, point 17): reckoned by the dated rates of the region, with its working.

    Amounts are roubles with kopecks and with VAT. Whatever the fee rests on changes, it is reckoned anew.
    """

    _inherit = "grid.connection"

    currency_id = fields.Many2one(related="company_id.currency_id")
    fee = fields.Monetary(readonly=True, copy=False, tracking=True)
    fee_vat = fields.Monetary("VAT in the fee", readonly=True, copy=False)
    fee_basis = fields.Selection(
        [
            ("flat", "Flat fee"),
            ("preferential", "Preferential rate"),
            ("social", "Social rate"),
            ("standardised", "Standardised rates"),
            ("organisational", "Organisational part only"),
            ("per_power", "Rate per power"),
            ("individual", "Set by the regulator for this connection"),
        ],
        readonly=True,
        copy=False,
    )
    fee_is_estimate = fields.Boolean("An estimate", readonly=True, copy=False, help="The works are not designed yet.")
    fee_on = fields.Date("Fee by the rates of", readonly=True, copy=False)
    fee_working = fields.Json(readonly=True, copy=False, help="Steps that `grid.fee.working` says.")
    individual_fee = fields.Monetary("Individual fee", help="With VAT, as the order of the regulator sets it.")
    individual_fee_order = fields.Char("Order of the regulator", help="Number and date of the order.")

    @api.model
    def _fee_fields(self):
        return {"fee", "fee_vat", "fee_basis", "fee_is_estimate", "fee_on", "fee_working"}

    @api.model
    def _by_act_only(self):
        return super()._by_act_only() | self._fee_fields()

    def write(self, vals):
        """A fee that rests on what has changed is no fee any more."""
        done = super().write(vals)
        if RESTS_ON & vals.keys():
            self._forget_fee()
        return done

    def _forget_fee(self):
        if reckoned := self.filtered("fee_working"):
            reckoned._by_act().write(dict.fromkeys(self._fee_fields(), False))

    def action_reckon_fee(self):
        """Reckon the fee by the rates in force today."""
        if not self._handles():
            raise AccessError(self.env._("The fee is reckoned by a specialist."))
        for connection in self:
            if connection.state not in OPEN_STATES:
                raise UserError(self.env._("The offer stands already: its fee is not reckoned anew."))
            connection._by_act().write(connection._fee_vals(connection.company_id._legal_today()))
        return True

    def _fee_vals(self, day):
        """Return the fee on a local day; an individual one only where no general rate serves."""
        rates = self.env["grid.fee.rate"].with_company(self.company_id)
        try:
            amount, working = rates._fee(day, self._region(), self._fee_facts())
        except UserError as refusal:
            if not (isinstance(refusal.__cause__, IndividualFee) and self.individual_fee and self.individual_fee_order):
                raise
            return self._individual_vals(day)
        return {
            "fee": float(amount),
            "fee_vat": float(Decimal(working["vat"])),
            "fee_basis": working["basis"],
            "fee_is_estimate": working["is_estimate"],
            "fee_on": day,
            "fee_working": working,
        }

    def _individual_vals(self, day):
        working = {"basis": "individual", "order": self.individual_fee_order, "rates": [], "norms": [], "steps": []}
        return {
            "fee": self.individual_fee,
            "fee_vat": False,
            "fee_basis": "individual",
            "fee_is_estimate": False,
            "fee_on": day,
            "fee_working": working,
        }

    def _region(self):
        """Return the region whose rates count: that of the branch, of a higher one, of the company."""
        branch = self.branch_id.sudo()
        while branch and not branch.state_id:
            branch = branch.parent_id
        return branch.state_id or self.company_id.sudo().state_id

    def _fee_facts(self):
        """Return the facts of the calculator (`fees.Facts`); what nobody gave is None."""
        names = (
            *("power_new_kw", "power_existing_kw", "voltage_kv", "reliability_category", "sources"),
            *("settlement_type", "is_apartment", "is_temporary", "is_mobile"),
            *("needs_building", "third_party_land", "is_simple"),
        )
        return {
            **{name: self[name] for name in names},
            "settlement_type": self.settlement_type or None,
            "applicant_kind": self.partner_id.customer_kind,
            "distance_m": self.distance_m if self.has_distance else None,
            "receiver_distance_m": self.receiver_distance_m or None,
            "lease_months": self.lease_months if self.is_leased else None,
            "benefit_used_on": self.benefit_used_on or None,
            "is_social": self.social_rate_claimed,
            "track": self.track or None,
            "method": self.fee_method,
            "works": [work._as_fact() for work in self.work_ids] if self.works_designed else None,
        }
