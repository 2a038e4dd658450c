from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..surveys import sample
from .holding import hold

#: What a way of asking by name needs to know of a customer.
ADDRESSES = {
    "email": SQL("customer.email_normalized IS NOT NULL"),
    # as `texting.takes_sms`: in Russia a mobile telephone
    "sms": SQL("customer.phone_sanitized ~ '^[+](79|[^7])'"),
    "call": SQL("customer.phone_sanitized IS NOT NULL"),
}
#: The messages that a customer may have refused.
REFUSED = {"sms": "sms", "call": "voice"}


class GridSurveyCampaign(models.Model):
    """Whom a survey asks: customers of its branches and groups, drawn by its seed among those who may be asked."""

    _inherit = "grid.survey.campaign"

    def _draw(self):
        """Store the parts of the customers and, for those drawn, an invitation each.

        A customer belongs to the branch of the first usage point, and to the channel of the last appeal. The parts
        count all customers, so that results stand for all of them; drawn are those who agreed to surveys (152-FZ,
        art. 6), have an address for the way of asking, have not refused its messages, and are not asked by another
        survey with the same questionnaire about the same time.
        """
        self.ensure_one()
        if not self._is_of_customers():
            return self._make_parts_of_comers()
        hold(self.survey_id)  # two surveys that begin at once do not ask the same customer
        population, able = defaultdict(int), defaultdict(list)
        for partner, *part, may_be_asked in self._customers():
            population[tuple(part)] += 1
            if may_be_asked:
                able[tuple(part)].append(partner)
        if not population:
            raise UserError(self.env._("No customer belongs to the branches and groups of the survey."))
        drawn = sample(self.seed, {part: able[part] for part in population}, self.sample_size) if self._asks() else {}
        if self._asks() and not any(drawn.values()):
            raise UserError(
                self.env._(
                    "Nobody can be asked this way: customers of these branches and groups have no address for it, "
                    "have not agreed to surveys, want no messages, or are asked by another one. Ask by paper sheets."
                )
            )
        self._invite(population, drawn)

    def _invite(self, population, drawn):
        """Keep each part with its number of customers, and an invitation for each of those drawn."""
        strata = self.env["grid.survey.stratum"].create(
            [
                {
                    "campaign_id": self.id,
                    "branch_id": branch,
                    "customer_group": group,
                    "channel_id": channel or False,
                    "population": count,
                    "asked": len(drawn.get((branch, group, channel), ())),
                }
                for (branch, group, channel), count in sorted(population.items())
            ]
        )
        self.env["grid.survey.invitation"].create(
            [
                {"campaign_id": self.id, "stratum_id": stratum.id, "partner_id": partner}
                for stratum in strata
                for partner in drawn.get(stratum._key(), ())
            ]
        )

    def _asks(self):
        """Whether customers are invited by name."""
        return self.asks_by in ADDRESSES

    def _customers(self):
        """Return (customer, branch, group, channel or 0, may be asked) of all whom it is about, in one query."""
        self.env.flush_all()
        points = self.env["grid.usage.point"]
        where = Domain("company_id", "=", self.company_id.id) & Domain("partner_id.active", "=", True)
        if self.branch_ids:
            where &= Domain("branch_id", "child_of", self.branch_ids.ids)
        if self.channel_ids:
            where &= Domain("partner_id", "in", self._who_appealed())
        found = points._search(where)
        return self.env.execute_query(
            SQL(
                """SELECT point.partner_id, point.branch_id, customer.customer_group, COALESCE(appealed.channel_id, 0),
                          %(may_be_asked)s
                     FROM (SELECT DISTINCT ON (partner_id) partner_id, branch_id FROM grid_usage_point
                            WHERE id IN %(points)s ORDER BY partner_id, id) point
                     JOIN res_partner customer ON customer.id = point.partner_id
                     LEFT JOIN (%(appealed)s) appealed ON appealed.partner_id = customer.id
                    WHERE customer.customer_group IN %(groups)s""",
                points=found.subselect(),
                appealed=self._last_channels(),
                groups=tuple(self._groups()),
                may_be_asked=self._may_be_asked(),
            )
        )

    def _who_appealed(self):
        """Return a query of the customers who appealed by the channels of the survey in its period."""
        return self._appeals_of_period().subselect("helpdesk_ticket.partner_id")

    def _appeals_of_period(self):
        """Return a query of the appeals of the period, by the channels of the survey where it names some."""
        tickets = self.env["helpdesk.ticket"].with_context(active_test=False)
        appeals = Domain("company_id", "=", self.company_id.id) & Domain("partner_id", "!=", False)
        if self.channel_ids:
            appeals &= Domain("channel_id", "in", self.channel_ids.ids)
        appeals &= tickets._domain_by_day("received_at", ">=", self.period_from)
        appeals &= tickets._domain_by_day("received_at", "<=", self.period_to)
        return tickets._search(appeals)

    def _last_channels(self):
        """Return a query of (customer, channel of the last appeal of the period); of nobody where parts have none."""
        if not self.by_channel:
            return SQL("SELECT NULL::integer AS partner_id, NULL::integer AS channel_id WHERE FALSE")
        return SQL(
            """SELECT DISTINCT ON (partner_id) partner_id, channel_id FROM helpdesk_ticket
                WHERE id IN %s ORDER BY partner_id, received_at DESC, id DESC""",
            self._appeals_of_period().subselect(),
        )

    def _may_be_asked(self):
        """Return a condition on `customer`: who may be asked this way; where nobody is asked by name, nobody."""
        if not self._asks():
            return SQL("FALSE")
        return SQL(
            """%(has_address)s AND NOT EXISTS (%(refused)s)
               AND EXISTS (SELECT FROM grid_consent consent
                            WHERE consent.partner_id = customer.id AND consent.purpose = 'survey'
                              AND consent.withdrawn_at IS NULL AND consent.company_id = %(company)s)
               AND NOT EXISTS (SELECT FROM grid_survey_invitation other
                                 JOIN grid_survey_campaign campaign ON campaign.id = other.campaign_id
                                WHERE other.partner_id = customer.id AND campaign.survey_id = %(survey)s
                                  AND other.state != 'unreached'
                                  AND campaign.period_from <= %(last)s AND campaign.period_to >= %(first)s)""",
            has_address=ADDRESSES[self.asks_by],
            refused=self._refused_query(),
            company=self.company_id.id,
            survey=self.survey_id.id,
            first=self.period_from,
            last=self.period_to,
        )

    def _refused_query(self):
        """Return a query of the refusals of messages by which `customer` is not asked this way."""
        return SQL(
            """SELECT FROM grid_notice_refusal refusal
                WHERE refusal.partner_id = customer.id AND refusal.company_id = %s AND refusal.withdrawn_on IS NULL
                  AND COALESCE(refusal.channel, %s) = %s""",
            self.company_id.id,
            REFUSED.get(self.asks_by, ""),
            REFUSED.get(self.asks_by),
        )
