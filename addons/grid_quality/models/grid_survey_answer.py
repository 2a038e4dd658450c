from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.grid_customer.models.res_partner import CUSTOMER_GROUPS

from .survey_user_input import WAYS


class GridSurveyAnswer(models.Model):
    """What customers said: answers of questionnaires and short marks of answers to appeals, read alike.

    Of an anonymous survey an answer shows no customer, and no branch and group where few were asked.
    """

    _name = "grid.survey.answer"
    _description = "Answer of a customer"
    _auto = False
    _order = "answered_on desc, id desc"
    _rec_name = "question_id"

    source = fields.Selection(
        [("questionnaire", "Questionnaire"), ("mark", "Mark of an answer to an appeal")], readonly=True
    )
    campaign_id = fields.Many2one("grid.survey.campaign", "Survey", readonly=True)
    question_id = fields.Many2one("survey.question", "Question", readonly=True)
    option_id = fields.Many2one("survey.question.answer", "Chosen", readonly=True)
    value = fields.Integer("Mark", readonly=True, aggregator="avg")
    is_marked = fields.Boolean("Has a mark", readonly=True)
    is_first = fields.Boolean("Counts the customer", readonly=True, help="Of several chosen options the first alone.")
    is_sheet = fields.Boolean("Counts the sheet", readonly=True, help="Of the answers of a sheet the first alone.")
    words = fields.Text("In the customer's words", readonly=True)
    said = fields.Text("Answer", compute="_compute_said")
    answered_on = fields.Date("Day", readonly=True)
    way = fields.Selection(WAYS, "Answered", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    branch_id = fields.Many2one("grid.branch", "Branch", readonly=True)
    customer_group = fields.Selection(CUSTOMER_GROUPS, "Customer group", readonly=True)
    stratum_id = fields.Many2one("grid.survey.stratum", "Branch and group", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", readonly=True)

    @api.depends("option_id", "words")
    @api.depends_context("lang")
    def _compute_said(self):
        for answer in self:
            answer.said = answer.option_id.value or answer.words

    def action_improvement(self):
        """Write down what the customer proposes."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Improvement proposed by customers"),
            "res_model": "grid.improvement",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_words": self.words,
                "default_campaign_id": self.campaign_id.id,
                "default_ticket_ids": self.ticket_id.ids,
                **({"default_branch_id": self.branch_id.id} if self.branch_id else {}),
            },
        }

    @property
    def _table_query(self):
        return SQL("%s UNION ALL %s", self._questionnaires(), self._marks_of_appeals())

    def _questionnaires(self):
        return SQL(
            """SELECT line.id * 2 AS id, 'questionnaire' AS source, sheet.campaign_id, line.question_id,
                      line.suggested_answer_id AS option_id, line.value_scale AS value,
                      line.answer_type = 'scale' AS is_marked,
                      NOT EXISTS (SELECT FROM survey_user_input_line before
                                   WHERE before.user_input_id = line.user_input_id AND before.id < line.id
                                     AND before.question_id = line.question_id) AS is_first,
                      NOT EXISTS (SELECT FROM survey_user_input_line before
                                   WHERE before.user_input_id = line.user_input_id AND before.id < line.id
                                     AND before.skipped IS NOT TRUE) AS is_sheet,
                      COALESCE(line.value_text_box, line.value_char_box) AS words, sheet.answered_on, sheet.way,
                      stratum.company_id,
                      CASE WHEN hides THEN NULL ELSE stratum.branch_id END AS branch_id,
                      CASE WHEN hides THEN NULL ELSE stratum.customer_group END AS customer_group,
                      CASE WHEN hides THEN NULL ELSE stratum.id END AS stratum_id,
                      sheet.partner_id, NULL::integer AS ticket_id
                 FROM survey_user_input_line line
                 JOIN survey_user_input sheet ON sheet.id = line.user_input_id
                 JOIN grid_survey_stratum stratum ON stratum.id = sheet.stratum_id
                 JOIN grid_survey_campaign campaign ON campaign.id = sheet.campaign_id
                CROSS JOIN LATERAL (SELECT campaign.is_anonymous AND stratum.is_few AS hides) shown
                WHERE line.skipped IS NOT TRUE"""
        )

    def _marks_of_appeals(self):
        return SQL(
            """SELECT mark.id * 2 + 1, 'mark', NULL::integer, NULL::integer, NULL::integer, mark.value, TRUE, TRUE,
                      FALSE, mark.words, (mark.marked_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date, 'internet',
                      mark.company_id, mark.branch_id, ticket.customer_group, NULL::integer, ticket.partner_id,
                      ticket.id
                 FROM grid_appeal_mark mark
                 JOIN helpdesk_ticket ticket ON ticket.id = mark.ticket_id""",
            zone=self.env.company.sudo().legal_tz,
        )
