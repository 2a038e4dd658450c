from dataclasses import asdict, dataclass, field

from odoo import api, models
from odoo.exceptions import UserError

from ..indicators import GENERAL_PARTS, PARTS, Measure, Method, Score, level_of_service, ratio, rounded, weighted


def texts(numbers):
    """Return `{code: number or None}` with numbers as texts."""
    return {code: None if number is None else str(number) for code, number in numbers.items()}


@dataclass
class Figures:
    """The figures of a page by the codes of the indicators; None is “no data”.

    `scores`: of parameters; `planned`: what `level` would be if all went as planned; `missing`: codes of rows without
    data; `trouble`: why nothing could be scored;
    `general_refusal`: why Коб could not be reckoned, `weights`: the row that it rests on.
    """

    facts: dict = field(default_factory=dict)
    plans: dict = field(default_factory=dict)
    scores: dict = field(default_factory=dict)
    missing: tuple = ()
    method: Method | None = None
    level: Score | None = None
    planned: Score | None = None
    parameters: tuple = ()
    asked: bool = False
    trouble: str = ""
    general_refusal: str = ""
    weights: object = None

    def stored(self):
        """Return what the page keeps in its cache: numbers as texts."""
        ratios = {code: rounded(ratio(measure), 1) for code, measure in self.measures().items()}
        return {
            "facts": texts(self.facts),
            "ratios": texts(ratios),
            "scores": texts({code: leaf.shown for code, leaf in self.scores.items()}),
            **texts({"on_plan": self.planned and self.planned.shown}),
            "missing": list(self.missing),
            "asked": self.asked,
            "trouble": self.trouble,
            "general_refusal": self.general_refusal,
        }

    def measures(self):
        """Return plans and facts as the scores take them."""
        return {code: Measure(self.plans.get(code), fact) for code, fact in self.facts.items()}


class GridIndicatorYear(models.Model):
    """The figures of a page: entered ones, counted ones, and those reckoned from both."""

    _inherit = "grid.indicator.year"

    @api.depends("value_ids.plan", "value_ids.fact", "value_ids.has_plan", "value_ids.has_fact", "year", "state")
    @api.depends_context("uid", "lang")
    def _compute_figures(self):
        for page in self:
            page.figures = page._figures().stored()

    def _figures(self):
        """Return the `Figures` of the page with the rights of the reader; a closed year's are those that it keeps."""
        self.ensure_one()
        values = {value.indicator_id: value for value in self.value_ids}
        figures = Figures(plans={row.code: value._plan() for row, value in values.items()})
        facts = self._facts(values)
        figures.facts = {row.code: fact for row, fact in facts.items()}
        self._score(figures)
        self._reckon_general(figures)
        for row, value in values.items():
            if row.fact_source == "reckoned" and (self.state == "closed" or row.code not in figures.facts):
                figures.facts[row.code] = value._kept_fact()
        figures.missing = tuple(row.code for row in values if row in facts and facts[row] is None)
        return figures

    def _facts(self, values):
        """Return what was entered, is counted or was kept when the year was closed, `{indicator: Decimal or None}`.

        `values`: `{indicator: grid.indicator.value}`, all of the page or some.
        """
        facts = {row: value._kept_fact() for row, value in values.items() if row.fact_source in ("entered", "counted")}
        if self.state == "open":
            rows = self.env["grid.indicator"].concat(*values)
            facts |= rows.filtered(lambda row: row.fact_source == "counted")._count(self._local_period(), facts)
        return facts

    def _cases(self, facts):
        """Return what the counted “whole to what was kept” are made of, `{indicator: {total, breached}}`."""
        rows = self.value_ids.indicator_id.filtered(lambda row: (row.fact_source, row.aggregate) == ("counted", "kept"))
        known, place, memo = {row: facts.get(row.code) for row in self.value_ids.indicator_id}, self._local_period(), {}
        return {row: asdict(row._cases(place, known, memo)) for row in rows}

    def _reckon_general(self, figures):
        levels = {part: figures.facts.get(f"general_{part}") for part in GENERAL_PARTS}
        weights = self.env["grid.indicator.general"].with_company(self.company_id)
        try:
            value, figures.weights = weights._reckon(self._local_period().last, levels)
            figures.facts["general"] = rounded(value)
        except UserError as refusal:
            figures.general_refusal = str(refusal)

    def _score(self, figures):
        methods = self.env["grid.indicator.method"].with_company(self.company_id)
        try:
            figures.method, figures.parameters = methods._on(self._local_period().last)
            figures.asked = methods._asked_by_law(self._local_period().last)
        except UserError as refusal:
            figures.trouble = str(refusal)
            return
        measures = figures.measures()
        figures.level = level_of_service(figures.parameters, measures, figures.method)
        as_planned = {code: Measure(plan, plan) for code, plan in figures.plans.items()}
        figures.planned = level_of_service(figures.parameters, as_planned, figures.method)
        figures.scores = {leaf.code: leaf for leaf in figures.level.leaves()}
        figures.facts["level_of_service"] = figures.level.shown
        figures.facts |= {part.number: part.shown for part in figures.level.parts}
        figures.facts["connection_quality"] = rounded(
            weighted({n: figures.facts.get(n) for n in PARTS}, figures.method)
        )
