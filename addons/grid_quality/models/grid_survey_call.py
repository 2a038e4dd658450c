from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.grid_customer.identity import phones

from .forgetting import forget_moment
from .holding import hold

#: Who asks by phone.
CALLERS = ("operator", "manager", "supervisor")
#: How long a customer is kept for the operator who calls her.
KEPT = timedelta(minutes=15)
#: Tries in vain, and the time between two of them.
TRIES, AGAIN = 3, timedelta(hours=4)


class GridSurveyCampaign(models.Model):
    """Asking by phone: an operator takes one customer after another, and enters what she says while she says it."""

    _inherit = "grid.survey.campaign"

    to_call_count = fields.Integer("To be called", compute="_compute_to_call_count")

    @api.depends("invitation_ids.state")
    @api.depends_context("uid")
    def _compute_to_call_count(self):
        waiting = Domain("campaign_id", "in", self.ids) & self.env["grid.survey.invitation"]._to_be_called()
        invitations = self.env["grid.survey.invitation"].sudo()
        counts = dict(invitations._read_group(waiting, ["campaign_id"], ["__count"]))
        for campaign in self:
            campaign.to_call_count = counts.get(campaign, 0)

    def action_calls(self):
        """Call customers: one page a customer, the next one comes when the answers are saved."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/grid_quality/call/{self.id}", "target": "new"}

    def _check_caller(self):
        if not any(self.env.user.has_group(f"grid_customer.group_{role}") for role in CALLERS):
            raise AccessError(self.env._("Customers are asked by phone by operators, managers and supervisors."))


class GridSurveyInvitation(models.Model):
    """A customer who is called: by one operator at a time, a few times in vain at most, never in quiet hours."""

    _inherit = "grid.survey.invitation"

    taken_by_id = fields.Many2one("res.users", "Is being called by", readonly=True, ondelete="set null")
    taken_until = fields.Datetime(readonly=True)
    tries = fields.Integer("Calls in vain", readonly=True, aggregator=None)
    next_try_at = fields.Datetime("Call again", readonly=True)

    @api.model
    def _to_be_called(self):
        """Return which customers wait for a call in the branches of the user, whoever may be calling them now."""
        waiting = Domain("state", "=", "new") & Domain("campaign_id.asks_by", "=", "call")
        waiting &= Domain("campaign_id.state", "=", "running")
        return waiting & Domain("branch_id", "in", self.env.user.seen_branch_ids.ids)

    @api.model
    def _take_next(self, campaign):
        """Return the customer whom the user calls next; of two operators at once each gets another one.

        Whoever has withdrawn the consent meanwhile is left out. Empty: nobody is to be called now.
        """
        campaign._check_caller()
        if not campaign._is_open():
            raise UserError(self.env._("The survey takes no more answers."))
        own = Domain("campaign_id", "=", campaign.id) & self._to_be_called()
        while invitation := self.sudo()._claim_first(own, self.env.user):
            customer = invitation.partner_id.with_company(campaign.company_id)
            if customer._has_consent("survey") and customer.phone_sanitized:
                return invitation.with_env(self.env)
            invitation._leave_out()
        return self

    def _claim_first(self, domain, user):
        now = fields.Datetime.now()
        free = Domain("taken_by_id", "in", (False, user.id)) | Domain("taken_until", "<", now)
        due = Domain("next_try_at", "=", False) | Domain("next_try_at", "<=", now)
        awake = Domain("branch_id", "in", self.env["grid.branch"]._awake().ids)
        query = self._search(domain & free & due & awake, order="taken_by_id.id, next_try_at, id", limit=1)
        rows = self.env.execute_query(SQL("%s FOR UPDATE OF grid_survey_invitation SKIP LOCKED", query.select()))
        invitation = self.browse(rows[0] if rows else ())
        invitation.write({"taken_by_id": user.id, "taken_until": now + KEPT})
        return invitation

    def _said_phone(self):
        """Return the telephone as it is dialled."""
        return phones.spoken(self.sudo().partner_id.phone_sanitized or "")

    # ------------------------------------------------------------------
    # What came of the call
    # ------------------------------------------------------------------
    def _hold_mine(self):
        """Hold the invitation as it is now.

        :raises UserError: it is not being called by the user, or the call has its result already
        """
        mine = self.sudo()
        mine.campaign_id._check_caller()
        hold(mine)
        if mine.state != "new" or mine.taken_by_id != self.env.user:
            raise UserError(self.env._("This customer is asked already, or a colleague calls her. Take the next one."))
        return mine

    def _asked_by_phone(self, answers):
        """Keep what the customer said; without answers she did not want to answer.

        The invitation tells no difference between the two.
        """
        mine = self._hold_mine()
        campaign, sheets = mine.campaign_id, self.env["survey.user_input"].sudo()
        if answers:
            ballot = sheets._ballot(campaign, mine.partner_id.id)
            sheets._take_sheet(campaign, mine.stratum_id, answers, "phone", ballot, mine.partner_id)
        mine.write({"state": "sent", "sent_on": campaign._today(), "taken_by_id": False, "taken_until": False})
        if campaign.is_anonymous:
            forget_moment(mine)

    def _not_reached(self):
        """Note a call in vain: she is called again later, and no more after some."""
        mine = self._hold_mine()
        mine.write(
            {
                "tries": mine.tries + 1,
                "next_try_at": fields.Datetime.now() + AGAIN,
                "taken_by_id": False,
                "taken_until": False,
            }
        )
        if mine.tries >= TRIES:
            mine._leave_out("unreached")

    def _wants_no_surveys(self):
        """Withdraw the consent of whoever wants to be asked no more."""
        mine = self._hold_mine()
        mine._refuse("phone")
        self._asked_by_phone({})
