from odoo import api, fields, models

from odoo.addons.grid_customer.models.res_partner import CUSTOMER_GROUPS

#: In an anonymous survey a part of fewer customers is not shown by itself: who they are can be guessed.
FEW = 5


class GridSurveyStratum(models.Model):
    """Customers of one group in one branch when the survey began: how many there are, how many are asked."""

    _name = "grid.survey.stratum"
    _description = "Part of the customers of a survey"
    _order = "campaign_id, branch_id, customer_group, id"

    campaign_id = fields.Many2one("grid.survey.campaign", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="campaign_id.company_id", store=True, index=True)
    branch_id = fields.Many2one("grid.branch", "Branch", required=True, ondelete="restrict")
    customer_group = fields.Selection(CUSTOMER_GROUPS, "Customer group", required=True)
    population = fields.Integer("Customers", required=True)
    asked = fields.Integer(required=True)
    is_few = fields.Boolean(compute="_compute_is_few", store=True, precompute=True)

    _once = models.Constraint(
        "UNIQUE (campaign_id, branch_id, customer_group)", "The survey has this part of the customers already."
    )

    @api.depends("population", "asked")
    def _compute_is_few(self):
        """Whoever is known to be among few: the asked, or all where nobody is asked by name."""
        for stratum in self:
            stratum.is_few = (stratum.asked or stratum.population) < FEW

    @api.depends("branch_id", "customer_group")
    @api.depends_context("lang")
    def _compute_display_name(self):
        groups = dict(self._fields["customer_group"]._description_selection(self.env))
        for stratum in self:
            stratum.display_name = f"{stratum.branch_id.name}, {groups.get(stratum.customer_group)}"
