from decimal import Decimal

from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ..indicators import Parameter

INTERNAL = "internal"  # the heading of the company's own indicators
YEARS_AHEAD = 2  # that plans are made for


class GridIndicator(models.Model):
    """An indicator of quality, or a parameter of one: what is measured, and whether more or less of it is better."""

    _name = "grid.indicator"
    _inherit = "grid.quality.row"
    _description = "Indicator of quality"
    _order = "parent_id, number, valid_from desc nulls last, id"
    _rec_names_search = ["code", "number", "name"]
    _said_fields = frozenset(
        (
            *("code", "parent_id", "number", "direction", "point", "unit", "valid_from"),
            *("fact_source", "aggregate", "counted_model", "counted_domain", "counted_day", "counted_field"),
            *("counted_since", "whole_model", "whole_domain", "whole_day", "is_state"),
        )
    )
    _edition_fields = ("code",)

    code = fields.Char(required=True, index=True, help="Never changes: values, forms and programs name it.")
    number = fields.Char(help="As the form numbers it, or the abbreviation of the indicator.")
    parent_id = fields.Many2one(
        "grid.indicator",
        "Part of",
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.ref("grid_quality.indicator_internal", raise_if_not_found=False),
        help="The indicator that is reckoned from this one.",
    )
    is_internal = fields.Boolean(
        "Own indicator",
        compute="_compute_is_internal",
        store=True,
        recursive=True,
        help="One of the company's own: no act asks for it, and a methodologist plans it.",
    )
    value_ids = fields.One2many("grid.indicator.value", "indicator_id", "Plan and fact by year")
    direction = fields.Selection(
        [("direct", "more is better"), ("reverse", "less is better")], required=True, default="reverse"
    )
    point = fields.Float(
        "Worth of a point",
        digits=(16, 2),
        aggregator=None,
        help="Of a parameter: its score is 1, 2 or 3 points (better than planned, as planned, worse). "
        "Zero: not scored.",
    )
    unit = fields.Selection(
        [
            ("percent", "%"),
            ("pieces", "pieces"),
            ("yes_no", "1 or 0"),
            ("days", "days"),
            ("months", "months"),
            ("hours", "hours"),
            ("minutes", "minutes"),
            ("times", "times"),
            ("per_thousand", "for 1,000 customers"),
            ("points", "score points"),
            ("level", "1, 0 or -1"),
        ],
        required=True,
        default="percent",
    )

    _point_not_negative = models.Constraint("CHECK (point >= 0)", "A point is not worth less than zero.")

    @api.depends("number", "name")
    def _compute_display_name(self):
        for indicator in self:
            indicator.display_name = " ".join(filter(None, (indicator.number, indicator.name)))

    @api.depends("code", "parent_id.is_internal")
    def _compute_is_internal(self):
        for indicator in self:
            indicator.is_internal = indicator.code == INTERNAL or indicator.parent_id.is_internal

    def action_add_year(self):
        """Give the indicator a row in the year after those that it has, or in this year; the page of the year is made.

        :raises AccessError: the reader edits no indicators
        """
        self.ensure_one()
        self.check_access("write")
        company = self.env.company
        pages = self.env["grid.indicator.year"].sudo()
        whole = [("company_id", "=", company.id), ("branch_id", "=", False), ("quarter", "=", False)]
        known = pages.search(whole).mapped("year")
        this_year = company._legal_today().year
        year = max(known) + 1 if this_year in known else this_year
        if year > this_year + YEARS_AHEAD:
            raise UserError(
                self.env._("There are pages up to %(year)s already: plans are made that far ahead.", year=year - 1)
            )
        pages.create({"year": year, "company_id": company.id})
        return True

    @api.constrains("code", "valid_from", "valid_to")
    def _check_overlap(self):
        self._refuse_overlap()

    @api.model
    @tools.ormcache()
    def _parameters(self):
        """Return every scored parameter as the scores see it."""
        return tuple(
            Parameter(
                row.code,
                row.parent_id.code,
                row.number,
                row.direction == "reverse",
                Decimal(str(row.point)),
                row.valid_from or None,
                row.valid_to or None,
            )
            for row in self.sudo().search([("point", ">", 0), ("parent_id", "!=", False), ("number", "!=", False)])
        )
