import itertools

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..appeals import importing
from .grid_appeal_import_file import UnreadableTable, as_csv, rows_of
from .grid_appeal_import_row import RowReader

STATES = [("draft", "New"), ("checked", "Checked"), ("running", "Running"), ("done", "Done"), ("stopped", "Stopped")]
BATCH = 1000
CHECKED_ROWS = 1000
SHOWN_ROWS = 10
SIZE_MAX = 100 * 1024 * 1024


class GridAppealImport(models.Model):
    """Appeals of another register, brought as a table: checked first, then imported in the background.

    Each batch is one transaction with the position it reached: whatever dies, the next run goes on from there,
    and the number in the source keeps every row from being imported twice.
    """

    _name = "grid.appeal.import"
    _description = "Import of appeals"
    _order = "id desc"
    _rec_name = "file_name"

    file = fields.Binary("Table", required=True, attachment=True)
    file_name = fields.Char("File")
    source_id = fields.Many2one("grid.appeal.source", "Source system", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="source_id.company_id", store=True, index=True)
    branch_id = fields.Many2one(
        "grid.branch",
        "Branch",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env["grid.branch"]._default_branch(),
        help="For the rows that name none.",
    )
    state = fields.Selection(STATES, required=True, default="draft", readonly=True, copy=False, index=True)
    row_count = fields.Integer("Rows", readonly=True, copy=False, aggregator=None)
    position = fields.Integer("Rows done", readonly=True, copy=False, aggregator=None)
    imported_count = fields.Integer("Imported", readonly=True, copy=False, aggregator=None)
    refused_count = fields.Integer("Refused", readonly=True, copy=False, aggregator=None)
    progress = fields.Float("Progress, %", compute="_compute_progress")
    preview = fields.Json(readonly=True, copy=False)
    preview_html = fields.Html("First rows", compute="_compute_preview_html", sanitize=False)
    unknown_columns = fields.Char("Columns left out", readonly=True, copy=False)
    finished_at = fields.Datetime("Finished", readonly=True, copy=False)
    refusal_ids = fields.One2many("grid.appeal.import.refusal", "import_id", "Refused rows", readonly=True)

    @api.depends("position", "row_count")
    def _compute_progress(self):
        for job in self:
            job.progress = 100 * job.position / job.row_count if job.row_count else 0

    @api.depends("preview")
    def _compute_preview_html(self):
        for job in self:
            job.preview_html = job.preview and self.env["ir.qweb"]._render(
                "grid_appeal.import_preview", {"rows": job.preview}
            )

    @api.constrains("branch_id", "source_id")
    def _check_branch(self):
        for job in self:
            if job.branch_id not in self.env["grid.branch"].sudo().search(job._branch_domain()):
                raise UserError(
                    self.env._("You do not import appeals of the branch %(name)s.", name=job.branch_id.name)
                )

    def _branch_domain(self):
        """Where whoever made the import may register appeals."""
        user = self.create_uid or self.env.user
        domain = Domain("company_id", "=", self.company_id.id)
        everywhere = ("grid_customer.group_head", "grid_customer.group_methodologist")
        if user._is_superuser() or any(user.has_group(group) for group in everywhere):
            return domain
        return domain & Domain("id", "in", user.seen_branch_ids.ids)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_run(self):
        if any(job.position for job in self):
            raise UserError(self.env._("An import that has brought appeals is kept: it says where they came from."))

    # ------------------------------------------------------------------
    # What a person does
    # ------------------------------------------------------------------
    def action_check(self):
        """Read the first rows without importing any, and say how many rows there are."""
        for job in self.filtered(lambda job: job.state in ("draft", "checked")):
            job._check_table()
        return True

    def action_start(self):
        """Import in the background, from the row reached."""
        for job in self.filtered(lambda job: job.state in ("draft", "checked", "stopped")):
            if job.state == "draft":
                job._check_table()
            if not job.position:
                job.refusal_ids.sudo().unlink()
                job.refused_count = 0
            job.state = "running"
        self.env.ref("grid_appeal.cron_import").sudo()._trigger()
        return True

    def action_stop(self):
        """Stop after the batch that is being imported; what is imported stays."""
        self.filtered(lambda job: job.state == "running").state = "stopped"
        return True

    def action_refused(self):
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/grid_appeal/import/{self.id}/refused.csv", "target": "download"}

    def action_open_appeals(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_appeal.helpdesk_ticket_action")
        return {**action, "domain": [("import_id", "=", self.id)]}

    # ------------------------------------------------------------------
    # The table
    # ------------------------------------------------------------------
    @api.model
    def _titles(self):
        """What the columns are called in a table."""
        return {
            "number": self.env._("Number"),
            "state": self.env._("State"),
            "received_at": self.env._("Received"),
            "registered_at": self.env._("Registered"),
            "answered_at": self.env._("Answered"),
            "closed_at": self.env._("Closed on"),
            "outcome": self.env._("Outcome"),
            "branch": self.env._("Branch"),
            "channel": self.env._("Channel"),
            "kind": self.env._("Kind"),
            "theme": self.env._("Statutory theme"),
            "category": self.env._("Category"),
            "subject": self.env._("Subject"),
            "text": self.env._("Text"),
            "name": self.env._("Applicant"),
            "inn": self.env._("INN"),
            "phone": self.env._("Phone"),
            "email": self.env._("E-mail"),
            "address": self.env._("Address"),
            "account_number": self.env._("Account number"),
        }

    @api.model
    def _template_rows(self):
        """An empty table with two rows that show how it is filled in."""
        ticket = self.env["helpdesk.ticket"]
        kinds, themes, states, outcomes = (
            dict(ticket._fields[name]._description_selection(self.env))
            for name in ("kind", "theme", "state", "outcome")
        )
        shared = {"kind": kinds["complaint"], "theme": themes["power_quality"], "name": self.env._("Ivanova Maria")}
        closed = {
            **shared,
            "number": "OLD-17/2020",
            "state": states["closed"],
            "text": self.env._("The light flickers."),
            "received_at": "02.03.2020",
            "registered_at": "03.03.2020 10:15",
            "answered_at": "27.03.2020",
            "closed_at": "30.03.2020",
        }
        new = {**shared, "number": "OLD-18", "received_at": "01.03.2026", "text": self.env._("There is no light.")}
        titles = self._titles()
        return [list(titles.values()), *[[row.get(column, "") for column in titles] for row in (closed, new)]]

    def _path(self):
        """The file where the table is kept; it is read from there and never held in memory."""
        file = self.env["ir.attachment"].sudo()
        file = file.search([("res_model", "=", self._name), ("res_field", "=", "file"), ("res_id", "=", self.id)])
        if not file.store_fname:
            raise UserError(self.env._("The table “%(name)s” is empty.", name=self.file_name or ""))
        if file.file_size > SIZE_MAX:
            raise UserError(self.env._("The table is bigger than %(size)s MB. Split it.", size=SIZE_MAX // 1024**2))
        return file._full_path(file.store_fname)

    def _reader(self, rows):
        """Read the header; return what reads the other rows."""
        titles = self._titles()
        places, unknown = importing.header([importing.text(cell) for cell in next(iter(rows), ())], titles)
        lacking = [titles[column] for column in importing.REQUIRED if column not in places]
        if lacking:
            raise UserError(
                self.env._(
                    "The first row of the table must name the columns, and these are not there: %(columns)s. "
                    "Take the template.",
                    columns=", ".join(lacking),
                )
            )
        self.unknown_columns = ", ".join(unknown)[:500]
        return RowReader(self.sudo(), places, titles)

    def _unreadable(self):
        return UserError(self.env._("“%(name)s” is no table. Save it as CSV or XLSX.", name=self.file_name or ""))

    def _check_table(self):
        self.refusal_ids.sudo().unlink()
        try:
            with rows_of(self._path()) as rows:
                reader = self._reader(rows)
                checked = list(itertools.islice(rows, CHECKED_ROWS))
                rest = sum(1 for _row in rows)
        except UnreadableTable:
            raise self._unreadable() from None
        read, refused = self._read_batch(reader, enumerate(checked, start=2))
        self._note_refusals(refused)
        self.write(
            {
                "state": "checked",
                "row_count": len(checked) + rest,
                "refused_count": len(refused),
                "imported_count": 0,
                "preview": [
                    [vals.get("number") or "", vals["name"], (customer or {}).get("name", ""), str(vals["received_at"])]
                    for _row, vals, customer in read[:SHOWN_ROWS]
                ],
            }
        )

    def _note_refusals(self, refused):
        self.env["grid.appeal.import.refusal"].sudo().create(
            [
                {"import_id": self.id, "row": row, "column": column, "message": message}
                for row, column, message in refused
            ]
        )

    def _refused_rows(self):
        """Give the refused rows as they were, each with what is wrong, to be mended and brought again."""
        refusals = {refusal.row: refusal.message for refusal in self.refusal_ids}
        with rows_of(self._path()) as rows:
            head = next(iter(rows), ())
            yield [*map(importing.text, head), self.env._("error")]
            for number, cells in enumerate(rows, start=2):
                if number in refusals:
                    yield [*map(self._as_typed, cells), refusals[number]]

    @api.model
    def _as_typed(self, cell):
        return cell.strftime("%d.%m.%Y %H:%M") if hasattr(cell, "strftime") else importing.text(cell)

    def _refused_csv(self):
        try:
            return as_csv(self._refused_rows())
        except UnreadableTable:
            raise self._unreadable() from None
