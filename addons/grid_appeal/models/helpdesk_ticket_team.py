from odoo import api, fields, models, tools

from ..appeals.routing import Route, best_team


class HelpdeskTicketTeam(models.Model):
    _name = "helpdesk.ticket.team"
    _inherit = ["helpdesk.ticket.team", "legal.cached.table", "grid.deadline.card"]

    _card_field = "team_id"

    branch_ids = fields.Many2many("grid.branch", string="Branches", help="Empty: appeals of every branch.")
    show_in_portal = fields.Boolean(default=False)

    @api.model
    @tools.ormcache()
    def _routes(self):
        """Return what each team takes, by the order of the teams."""
        return [
            Route(
                team.id,
                team.company_id.id or None,
                frozenset(team.category_ids.ids),
                frozenset(team.branch_ids.ids),
            )
            for team in self.sudo().search([])
        ]

    @api.model
    def _for_appeal(self, ticket):
        """Return the team an appeal goes to, by its category and branch and those above them."""
        team = best_team(
            self._routes(),
            ticket.company_id.id,
            self._path(ticket.category_id),
            self._path(ticket.branch_id),
        )
        return self.browse(team)

    @api.model
    def _path(self, record):
        return {int(part) for part in (record.sudo().parent_path or "").split("/") if part}
