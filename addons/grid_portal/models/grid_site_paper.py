import base64

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.grid_appeal.appeal_form import files
from odoo.addons.grid_appeal.models import findings

KINDS = [
    ("form", "Forms to fill in"),
    ("sample", "Filled-in samples"),
    ("contract", "Model contracts"),
    ("order", "Orders on rates and tariffs"),
    ("other", "Other papers"),
]


class GridSitePaper(models.Model):
    """A form or a sample that customers download: the file, and which edition of it this is."""

    _name = "grid.site.paper"
    _inherit = "grid.site.published"
    _description = "Form or sample of the site"
    _order = "kind, sequence, id"
    _portal_fields = frozenset(
        {
            *(
                "id",
                "display_name",
                "kind",
                "name",
                "note",
                "file_name",
                "file_size",
                "edition_on",
                "basis",
                "sequence",
            ),
            *("published", "company_id", "checked_on"),
        }
    )

    kind = fields.Selection(KINDS, required=True, default="form", tracking=True)
    name = fields.Char(required=True, tracking=True)
    note = fields.Char(help="What it is for, in one line.")
    file = fields.Binary(required=True, attachment=True, copy=False)
    file_name = fields.Char(copy=False)
    file_size = fields.Integer("Size, bytes", compute="_compute_file_size", store=True)
    edition_on = fields.Date("Edition of", required=True, tracking=True, help="The day of the form itself.")
    basis = fields.Char("Law", help="The act that approved the form.")

    @api.depends("file")
    def _compute_file_size(self):
        for paper in self:
            paper.file_size = len(paper._content())

    def _content(self):
        """Return the bytes of the file, whatever the client asked of binary fields."""
        return base64.b64decode(self.with_context(bin_size=False).file or b"")

    @api.constrains("file", "file_name")
    def _check_file(self):
        """Refuse what is no paper: a program, a page that would run, an empty file."""
        for paper in self:
            content = paper._content()
            name = files.clean_name(paper.file_name or "")
            if problem := files.problem(name, content[: files.HEAD], len(content)):
                raise ValidationError(findings.file_sentence(self.env, name, problem))

    @api.model
    def _shown(self, company, kind=None):
        """Return the papers that the page of the company offers; of one kind, where it is named."""
        of_kind = Domain("kind", "=", kind) if kind else Domain.TRUE
        return self.search(self._shown_domain(company) & of_kind)

    def _download_name(self):
        """Return the name under which a customer keeps the file: what it is, and of which day."""
        return f"{files.clean_name(self.name)} ({self.edition_on:%d.%m.%Y}).{self._ending()}"

    def _ending(self):
        return files.ending(self.file_name or "")

    def _format_text(self):
        """Return the format and the size in words: PDF, 120 KB."""
        return self.env._(
            "%(format)s, %(size)s KB", format=self._ending().upper(), size=max(1, round(self.file_size / 1024))
        )
