from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..indicators import next_plan, number_path
from ..statutory.periods import span
from .local_year import LocalPeriod, LocalYear, sees_every_branch

#: Proves in the context that a page is written by the acts that close and correct a year; no API can send it.
CLOSING = object()
#: What those acts alone write.
BY_ACT_ONLY = {"state", "closed_by_id", "closed_at", "version", "previous_id"}


class GridIndicatorYear(models.Model):
    """The indicators of a company, or of a branch, in a year: one page with plans, facts and scores.

    A quarter has an inner page of its own, which no form of law reads. Counted facts are those of this moment until the
    head closes the page; then they stay.
    """

    _name = "grid.indicator.year"
    _inherit = "grid.figure.text"
    _description = "Indicators of a year"
    _order = "year desc, company_id, branch_id, quarter nulls first, version desc, id"
    _rec_name = "year"
    _check_company_auto = True

    year = fields.Integer(required=True, aggregator=None, default=lambda self: self.env.company._legal_today().year)
    quarter = fields.Selection(
        [("1", "quarter 1"), ("2", "quarter 2"), ("3", "quarter 3"), ("4", "quarter 4")],
        help="Empty: the whole year. A quarter is an inner page: forms follow that of the year.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True, ondelete="restrict"
    )
    branch_id = fields.Many2one(
        "grid.branch", "Branch", check_company=True, index=True, ondelete="restrict", help="Empty: the whole company."
    )
    place = fields.Char("Place", compute="_compute_place")
    state = fields.Selection(
        [("open", "Open"), ("closed", "Year is closed")], required=True, default="open", readonly=True
    )
    closed_by_id = fields.Many2one("res.users", "Closed by", readonly=True, copy=False)
    closed_at = fields.Datetime("Closed on", readonly=True, copy=False)
    value_ids = fields.One2many("grid.indicator.value", "year_id", "Indicators", copy=False)
    figures = fields.Json(compute="_compute_figures", help="Facts, ratios and scores by codes, as texts of numbers.")
    total = fields.Char("Level of service", compute="_compute_totals")
    total_on_plan = fields.Char("If all went as planned", compute="_compute_totals")
    connection_total = fields.Char("Quality of connection", compute="_compute_totals")
    lacking = fields.Integer("Without data", compute="_compute_totals")
    trouble = fields.Char("Why there are no scores", compute="_compute_totals")
    general_total = fields.Char("General indicator", compute="_compute_totals")
    general_refusal = fields.Char("Why there is no general indicator", compute="_compute_totals")
    asked_by_law = fields.Boolean(compute="_compute_totals")
    seen_part = fields.Char("Counted in", compute="_compute_seen_part")

    _year_range = models.Constraint("CHECK (year BETWEEN 2014 AND 2100)", "The year is written in four digits.")
    _once = models.UniqueIndex(
        "(company_id, year, COALESCE(branch_id, 0), COALESCE(quarter, ''), version)", "This year has its page already."
    )

    @api.depends("branch_id")
    @api.depends_context("lang")
    def _compute_place(self):
        for page in self:
            page.place = page.branch_id.name or self.env._("The whole company")

    @api.depends("year", "quarter", "branch_id", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for page in self:
            period = page._said_period()
            place = " ".join(filter(None, (period, page.branch_id.name)))
            version = page.version > 1 and self.env._("version %(version)s", version=page.version)
            page.display_name = f"{place}, {version}" if version else place

    @api.depends("branch_id")
    @api.depends_context("uid")
    def _compute_seen_part(self):
        """Say in which branches the figures are counted, to whoever does not see all."""
        every = self.env["grid.branch"].sudo().search([])
        seen = self.env.user.seen_branch_ids
        sees_all = sees_every_branch(self.env)
        for page in self:
            path = page.branch_id.sudo().parent_path or ""
            own = every.filtered(
                lambda one, page=page, path=path: one.company_id == page.company_id and one.parent_path.startswith(path)
            )
            page.seen_part = "" if sees_all or not own - seen else ", ".join((own & seen).mapped("name"))

    @api.depends("figures")
    @api.depends_context("lang")
    def _compute_totals(self):
        for page in self:
            figures = page.figures
            page.trouble = figures["trouble"]
            page.total = page._said_stored(figures["facts"].get("level_of_service"))
            page.total_on_plan = page._said_stored(figures["on_plan"])
            page.connection_total = page._said_stored(figures["facts"].get("connection_quality"))
            page.general_total = page._said_stored(figures["facts"].get("general"))
            page.general_refusal = figures["general_refusal"]
            page.lacking = len(figures["missing"])
            page.asked_by_law = figures["asked"]

    # ------------------------------------------------------------------
    # Rows
    # ------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_acts(vals)
        pages = super().create(vals_list)
        pages._complete()
        return pages

    def write(self, vals):
        self._refuse_acts(vals)
        if not self._is_act():
            self._check_open()
        if {"year", "quarter", "company_id", "branch_id"} & vals.keys() and self.value_ids.filtered(
            lambda v: v.has_fact or v.has_plan
        ):
            raise UserError(self.env._("Plans or facts are entered already: add a page for the other year or branch."))
        return super().write(vals)

    def _is_act(self):
        return self.env.context.get("indicator_act") is CLOSING

    def _refuse_acts(self, vals):
        if BY_ACT_ONLY & vals.keys() and not self._is_act():
            raise UserError(self.env._("A year is closed and corrected by its buttons alone."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        if any(page.state == "closed" for page in self):
            raise UserError(self.env._("A closed year stays."))

    def _complete(self):
        """Give each open page a row for every indicator in force at the end of its year, in the order of the forms."""
        for page in self.filtered(lambda page: page.state == "open"):
            page._follow(page._indicators_in_order())

    def _follow(self, rows):
        kept = {value.indicator_id: value for value in self.value_ids}
        self.env["grid.indicator.value"].sudo().create(
            [
                {"year_id": self.id, "indicator_id": row.id, "sequence": place}
                for place, row in enumerate(rows)
                if row not in kept
            ]
        )
        for place, row in enumerate(rows):
            if row in kept and kept[row].sequence != place:
                kept[row].sudo().sequence = place
        gone = [value for row, value in kept.items() if row not in rows and not value.has_fact and not value.has_plan]
        self.env["grid.indicator.value"].concat(*gone).sudo().unlink()

    def _indicators_in_order(self):
        """Return the indicators of the year, each before its parts."""
        last = self._local_period().last
        domain = Domain("valid_from", "=", False) | Domain("valid_from", "<=", last)
        domain &= Domain("valid_to", "=", False) | Domain("valid_to", ">=", last)

        def place(row):
            return (number_path(row.number) if row.number and row.number[0].isdigit() else ()), row.id

        below = self.env["grid.indicator"].sudo().search(domain, order="id").grouped("parent_id")

        def walk(parent):
            for row in below.get(parent, parent).sorted(place):
                parts = list(walk(row)) if row != parent else []
                # what only sums up is no row without parts in force
                if row != parent and (parts or row.fact_source not in ("heading", "reckoned")):
                    yield row
                    yield from parts

        return self.env["grid.indicator"].concat(*walk(self.env["grid.indicator"].sudo()))

    def _local_period(self):
        if not self.quarter:
            return LocalYear(self.company_id, self.branch_id, self.year)
        return LocalPeriod(self.company_id, self.branch_id, *span("quarter", self.year, int(self.quarter)))

    def _said_period(self):
        if not self.quarter:
            return str(self.year)
        return self.env._("quarter %(part)s of %(year)s", part=self.quarter, year=self.year)

    # ------------------------------------------------------------------
    # Acts
    # ------------------------------------------------------------------
    def _check_open(self):
        if any(page.state == "closed" for page in self):
            raise UserError(
                self.env._("The year is closed and stays as it is. Press “Correct”: a new version shows what differs.")
            )

    def action_plan_from_last_year(self):
        """Give every row without a plan that of the year before; what is better when less is improved by the method."""
        self.ensure_one()
        self._check_open()
        before = self._last_version(self.company_id, self.year - 1, self.branch_id, self.quarter)
        plans = {value.indicator_id.code: value._plan() for value in before.value_ids}
        if not any(plan is not None for plan in plans.values()):
            raise UserError(
                self.env._(
                    "There are no plans of %(year)s to begin from. Enter them on the page of that year, or enter the "
                    "plans of this year by hand.",
                    year=self.year - 1,
                )
            )
        method, _parameters = self.env["grid.indicator.method"]._on(self._local_period().last)
        for value in self.value_ids.filtered(lambda value: not value.has_plan):
            plan = plans.get(value.indicator_id.code)
            if plan is not None:
                reverse = value.indicator_id.direction == "reverse"
                value.write({"plan": next_plan(plan, method) if reverse else plan, "has_plan": True})
        return True

    def action_close(self):
        """Freeze the year: what is counted is written down as it is now, and nothing is changed any more."""
        self.ensure_one()
        self.lock_for_update()
        self.invalidate_recordset(["state"])
        if self.state == "closed":
            return True
        if self._local_period().last >= self.company_id._legal_today():
            raise UserError(self.env._("%(period)s has not ended: close it afterwards.", period=self._said_period()))
        self._check_reason()
        figures = self._figures()
        cases = self._cases(figures.facts)
        for value in self.value_ids.sudo().with_context(indicator_act=CLOSING):
            fact = figures.facts.get(value.indicator_id.code)
            value.write({"fact": fact or 0, "has_fact": fact is not None, "cases": cases.get(value.indicator_id)})
        self.with_context(indicator_act=CLOSING).write(
            {"state": "closed", "closed_by_id": self.env.uid, "closed_at": fields.Datetime.now()}
        )
        self.value_ids.indicator_id._mark_used()
        if figures.method:
            self.env["grid.indicator.method"].browse(figures.method.key)._mark_used()
        if figures.facts.get("general") is not None:
            figures.weights._mark_used()
        return True

    def action_what_if(self):
        """Try other facts without saving them."""
        self.ensure_one()
        wizard = self.env["grid.indicator.what.if"]._begin(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What if"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }
