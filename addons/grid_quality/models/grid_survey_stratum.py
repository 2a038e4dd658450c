from odoo import api, fields, models

from odoo.addons.grid_customer.models.res_partner import CUSTOMER_GROUPS

#: In an anonymous survey a part of fewer customers is not shown by itself: who they are can be guessed.
FEW = 5


class GridSurveyStratum(models.Model):
    """Customers of one group in one branch, and of one channel, when the survey began: how many, how many are asked.

    Where whoever comes or calls is asked, a part is a branch with its visits or calls, and the group is not known.
    """

    _name = "grid.survey.stratum"
    _description = "Part of the customers of a survey"
    _order = "campaign_id, branch_id, customer_group, id"

    campaign_id = fields.Many2one("grid.survey.campaign", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="campaign_id.company_id", store=True, index=True)
    branch_id = fields.Many2one("grid.branch", "Branch", required=True, ondelete="restrict")
    customer_group = fields.Selection(CUSTOMER_GROUPS, "Customer group")
    channel_id = fields.Many2one("helpdesk.ticket.channel", "Appealed by", ondelete="restrict")
    population = fields.Integer("Customers", required=True)
    asked = fields.Integer(required=True)
    is_few = fields.Boolean(compute="_compute_is_few", store=True, precompute=True)

    _part_uniq = models.UniqueIndex(
        "(campaign_id, branch_id, COALESCE(customer_group, ''), COALESCE(channel_id, 0))",
        "The survey has this part of the customers already.",
    )

    def _key(self):
        """Return the part as the draw knows it."""
        return self.branch_id.id, self.customer_group, self.channel_id.id or 0

    @api.depends("population", "asked")
    def _compute_is_few(self):
        """Whoever is known to be among few: the asked, or all where nobody is asked by name."""
        for stratum in self:
            stratum.is_few = (stratum.asked or stratum.population) < FEW

    @api.depends("branch_id", "customer_group", "channel_id", "campaign_id.by_channel")
    @api.depends_context("lang")
    def _compute_display_name(self):
        groups = dict(self._fields["customer_group"]._description_selection(self.env))
        for stratum in self:
            names = [stratum.branch_id.name, groups.get(stratum.customer_group)]
            if stratum.campaign_id.by_channel:
                names.append(stratum.channel_id.name or self.env._("did not appeal"))
            stratum.display_name = ", ".join(filter(None, names))
