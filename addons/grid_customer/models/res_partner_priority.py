from odoo import api, fields, models
from odoo.fields import Domain

from .res_partner import PERSONAL_DATA_READERS

PRIORITY_READERS = f"grid_customer.group_operator,grid_customer.group_administrator,{PERSONAL_DATA_READERS}"


class ResPartner(models.Model):
    """Who is served first: the flag is seen by those who serve, its ground by those who need to know."""

    _inherit = "res.partner"

    vulnerability_ids = fields.One2many(
        "grid.vulnerability", "partner_id", "Vulnerable categories", groups=PERSONAL_DATA_READERS
    )
    has_priority = fields.Boolean(
        "Served with priority",
        compute="_compute_has_priority",
        compute_sudo=True,
        search="_search_has_priority",
        groups=PRIORITY_READERS,
        help="The customer belongs to a vulnerable category; which one is seen by those who need to know.",
    )

    @api.depends("vulnerability_ids.valid_from", "vulnerability_ids.valid_until")
    def _compute_has_priority(self):
        vulnerabilities = self.env["grid.vulnerability"]
        domain = vulnerabilities._domain_of_valid() & Domain("partner_id", "in", self.ids)
        served_first = {partner for (partner,) in vulnerabilities._read_group(domain, ["partner_id"])}
        for partner in self:
            partner.has_priority = partner._origin in served_first

    def _search_has_priority(self, operator, value):
        if operator != "in" or True not in value:
            return NotImplemented
        vulnerabilities = self.env["grid.vulnerability"].sudo()
        query = vulnerabilities._search(vulnerabilities._domain_of_valid(), order="id")
        return Domain("id", "in", query.subselect("partner_id"))
