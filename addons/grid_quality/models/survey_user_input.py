from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import hmac

from ..surveys import is_low
from .forgetting import forget_moment

#: How a sheet came; the indicator Рс 3.2 counts the first three.
WAYS = [
    ("internet", "By the Internet"),
    ("written", "In writing"),
    ("auto_informer", "By the auto-informer"),
    ("phone", "To an operator by phone"),
    ("office", "On the screen of a window"),
]
CHOICES = ("simple_choice", "multiple_choice")
#: No post of the history tells the moment of a sheet.
SILENT = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}


class SurveyUserInput(models.Model):
    """A sheet of answers of a survey: one of a customer, never changed.

    Every way of answering ends in `_take_sheet`. What an anonymous sheet leaves out is said in `grid.survey.campaign`.
    """

    _inherit = "survey.user_input"

    campaign_id = fields.Many2one(
        "grid.survey.campaign", "Survey of customers", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    stratum_id = fields.Many2one(
        "grid.survey.stratum", "Branch and group", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    way = fields.Selection(WAYS, "Answered", readonly=True)
    answered_on = fields.Date(readonly=True)
    ballot = fields.Char(readonly=True, groups="base.group_system")

    _ballot_uniq = models.UniqueIndex(
        "(campaign_id, ballot) WHERE campaign_id IS NOT NULL", "This sheet is counted already."
    )
    _stratum_needed = models.Constraint(
        "CHECK (campaign_id IS NULL OR (stratum_id IS NOT NULL AND ballot IS NOT NULL AND way IS NOT NULL))",
        "A sheet of a survey belongs to a branch and a group of customers.",
    )
    _answered_idx = models.Index("(answered_on, way) WHERE campaign_id IS NOT NULL")

    @api.model
    def _ballot(self, campaign, holder):
        """Return the digest by which a second sheet of the same customer, or of the same form, is known."""
        return hmac(self.env(su=True), "grid_quality.ballot", f"{campaign.id} {holder}")

    @api.model
    def _is_given(self, campaign, ballot):
        return bool(self.sudo().search_count([("campaign_id", "=", campaign.id), ("ballot", "=", ballot)], limit=1))

    @api.model
    def _take_sheet(self, campaign, stratum, answers, way, ballot, partner=None):
        """Keep the answers of a customer once; return whether they were kept or had been given before.

        `answers`: `{question: mark | text | ids of options}`; what is left out was not answered.

        :raises UserError: the survey takes no answers, or every customer of the part has answered
        """
        if not campaign._is_open():
            raise UserError(self.env._("The survey takes no more answers."))
        if self._is_given(campaign, ballot):
            return False
        if campaign._is_of_customers():
            self._refuse_full(stratum)
        sheet = self._new_sheet(
            {
                "survey_id": campaign.sudo().survey_id.id,
                "campaign_id": campaign.id,
                "stratum_id": stratum.id,
                "way": way,
                "ballot": ballot,
                "answered_on": campaign._today(),
                "state": "done",
                "partner_id": partner.id if partner and not campaign.is_anonymous else False,
                "predefined_question_ids": False,
            }
        )
        sheet.user_input_line_ids.create(
            [line for question, answer in answers.items() for line in sheet._lines_of(question, answer)]
        )
        if campaign.is_anonymous:
            forget_moment(sheet, sheet.user_input_line_ids)
        self.env["grid.low.mark"].sudo()._open_sheet(sheet)
        return True

    @api.model
    def _refuse_full(self, stratum):
        """There are no more sheets than customers; visits and calls are known one by one."""
        if self.sudo().search_count([("stratum_id", "=", stratum.id)], limit=stratum.population) >= stratum.population:
            raise UserError(
                self.env._(
                    "Every customer of “%(part)s” has a sheet already. Check the branch and the group.",
                    part=stratum.display_name,
                )
            )

    @api.model
    def _new_sheet(self, vals):
        """Create a sheet; the second of two clicks is tried again, and then finds the first."""
        try:
            return self.sudo().with_context(**SILENT).create(vals)
        except UniqueViolation as error:
            raise ConcurrencyError("two sheets of one customer at the same time") from error

    def _lines_of(self, question, answer):
        """Return the values of the lines of one answer."""
        kind = question.question_type if question.question_type not in CHOICES else "suggestion"
        column = "suggested_answer_id" if kind == "suggestion" else f"value_{kind}"
        return [
            {"user_input_id": self.id, "question_id": question.id, "answer_type": kind, column: value}
            for value in (answer if isinstance(answer, list) else [answer])
        ]

    def _low_lines(self):
        """Return the marks of a sheet that its company calls low."""
        low = self.campaign_id.company_id.low_mark
        return self.user_input_line_ids.filtered(
            lambda line: (
                line.answer_type == "scale"
                and is_low(line.value_scale, low, line.question_id.scale_min, line.question_id.scale_max)
            )
        )
