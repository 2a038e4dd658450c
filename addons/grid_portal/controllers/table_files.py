import csv
from decimal import Decimal
from io import BytesIO, StringIO

from odoo.http import request

from odoo.addons.grid_appeal.appeals.filenames import disposition
from odoo.addons.grid_appeal.appeals.table import Column, Table
from odoo.addons.grid_appeal.report.table_xlsx import write_xlsx

from .shared import private

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def table_file(kind, name, heading, titles, widths, rows):
    """Answer with a table as a file: `csv` for programs, `xlsx` with its heading for people."""
    content = _as_csv(titles, rows) if kind == "csv" else _as_xlsx(heading, titles, widths, rows)
    headers = [("Content-Type", TYPES[kind]), ("Content-Disposition", disposition(f"{name}.{kind}"))]
    return private(request.make_response(content, headers))


def _as_csv(titles, rows):
    out = StringIO()
    csv.writer(out).writerows([titles, *rows])
    return out.getvalue().encode("utf-8-sig")


def _as_xlsx(heading, titles, widths, rows):
    columns = [Column(title, width) for title, width in zip(titles, widths, strict=True)]
    rows = [tuple(Decimal(str(cell)) if isinstance(cell, float) else cell for cell in row) for row in rows]
    out = BytesIO()
    write_xlsx(out, Table(heading, columns, rows))
    return out.getvalue()
