from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.legal_deadline.models.legal_deadline_window import midnight

#: Ways that ask whoever comes or calls, and how much each can ask at once.
OF_COMERS = ("kiosk", "ivr")
KIOSK_TYPES, KIOSK_MOST = {"scale", "simple_choice"}, 3


class GridSurveyCampaign(models.Model):
    """A survey of whoever has just been served: one sheet a visit or a call, and one a customer where she is known.

    Its parts are branches. How many visits or calls a part has had in the period is counted anew each hour, so that
    the bounds of a result say how many of them did not answer.
    """

    _inherit = "grid.survey.campaign"

    def _is_of_customers(self):
        """Whether its parts are customers; else visits or calls."""
        return self.asks_by not in OF_COMERS

    # --- what may be asked
    def _check_ready(self):
        result = super()._check_ready()
        questions = self._questions()
        if self.asks_by == "kiosk" and (
            len(questions) > KIOSK_MOST or set(questions.mapped("question_type")) - KIOSK_TYPES
        ):
            raise UserError(
                self.env._(
                    "The screen of a window asks %(count)s questions at most, each a scale or one of several options.",
                    count=KIOSK_MOST,
                )
            )
        if self.asks_by == "ivr" and not questions._is_of_one_digit():
            raise UserError(self.env._("The voice menu asks one question: a scale with marks of one digit."))
        if self.asks_by == "sms" and not self.env["grid.sms.provider"]._of_company(self.company_id):
            raise UserError(self.env._("No provider of SMS is set. An administrator sets one."))
        return result

    # --- the parts
    def _make_parts_of_comers(self):
        """Make a part of each branch that has an office, or answers calls."""
        branches = self._branches_of_comers()
        if not branches:
            raise UserError(
                self.env._("No office receives visitors and no exchange takes calls in the branches of the survey.")
            )
        counts = self._count_comers(branches)
        self.env["grid.survey.stratum"].create(
            [
                {"campaign_id": self.id, "branch_id": branch.id, "population": counts.get(branch, 0), "asked": 0}
                for branch in branches
            ]
        )

    def _branches_of_comers(self):
        """Return the branches of the survey that have an office, or whose operators answer an exchange."""
        asked = self.env["grid.branch"].sudo()
        domain = Domain("company_id", "=", self.company_id.id)
        if self.branch_ids:
            domain &= Domain("id", "child_of", self.branch_ids.ids)
        if self.asks_by == "kiosk":
            return asked.search(domain & Domain("id", "in", self.env["grid.office"].sudo().search([]).branch_id.ids))
        phone = self.env.ref("grid_appeal.channel_phone")
        exchanges = self.env["grid.appeal.source"].sudo().search([("channel_id", "=", phone.id)])
        answering = asked.union(*(one._branch_of_calls() for one in exchanges))
        return asked.search(domain & Domain("id", "in", answering.ids))

    def _count_comers(self, branches):
        """Return `{branch: visits served or calls answered in the period}`, in one query."""
        domain = Domain("branch_id", "in", branches.ids)
        if self.asks_by == "kiosk":
            counted = self.env["grid.queue.ticket"].sudo()
            domain &= Domain("state", "=", "done")
            domain &= Domain("day", ">=", self.period_from) & Domain("day", "<=", self.period_to)
        else:
            counted, zone = self.env["grid.call"].sudo(), self.company_id.sudo().legal_tz
            domain &= Domain("stage", "in", ("talking", "answered"))
            domain &= Domain("began_at", ">=", midnight(self.period_from, zone))
            domain &= Domain("began_at", "<", midnight(self.period_to + timedelta(days=1), zone))
        return dict(counted._read_group(domain, ["branch_id"], ["__count"]))

    def _recount(self):
        """Let the parts of surveys of comers say how many visits or calls they have had."""
        for campaign in self.filtered(lambda one: not one._is_of_customers()):
            parts = campaign.stratum_ids
            counts = campaign._count_comers(parts.branch_id)
            for part in parts:
                part.population = counts.get(part.branch_id, 0)

    @api.model
    def _close_expired(self):
        self.sudo().search([("state", "=", "running"), ("asks_by", "in", OF_COMERS)])._recount()
        return super()._close_expired()

    def action_close(self):
        closed = super().action_close()
        self.sudo()._recount()
        return closed

    # --- who is asked now
    def _part_asking(self, way, branch, day):
        """Return the part of the running survey that asks who was served in a branch on a day; empty without one."""
        parts = self.env["grid.survey.stratum"].sudo()
        domain = Domain("branch_id", "=", branch.id) & Domain("campaign_id.state", "=", "running")
        domain &= Domain("campaign_id.asks_by", "=", way) & Domain("campaign_id.period_from", "<=", day)
        domain &= Domain("campaign_id.period_to", ">=", day)
        return parts.search(domain, order="campaign_id, id", limit=1).filtered(lambda one: one.campaign_id._is_open())

    def _holder_of(self, kind, comer, partner):
        """Return by what a sheet is known: the customer, or the visit or call; nothing where she is asked already."""
        if not partner:
            return f"{kind} {comer}"
        return "" if self._is_asked(partner) else partner.id

    def _is_given_by(self, holder):
        """Whether the sheet of a visit, a call or a customer is counted already."""
        sheets = self.env["survey.user_input"].sudo()
        return sheets._is_given(self, sheets._ballot(self, holder))

    def _take_of_comer(self, part, answers, way, holder, partner):
        """Keep the sheet of a visit or a call, once; return whether it was kept.

        :raises UserError: the survey takes no answers
        """
        sheets = self.env["survey.user_input"].sudo()
        return sheets._take_sheet(self, part, answers, way, sheets._ballot(self, holder), partner)
