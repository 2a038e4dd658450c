import tempfile
from itertools import islice
from mmap import ACCESS_READ, mmap

from odoo import models
from odoo.fields import Domain

from odoo.addons.grid_appeal.appeals import form_4_9
from odoo.addons.grid_appeal.appeals.table import Table
from odoo.addons.grid_appeal.controllers.table_file import TYPES
from odoo.addons.grid_appeal.report.table_xlsx import write_xlsx

from ..statutory.persons import struck
from ..statutory.sheet import Cell, Row, Sheet, plain
from .grid_statutory_report_form_4_1 import APPEALS_ACTION

#: Rows that the screen shows; the file has all.
SHOWN = 50
#: What one request prints in about a minute of a processor: a longer form is printed in parts.
PDF_ROWS = 100_000
BLOCKS = range(10, 27)


class GridStatutoryReport(models.Model):
    """Form 4.9: the register of appeals. The screen has its sums and its first rows, the file all of them."""

    _inherit = "grid.statutory.report"

    def _sheet_4_9(self):
        """Return the sums: counted by one query before the fill, by its rows afterwards."""
        filled = self._has_rows()
        counts = self.sums if filled else self._live_sums()
        cells = [Cell(self.env._("Total")), *(Cell() for _place in range(3))]
        for column in form_4_9.COLUMNS[4:]:
            asked = column in form_4_9.MARKED and (filled or column < form_4_9.IN_TERM)
            cells.append(Cell(counts.get(str(column), 0 if asked else ""), self._asked_4_9(column) if asked else None))
        notes = [self.env._("%(count)s appeals.", count=self.row_count)] if filled else []
        return Sheet([Row("total", tuple(cells))], APPEALS_ACTION, notes)

    def _has_rows(self):
        """Whether the rows that were filled are shown; those of a draft are of every branch."""
        return self.fill_state == "filled" and not self.is_partial

    def _live_sums(self):
        tickets = self._appeals()
        groups = tickets._read_group(self._appeal_domain(), ["channel_id", "kind", "theme"], ["__count"])
        within_all = self.env.company.sudo().complaints_within_all
        sums = {}
        for channel, kind, theme, count in groups:
            for column in tickets._form_4_9_marks(channel.statutory_form, kind, theme, within_all):
                sums[str(column)] = sums.get(str(column), 0) + count
        return sums

    def _asked_4_9(self, column):
        """Return the question that finds the appeals with a mark in a column; after the fill, among those it read."""
        tickets = self._appeals()
        if column in BLOCKS:
            marked = tickets._domain_of_marks([column])
        elif column in form_4_9.FORMS.values():
            marked = tickets._domain_of_form(column)
        else:
            marked = tickets._domain_of_fact(column, self._is_frozen_open())
        return plain((self._fill_domain() if self._has_rows() else self._appeal_domain()) & marked)

    def _leading_rows(self):
        """Return the rows that the screen shows above the sums; each opens its appeal."""
        if not self.is_long:
            return super()._leading_rows()
        report = self.with_company(self.company_id)
        if self._has_rows():
            rows = zip(range(SHOWN), self._filled_rows(), strict=False)
            return [self._leading_row(values) for _place, values in rows]
        tickets = report._appeals().search(report._appeal_domain(), order="received_at, id", limit=SHOWN)
        return [self._leading_row(values) for values in report._rows_4_9(tickets.sudo(), 1)]

    def _leading_row(self, values):
        number = values[form_4_9.IDENTIFIER - 1]
        cells = [Cell(value) for value in values]
        cells[form_4_9.IDENTIFIER - 1] = Cell(
            number, [["number", "=", number], ["company_id", "=", self.company_id.id]]
        )
        return Row(number, tuple(cells))

    def _rows_4_9(self, tickets, first, frozen=False):
        """Return the rows of appeals; no person is named among their measures."""
        return [
            self._without_persons(ticket, row)
            for ticket, row in zip(tickets, tickets._form_4_9_rows(first, frozen), strict=True)
        ]

    def _without_persons(self, ticket, row):
        measures = row[form_4_9.DONE - 1 :]
        if not any(measures):
            return row
        people = [
            ticket.partner_name or "",
            *(ticket.partner_id | ticket.representative_id | ticket.coapplicant_ids.partner_id).mapped("name"),
            *ticket.coapplicant_ids.mapped("name"),
            *(ticket.user_id | ticket.measure_ids.user_id).mapped("name"),
        ]
        return (*row[: form_4_9.DONE - 1], *(struck(text, filter(None, people)) for text in measures))

    def _filled_rows(self):
        """Return the rows of the register one by one."""
        return self.sudo().chunk_ids._rows()

    def _rows_between(self, first, last):
        """Return the rows of these numbers, without reading those before them."""
        chunks = self.sudo().chunk_ids
        begin = max(chunks.filtered(lambda chunk: chunk.first <= first).mapped("first"), default=1)
        chunks = chunks.filtered(lambda chunk: begin <= chunk.first <= last)
        return islice(chunks._rows(), first - begin, last - begin + 1)

    def _printed_table(self):
        if not self.is_long:
            return super()._printed_table()
        self._refuse_unfilled()
        return Table(
            self._heading(),
            self._columns(),
            self._filled_rows(),
            self.env._("Total"),
            notes=self._notes(self._sheet()),
        )

    def _parts(self):
        """Return the number of the first and of the last row of each part on paper; a short form is one part."""
        count = self.sudo().row_count
        return [(first, min(first + PDF_ROWS - 1, count)) for first in range(1, count + 1, PDF_ROWS)]

    def _said_parts(self):
        """Return in words how the form is divided on paper."""
        parts = self._parts()
        said = self.env._(
            "The form has %(count)s rows. On paper it is in %(parts)s parts, each says which one it is; making one "
            "takes about a minute.",
            count=parts[-1][1],
            parts=len(parts),
        )
        names = [
            self.env._(
                "PDF, part %(part)s of %(parts)s: rows %(first)s to %(last)s",
                part=place,
                parts=len(parts),
                first=first,
                last=last,
            )
            for place, (first, last) in enumerate(parts, start=1)
        ]
        return {"said": said, "names": names}

    def _part_table(self, part):
        """Return one part of the form for paper; the first page says which it is, the foot of each page too."""
        table, parts = self._printed_table(), self._parts()
        first, last = parts[part - 1]
        names = {"part": part, "parts": len(parts)}
        said = self.env._(
            "Part %(part)s of %(parts)s: rows %(first)s to %(last)s of %(count)s. "
            "The whole form is in the workbook (XLSX).",
            first=first,
            last=last,
            count=parts[-1][1],
            **names,
        )
        table.heading = [*table.heading, said]
        table.rows, table.total = self._rows_between(first, last), self.env._("Total of the part")
        table.foot = self.env._("part %(part)s of %(parts)s", **names)
        return table

    def _keep_file(self):
        """Write all rows to the workbook and keep it beside the form; its bytes stay on the disk."""
        with tempfile.TemporaryFile() as file:
            write_xlsx(file, self._printed_table())
            file.flush()
            with mmap(file.fileno(), 0, access=ACCESS_READ) as raw:
                self.env["ir.attachment"].create(
                    {
                        "name": self._filename("xlsx"),
                        "res_model": self._name,
                        "res_id": self.id,
                        "res_field": "file",
                        "mimetype": TYPES["xlsx"],
                        "raw": raw,
                    }
                )

    def _workbook(self):
        """Return the workbook that is kept beside the form."""
        own = Domain("res_model", "=", self._name) & Domain("res_id", "in", self.ids)
        return self.env["ir.attachment"].sudo().search(own & Domain("res_field", "=", "file"))

    def _download(self, kind):
        self._refuse_unfilled()
        action = super()._download(kind)
        if self.is_long and kind == "pdf" and len(self._parts()) > 1:
            action["target"] = "new"  # a page to choose a part
        return action
