from collections import Counter, defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..surveys import Stratum, proportion, weighted_mean

#: Marks of a five-point scale that mean a content customer; of another scale its upper two fifths.
CONTENT = 0.6


class GridSurveyResult(models.Model):
    """What came out of one question of a survey, or of one option of it, among the answers that the reader sees.

    The mean is weighted by the number of customers in each branch and group, and the bounds (95 %) are Student's; a
    share counts those who answered the question, its bounds are Wilson's. A text has its number alone.
    """

    _name = "grid.survey.result"
    _description = "Result of a question"
    _auto = False
    _order = "campaign_id, sequence, question_id, option_sequence, option_id, id"
    _rec_name = "question_id"

    campaign_id = fields.Many2one("grid.survey.campaign", "Survey", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    question_id = fields.Many2one("survey.question", "Question", readonly=True)
    option_id = fields.Many2one("survey.question.answer", "Chosen", readonly=True)
    option = fields.Char(related="option_id.value", string="Option")
    sequence = fields.Integer(readonly=True)
    option_sequence = fields.Integer(readonly=True)
    answers = fields.Integer("Answered", compute="_compute_figures")
    mean = fields.Float("Mean", compute="_compute_figures", digits=(4, 2))
    mean_bounds = fields.Char("Mean lies between", compute="_compute_figures")
    share = fields.Float("Share", compute="_compute_figures", help="Of content customers, or of those who chose it.")
    share_bounds = fields.Char("Share lies between", compute="_compute_figures")
    spread = fields.Char("Marks", compute="_compute_figures", help="How many gave each mark, the best first.")
    not_heard = fields.Char("Nobody answered in", compute="_compute_figures")

    @property
    def _table_query(self):
        return SQL(
            """SELECT campaign.id::bigint * 2147483648 + question.id * 2 AS id, campaign.id AS campaign_id,
                      campaign.company_id, question.id AS question_id, NULL::integer AS option_id, question.sequence,
                      0 AS option_sequence
                 FROM grid_survey_campaign campaign
                 JOIN survey_question question ON question.survey_id = campaign.survey_id
                WHERE question.is_page IS NOT TRUE
                UNION ALL
               SELECT campaign.id::bigint * 2147483648 + option.id * 2 + 1, campaign.id, campaign.company_id,
                      question.id, option.id, question.sequence, option.sequence + 1
                 FROM grid_survey_campaign campaign
                 JOIN survey_question question ON question.survey_id = campaign.survey_id
                 JOIN survey_question_answer option ON option.question_id = question.id"""
        )

    @api.depends("campaign_id", "question_id", "option_id")
    @api.depends_context("uid", "lang")
    def _compute_figures(self):
        answered, chosen, marks = self._tally()
        strata = self.env["grid.survey.stratum"].search([("campaign_id", "in", self.campaign_id.ids)])
        strata = strata.grouped("campaign_id")
        for result in self:
            key = result.campaign_id, result.question_id
            figures = dict.fromkeys(("mean", "mean_bounds", "share", "share_bounds", "spread", "not_heard"), False)
            figures["answers"] = chosen[*key, result.option_id] if result.option_id else answered[key]
            if result.option_id:
                figures |= self._share(figures["answers"], answered[key])
            elif marks[key]:
                scale = self._scale_of(result.question_id)
                figures |= self._marked(marks[key], scale, strata.get(result.campaign_id, ()))
            result.update(figures)

    def _tally(self):
        """Return three counts, in one query: who answered a question, who chose an option, which marks a part gave."""
        answered, chosen, marks = Counter(), Counter(), defaultdict(lambda: defaultdict(Counter))
        groups = ("campaign_id", "question_id", "option_id", "stratum_id", "value", "is_marked", "is_first")
        found = self.env["grid.survey.answer"]._read_group(
            [("campaign_id", "in", self.campaign_id.ids)], groups, ["__count"]
        )
        for campaign, question, option, stratum, value, is_marked, is_first, count in found:
            key = campaign, question
            answered[key] += count if is_first else 0
            chosen[*key, option] += count
            if is_marked:
                marks[key][stratum][value] += count
        return answered, chosen, marks

    @api.model
    def _marked(self, by_part, scale, strata):
        """Return the figures of a scale: the mean by parts of the customers, the share of content ones, the spread."""
        total = sum(by_part.values(), Counter())
        hidden = self.env["grid.survey.stratum"]
        parts = {part.display_name: self._part(part.population, by_part[part], scale) for part in strata}
        if by_part[hidden]:
            few = sum(part.population for part in strata if part.is_few)
            parts[""] = self._part(few, by_part[hidden], scale)
        found = weighted_mean(parts)
        content = sum(count for mark, count in total.items() if self._is_content(mark, scale))
        pooled = {part.display_name for part in strata if part.is_few and by_part[hidden]}
        return {
            "mean": found.interval.value,
            "mean_bounds": self._bounds(found.interval, 1, "%.2f"),
            "spread": ", ".join(f"{mark}:\N{NO-BREAK SPACE}{total[mark]}" for mark in reversed(scale)),
            "not_heard": "; ".join(part for part in found.missing if part not in pooled),
            **self._share(content, total.total()),
        }

    @api.model
    def _scale_of(self, question):
        return range(question.scale_min, question.scale_max + 1)

    @api.model
    def _is_content(self, mark, scale):
        return mark - scale[0] > (scale[-1] - scale[0]) * CONTENT

    @api.model
    def _part(self, population, marks, scale):
        """Return a part for the weighing; customers may have come since its size was counted."""
        return Stratum(max(population, marks.total()), {mark: marks[mark] for mark in scale})

    @api.model
    def _share(self, hits, answers):
        found = proportion(hits, answers)
        if not found:
            return {}
        return {"share": found.value, "share_bounds": self._bounds(found, 100, "%.1f %%")}

    @api.model
    def _bounds(self, interval, factor, form):
        """Return the bounds in words; nothing where too few answered to tell."""
        if interval.low is None:
            return ""
        point = self.env["res.lang"]._get_data(code=self.env.lang).decimal_point or "."
        low, high = ((form % (bound * factor)).replace(".", point) for bound in (interval.low, interval.high))
        return f"{low} – {high}"

    def action_answers(self):
        """Open the answers that the result counts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_quality.grid_survey_answer_action")
        domain = [("campaign_id", "=", self.campaign_id.id), ("question_id", "=", self.question_id.id)]
        if self.option_id:
            domain.append(("option_id", "=", self.option_id.id))
        return {**action, "domain": domain, "display_name": self.question_id.title, "context": {}}

    # ------------------------------------------------------------------
    # The table
    # ------------------------------------------------------------------
    def _table_rows(self):
        """Return the rows of the workbook; its columns are `_table_titles`."""
        for result in self:
            name = result.option_id.value if result.option_id else result.question_id.title
            mean = Decimal(f"{result.mean:.2f}") if result.mean else ""
            share = Decimal(f"{result.share * 100:.1f}") if result.share_bounds else ""
            yield (
                *(result.question_id.title if result.option_id else "", name, result.answers, mean),
                *(result.mean_bounds or "", share, result.share_bounds or "", result.spread or ""),
            )

    @api.model
    def _table_titles(self):
        """Return (title, width in millimetres) of the columns of the workbook."""
        return [
            (self.env._("Question"), 60),
            (self.env._("Question or option"), 60),
            (self.env._("Answered"), 18),
            (self.env._("Mean mark"), 18),
            (self.env._("Mean lies between"), 26),
            (self.env._("Share, %"), 18),
            (self.env._("Share lies between"), 32),
            (self.env._("Marks"), 45),
        ]
