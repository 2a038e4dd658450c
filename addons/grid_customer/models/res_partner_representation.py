from odoo import fields, models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """Who may act for a customer."""

    _inherit = "res.partner"

    representation_ids = fields.One2many(
        "grid.representation", "principal_id", "Representatives", groups="grid_customer.group_staff"
    )
    represented_ids = fields.One2many(
        "grid.representation", "representative_id", "Acts for", groups="grid_customer.group_staff"
    )

    def _check_representative(self, representative, on_date=None):
        """Return the paper by which somebody may act for this customer on a day (today in the company's zone).

        Nothing is returned, and nothing refused, for the customer in person.

        :raises UserError: no paper, or only one that is expired, revoked or not yet valid
        """
        self.ensure_one()
        papers = self.env["grid.representation"]
        if representative == self:
            return papers
        day = on_date or self.env.company._legal_today()
        domain = [("principal_id", "=", self.id), ("representative_id", "=", representative.id)]
        papers = papers.search(domain, order="valid_until desc nulls first, id desc")
        if valid := papers.filtered(lambda paper: paper._state_on(day) == "valid")[:1]:
            return valid
        raise UserError(papers[:1]._refusal(day) if papers else self._no_representative(representative))

    def _has_account(self):
        """Whether somebody reads this customer's papers in a personal account: the customer, or who acts by a paper."""
        self.ensure_one()
        customer = self.sudo()
        if customer.user_ids:
            return True
        valid = [
            ("principal_id", "=", customer.id),
            ("state", "=", "valid"),
            ("representative_id.user_ids", "!=", False),
        ]
        return bool(customer.env["grid.representation"].search_count(valid, limit=1))

    def _no_representative(self, representative):
        return self.env._(
            "No power of attorney lets %(representative)s act for %(principal)s. Ask for one and enter it on the"
            " customer's card, or serve %(principal)s in person.",
            representative=representative.display_name,
            principal=self.display_name,
        )
