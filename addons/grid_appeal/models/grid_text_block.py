from lxml import html
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

from ..appeals import placeholders
from .helpdesk_ticket import KINDS, THEMES

_lt = LazyTranslate(__name__)

# The fields of prepared texts: helpdesk.ticket._text_values() gives the value of each.
TEXT_FIELDS = {
    "number": _lt("registration number of the appeal"),
    "registered": _lt("date of registration"),
    "received": _lt("date of receipt"),
    "due": _lt("last day of the answer"),
    "today": _lt("date of today"),
    "applicant": _lt("name of the applicant"),
    "greeting": _lt("how the applicant is addressed"),
    "subject": _lt("subject of the appeal"),
    "address": _lt("address of the usage point, else of the customer"),
    "point": _lt("number of the usage point"),
    "company": _lt("name of the company"),
    "branch": _lt("name of the branch"),
    "branch_address": _lt("address of the branch"),
    "branch_phone": _lt("phone of the branch"),
    "branch_email": _lt("e-mail of the branch"),
    "executor": _lt("name of whoever writes the answer"),
    "executor_phone": _lt("phone of whoever writes the answer"),
}


class GridTextBlock(models.Model):
    """A prepared text, a script of conversation or a document of the company, at hand by theme.

    Texts go into letters, and letters are written in Russian: a text has one language, its own.
    """

    _name = "grid.text.block"
    _description = "Text at hand"
    _order = "kind, sequence, name, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True)
    name = fields.Char("Title", required=True)
    kind = fields.Selection(
        [
            ("template", "Answer template"),
            ("block", "Text block"),
            ("ethics", "Script of conversation"),
            ("document", "Document of the company"),
        ],
        required=True,
        default="block",
    )
    theme = fields.Selection(THEMES, help="Empty: for every theme.")
    appeal_kind = fields.Selection(KINDS, "Kind of appeal", help="Empty: for every kind.")
    category_id = fields.Many2one(
        "helpdesk.ticket.category", "Category", ondelete="restrict", help="Empty: for every category."
    )
    body = fields.Html("Text", sanitize=True, strip_classes=True)
    norm = fields.Char("Norm or source", help="The norm the text relies on, or where it comes from.")
    file = fields.Binary(attachment=True)
    file_name = fields.Char()
    url = fields.Char("Link")
    edition_date = fields.Date("Edition of")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: for every company.")
    fields_help = fields.Html(compute="_compute_fields_help")

    _code_uniq = models.Constraint("UNIQUE (company_id, code)", "Another text has this code.")
    _shared_code_uniq = models.UniqueIndex("(code) WHERE company_id IS NULL", "Another text has this code.")

    @api.depends_context("lang")
    def _compute_fields_help(self):
        lines = [Markup("<li><code>{{ %s }}</code> %s</li>") % (name, str(text)) for name, text in TEXT_FIELDS.items()]
        self.fields_help = Markup("<ul>%s</ul>") % Markup("").join(lines)

    @api.constrains("body")
    def _check_fields(self):
        for text in self:
            if wrong := placeholders.unknown(str(text.body or ""), TEXT_FIELDS):
                raise ValidationError(
                    self.env._(
                        "The text “%(title)s” names a field that does not exist: %(wrong)s. "
                        "Write one of these in double braces: %(known)s.",
                        title=text.name,
                        wrong=", ".join(wrong),
                        known=", ".join(TEXT_FIELDS),
                    )
                )

    @api.constrains("url")
    def _check_url(self):
        for text in self:
            if text.url and not text.url.startswith(("https://", "http://")):
                raise ValidationError(
                    self.env._("The link of “%(title)s” must begin with https:// or http://.", title=text.name)
                )

    # ------------------------------------------------------------------
    # At hand
    # ------------------------------------------------------------------
    def _closeness(self, ticket, categories):
        """How closely the text is meant for the appeal; None: it is meant for others."""
        aims = (
            (4 if categories else 0, self.category_id, not categories or self.category_id in categories),
            (2, self.theme, self.theme == ticket.theme),
            (1, self.appeal_kind, self.appeal_kind == ticket.kind),
        )
        if any(named and not meant for _weight, named, meant in aims):
            return None
        return sum(weight for weight, named, _meant in aims if named)

    def _at_hand(self, values):
        """The text as the panel beside the answer shows it, filled with the values of one appeal."""
        filled = placeholders.fill(str(self.body or ""), values)
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "norm": self.norm or "",
            "html": filled,
            "words": html.fragment_fromstring(filled, create_parent="div").text_content(),
            "edition": self.edition_date.strftime("%d.%m.%Y") if self.edition_date else "",
            "link": self.url or (f"/web/content/{self._name}/{self.id}/file?download=true" if self.file_name else ""),
        }
