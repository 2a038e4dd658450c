import secrets

from odoo import fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import consteq, hmac

from .forgetting import forget_moment
from .holding import hold

#: Blanks of one print.
MOST_BLANKS = 500


class GridSurveyCampaign(models.Model):
    """Numbered paper blanks of an anonymous survey: a blank is counted once, and a customer is handed one.

    The two are never joined. To whom a blank was handed is kept as an invitation without a number and without a
    moment; a sheet keeps a digest of its number alone. The pile is printed in an order of chance that nobody can
    repeat, so that the order of handing tells nothing of the numbers either. A number has digits of proof: nobody
    makes up a blank.
    """

    _inherit = "grid.survey.campaign"

    blank_count = fields.Integer(
        "Numbered blanks", help="Anonymous sheets on paper are counted by the number of their blank, each once."
    )

    _blanks_not_negative = models.Constraint("CHECK (blank_count >= 0)", "The number of blanks is not below 0.")

    def write(self, vals):
        if "blank_count" in vals and any(one.blank_count > vals["blank_count"] for one in self):
            raise ValidationError(self.env._("Blanks that are numbered already stay: the number of blanks only grows."))
        return super().write(vals)

    def _may_change(self):
        return super()._may_change() | {"blank_count"}

    def _blank_code(self, number):
        """Return what stands on a blank: its number and its digits of proof."""
        proof = int(hmac(self.env(su=True), "grid_quality.blank", f"{self.id} {number}")[:8], 16) % 10_000
        return f"{number:05d}-{proof:04d}"

    def _blank_number(self, code):
        """Return the number of a blank of this survey; 0 of anything else."""
        text = code.strip().partition("-")[0]
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
        is_own = 0 < number <= self.blank_count and consteq(code.strip(), self._blank_code(number))
        return number if is_own else 0

    def _blanks(self, first, last):
        """Return the codes of blanks to print, in an order of chance."""
        codes = [self._blank_code(number) for number in range(max(first, 1), min(last, self.blank_count) + 1)]
        secrets.SystemRandom().shuffle(codes)
        return codes[:MOST_BLANKS]

    def _asks_number(self):
        """Whether a paper sheet is known by its blank."""
        return self.is_anonymous and self.blank_count > 0

    def action_blanks(self):
        """Open the blanks to be printed."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/grid_quality/sheet/{self.id}/blanks", "target": "new"}

    # --- handing out
    def _hand_out(self, point):
        """Note that the customer of a usage point is handed a blank; which one, nobody notes.

        :raises UserError: the customer is asked already, or is not of those whom the survey asks
        """
        if not self._is_open():
            raise UserError(self.env._("The survey takes no more answers."))
        hold(self.sudo().survey_id)  # two windows do not hand a blank to the same customer
        partner = point.sudo().partner_id
        if self._is_asked(partner):
            raise UserError(
                self.env._("This customer is asked already, by this survey or by one about the same time: no blank.")
            )
        stratum = self._part_of(point.sudo())
        invitation = (
            self.env["grid.survey.invitation"]
            .sudo()
            .create(
                {
                    "campaign_id": self.id,
                    "stratum_id": stratum.id,
                    "partner_id": partner.id,
                    "state": "handed",
                }
            )
        )
        stratum.asked += 1
        forget_moment(invitation)

    def _is_asked(self, partner):
        """Whether a survey with the same questionnaire about the same time asks the customer."""
        same = [
            ("partner_id", "=", partner.id),
            ("state", "not in", ("left_out", "unreached")),
            ("campaign_id.survey_id", "=", self.sudo().survey_id.id),
            ("campaign_id.period_from", "<=", self.period_to),
            ("campaign_id.period_to", ">=", self.period_from),
        ]
        return bool(self.env["grid.survey.invitation"].sudo().search_count(same, limit=1))

    def _part_of(self, point):
        group = point.partner_id.customer_group
        parts = self.sudo().stratum_ids.filtered(
            lambda one: (one.branch_id, one.customer_group) == (point.branch_id, group)
        )
        if self.by_channel:
            parts = self._of_last_channel(parts, point.partner_id)
        if not parts:
            raise UserError(self.env._("The survey does not ask customers of this branch and group: no blank."))
        return parts[0]

    def _of_last_channel(self, parts, partner):
        appeals = self.sudo()._appeals_of_period()
        tickets = self.env["helpdesk.ticket"].sudo().with_context(active_test=False)
        last = tickets.search(
            [("id", "in", appeals), ("partner_id", "=", partner.id)], order="received_at DESC, id DESC", limit=1
        )
        return parts.filtered(lambda one: one.channel_id == last.channel_id)
