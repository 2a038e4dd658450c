from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import split_every

from ..appeals.table import Table
from ..report.table_pdf import write_pdf
from ..report.table_xlsx import write_xlsx

#: Read, written and forgotten at once: what a journal of any length takes of the memory.
BATCH = 1000
#: What one request makes in about a minute of a processor.
LIMITS = {
    ("4.9", "xlsx"): 200_000,
    ("4.9", "pdf"): 100_000,
    ("registration", "xlsx"): 100_000,
    ("registration", "pdf"): 30_000,
}
#: The journal of registration names people: it is for those who keep it and those who control.
NAMES_READERS = ("administrator", "manager", "supervisor")
NAMES = ("partner_name", "partner_phone", "partner_email")


class GridAppealJournal(models.TransientModel):
    """The official journal of appeals over a period: form 4.9 or the journal of registration, as XLSX or PDF."""

    _name = "grid.appeal.journal"
    _description = "Journal of Appeals"

    form = fields.Selection("_selection_form", string="What", required=True, default="4.9")
    period_by = fields.Selection(
        [("received_at", "By the day of receipt"), ("registered_at", "By the day of registration")],
        string="Which day",
        required=True,
        default="received_at",
    )
    date_from = fields.Date("Period from", required=True, default=lambda self: self._today().replace(month=1, day=1))
    date_to = fields.Date("Period to", required=True, default=lambda self: self._today())
    branch_ids = fields.Many2many(
        "grid.branch", string="Branches", help="With the branches below them; empty: all whose appeals you see."
    )
    appeal_count = fields.Integer("Appeals", compute="_compute_appeal_count")

    @api.model
    def _selection_form(self):
        forms = [("4.9", self.env._("Form 4.9: register of appeals"))]
        if self._may_see_names():
            forms.append(("registration", self.env._("Journal of registration")))
        return forms

    @api.model
    def _may_see_names(self):
        return any(self.env.user.has_group(f"grid_customer.group_{role}") for role in NAMES_READERS)

    @api.model
    def _today(self):
        return self.env.company._legal_today()

    @api.depends("period_by", "date_from", "date_to", "branch_ids")
    def _compute_appeal_count(self):
        for journal in self:
            dated = journal.date_from and journal.date_to and journal.period_by
            journal.appeal_count = dated and journal._tickets().search_count(journal._appeal_domain())

    @api.constrains("date_from", "date_to")
    def _check_period(self):
        for journal in self:
            if journal.date_from > journal.date_to:
                raise ValidationError(self.env._("The period ends before it begins. Correct one of the two dates."))

    # ------------------------------------------------------------------
    # Acts
    # ------------------------------------------------------------------
    def action_xlsx(self):
        """Download the journal as a workbook."""
        return self._download("xlsx")

    def action_pdf(self):
        """Download the journal to be printed."""
        return self._download("pdf")

    def _download(self, kind):
        self.ensure_one()
        count = self.appeal_count
        if not count:
            raise UserError(self.env._("No appeal was registered in this period. Choose another one."))
        limit = LIMITS[self.form, kind]
        if count > limit:
            raise UserError(
                self.env._(
                    "%(count)s appeals are too many for one file of this kind: %(limit)s at most. "
                    "Choose a shorter period or one branch.",
                    count=count,
                    limit=limit,
                )
            )
        return {"type": "ir.actions.act_url", "url": f"/grid_appeal/journal/{self.id}/{kind}", "target": "download"}

    @api.constrains("form")
    def _check_names(self):
        if "registration" in self.mapped("form") and not self._may_see_names():
            raise AccessError(
                self.env._("The journal of registration names people: your role has form 4.9, which names nobody.")
            )

    # ------------------------------------------------------------------
    # The file
    # ------------------------------------------------------------------
    def _save_to(self, out, kind):
        """Write the journal into a file opened for bytes."""
        self._check_names()
        table = self._journal_table()
        if kind == "xlsx":
            write_xlsx(out, table)
        else:
            write_pdf(out, table, self._title())

    def _filename(self, kind):
        period = f"{self.date_from:%d.%m.%Y}-{self.date_to:%d.%m.%Y}"
        return f"{self._title()} {period}.{kind}"

    def _title(self):
        return self.env._("Form 4.9") if self.form == "4.9" else self.env._("Journal of registration of appeals")

    def _journal_table(self):
        tickets = self._tickets().sudo()
        if self.form == "4.9":
            return Table(self._heading(), tickets._form_4_9_columns(), self._rows(), self.env._("Total"))
        return Table(self._heading(), list(tickets._journal_columns().values()), self._rows(), size=6)

    def _heading(self):
        branches = ", ".join(self.sudo().branch_ids.mapped("name"))
        annex = [
            self.env._(
                "Annex No. 7 to the Unified standards of the quality of service by grid operators to consumers "
                "(order No. 186 of the Ministry of Energy of 15.04.2014)"
            ),
            self.env._("Form 4.9. Information on appeals of consumers"),
        ]
        by = dict(self._fields["period_by"]._description_selection(self.env))[self.period_by].lower()
        return [
            *(annex if self.form == "4.9" else [self._title()]),
            ", ".join(filter(None, [self.env.company.sudo().name, branches])),
            self.env._(
                "From %(first)s to %(last)s, %(by)s",
                first=f"{self.date_from:%d.%m.%Y}",
                last=f"{self.date_to:%d.%m.%Y}",
                by=by,
            ),
        ]

    def _tickets(self):
        """Return the model as the journal reads it: what was registered stands in it, archived or not."""
        return self.env["helpdesk.ticket"].with_context(active_test=False)

    def _appeal_domain(self):
        tickets = self._tickets()
        domain = Domain("number", "!=", False) & Domain("company_id", "=", self.env.company.id)
        domain &= tickets._domain_by_day(self.period_by, ">=", self.date_from)
        domain &= tickets._domain_by_day(self.period_by, "<=", self.date_to)
        return domain & Domain("branch_id", "child_of", self.branch_ids.ids) if self.branch_ids else domain

    def _rows(self):
        """Return the rows one by one: the reader's own rules choose the appeals, batches read them."""
        tickets = self._tickets()
        found = tickets.search(self._appeal_domain(), order=f"{self.period_by}, id").ids
        form = self.form
        first = 1
        for ids in split_every(BATCH, found):
            batch = tickets.sudo().browse(ids)
            if form == "4.9":
                yield from batch._form_4_9_rows(first)
            else:
                self._note_names(batch)
                yield from batch._journal_rows(first)
            first += len(batch)
            self.env.invalidate_all()

    def _note_names(self, tickets):
        """Leave a trace of whose names went into the file."""
        looks = {partner: NAMES for partner in tickets.partner_id.ids}
        if looks:
            self.env["grid.access.log"]._note(tickets._name, looks)
