import re

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import html2plaintext

from odoo.addons.grid_appeal.models.helpdesk_ticket import THEMES

from .grid_feeding_centre import TABLES

SECTIONS = [
    ("offices", "Offices"),
    ("contacts", "Contacts"),
    ("rates", "Rates of connection"),
    ("disclosure", "Figures of connections"),
    ("rights", "How to appeal further"),
    ("papers", "Forms and samples"),
    ("questions", "Questions and answers"),
]
EXCERPT = 160
HIGH_HEADING = re.compile(r"<(/?)h[12]\b")


class GridSiteArticle(models.Model):
    """A text of a public page: what staff write, the site shows, and says when it was last checked."""

    _name = "grid.site.article"
    _inherit = "grid.site.published"
    _description = "Text of the site"
    _order = "section, sequence, id"
    _portal_fields = frozenset(
        {
            *("id", "display_name", "section", "theme", "name", "body", "basis", "disclosed", "sequence"),
            *("published", "company_id", "checked_on"),
        }
    )

    section = fields.Selection(SECTIONS, "Page", required=True, default="questions", tracking=True)
    theme = fields.Selection(THEMES, help="Questions and answers are grouped by it.")
    name = fields.Char("Title", required=True, tracking=True)
    body = fields.Html(
        "Text", required=True, sanitize_style=True, sanitize_form=True, strip_classes=True, sanitize_attributes=True
    )
    disclosed = fields.Selection(TABLES, "Table below the text", tracking=True)
    basis = fields.Char("Law", help="The act and the clause that the text rests on.", tracking=True)

    _question_has_theme = models.Constraint(
        "CHECK (section != 'questions' OR theme IS NOT NULL)", "A question needs a theme: the page groups by it."
    )

    _table_of_figures = models.Constraint(
        "CHECK (disclosed IS NULL OR section = 'disclosure')", "A table stands on the page of figures of connections."
    )

    @api.model
    def _shown(self, section, company):
        """Return what a page of the company shows."""
        return self.search(self._shown_domain(company) & Domain("section", "=", section))

    def _shown_body(self):
        """Return the text for a page whose own headings stand above it."""
        return Markup(HIGH_HEADING.sub(r"<\1h3", self.body or ""))  # noqa: S704  sanitized by the field

    def _shown_centres(self):
        """Return the rows of the table that stands below the text: of the company whose site shows it."""
        return self.env["grid.feeding.centre"].sudo()._shown(self.disclosed, self.env.company)

    def _excerpt(self):
        """Return the beginning of the text in one line."""
        text = " ".join(html2plaintext(self.body or "", include_references=False).split())
        return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0].rstrip(" ,;:—") + "…"

    def action_open_page(self):
        """Show the page of the site in another tab."""
        self.ensure_one()
        url = f"/questions/{self.id}" if self.section == "questions" else f"/{self.section}"
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}
