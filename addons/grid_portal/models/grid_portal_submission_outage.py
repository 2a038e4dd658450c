from odoo import models

#: So many outages are told of where an address names no settlement and fits several.
TOLD_MAX = 3


class GridPortalSubmission(models.Model):
    """Whoever has no light reads of the outage at her place before anything more is asked."""

    _inherit = "grid.portal.submission"

    def _known_outage(self):
        found = self._outages_here()
        if not found:
            return super()._known_outage()
        said = [
            self.env._("%(place)s: %(words)s", place=place, words=outage._said()) if place else outage._said()
            for outage, place in list(found.items())[:TOLD_MAX]
        ]
        return " ".join(said)

    def _outages_here(self):
        """Return {outage under way: the house that the typed address means}; of an account no address is said."""
        form, company = self._form(), self.env.company
        outages = self.env["grid.outage"].sudo()
        if by_account := outages._of_account(form.account_number, company)._current():
            return {by_account[0]: ""}
        houses = self.env["grid.outage.house"].sudo()._of_address(form.address, company)
        return {one.outage_id: one.address for one in houses if one.outage_id._is_current()}

    def _create_appeal(self, vals):
        """Link a report to its outage; where several fit the address, a person decides."""
        here = self._outages_here() if self.way == "outage" else {}
        linked = {"outage_id": next(iter(here)).id} if len(here) == 1 else {}
        return super()._create_appeal({**vals, **linked})
