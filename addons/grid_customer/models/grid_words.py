"""Full text of short columns: PostgreSQL finds by whole words, and by how a word begins."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..identity.asked import house_pattern, place_query, place_words

# what parts words, and what PostgreSQL would else read as a part of a number, of an address of e-mail or of a site
_BETWEEN = ".,:;-_/@&+#№«»“”„"
_WORDS = f"to_tsvector('simple', translate(%s, '{_BETWEEN}', '{' ' * len(_BETWEEN)}'))"
_PLACE = "coalesce(street, '') || ' ' || coalesce(street2, '') || ' ' || coalesce(city, '')"


def words_index(registry, expression: str) -> str:
    """The definition of the index that `has_words` looks up."""
    return f"USING gin ({_WORDS % registry.unaccent(f'({expression})')})"


def has_words(registry, expression: SQL, query: str) -> SQL:
    """Whether a text has the words of a full-text query."""
    words = SQL(_WORDS, registry.unaccent(SQL("(%s)", expression)))
    return SQL("%s @@ to_tsquery('simple', %s)", words, registry.unaccent(SQL("%s", query)))


class GridPlaced(models.AbstractModel):
    """A record with an address, found by its words in any order: a street may be just begun, a house may not."""

    _name = "grid.placed"
    _description = "Record with an address"

    place_search = fields.Char("Address, by its words", store=False, search="_search_place")

    _place_words = models.Index(lambda registry: words_index(registry, _PLACE))

    @api.model
    def _search_place(self, operator, value):
        if operator != "ilike":
            return NotImplemented
        words = place_words(value)
        if not words:
            return Domain.FALSE

        def stands_there(model, alias, query):
            columns = ("street", "street2", "city")
            place = SQL(" || ' ' || ").join(
                SQL("coalesce(%s, '')", model._field_to_sql(alias, name, query)) for name in columns
            )
            found = has_words(model.env.registry, place, place_query(words))
            pattern = house_pattern(words)
            return SQL("(%s AND (%s) ~ %s)", found, place, pattern) if pattern else found

        return Domain.custom(to_sql=stands_there)
