from odoo import api, models
from odoo.fields import Domain
from odoo.tools import formatLang


class GridFeeRate(models.Model):
    """What the public sees of the rates, and when they were last checked."""

    _name = "grid.fee.rate"
    _inherit = ["grid.fee.rate", "grid.site.checked"]

    @api.model
    def _shown(self, day, company):
        """Return the rates in force on a day for the company, in its regions and in the whole country."""
        return self.search(self._shown_domain(day, company))

    @api.model
    def _last_checked(self, day, company):
        """Return how many rates the site of the company shows on a day, and the day of the oldest check of them.

        The day is empty while one of them was never checked.
        """
        aggregates = ["__count", "checked_on:count", "checked_on:min"]
        ((shown, checked, oldest),) = self._read_group(self._shown_domain(day, company), aggregates=aggregates)
        return shown, oldest if shown == checked else None

    def _site_domain(self):
        company = self.env.company
        return self._shown_domain(company.sudo()._legal_today(), company)

    @api.model
    def _shown_domain(self, day, company):
        branches = self.env["grid.branch"].sudo()._search([("company_id", "=", company.id)])
        in_regions = Domain("state_id", "=", False) | Domain("state_id", "in", branches.subselect("state_id"))
        in_force = Domain("valid_from", "<=", day) & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))
        return in_force & Domain("company_id", "in", (False, company.id)) & in_regions

    def _amount_text(self):
        """Return the rate in words: 6 500,00 roubles for a kW, VAT included."""
        if self.kind == "index":
            return formatLang(self.env, self.amount, digits=4)
        amount = self.env["grid.fee.working"]._money(str(self.amount))
        unit = dict(self._fields["unit"]._description_selection(self.env))[self.unit]
        if self.includes_vat:
            return self.env._("%(amount)s for 1 %(unit)s, VAT included", amount=amount, unit=unit)
        return self.env._("%(amount)s for 1 %(unit)s, without VAT", amount=amount, unit=unit)

    def _condition_lines(self):
        """Return when the rate applies, a line for each condition; nothing when it always does."""
        explanation = self.env["legal.explanation"]
        conditions = self.env["legal.rule"]._parsed_facts(self.facts)
        return [explanation._condition([one.fact, one.operator, one.value]) for one in conditions]
