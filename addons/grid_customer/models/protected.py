"""Fields of protected personal data, for models that inherit `grid.access.logged`."""

from odoo import fields


class Protected:
    """Shown to few (`groups`), never unnoticed, and not told by the answers to guesses."""

    def condition_to_sql(self, field_expr, operator, value, model, alias, query):
        model._refuse_guessing(field_expr, operator)
        return super().condition_to_sql(field_expr, operator, value, model, alias, query)


class Char(Protected, fields.Char):
    """Text; the whole of it may be searched."""


class Date(Protected, fields.Date):
    """A date."""


class Selection(Protected, fields.Selection):
    """A choice."""


class Many2one(Protected, fields.Many2one):
    """A link."""


class Binary(Protected, fields.Binary):
    """A scan."""
