from odoo import fields, models


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    branch_ids = fields.Many2many(
        "grid.branch", string="Branches", help="Empty: appeals of every branch."
    )
    show_in_portal = fields.Boolean(default=False)

    def _for_appeal(self, ticket):
        """Return the team of self that an appeal goes to.

        The most particular one wins: by category and branch, by category, by
        branch; the first team without either takes the rest.
        """
        path = ticket.category_id.parent_path or ""
        branch = ticket.branch_id.parent_path or ""

        def rank(team):
            categories = set(team.category_ids.ids)
            branches = set(team.branch_ids.ids)
            by_category = any(int(i) in categories for i in path.split("/") if i)
            by_branch = any(int(i) in branches for i in branch.split("/") if i)
            if (categories and not by_category) or (branches and not by_branch):
                return None
            return by_category * 2 + by_branch

        ranked = [(rank(team), team) for team in self if rank(team) is not None]
        return max(ranked, key=lambda pair: pair[0])[1] if ranked else self.browse()
