from decimal import Decimal

from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ..indicators import IndicatorError, Method, asked_by_law, method_on, parameters_on

PERCENTS = ("low_percent", "high_percent", "improvement_percent")
SERVICE_WEIGHTS = ("informativeness_weight", "execution_weight", "feedback_weight")
CONNECTION_WEIGHTS = ("applications_weight", "connections_weight", "antitrust_weight")
ASKED = ("asked_from", "asked_to")
FIGURES = (*PERCENTS, *SERVICE_WEIGHTS, *CONNECTION_WEIGHTS)


class GridIndicatorMethod(models.Model):
    """One edition of the state method: what is as planned, how much each indicator weighs."""

    _name = "grid.indicator.method"
    _inherit = "grid.quality.row"
    _description = "Method of the indicators of quality"
    _order = "valid_from desc nulls last, id"
    _said_fields = frozenset((*FIGURES, *ASKED, "valid_from"))
    _edition_fields = ()

    low_percent = fields.Float("As planned from, %", digits=(16, 2), required=True)
    high_percent = fields.Float("As planned to, %", digits=(16, 2), required=True)
    improvement_percent = fields.Float("Improvement of a plan in a year, %", digits=(16, 2), required=True)
    informativeness_weight = fields.Float("Weight of information", digits=(16, 4), required=True)
    execution_weight = fields.Float("Weight of performance in time", digits=(16, 4), required=True)
    feedback_weight = fields.Float("Weight of feedback", digits=(16, 4), required=True)
    applications_weight = fields.Float("Weight of offers in time", digits=(16, 4), required=True)
    connections_weight = fields.Float("Weight of connections in time", digits=(16, 4), required=True)
    antitrust_weight = fields.Float("Weight of antitrust law", digits=(16, 4), required=True)
    asked_from = fields.Date(
        "Regulation began from",
        help="The law asks for the three indicators of companies whose long-term regulation began between these days.",
    )
    asked_to = fields.Date(
        "Regulation began to",
        help="The law asks for the three indicators of companies whose long-term regulation began between these days.",
    )

    _bounds = models.Constraint(
        "CHECK (low_percent >= 0 AND low_percent <= 100 AND high_percent >= 100)",
        "What is as planned lies around 100 %: the lower bound is not above it, the upper one not below.",
    )
    _service_weights = models.Constraint(
        "CHECK (abs(informativeness_weight + execution_weight + feedback_weight - 1) < 0.00005)",
        "The weights of the three indicators of service add up to 1.",
    )
    _connection_weights = models.Constraint(
        "CHECK (abs(applications_weight + connections_weight + antitrust_weight - 1) < 0.00005)",
        "The weights of the three parts of the quality of connection add up to 1.",
    )

    @api.constrains("valid_from", "valid_to")
    def _check_overlap(self):
        self._refuse_overlap()

    @api.model
    @tools.ormcache()
    def _all_editions(self):
        """Return every edition as the scores see it."""
        return tuple(
            Method(
                **{name: Decimal(str(row[name])) for name in FIGURES},
                **{name: row[name] or None for name in (*ASKED, "valid_from", "valid_to")},
                key=row.id,
            )
            for row in self.sudo().search([])
        )

    @api.model
    def _on(self, day):
        """Return the method and the parameters in force on a local day, `(Method, (Parameter, ...))`.

        :raises UserError: no edition covers the day, or an indicator has no parameters on it
        """
        try:
            return method_on(self._all_editions(), day), parameters_on(self.env["grid.indicator"]._parameters(), day)
        except IndicatorError as refusal:
            raise UserError(self._refusal(refusal)) from refusal

    @api.model
    def _asked_by_law(self, day):
        """Return whether the law asks the company for the three indicators; otherwise they are its internal ones."""
        method, _parameters = self._on(day)
        return asked_by_law(method, self.env.company.sudo().regulation_began_on or None)

    @api.model
    def _refusal(self, refusal):
        """Return what a refusal of the scores says, in the reader's language."""
        words = {name: self._said(value) for name, value in refusal.params.items()}
        sentences = {
            "method_not_found": self.env._(
                "No method of the indicators is in force on %(day)s. Add its edition with the order that approved it.",
                day=words.get("day"),
            ),
            "methods_tie": self.env._(
                "Two methods of the indicators are in force on %(day)s. Close the older one by a date.",
                day=words.get("day"),
            ),
            "parameters_not_found": self.env._(
                "No parameter of the indicator “%(indicator)s” is in force on %(day)s. Add its parameters with their "
                "form.",
                indicator=self._named(words.get("indicator")),
                day=words.get("day"),
            ),
            "bad_measure": self.env._(
                "%(value)s cannot be: a plan, a fact or a count is not below zero. Correct it.",
                value=words.get("value"),
            ),
            "bad_figure": self.env._(
                "“%(value)s” is not a number. Write digits, for example 12.5; leave the field empty where there is "
                "no data.",
                value=words.get("value"),
            ),
            "part_above_whole": self.env._(
                "%(part)s of %(whole)s: a part is not more than the whole. Check both counts.",
                part=words.get("part"),
                whole=words.get("whole"),
            ),
        }
        return {**sentences, **self._refusals_of_general(words)}[refusal.code]

    @api.model
    def _refusals_of_general(self, words):
        return {
            "weights_not_published": self.env._(
                "No weights of the general indicator are published for %(day)s. Add them with the order that names "
                "them; until then it is not reckoned.",
                day=words.get("day"),
            ),
            "bad_level": self.env._(
                "“%(value)s” is no level. Write 1 (reached with improvement), 0 (reached) or -1 (not reached); leave "
                "the field empty where there is no data.",
                value=words.get("value"),
            ),
        }

    @api.model
    def _said(self, value):
        return self._said_day(value) if hasattr(value, "year") else str(value)

    @api.model
    def _named(self, code):
        return self.env["grid.indicator"].sudo().search([("code", "=", code)], limit=1).name or code
