from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

#: Longer questions are cut: nobody types them, programs do.
QUERY_MAX = 200
#: How near a title must be to a misspelt question, from 0 to 1.
NEAR = 0.4

VECTOR = (
    "(setweight(to_tsvector('russian', translate(name, 'ёЁ', 'еЕ')), 'A')"
    " || setweight(to_tsvector('russian', translate(body, 'ёЁ', 'еЕ')), 'B'))"
)


class GridSiteArticle(models.Model):
    """The search of questions: by Russian word forms; when no text has all words, by any of them and by likeness."""

    _inherit = "grid.site.article"

    _words_idx = models.Index(f"USING gin ({VECTOR})")

    @api.model
    def _find_questions(self, text, company, theme=None):
        """Return the questions that match, the best first, and whether they are only similar to what was asked."""
        domain = self._shown_domain(company) & Domain("section", "=", "questions")
        if theme:
            domain &= Domain("theme", "=", theme)
        words = self._query_words(text)
        if not words:
            return self.search(domain), False
        exact = SQL("websearch_to_tsquery('russian', %s)", words)
        found = self._matching(domain, SQL("%s @@ %s", SQL(VECTOR), exact), exact)
        if found:
            return found, False
        some = SQL("replace(plainto_tsquery('russian', %s)::text, '&', '|')::tsquery", words)
        like = SQL("%s @@ %s", SQL(VECTOR), some)
        if self.env.registry.has_trigram:
            like = SQL(
                "(%s OR word_similarity(lower(%s), lower(translate(name, 'ёЁ', 'еЕ'))) >= %s)", like, words, NEAR
            )
        found = self._matching(domain, like, some)
        return found, bool(found)

    @api.model
    def _query_words(self, text):
        """Return what was asked as the database can take it: one line, not too long, ё as е."""
        words = " ".join((text or "").replace("\x00", " ").split())
        return words[:QUERY_MAX].translate(str.maketrans("ёЁ", "еЕ"))

    @api.model
    def _matching(self, domain, condition, query):
        visible = self._search(domain)
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM grid_site_article WHERE id IN %s AND %s ORDER BY ts_rank(%s, %s) DESC, sequence, id",
                visible.subselect(),
                condition,
                SQL(VECTOR),
                query,
            )
        )
        return self.browse(row[0] for row in rows)
