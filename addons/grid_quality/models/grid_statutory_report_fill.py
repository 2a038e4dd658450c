from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import split_every

from odoo.addons.grid_appeal.appeals.form_4_9 import IDENTIFIER

from ..statutory.register import differences
from .grid_statutory_report import HEAD

#: Rows that are kept at once: what a fill that is killed does again.
CHUNK = 5000
#: Appeals that are read at once.
BATCH = 1000
#: What a fill has reached; a new one begins without it.
FILL_FIELDS = (
    "fill_state",
    "fill_began_at",
    "fill_problem",
    "reached_at",
    "reached_id",
    "row_total",
    "row_count",
    "sums",
    "fill_notes",
    "row_changes",
)


class GridStatutoryReport(models.Model):
    """Form 4.9 is filled in the background, chunk by chunk, then written to one workbook.

    Its rows are those of all appeals of the year that were registered when the fill began, in the order of receipt.
    """

    _inherit = "grid.statutory.report"

    is_long = fields.Boolean(compute="_compute_is_long", help="One row for each appeal.")
    fill_state = fields.Selection(
        [("running", "Being filled"), ("filled", "Filled"), ("stopped", "Stopped")], "Rows", readonly=True, copy=False
    )
    fill_began_at = fields.Datetime(readonly=True, copy=False)
    fill_problem = fields.Char(readonly=True, copy=False)
    fill_notes = fields.Json(readonly=True, copy=False, help="How the form was read when it was filled.")
    measures_read = fields.Boolean(
        "Columns 30 and 31 are looked through", copy=False, help="Nobody is named in them. Asked for before publishing."
    )
    reached_at = fields.Datetime("Received at, of the last row", readonly=True, copy=False)
    reached_id = fields.Integer("The appeal of the last row", readonly=True, copy=False, aggregator=None)
    progress = fields.Float("Progress, %", compute="_compute_progress", compute_sudo=True)
    # a draft has rows of every branch, which those of a branch do not see
    row_total = fields.Integer("Appeals", readonly=True, copy=False, aggregator=None, groups=HEAD)
    row_count = fields.Integer("Rows filled", readonly=True, copy=False, aggregator=None, groups=HEAD)
    row_changes = fields.Json(
        readonly=True, copy=False, groups=HEAD, help="{changed, appeared, gone: [how many rows, numbers of the first]}"
    )
    sums = fields.Json(readonly=True, copy=False, groups=HEAD, help="{column: marks in it}")
    chunk_ids = fields.One2many("grid.statutory.chunk", "report_id", readonly=True, groups=HEAD)
    file = fields.Binary("Workbook", attachment=True, readonly=True, copy=False, groups=HEAD)

    @api.depends("code")
    def _compute_is_long(self):
        for report in self:
            report.is_long = report.code == "4.9"

    @api.depends("row_count", "row_total")
    def _compute_progress(self):
        for report in self:
            report.progress = 100 * report.row_count / report.row_total if report.row_total else 0

    def action_fill(self):
        """Fill the form in the background; what is being filled goes on."""
        self.ensure_one()
        self.check_access("write")
        if self.state == "draft" and self.fill_state != "running":
            self._forget_fill()
            report, began = self.sudo().with_company(self.company_id), fields.Datetime.now()
            notes = [*report._policies_read(), self._said_filled(began)]
            report.write({"fill_state": "running", "fill_began_at": began, "fill_notes": notes})
            report.row_total = report._appeals().search_count(report._fill_domain())
        self.env.ref("grid_quality.cron_fill_forms").sudo()._trigger()
        return True

    def _said_filled(self, moment):
        return self.env._("Filled on %(moment)s.", moment=self._said_moment(moment))

    def _policies_read(self):
        return super()._policies_read() if self.is_partial else self.fill_notes or super()._policies_read()

    def _act_fields(self):
        return super()._act_fields() | {*FILL_FIELDS, "file", "chunk_ids"}

    def write(self, vals):
        if {"form_id", "year", "part"} & vals.keys():
            self.filtered("fill_state")._forget_fill()
        return super().write(vals)

    def unlink(self):
        self.sudo().chunk_ids.unlink()
        return super().unlink()

    def _forget_fill(self):
        reports = self.sudo()
        reports.chunk_ids.unlink()
        reports.write({**dict.fromkeys(FILL_FIELDS, False), "file": False})

    # ------------------------------------------------------------------
    # In the background
    # ------------------------------------------------------------------
    @api.model
    def _cron_fill(self):
        """Go on with what is being filled, the oldest first."""
        for report in self.search([("fill_state", "=", "running")], order="fill_began_at, id"):
            if not report._fill():
                break

    def _fill(self):
        """Fill from the row reached; return False when the time of the scheduler is over. Commits after each chunk."""
        report = self.with_company(self.company_id).with_context(lang=self.create_uid.lang)
        progress = self.env["ir.cron"]
        while report._still_filling() and (tickets := report._next_appeals()):
            report._keep_rows(tickets)
            if not progress._commit_progress(len(tickets), remaining=max(report.row_total - report.row_count, 0)):
                return False
        if report._still_filling():
            report._finish_fill()
        progress._commit_progress()
        return True

    def _still_filling(self):
        """Whether nobody else fills it at this moment, and nobody has begun anew."""
        return bool(self.try_lock_for_update(allow_referencing=True)) and self.fill_state == "running"

    def _fill_domain(self):
        return self._appeal_domain() & Domain("registered_at", "<=", self.fill_began_at)

    def _next_appeals(self):
        """Return the appeals of the next chunk, after the last one reached."""
        domain, at = self._fill_domain(), self.reached_at
        if at:
            later = Domain("received_at", ">", at) | Domain("id", ">", self.reached_id)
            domain &= Domain("received_at", ">=", at) & later
        return self._appeals().search(domain, order="received_at, id", limit=CHUNK)

    def _keep_rows(self, tickets):
        """Keep the rows of a chunk and how far they reach, in one transaction."""
        sums = dict(self.sums or {})
        first, rows = self.row_count + 1, []
        frozen = self._is_frozen_open()
        counted = [column.number for column in self.form_id.column_ids if column.is_counted]
        for ids in split_every(BATCH, tickets.ids):
            rows += self._rows_4_9(tickets.browse(ids), first + len(rows), frozen)
            tickets.browse(ids).invalidate_recordset()
        for column in counted:
            sums[str(column)] = sums.get(str(column), 0) + sum(bool(row[column - 1]) for row in rows)
        last = tickets[-1]
        self.env["grid.statutory.chunk"]._keep(self, first, rows)
        self.write(
            {
                "reached_at": last.received_at,
                "reached_id": last.id,
                "row_count": self.row_count + len(rows),
                "sums": sums,
            }
        )
        self.env.invalidate_all()

    def _is_frozen_open(self):
        """Whether what had no answer when the fill began was left without one: the year was over by then."""
        return self.company_id.open_when_frozen and self._filled_afterwards()

    def _filled_afterwards(self):
        return self.fill_began_at >= self._over_at()

    def _finish_fill(self):
        """Write the workbook, if no appeal of the year slipped by while the rows were read."""
        if self._appeals().search_count(self._fill_domain()) != self.row_count:
            self.write(
                {
                    "fill_state": "stopped",
                    "fill_problem": self.env._(
                        "Appeals of the period were changed while it was filled. Fill it again."
                    ),
                }
            )
            return
        self.write({"fill_state": "filled", "row_changes": self._changes_of_rows(), "measures_read": False})
        self._keep_file()

    def _changes_of_rows(self):
        """Return how the rows differ from those of the version that is corrected."""
        if not self.previous_id:
            return False
        return differences(self.previous_id._filled_rows(), self._filled_rows(), IDENTIFIER - 1)._asdict()

    def _said_differences(self, sheet):
        """Name the appeals whose rows changed, appeared or went: the sums alone hide what balances out."""
        said = super()._said_differences(sheet)
        words = {
            "changed": self.env._("Rows that changed"),
            "appeared": self.env._("New rows"),
            "gone": self.env._("Rows that are no longer there"),
        }
        changes = {} if self.is_partial else self.row_changes or {}
        for kind, (count, names) in changes.items():
            if count:
                rest = self.env._(" and %(count)s more", count=count - len(names)) if count > len(names) else ""
                said.append(f"{words[kind]}: {count} ({', '.join(names)}{rest}).")
        return said

    def _refuse_unready(self):
        ready = super()._refuse_unready()
        self._refuse_unfilled()
        if self.is_long and not self._filled_afterwards():
            raise UserError(self.env._("The form was filled before its period was over. Fill it again."))
        if self.is_long and not self.measures_read:
            raise UserError(
                self.env._(
                    "Look columns 30 and 31 through: a published form names nobody. Then tick “Columns 30 and 31 are "
                    "looked through”."
                )
            )
        return ready

    def _refuse_unfilled(self):
        if self.is_long and self.is_partial:
            raise UserError(
                self.env._(
                    "The file has a row for each appeal of the company, you see those of your branches. Take it when "
                    "the head has published the form."
                )
            )
        if self.is_long and self.fill_state != "filled":
            raise UserError(self.env._("The form has a row for each appeal. Press “Fill” and wait until it is filled."))
