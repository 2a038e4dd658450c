from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..indicators import LEVELS, BadLevel, BadMeasure
from .grid_indicator_year import CLOSING

#: What people enter; everything else of a row is made by the page.
ENTERED = {"plan_text", "fact_text", "plan", "has_plan", "fact", "has_fact", "document", "document_file", "file_name"}


class GridIndicatorValue(models.Model):
    """Plan and fact of an indicator in a year; the fact is counted, or entered with the document that says it.

    `has_plan`, `has_fact`: a zero is a figure, nothing is “no data”; a database number cannot tell them apart.
    """

    _name = "grid.indicator.value"
    _inherit = "grid.figure.text"
    _description = "Value of an indicator"
    _order = "year desc, year_id, sequence, id"
    _rec_name = "indicator_id"

    year_id = fields.Many2one(
        "grid.indicator.year", "Page of the year", required=True, readonly=True, index=True, ondelete="cascade"
    )
    year = fields.Integer(related="year_id.year", store=True, aggregator=None)
    quarter = fields.Selection(related="year_id.quarter")
    company_id = fields.Many2one(related="year_id.company_id", store=True, index=True)
    branch_id = fields.Many2one(related="year_id.branch_id", store=True, index="btree_not_null")
    place = fields.Char(related="year_id.place")
    state = fields.Selection(related="year_id.state")
    indicator_id = fields.Many2one(
        "grid.indicator", "Indicator", required=True, readonly=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(readonly=True)
    depth = fields.Integer(compute="_compute_depth")
    fact_source = fields.Selection(related="indicator_id.fact_source", string="Fact is")
    unit = fields.Selection(related="indicator_id.unit")
    has_whole = fields.Boolean(compute="_compute_has_whole")
    counted_by = fields.Char(
        "By the day", compute="_compute_counted_by", help="The day that puts the counted records into the period."
    )
    plan = fields.Float("Plan in figures", digits=(16, 4), aggregator="avg")
    has_plan = fields.Boolean("Plan is known")
    fact = fields.Float(
        "Fact in figures", digits=(16, 4), aggregator="avg", help="Entered, or counted when the year was closed."
    )
    has_fact = fields.Boolean("Fact is known")
    plan_text = fields.Char("Plan", compute="_compute_plan_text", inverse="_inverse_plan_text", help="Empty: no plan.")
    fact_text = fields.Char("Fact", compute="_compute_fact_text", inverse="_inverse_fact_text", help="Empty: no data.")
    cases = fields.Json(
        readonly=True, help="{total, breached}: what “whole to what was kept” was made of when the year was closed."
    )
    ratio = fields.Char("Fact to plan, %", compute="_compute_score")
    score = fields.Char(compute="_compute_score")
    lacks = fields.Char("Data", compute="_compute_score")
    document = fields.Char(help="Kind, number and date of the document that says the fact.")
    document_file = fields.Binary("File", attachment=True)
    file_name = fields.Char()
    entered_by_id = fields.Many2one("res.users", "Entered by", readonly=True)
    entered_at = fields.Datetime("Entered on", readonly=True)

    _once = models.Constraint("UNIQUE (year_id, indicator_id)", "The indicator stands on this page already.")
    _not_negative = models.Constraint("CHECK (plan >= 0 AND fact >= -1)", "A plan or a fact is not below zero.")

    @api.depends("indicator_id.parent_id")
    def _compute_depth(self):
        for value in self:
            value.depth, above = 0, value.indicator_id.parent_id
            while above:
                value.depth, above = value.depth + 1, above.parent_id

    @api.depends("indicator_id.aggregate", "indicator_id.fact_source")
    def _compute_has_whole(self):
        for value in self:
            row = value.indicator_id
            value.has_whole = row.fact_source == "counted" and row.aggregate in ("share", "per_thousand", "kept")

    @api.depends("indicator_id")
    @api.depends_context("lang")
    def _compute_counted_by(self):
        for value in self:
            value.counted_by = value.indicator_id._said_counted_by()

    @api.depends("plan", "has_plan")
    @api.depends_context("lang")
    def _compute_plan_text(self):
        for value in self:
            value.plan_text = self._said_figure(value._plan())

    @api.depends("year_id.figures")
    @api.depends_context("lang")
    def _compute_fact_text(self):
        for value in self:
            value.fact_text = self._said_stored(value.year_id.figures["facts"].get(value.indicator_id.code))

    @api.depends("year_id.figures")
    @api.depends_context("lang")
    def _compute_score(self):
        for value in self:
            figures, code = value.year_id.figures, value.indicator_id.code
            value.ratio = self._said_stored(figures["ratios"].get(code))
            value.score = self._said_stored(figures["scores"].get(code))
            known = figures["facts"].get(code) is not None or value.fact_source == "heading"
            unweighed = code == "general" and figures["general_refusal"]
            value.lacks = "" if known else self.env._("no weights published") if unweighed else self.env._("no data")

    def _inverse_plan_text(self):
        for value in self:
            plan = self._read_figure(value.plan_text)
            value.write({"plan": plan or 0, "has_plan": plan is not None})

    def _inverse_fact_text(self):
        for value in self:
            fact = self._read_figure(value.fact_text, value.unit)
            value.write({"fact": fact or 0, "has_fact": fact is not None})

    @api.constrains("has_fact", "fact", "document", "document_file")
    def _check_document(self):
        for value in self:
            if value.has_fact and value.fact_source == "entered" and not (value.document or value.document_file):
                raise ValidationError(
                    self.env._(
                        "“%(indicator)s”: name the document that says the fact, or attach it.",
                        indicator=value.indicator_id.display_name,
                    )
                )

    @api.constrains("fact", "has_fact")
    def _check_fact(self):
        """Levels alone are below zero, and what people enter of them is one of three."""
        for value in self.filtered("has_fact"):
            is_level, entered = value.unit == "level", value.fact_source == "entered"
            if (value.fact < 0 and not is_level) or (is_level and entered and value.fact not in LEVELS):
                refusal = (BadLevel if is_level else BadMeasure)(what="", value=value.fact)
                raise ValidationError(self.env["grid.indicator.method"]._refusal(refusal))

    def _plan(self):
        return Decimal(str(self.plan)) if self.has_plan else None

    def _kept_fact(self):
        """Return the fact that was entered, or frozen when the year was closed."""
        return Decimal(str(self.fact)) if self.has_fact else None

    # ------------------------------------------------------------------
    # A closed year stays; what is counted is entered by nobody
    # ------------------------------------------------------------------
    def write(self, vals):
        if not self.env.su and vals.keys() - ENTERED:
            raise UserError(self.env._("Of a row of the page only its plan, its fact and its document are entered."))
        if self.env.context.get("indicator_act") is not CLOSING and ENTERED & vals.keys():
            self.year_id._check_open()
            if {"fact", "has_fact", "fact_text"} & vals.keys():
                self._refuse_counted()
                vals = {**vals, "entered_by_id": self.env.uid, "entered_at": fields.Datetime.now()}
        return super().write(vals)

    def _refuse_counted(self):
        for value in self:
            if value.fact_source != "entered":
                raise UserError(
                    self.env._(
                        "The fact of “%(indicator)s” is counted by the program: it is not entered by hand.",
                        indicator=value.indicator_id.display_name,
                    )
                )

    # ------------------------------------------------------------------
    # Behind the figure
    # ------------------------------------------------------------------
    def action_open_counted(self):
        """Open the records that the fact counts."""
        self.ensure_one()
        side = "counted" if self.indicator_id.counted_model else "whole"
        return self._action_of_side(side)

    def action_open_whole(self):
        """Open the records of which they are a share."""
        self.ensure_one()
        return self._action_of_side("whole")

    def _action_of_side(self, side):
        return self.indicator_id._action_records(side, self.year_id._local_period(), self.state == "closed")
