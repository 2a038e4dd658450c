import base64
import json
import re
from copy import deepcopy

from odoo import api, fields, models
from odoo.tools.translate import code_translations

SHIPPED = "grid_quality_spreadsheet.spreadsheet_quality"
WORDS = re.compile(r'=_t\("([^"]*)"\)')


class SpreadsheetSpreadsheet(models.Model):
    """A copy belongs to who makes it: nobody else reads or changes it until the owner says so.

    The shipped dashboard is said in the language of who reads it, and a copy has these words as plain text:
    the editor itself translates nothing.
    """

    _inherit = "spreadsheet.spreadsheet"

    name = fields.Char(translate=True)
    owner_said = fields.Char("Whose", compute="_compute_owner_said")
    contributor_ids = fields.Many2many(copy=False)
    contributor_group_ids = fields.Many2many(copy=False)
    reader_ids = fields.Many2many(copy=False)
    reader_group_ids = fields.Many2many(copy=False)

    @api.depends("owner_id")
    @api.depends_context("lang")
    def _compute_owner_said(self):
        program = self.env.ref("base.user_root")
        for sheet in self:
            sheet.owner_said = self.env._("Ready-made") if sheet.owner_id == program else sheet.owner_id.name

    def get_spreadsheet_data(self):
        return {**super().get_spreadsheet_data(), "spreadsheet_raw": self._book()}

    def copy_data(self, default=None):
        default = {"owner_id": self.env.uid, **(default or {})}
        copies = super().copy_data(default)
        for sheet, values in zip(self, copies, strict=True):
            values["spreadsheet_binary_data"] = base64.b64encode(json.dumps(sheet._book()).encode())
            if "name" not in default:
                values["name"] = self.env._("%(name)s (copy)", name=sheet.name)
        return copies

    def action_copy_and_open(self):
        """Make an own copy, which may be changed, and open it."""
        self.ensure_one()
        return self.copy().open_spreadsheet()

    def _book(self):
        """Return the contents; of the shipped dashboard in the language of the reader."""
        if self != self.env.ref(SHIPPED, raise_if_not_found=False):
            return self.spreadsheet_raw
        book = deepcopy(self.spreadsheet_raw)
        translated = code_translations.get_web_translations("grid_quality_spreadsheet", self.env.lang or "en_US")
        words = {one["id"]: one["string"] for one in translated["messages"] if one["string"]}
        for sheet in book["sheets"]:
            for place, cell in sheet["cells"].items():
                if found := WORDS.fullmatch(cell):
                    sheet["cells"][place] = words.get(found[1], found[1])
        for source in [*book["pivots"].values(), *book["lists"].values()]:
            source["name"] = words.get(source["name"], source["name"])
        for one in book["globalFilters"]:
            one["label"] = words.get(one["label"], one["label"])
        return book
