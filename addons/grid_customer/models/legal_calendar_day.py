from odoo import api, fields, models
from odoo.exceptions import ValidationError


class LegalCalendarDay(models.Model):
    """A branch has days off and working days of its own; the branches below it keep them too."""

    _inherit = "legal.calendar.day"

    company_id = fields.Many2one(compute="_compute_company_id", store=True, precompute=True, readonly=False)
    branch_id = fields.Many2one(
        "grid.branch", compute="_compute_branch_id", store=True, precompute=True, index=True, ondelete="restrict"
    )

    @api.model
    def _places(self):
        return [*super()._places(), ("grid.branch", self.env._("Branch"))]

    @api.depends("place")
    def _compute_branch_id(self):
        for day in self:
            day.branch_id = day.place if day.place and day.place._name == "grid.branch" else False

    @api.depends("branch_id")
    def _compute_company_id(self):
        for day in self:
            day.company_id = day.branch_id.company_id or day.company_id

    @api.constrains("branch_id", "company_id")
    def _check_company_of_branch(self):
        for day in self:
            if day.branch_id and day.branch_id.company_id != day.company_id:
                raise ValidationError(
                    self.env._(
                        "A day of “%(branch)s” belongs to its company, %(company)s. Choose that one.",
                        branch=day.branch_id.display_name,
                        company=day.branch_id.company_id.display_name,
                    )
                )
