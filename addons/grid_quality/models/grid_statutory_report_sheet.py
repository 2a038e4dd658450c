import re

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.grid_appeal.appeals.table import Column, Table

from ..statutory.figures import NO_FIGURE
from ..statutory.sheet import Sheet, differences, shown, thawed


class GridStatutoryReport(models.Model):
    """What stands in a filled form: reckoned while it is a draft, read from the snapshot once it is published."""

    _inherit = "grid.statutory.report"

    table = fields.Json(compute="_compute_table", help="The form as the screen draws it.")
    is_partial = fields.Boolean(compute="_compute_is_partial")

    @api.depends("state", "form_id.is_by_branch")
    @api.depends_context("uid")
    def _compute_is_partial(self):
        """Whether the reader sees less than the form has: the records, or the rows, of some branches."""
        whole = self.env.su or self.env.user.has_group("grid_customer.group_head")
        for report in self:
            report.is_partial = not whole and (report.state == "draft" or report.form_id.is_by_branch)

    def _sheet(self):
        """Return what stands in the form, with the reader's rights.

        A form that the product reckons has its method, `_sheet_4_1` for “4.1”, `_sheet_24_connection`. Its words are
        in the language of the company, whoever reads them: versions are compared.
        """
        self.ensure_one()
        if self.state == "published":
            snapshot = self.sudo().snapshot
            return self._seen_part(Sheet(list(thawed(snapshot["rows"])), snapshot["action"], snapshot["notes"]))
        reckon = getattr(self._worded(), "_sheet_" + self.code.replace(".", "_").replace("-", "_"), None)
        if not reckon:
            raise UserError(self.env._("Form %(code)s is not reckoned yet.", code=self.code))
        return reckon()

    def _worded(self):
        """Return the form in the words of its company, whoever reads it."""
        company = self.company_id.sudo()
        return self.with_company(company).with_context(lang=company.partner_id.lang or self.env.lang)

    def _notes(self, sheet):
        """Return the sentences under the form: how it was read, who published it."""
        self.ensure_one()
        if self.state == "published":
            return list(sheet.notes)
        report = self.with_company(self.company_id)
        return [
            *sheet.notes,
            *report._policies_read(),
            *report._said_needs_check(),
            *report._said_differences(sheet),
        ]

    def _policies_read(self):
        """Return how the company reads what the form leaves open."""
        return self.form_id._policies()

    def _leading_rows(self):
        """Return the rows that the screen alone shows above those of the sheet."""
        return []

    def _said_needs_check(self):
        return [self.env._("The form needs checking.")] if self.needs_check else []

    def _said_differences(self, sheet):
        corrected = self._corrected()
        if not corrected:
            return []
        count, version = len(self._differences(sheet)), corrected.version
        return [self.env._("It differs from version %(version)s in %(count)s cells.", version=version, count=count)]

    def _heading(self):
        """Return the lines above the form; those of a published one are frozen."""
        if self.state == "published":
            return [*self.sudo().snapshot["heading"], *self._said_seen_part()]
        return self._said_heading("" if self.is_long else self.env._("draft"))

    def _said_heading(self, draft=""):
        """Return where the law asks for the form, what it is, of whom, of when."""
        form = self.form_id
        title = form.name
        if form.number:
            title = self.env._("Form %(code)s. %(name)s", code=form.number, name=form.name)
        version = self.env._("version %(version)s", version=self.version) if self.version > 1 else ""
        period = ", ".join(filter(None, [self.env._("For %(period)s", period=self.period_name), version, draft]))
        return [line for line in (form.clause, title, self.company_id.sudo().name, period) if line]

    def _columns(self):
        """Return the columns; those of a published form are frozen."""
        if self.state == "published":
            return [Column(*column) for column in self.sudo().snapshot["columns"]]
        return self.form_id._columns()

    def _corrected(self):
        """Return the version that this one is compared with; none by whoever counts only a part of it."""
        return self.browse() if self.is_partial else self.previous_id

    def _differences(self, sheet):
        """Return what stood in the version that this one corrects, by cell."""
        corrected = self._corrected()
        return differences(corrected._sheet().rows, sheet.rows) if corrected else {}

    def _gone(self, sheet):
        """Return the rows of the version before that are no longer there."""
        kept = {row.key for row in sheet.rows}
        corrected = self._corrected()
        return [row for row in corrected._sheet().rows if row.key not in kept] if corrected else []

    @api.depends("form_id", "date_from", "company_id", "state")
    @api.depends_context("uid", "lang")
    def _compute_table(self):
        for report in self:
            try:
                report.table = report.form_id and report.date_from and report._drawn(report._sheet())
            except UserError as refusal:
                report.table = {"refusal": str(refusal)}

    def _drawn(self, sheet):
        """Return the form as the screen draws it: all in words, questions stay behind."""
        old = self._differences(sheet)
        return {
            "heading": self._heading(),
            "head": self._drawn_head(),
            "rows": [
                {"key": row.key, "cells": self._drawn_cells(row, old)} for row in [*self._leading_rows(), *sheet.rows]
            ],
            "notes": [*self._notes(sheet), *self._said_today()],
            "gone": [{"key": row.key, "texts": [shown(value) for value in row.values]} for row in self._gone(sheet)],
        }

    def _drawn_head(self):
        """Return the two lines of titles; a column without a common heading spans both."""
        table = Table([], self._columns(), [])
        groups = {first: (words, last) for words, first, last in table.groups()}
        above, below, place = [], [], 0
        while place < len(table.columns):
            words, last = groups.get(place, (table.columns[place].title, place))
            grouped = place in groups
            above.append({"title": words, "wide": last - place + 1, "high": 1 if grouped or not groups else 2})
            if grouped:
                below += [{"title": column.title} for column in table.columns[place : last + 1]]
            place = last + 1
        return {"above": above, "below": below, "numbers": list(range(1, len(table.columns) + 1))}

    def _drawn_cells(self, row, old):
        return [
            {
                "text": shown(cell.value),
                "number": not isinstance(cell.value, str) or cell.value == NO_FIGURE or _is_number(cell.value),
                "opens": cell.domain is not None,
                "whole": cell.whole is not None,
                "old": shown(old[row.key, place]) or "–" if (row.key, place) in old else None,
            }
            for place, cell in enumerate(row.cells)
        ]

    def _stays(self):
        """Whether the figures stay as they are while the records behind them change."""
        return self.state == "published"

    def _said_today(self):
        if not self._stays():
            return []
        return [self.env._("The figures are frozen; what opens behind them are the records as they are today.")]

    def action_records(self, key, place, is_whole=False):
        """Open the records that a cell counts, those that the reader may see.

        `is_whole`: of a share, all the records of which they are a part.
        """
        self.ensure_one()
        self.check_access("read")
        sheet = self._sheet()
        cell = next(
            (
                row.cells[place]
                for row in [*self._leading_rows(), *sheet.rows]
                if row.key == key and place < len(row.cells)
            ),
            None,
        )
        domain, model = cell.opens(is_whole) if cell else (None, "")
        if domain is None:
            raise UserError(self.env._("Nothing is counted in this cell. Open the form again."))
        name = self.display_name
        if self._stays():
            name = self.env._("%(form)s: records as they are today", form=name)
        opened = {"name": name, "domain": domain, "context": {"active_test": False, "create": False}}
        if model:
            views = [(False, "list"), (False, "form")]
            return {"type": "ir.actions.act_window", "res_model": model, "views": views, **opened}
        return {**self.env["ir.actions.act_window"]._for_xml_id(sheet.action), **opened, "target": "current"}


def _is_number(text):
    """Whether a text is the number of a row: 2.1.1, 1.2а."""
    return bool(re.fullmatch(r"\d+(\.\d+)*[а-я]?", text))
