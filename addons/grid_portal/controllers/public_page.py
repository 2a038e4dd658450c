from odoo import http
from odoo.http import request
from odoo.tools import format_date


class PublicPage(http.Controller):
    """What every page of public information has: the texts that staff write, and the day of the last check."""

    def _information(self, section, template, checked=(), **values):
        """Render a page: its texts, and the oldest check of them and of the other records that it shows."""
        articles = request.env["grid.site.article"]._shown(section, request.env.company)
        page = {"articles": articles, "checked": self._checked(articles, *checked)}
        return request.render(template, {**page, **values})

    def _checked(self, *shown):
        """Return the day of the oldest check in words; nothing when a part was never checked."""
        days = [record.checked_on for records in shown for record in records]
        return self._day_words(min(days) if days and all(days) else None)

    def _day_words(self, day):
        return format_date(request.env, day, date_format="dd.MM.yyyy") if day else ""
