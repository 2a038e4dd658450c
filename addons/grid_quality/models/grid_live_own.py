from odoo import api, models

from ..live import Tile, planned
from .local_year import LocalYear


class GridLivePage(models.AbstractModel):
    """The company's own indicators on the live page: those that have a plan this year, fact beside plan."""

    _inherit = "grid.live.page"

    @api.model
    def _sections(self):
        return {**super()._sections(), "own": self.env._("Own indicators: this year against the plan")}

    @api.model
    def _tiles(self):
        return [*super()._tiles(), *(self._own_tile(row) for row in self._own_indicators())]

    @api.model
    def _own_indicators(self):
        planned_rows = self.env["grid.indicator.value"].search(
            [
                ("year", "=", self.env.company._legal_today().year),
                ("year_id.quarter", "=", False),
                ("company_id", "=", self.env.company.id),
                ("indicator_id.is_internal", "=", True),
                ("has_plan", "=", True),
            ],
            order="sequence, id",
        )
        return planned_rows.indicator_id

    @api.model
    def _own_tile(self, row):
        units = dict(row._fields["unit"]._description_selection(self.env))
        return Tile(
            f"own_{row.code}",
            row.name,
            "own",
            "number",
            "grid.indicator.value",
            lambda asked: [],
            reckon=lambda asked: self._own_figure(row, asked),
            narrowed={"branch_ids": ""},
            unit=units[row.unit],
            empty=self.env._("no data"),
        )

    @api.model
    def _own_figure(self, row, asked):
        """Return the fact of the year, and the plan where the reader sees all that it is the plan of."""
        page, place = self._own_page(asked)
        value = page.value_ids.filtered(lambda one: one.indicator_id == row)
        plan = value._plan() if value and not page.seen_part else None
        fact = self._own_fact(row, value, place)
        plan, fact = (None if one is None else float(one) for one in (plan, fact))
        opened = self._own_list(row, value, place)
        model = self.env[opened["res_model"]].with_context(active_test=False)
        domain = opened.pop("domain")
        return {
            "value": fact,
            "count": model.search_count(domain),
            "plan": plan,
            "level": planned(plan, row.direction == "reverse")(fact),
            "domain": self.env["grid.live.figure"]._sent(domain),
            "open": opened,
        }

    @api.model
    def _own_fact(self, row, value, place):
        if row.fact_source == "counted":
            return row._count(place, {})[row]
        return value._kept_fact() if value else None

    @api.model
    def _own_page(self, asked):
        """Return the page of this year for the branch that is asked about, or for the company, and its days."""
        branches = self.env["grid.branch"].browse(asked.branch_ids)
        tops = branches.filtered(lambda branch: branch.parent_id not in branches)
        is_whole = "branch_ids" not in asked.chosen and self.env.user.has_group("grid_customer.group_head")
        branch = tops if len(tops) == 1 and not is_whole else tops.browse()
        company, year = self.env.company, asked.today.year
        return self.env["grid.indicator.year"]._last_version(company, year, branch), LocalYear(company, branch, year)

    @api.model
    def _own_list(self, row, value, place):
        """Return the action of what the fact counts, or of the row where it was entered."""
        if row.fact_source == "counted":
            return row._action_records("counted" if row.counted_model else "whole", place)
        return {
            "type": "ir.actions.act_window",
            "name": row.name,
            "res_model": "grid.indicator.value",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", value.ids)],
        }
