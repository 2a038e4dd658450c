from odoo import api, fields, models
from odoo.exceptions import UserError

from .grid_indicator_year import CLOSING

#: What people have entered, and the next version begins with.
KEPT = ("plan", "has_plan", "document", "document_file", "file_name", "entered_by_id", "entered_at")


class GridIndicatorYear(models.Model):
    """A closed year is corrected by its next version, with who, when and why; what was closed stays as it was."""

    _inherit = "grid.indicator.year"

    version = fields.Integer(default=1, required=True, readonly=True, copy=False, aggregator=None)
    previous_id = fields.Many2one(
        "grid.indicator.year", "Corrects", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    correction_ids = fields.One2many("grid.indicator.year", "previous_id", "Corrections", readonly=True)
    is_corrected = fields.Boolean(compute="_compute_is_corrected", help="A later version is closed: it counts.")
    reason = fields.Text("Why it is corrected", copy=False)

    @api.depends("correction_ids.state")
    def _compute_is_corrected(self):
        for page in self:
            page.is_corrected = "closed" in page.correction_ids.mapped("state")

    @api.model
    def _last_version(self, company, year, branch, quarter=False):
        """Return the page of a year, or of its quarter, that counts: the last one closed, else the open one, if any."""
        key = {"company_id": company.id, "year": year, "branch_id": branch.id, "quarter": quarter}
        pages = self.search([(name, "=", value) for name, value in key.items()], order="version desc")
        return pages.filtered(lambda page: page.state == "closed")[:1] or pages[:1]

    def action_correct(self):
        """Open the next version of a closed year; one is made where none is begun.

        :raises UserError: the year is not closed yet
        """
        self.ensure_one()
        self.check_access("write")
        self.lock_for_update()
        if self.state != "closed":
            raise UserError(self.env._("The year is open: correct its plans and facts on this page."))
        last = self._last_version(self.company_id, self.year, self.branch_id, self.quarter)
        page = last.correction_ids or last._begin_correction()
        return {
            "type": "ir.actions.act_window",
            "name": page.display_name,
            "res_model": self._name,
            "res_id": page.id,
            "views": [(False, "form")],
        }

    def _begin_correction(self):
        page = self.with_context(indicator_act=CLOSING).create(
            {
                "year": self.year,
                "quarter": self.quarter,
                "company_id": self.company_id.id,
                "branch_id": self.branch_id.id,
                "version": self.version + 1,
                "previous_id": self.id,
            }
        )
        before = {value.indicator_id.code: value for value in self.value_ids}
        for value in page.value_ids.sudo().with_context(indicator_act=CLOSING):
            if old := before.get(value.indicator_id.code):
                kept = (*KEPT, "fact", "has_fact") if value.fact_source == "entered" else KEPT
                value.write({name: old.sudo()[name] for name in kept})
        return page.with_context(indicator_act=None)

    def _check_reason(self):
        if self.previous_id and not (self.reason or "").strip():
            raise UserError(
                self.env._(
                    "Write why the year is corrected: it stands beside the figures of version %(version)s.",
                    version=self.version,
                )
            )


class GridIndicatorValue(models.Model):
    """What stood in the version that is corrected."""

    _inherit = "grid.indicator.value"

    was = fields.Char("Before the correction", compute="_compute_was")

    @api.depends("plan_text", "fact_text", "year_id.previous_id")
    @api.depends_context("lang")
    def _compute_was(self):
        old = {value.year_id: {} for value in self}
        for page in old:
            old[page] = {value.indicator_id.code: value for value in page.previous_id.value_ids}
        for value in self:
            before = old[value.year_id].get(value.indicator_id.code)
            value.was = before and value._said_before(before)

    def _said_before(self, before):
        """Return plan and fact of the version before, those that differ."""
        nothing = self.env._("no data")
        parts = []
        if before.plan_text != self.plan_text:
            parts.append(self.env._("plan %(plan)s", plan=before.plan_text or nothing))
        if before.fact_text != self.fact_text:
            parts.append(self.env._("fact %(fact)s", fact=before.fact_text or nothing))
        return "; ".join(parts)
