from odoo import api, fields, models


class GridFeeder(models.Model):
    """A line from a substation that feeds usage points (фидер): what fails and is repaired as one."""

    _name = "grid.feeder"
    _description = "Feeder"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(
        "Feeder", required=True, index="trigram", help="With its substation, for example F-17 of Central."
    )
    active = fields.Boolean(default=True)
    branch_id = fields.Many2one(
        "grid.branch",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["grid.branch"]._default_branch(),
    )
    company_id = fields.Many2one(related="branch_id.company_id", store=True, precompute=True, index=True)
    source_count = fields.Integer(
        "Independent sources",
        default=1,
        required=True,
        help="How many independent sources of supply its points have: an allowed interruption depends on it.",
    )
    usage_point_ids = fields.One2many("grid.usage.point", "feeder_id", "Usage points")
    point_count = fields.Integer("Points", compute="_compute_point_count")

    _name_uniq = models.Constraint("UNIQUE (branch_id, name)", "The branch has a feeder of this name already.")
    _sources_positive = models.Constraint("CHECK (source_count >= 1)", "A feeder has one source of supply at least.")
    _order_idx = models.Index("(name, id)")

    @api.depends("usage_point_ids")
    def _compute_point_count(self):
        counts = dict(
            self.env["grid.usage.point"]._read_group([("feeder_id", "in", self.ids)], ["feeder_id"], ["__count"])
        )
        for feeder in self:
            feeder.point_count = counts.get(feeder, 0)

    def action_open_points(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_customer.grid_usage_point_action")
        return {**action, "domain": [("feeder_id", "=", self.id)], "context": {}}

    @api.model
    def _named(self, pairs):
        """Return {(branch, name): feeder}; a name that its branch does not know yet becomes a feeder."""
        pairs = set(pairs)
        branches = self.env["grid.branch"].union(*(branch for branch, _name in pairs))
        known = self.with_context(active_test=False).search(
            [("branch_id", "in", branches.ids), ("name", "in", [name for _branch, name in pairs])]
        )
        found = {(feeder.branch_id, feeder.name): feeder for feeder in known}
        lacking = sorted(pairs - found.keys(), key=lambda pair: (pair[0].id, pair[1]))
        made = self.create([{"branch_id": branch.id, "name": name} for branch, name in lacking])
        return found | dict(zip(lacking, made, strict=True))

    @api.model
    def get_import_templates(self):
        return [
            {"label": self.env._("Template of feeders"), "template": "/grid_customer/static/import/feeders.csv"},
        ]
