from collections import Counter, defaultdict

from markupsafe import Markup

from odoo import SUPERUSER_ID, api, fields, models, tools
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from ..appeals import life
from ..appeals.assigning import WEIGHTS, Work, assign
from .helpdesk_ticket_guard import LEGAL_ACT

TAKERS = ("grid_customer.group_manager", "grid_customer.group_specialist")


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    assignment = fields.Selection(
        [("manual", "Members take appeals themselves"), ("automatic", "Given at registration to whoever has least")],
        required=True,
        default="manual",
        help="Of the members who are there, whoever has the least open work; never the person complained of.",
    )

    @api.model
    @tools.ormcache()
    def _automatic(self):
        """Return the ids of the teams whose appeals are given at registration."""
        return frozenset(self.sudo().search([("assignment", "=", "automatic")]).ids)


class HelpdeskTicket(models.Model):
    """Gives appeals to people by who is there and who has the least open work."""

    _inherit = "helpdesk.ticket"

    @api.constrains("user_id", "branch_id")
    def _check_handler(self):
        """An act names the person who does it, or one it chose; whom people name is asked here."""
        if self.env.context.get("appeal_act") is LEGAL_ACT:
            return
        for (_branch, user), tickets in self.grouped(lambda t: (t.branch_id, t.user_id)).items():
            tickets[0]._refuse_performer(user)

    def _refuse_performer(self, user, anywhere=False):
        """Refuse to name a person who may not answer, or who does not see the appeal and is not shown it by that."""
        user = user.sudo()
        if not user or self.env.uid == SUPERUSER_ID:
            return
        heads = user.filtered(lambda one: one.has_group("grid_customer.group_head"))
        sees = user._at_work() if anywhere else self._seeing(self.branch_id, heads)(user)
        if not sees or not any(map(user.has_group, TAKERS)):
            raise ValidationError(
                self.env._(
                    "%(user)s cannot answer the appeal %(appeal)s: name a specialist or a manager who works here "
                    "and sees the appeals of the branch.",
                    user=user.name,
                    appeal=self.display_name,
                )
            )

    def _give_automatically(self):
        """Give appeals just registered to people, where their teams want it so."""
        automatic = self.env["helpdesk.ticket.team"]._automatic()
        if waiting := self.filtered(lambda ticket: ticket.team_id.id in automatic and not ticket.user_id):
            waiting._assign()

    def action_distribute(self):
        """Give the chosen appeals that nobody handles to the members of their teams."""
        if not self.env.su and not self.env.user.has_group("grid_customer.group_supervisor"):
            raise AccessError(self.env._("Appeals are distributed by a supervisor."))
        self.check_access("write")
        waiting = self.filtered(lambda ticket: ticket.state in life.WORKED_STATES and not ticket.user_id)
        waiting.lock_for_update(allow_referencing=True)
        given = waiting._assign()
        shares = Counter(user.name for user in given.values())
        said = self.env._(
            "Distributed: %(shares)s.", shares=", ".join(f"{name} {n}" for name, n in shares.items()) or "0"
        )
        if left := len(waiting) - len(given):
            said += " " + self.env._(
                "Left without a handler, since nobody of the team is there: %(count)s.", count=left
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if left else "success",
                "message": said,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _assign(self):
        """Give these appeals to people; return `{appeal: user}` without those that nobody may get."""
        works = self._works()
        users = self.env["res.users"].browse({member for work in works for member in work.members})
        chosen = assign(works, self._loads(users))
        given = {self.browse(ticket): users.browse(user) for ticket, user in chosen.items()}
        parts = defaultdict(self.browse)
        for ticket, user in given.items():
            parts[user] += ticket
        for user, tickets in parts.items():
            tickets._hand_to(user)
            tickets._log_act(
                tickets.env._("Given to %(handler)s, who has the least open work.", handler=user.sudo().name)
            )
        return given

    def _works(self):
        """Return what is to be given and to whom it may be, the first received first."""
        heads = self._holders("head")
        absences = self.env["grid.absence"]._absent_around(fields.Date.today())
        works = []
        for (team, branch), tickets in self.grouped(lambda t: (t.team_id, t.branch_id)).items():
            day = tickets._today()
            members = self._seeing(branch, heads)(team.sudo().user_ids or team.sudo().user_id).filtered(
                lambda user, day=day: (
                    any(map(user.has_group, TAKERS)) and not absences.get(user, self.env["grid.absence"])._covers(day)
                )
            )
            works += [
                Work(ticket.id, tuple(members.ids), frozenset(ticket._passed_over().ids))
                for ticket in tickets.sorted(lambda t: (t.received_at, t.id))
            ]
        return works

    @api.model
    def _loads(self, users):
        """Return the weight of what each of these users has open, a query for each kind of work."""
        mine, tasks = Domain("user_id", "in", users.ids), self.env["legal.inner.term"]
        kinds = {
            "appeal": ("helpdesk.ticket", Domain("state", "in", life.OPEN_STATES)),
            "question": ("grid.appeal.question", Domain("state", "=", "open")),
            "task": (tasks._name, Domain("ticket_id", "!=", False) & tasks._domain_open()),
        }
        loads = defaultdict(float)
        for kind, (model, domain) in kinds.items():
            for user, count in self.env[model].sudo()._read_group(mine & domain, ["user_id"], ["__count"]):
                loads[user.id] += WEIGHTS[kind] * count
        return loads

    def _hand_to(self, user):
        """Make the user the handler, and tell him in one message for all of them."""
        self._by_act().with_context(tracking_disable=True).write({"user_id": user.id})
        if user == self.env.user:
            return
        links = Markup("").join(
            Markup('<li><a href="%s/mail/view?model=helpdesk.ticket&amp;res_id=%s">%s</a></li>')
            % (ticket.get_base_url(), ticket.id, ticket.display_name)
            for ticket in self
        )
        localised = self.with_context(lang=user.sudo().lang)
        localised.env["mail.thread"].message_notify(
            partner_ids=user.sudo().partner_id.ids,
            subject=localised.env._("Appeals given to you: %(count)s", count=len(self)),
            body=Markup("<ul>%s</ul>") % links,
            force_send=False,
        )

    def _hand_over(self, substitute, absent):
        """Give appeals of an absent handler to the substitute; return those that he may get."""
        heads = self._holders("head")
        taken = self.browse()
        for branch, tickets in self.grouped("branch_id").items():
            if self._seeing(branch, heads)(substitute):
                taken += tickets.filtered(lambda ticket: substitute not in ticket._barred())
        if taken:
            taken._hand_to(substitute)
            taken._log_act(
                self.env._(
                    "Handed over from %(absent)s, who is away, to %(substitute)s by %(user)s.",
                    absent=absent.sudo().name,
                    substitute=substitute.sudo().name,
                    user=self.env.user.name,
                )
            )
        return taken
