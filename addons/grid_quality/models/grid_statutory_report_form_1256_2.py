from odoo import models
from odoo.exceptions import UserError

from ..indicators import Measure, indicator_score, rounded
from ..statutory.connections import plain_decimal
from ..statutory.figures import NO_FIGURE
from ..statutory.sheet import Cell, Row, Sheet, plain

VALUES = "grid.indicator.value"
#: Forms of the three indicators: the company's internal ones where the law no longer asks for them.
INTERNAL = ("1256-2.1", "1256-2.2", "1256-2.3", "unit-indicators", "unit-indicators-quarter")
#: Forms that follow the page of indicators of their year or quarter.
PAGED = (*INTERNAL, "1256-3.1", "1256-3.2", "1256-3.3", "unit-quality", "unit-quality-quarter")


class GridStatutoryReport(models.Model):
    """Forms 2.1 to 2.3 of order 1256: the parameters of Ин, Ис and Рс with plan, fact, ratio and score.

    They are those of the page of the year; a closed page keeps its figures.
    """

    _inherit = "grid.statutory.report"

    def _sheet_1256_2_1(self):
        return self._sheet_of_indicator("informativeness")

    def _sheet_1256_2_2(self):
        return self._sheet_of_indicator("execution")

    def _sheet_1256_2_3(self):
        return self._sheet_of_indicator("feedback")

    def _sheet_of_indicator(self, code):
        """Return the parameters of an indicator in the order of the form, and the indicator that follows from them."""
        method, parameters = self.env["grid.indicator.method"]._on(self.date_to)
        page = self._page_of_period()
        values = {value.indicator_id: value for value in page.value_ids if value.indicator_id.parent_id.code == code}
        facts = page._facts(values)
        measures = {row.code: Measure(value._plan(), facts.get(row)) for row, value in values.items()}
        score = indicator_score(code, parameters, measures, method)
        named = {row.code: value for row, value in values.items()}
        rows = [
            Row(leaf.code, self._cells_of_parameter(leaf, named[leaf.code], measures[leaf.code]))
            for leaf in score.leaves()
            if leaf.code in named
        ]
        total = [Cell() for _place in range(4)]
        name = next(iter(values)).parent_id.display_name
        rows.append(Row(code, (Cell(), Cell(name), *total, Cell(self._figure_or_dash(score.shown)))))
        return Sheet(rows, notes=self._said_missing(score))

    def _last_page(self):
        """Return the page of the whole company that counts: the last one closed, else the open one; maybe empty."""
        quarter = str(self.part) if self.period == "quarter" else False
        pages = self.env["grid.indicator.year"]
        return pages._last_version(self.company_id, self.year, self.env["grid.branch"], quarter)

    def _page_of_period(self):
        page = self._last_page()
        if not page:
            raise UserError(
                self.env._(
                    "There is no page of indicators for %(period)s yet. The head adds it in “Indicators of the year”: "
                    "it holds plans and facts.",
                    period=self._said_period(),
                )
            )
        return page

    def _cells_of_parameter(self, leaf, value, measure):
        indicator = value.indicator_id
        dependence = self.env._("reverse") if indicator.direction == "reverse" else self.env._("direct")
        fact, plan = (NO_FIGURE if one is None else plain_decimal(one) for one in (measure.fact, measure.plan))
        return (
            Cell(leaf.number),
            Cell(indicator.name),
            self._cell_of_fact(fact, value),
            Cell(plan),
            Cell(self._figure_or_dash(rounded(leaf.ratio, 1))),
            Cell(dependence),
            Cell(self._figure_or_dash(leaf.shown)),
        )

    def _cell_of_fact(self, fact, value):
        """Return the fact: a counted one opens its records, of a share both sides; an entered one its document."""
        indicator = value.indicator_id
        if fact == NO_FIGURE:
            return Cell(fact)
        if indicator.fact_source == "counted" and indicator.counted_model:
            part, whole = (self._opened_side(value, side) for side in ("counted", "whole"))
            return Cell(fact, *part, whole if value.has_whole else None)
        return Cell(fact, [["id", "=", value.id]], VALUES)

    def _opened_side(self, value, side):
        records, domain = value.indicator_id._asked(side, self._local_period())
        return [plain(domain), records._name]

    def _stays(self):
        return super()._stays() or self.code in PAGED and self._last_page().state == "closed"

    def _policies_read(self):
        said = super()._policies_read()
        methods = self.env["grid.indicator.method"]
        if self.code not in INTERNAL or methods._asked_by_law(self.date_to):
            return said
        return [
            *said,
            self.env._("The law does not ask this company for Ин, Ис and Рс: they are its internal indicators."),
        ]

    def _said_missing(self, score):
        if not score.missing:
            return []
        return [
            self.env._(
                "%(dash)s: no data. Facts that are not counted are entered with their document on the page of "
                "indicators of the year; %(count)s parameters lack a plan or a fact and are left out of the score.",
                dash=NO_FIGURE,
                count=len(score.missing),
            )
        ]
