from odoo import api, fields, models


class GridServiceTransition(models.Model):
    """Acts that name a day on which somebody comes to the object, and the rule which that day keeps."""

    _inherit = "grid.service.transition"

    visit_bound = fields.Selection(
        [
            ("told", "The day is told in time: counted back from it"),
            ("earliest", "The day is not before the term from the act"),
            ("latest", "The day is not after the term from the day that was told"),
        ],
        "Day of the visit",
    )
    visit_rule_code = fields.Char("Rule of the day of the visit")

    _visit_bound_by_rule = models.Constraint(
        "CHECK ((visit_bound IS NULL) = (visit_rule_code IS NULL))",
        "How the day of the visit is bound, and by which rule: both or neither.",
    )

    @api.constrains("visit_rule_code")
    def _check_visit_rule(self):
        self.env["legal.rule"]._check_known(set(self.mapped("visit_rule_code")))
