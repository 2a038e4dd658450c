from odoo import api, fields, models


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = ["res.users", "grid.access.logged"]
    # a user shows all that its partner has

    branch_ids = fields.Many2many(
        "grid.branch",
        "grid_branch_res_users_rel",
        "user_id",
        "branch_id",
        "Branches",
        help="The person sees these branches and those below them.",
    )
    seen_branch_ids = fields.Many2many(
        "grid.branch", string="Branches seen", compute="_compute_seen_branch_ids", context={"active_test": False}
    )

    @api.depends("branch_ids")
    def _compute_seen_branch_ids(self):
        """Return the branches of the person and those below them, the archived too.

        For record rules, which keep the ids in memory: no list asks for the tree of branches again.
        """
        branches = self.env["grid.branch"].sudo().with_context(active_test=False)
        for user in self:
            user.seen_branch_ids = branches.search([("id", "child_of", user.branch_ids.ids)])

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        if any(vals.get("branch_ids") for vals in vals_list):
            self.env.registry.clear_cache()
        return users

    def write(self, vals):
        result = super().write(vals)
        if "branch_ids" in vals:
            # record rules are cached for each user with the branches written into them
            self.env.registry.clear_cache()
        return result
