from decimal import Decimal

from odoo import api, models
from odoo.exceptions import ValidationError

from ..indicators import IndicatorError, read_figure, read_level, said_figure


class GridFigureText(models.AbstractModel):
    """Figures as people of a language write them: empty is “no data”, which a number of the database cannot say."""

    _name = "grid.figure.text"
    _description = "Figures in words of a language"

    @api.model
    def _said_figure(self, value):
        return said_figure(value, self.env["res.lang"]._get_data(code=self.env.lang or "en_US").decimal_point or ".")

    @api.model
    def _said_stored(self, text):
        """Return a number that is kept as a text."""
        return self._said_figure(Decimal(text) if text else None)

    @api.model
    def _read_figure(self, text, unit=""):
        """Return what was written as a Decimal or None; of a level, 1, 0 or -1.

        :raises ValidationError: it is no number, or below zero, or no level
        """
        try:
            return read_level(text) if unit == "level" else read_figure(text)
        except IndicatorError as refusal:
            raise ValidationError(self.env["grid.indicator.method"]._refusal(refusal)) from refusal
