from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.grid_appeal.appeals.table import Column

#: The key of each of their rows begins with its branch.
BY_BRANCH = ("unit-appeals", "unit-appeals-week", "unit-appeals-day", "unit-discipline")
BY_BRANCH += ("unit-desk", "unit-desk-day", "unit-outages")
#: Forms that count appeals by the day of their receipt.
BY_RECEIPT = ("4.1", "4.4", "4.9", "1256-2.1", "1256-2.2", "1256-2.3", "unit-complaints")
BY_RECEIPT += ("unit-appeals", "unit-appeals-week", "unit-appeals-day", "unit-indicators", "unit-indicators-quarter")


class GridStatutoryForm(models.Model):
    """One edition of a form that the law or the company asks for: its columns and rows, in the words of the form.

    The words are Russian in every language: they are those of the order.
    """

    _name = "grid.statutory.form"
    _inherit = "grid.quality.row"
    _description = "Statutory form"
    _order = "act_id, code, valid_from desc nulls last, id"
    _rec_names_search = ["code", "name"]
    _said_fields = frozenset(("code", "name", "act_id", "period", "valid_from"))
    _edition_fields = ("code",)

    code = fields.Char(required=True, index=True, help="4.1, 4.9: the number of annex 7 to order 186.")
    number = fields.Char(compute="_compute_number", help="As the act numbers it: 2.1 of 1256-2.1; a table has none.")
    name = fields.Char(translate=False)
    act_id = fields.Many2one("legal.act", "Act", index=True, ondelete="restrict", help="Empty: the company's own.")
    period = fields.Selection(
        [
            ("day", "day"),
            ("week", "week"),
            ("month", "month"),
            ("quarter", "quarter"),
            ("half", "half-year"),
            ("year", "year"),
        ],
        required=True,
        default="year",
    )
    is_by_branch = fields.Boolean(
        "Rows are of branches", compute="_compute_is_by_branch", store=True,
        help="Of a published report a supervisor reads the rows of the own branches.",
    )  # fmt: skip
    column_ids = fields.One2many("grid.statutory.column", "form_id", "Columns", copy=True)
    row_ids = fields.One2many("grid.statutory.row", "form_id", "Rows", copy=True)
    needs_check = fields.Boolean(
        "The form needs checking",
        compute="_compute_needs_check",
        search="_search_needs_check",
        help="Nobody has compared its layout with the official print yet.",
    )

    @api.depends("code")
    def _compute_is_by_branch(self):
        for form in self:
            form.is_by_branch = form.code in BY_BRANCH

    @api.depends("confidence", "act_id")
    def _compute_needs_check(self):
        for form in self:
            form.needs_check = form.confidence == "unconfirmed" and bool(form.act_id)

    @api.model
    def _search_needs_check(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = fields.Domain([("confidence", "=", "unconfirmed"), ("act_id", "!=", False)])
        return fields.Domain.OR(domain if wanted else ~domain for wanted in value)

    @api.depends("code")
    def _compute_number(self):
        for form in self:
            number = (form.code or "").rpartition("-")[2]
            form.number = number if number.replace(".", "").isdigit() else False

    @api.depends("number", "name")
    def _compute_display_name(self):
        for form in self:
            form.display_name = " ".join(filter(None, (form.number, form.name)))

    @api.constrains("code", "valid_from", "valid_to")
    def _check_overlap(self):
        self._refuse_overlap()

    @api.model
    def _on(self, code, day):
        """Return the edition of a form in force on a local day.

        :raises UserError: no edition covers the day
        """
        before = fields.Domain("valid_from", "=", False) | fields.Domain("valid_from", "<=", day)
        after = fields.Domain("valid_to", "=", False) | fields.Domain("valid_to", ">=", day)
        found = self.search(fields.Domain("code", "=", code) & before & after, limit=1)
        if not found:
            raise UserError(
                self.env._(
                    "No edition of form %(code)s is in force on %(day)s. Add it with its columns and rows.",
                    code=code,
                    day=self._said_day(day),
                )
            )
        return found

    def _columns(self):
        """Return the columns as the writers of XLSX and PDF take them."""
        self.ensure_one()
        return [Column(one.title, one.width, one.group or "", one.is_counted) for one in self.column_ids]

    def _policies(self):
        """Return how the company reads what the form leaves open: sentences that are printed under it."""
        self.ensure_one()
        company = self.env.company.sudo()
        said = []
        if self.code in BY_RECEIPT:
            said.append(company._said_year_of_appeal())
        if self.code in ("4.1", "4.4", "4.9"):
            said.append(company._said_complaints_within_all())
        if self.code == "4.9":
            said.append(company._said_open_when_frozen())
        return said

    def _layout_changed(self):
        """A column or a row is changed: no published figures may rest on it, and a person looks at it anew."""
        self._refuse_used({"column_ids"})
        self.filtered(lambda form: form.confidence == "confirmed").write({"confidence": "unconfirmed"})
