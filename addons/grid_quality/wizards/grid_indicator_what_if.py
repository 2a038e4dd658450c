from odoo import api, fields, models

from ..indicators import Measure, ratio, rounded, what_if

PARTS = ("level_of_service", "informativeness", "execution", "feedback")


class GridIndicatorWhatIf(models.TransientModel):
    """What the level of service would be with other facts; nothing of it is written to the year."""

    _name = "grid.indicator.what.if"
    _inherit = "grid.figure.text"
    _description = "What if the facts were others"

    year_id = fields.Many2one("grid.indicator.year", required=True, readonly=True, ondelete="cascade")
    line_ids = fields.One2many("grid.indicator.what.if.line", "wizard_id", "Parameters")
    before = fields.Char("Now", compute="_compute_levels")
    after = fields.Char("Then", compute="_compute_levels")
    informativeness = fields.Char("Information, Ин", compute="_compute_levels")
    execution = fields.Char("Performance in time, Ис", compute="_compute_levels")
    feedback = fields.Char("Feedback, Рс", compute="_compute_levels")

    @api.model
    def _begin(self, page):
        """Return a wizard with what is known now of the parameters of a page and of the own indicators it plans."""
        measures = page._figures()
        codes = {parameter.code for parameter in measures.parameters}
        lines = [
            {
                "indicator_id": value.indicator_id.id,
                "plan": self._said_figure(value._plan()),
                "fact": self._said_figure(measures.facts.get(value.indicator_id.code)),
            }
            for value in page.value_ids
            if value.indicator_id.code in codes or (value.indicator_id.is_internal and value.has_plan)
        ]
        return self.create({"year_id": page.id, "line_ids": [fields.Command.create(line) for line in lines]})

    @api.depends("line_ids.new_fact", "line_ids.new_plan")
    @api.depends_context("lang")
    def _compute_levels(self):
        for wizard in self:
            tried = wizard._tried()
            levels = [{score.number: score.shown for score in (one, *one.parts)} for one in (tried.before, tried.after)]
            said = [{number: self._said_figure(level[number]) or "–" for number in PARTS} for level in levels]
            wizard.before, wizard.after = (one["level_of_service"] for one in said)
            for number in PARTS[1:]:
                wizard[number] = f"{said[0][number]} → {said[1][number]}"

    def _tried(self):
        """Return `indicators.WhatIf` of what stands in the lines."""
        year = self.year_id._local_period()
        method, parameters = self.env["grid.indicator.method"]._on(year.last)
        return what_if(parameters, self._measures("plan", "fact"), self._measures("new_plan", "new_fact"), method)

    def _measures(self, plan, fact):
        return {
            line.indicator_id.code: Measure(self._read_figure(line[plan]), self._read_figure(line[fact]))
            for line in self.line_ids
        }


class GridIndicatorWhatIfLine(models.TransientModel):
    """A parameter as it is and as it might be."""

    _name = "grid.indicator.what.if.line"
    _inherit = "grid.figure.text"
    _description = "Parameter that is tried"

    wizard_id = fields.Many2one("grid.indicator.what.if", required=True, ondelete="cascade")
    indicator_id = fields.Many2one("grid.indicator", "Parameter", required=True, readonly=True, ondelete="cascade")
    unit = fields.Selection(related="indicator_id.unit")
    plan = fields.Char(readonly=True)
    fact = fields.Char(readonly=True)
    new_plan = fields.Char("Other plan", help="Empty: as it is.")
    new_fact = fields.Char("Other fact", help="Empty: as it is.")
    score = fields.Char("Score now", compute="_compute_scores")
    new_score = fields.Char("Score then", compute="_compute_scores")
    ratio = fields.Char("Fact to plan now, %", compute="_compute_scores")
    new_ratio = fields.Char("Fact to plan then, %", compute="_compute_scores")

    @api.depends("new_fact", "new_plan", "wizard_id.line_ids.new_fact", "wizard_id.line_ids.new_plan")
    @api.depends_context("lang")
    def _compute_scores(self):
        for wizard, lines in self.grouped("wizard_id").items():
            tried = wizard._tried()
            now, then = ({leaf.code: leaf.shown for leaf in one.leaves()} for one in (tried.before, tried.after))
            for line in lines:
                line.score = self._said_figure(now.get(line.indicator_id.code))
                line.new_score = self._said_figure(then.get(line.indicator_id.code))
                line.ratio = line._said_ratio(line.plan, line.fact)
                line.new_ratio = line._said_ratio(line.new_plan or line.plan, line.new_fact or line.fact)

    def _said_ratio(self, plan, fact):
        measure = Measure(self._read_figure(plan), self._read_figure(fact))
        return self._said_figure(rounded(ratio(measure), 1))
