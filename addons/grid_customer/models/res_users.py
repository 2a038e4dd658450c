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
    acting_partner_ids = fields.Many2many(
        "res.partner",
        string="Oneself and those represented",
        compute="_compute_acting_partner_ids",
        help="The person, and those for whom a paper lets the person act today.",
    )

    @api.depends("branch_ids")
    def _compute_seen_branch_ids(self):
        """Return the branches of the person and those below them, the archived too.

        For record rules, which keep the ids in memory: no list asks for the tree of branches again.
        """
        branches = self.env["grid.branch"].sudo().with_context(active_test=False)
        for user in self:
            user.seen_branch_ids = branches.search([("id", "child_of", user.branch_ids.ids)])

    @api.depends(
        "partner_id",
        "partner_id.represented_ids.principal_id",
        "partner_id.represented_ids.document_date",
        "partner_id.represented_ids.valid_until",
        "partner_id.represented_ids.revoked_on",
    )
    def _compute_acting_partner_ids(self):
        """Return the person and those represented by a valid paper; for record rules of the personal account."""
        papers = self.env["grid.representation"].sudo()
        papers = papers.search([("representative_id", "in", self.partner_id.ids), ("state", "=", "valid")])
        of_person = papers.grouped("representative_id")
        for user in self:
            user.acting_partner_ids = user.partner_id | of_person.get(user.partner_id, papers.browse()).principal_id

    @api.model
    def _privacy_officers_of(self, records):
        """Return the personal-data officers of the company of each record, as promises name who is told."""
        officers = self.sudo().search([("all_group_ids", "in", self.env.ref("grid_customer.group_privacy").ids)])
        return {one.id: officers.filtered(lambda user, one=one: one.company_id in user.company_ids) for one in records}

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
