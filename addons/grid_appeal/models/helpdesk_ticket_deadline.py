from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..appeals.life import OPEN_STATES


class HelpdeskTicket(models.Model):
    """Who answers for the dates of an appeal, who is warned of them, and whose days count."""

    _inherit = "helpdesk.ticket"

    _deadline_user_field = "user_id"
    _deadline_number_field = "number"

    def _deadline_zones(self):
        """Return one entry for each zone that a branch lives in."""
        branches = self.env["grid.branch"].sudo().with_context(active_test=False)
        zones = branches.search_fetch([], ["tz", "company_id"]).grouped(lambda b: b.tz or b.company_id.legal_tz)
        if len(zones) == 1:
            return [(zone, Domain.TRUE) for zone in zones]
        return [(zone, Domain("branch_id", "in", part.ids)) for zone, part in zones.items()]

    def _deadline_check_by_hand(self, act, code):
        """What ends or moves the term of an open appeal is an act of the appeal, with its letter and its state."""
        owed = (self.answer_code, "appeal_register", "appeal_redirect_59fz")
        if act in ("extend", "redirect", "miss", "cancel") and self.state in OPEN_STATES and code in owed:
            raise UserError(
                self.env._(
                    "The appeal %(appeal)s is still open: its term is moved or ended by the buttons of the appeal, "
                    "which write to the applicant too.",
                    appeal=self.display_name,
                )
            )

    def _deadline_recipients(self, level):
        """Name the people of a level, only those who see the appeal.

        The executor is the handler, and whoever stands in for him while he is away, else the leader of the
        team, else its members. Supervisors are those of the team, else those of the branch and of the branches
        above it. Heads are those of the company.
        """
        heads = self._holders("head")
        supervisors = self._holders("supervisor") - heads
        absences = self.env["grid.absence"]._absent_around(fields.Date.today())
        told = {}
        for (branch, team, handler), tickets in self.grouped(lambda t: (t.branch_id, t.team_id, t.user_id)).items():
            seeing = self._seeing(branch, heads)
            team_people = team.user_id | team.user_ids
            substitutes = absences.get(handler, self.env["grid.absence"])._substitutes(tickets._today())
            steps = {
                "executor": (handler | substitutes, team.user_id, team.user_ids),
                "supervisor": (supervisors & team_people, supervisors),
                "head": (heads,),
            }[level]
            people = next(filter(None, map(seeing, steps)), handler.browse())
            told.update(dict.fromkeys(tickets.ids, people))
        return told

    @api.model
    def _holders(self, role):
        """Return the users who hold a role of `grid_customer`."""
        group = self.env.ref(f"grid_customer.group_{role}")
        return self.env["res.users"].sudo().search([("all_group_ids", "in", group.ids)])

    @api.model
    def _seeing(self, branch, heads):
        """Return what keeps those of some users who see the appeals of a branch, as the record rules let them."""
        path = self.env["helpdesk.ticket.team"]._path(branch)

        def sees(user):
            return branch.company_id in user.company_ids and (user in heads or path.intersection(user.branch_ids.ids))

        return lambda users: users.sudo()._at_work().filtered(sees)
