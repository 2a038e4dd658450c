from datetime import date, datetime, time
from decimal import Decimal

import xlsxwriter

# Row by row to the disk: a table of any length in the memory of one row. Text is text, never a formula or a link.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: What a sheet of a workbook holds; the rows above it go to a further sheet.
ROWS_OF_SHEET = 1_048_576
A3 = 8
MM_PER_CHARACTER = 1.9
UPRIGHT_BELOW = 16  # millimetres: a narrower column has its title turned
FONT = {"font_name": "Liberation Sans", "font_size": 8}
CELL = {**FONT, "valign": "top", "text_wrap": True}
HEAD = {**FONT, "border": 1, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
FORMATS = {
    "lines": {"border": 1},
    str: CELL,
    int: {**CELL, "align": "center"},
    datetime: {**CELL, "num_format": "dd.mm.yyyy hh:mm"},
    date: {**CELL, "num_format": "dd.mm.yyyy"},
    time: {**CELL, "num_format": "hh:mm"},
}


def write_xlsx(out, table):
    """Write a table as a workbook: landscape A3, the heading and the row of column numbers on every page.

    What does not fit a sheet goes on on a further one under the same heading; the sums and the notes stand on the last.
    """
    write_xlsx_of(out, {"": table})


def write_xlsx_of(out, tables):
    """Write tables as a workbook, each on a sheet of its own: `{name of the sheet: Table}`; no name, the usual one."""
    book = xlsxwriter.Workbook(out, OPTIONS)
    formats = _Formats(book)
    for name, table in tables.items():
        _write_table(book, formats, name, table)
    book.close()


def _write_table(book, formats, name, table):
    below = len(table.notes) + 1
    sheet, first = _new_sheet(book, table, name)
    row = first
    for cells in table.counted_rows():
        if row + below >= ROWS_OF_SHEET:
            _rule(sheet, formats, table, first, row)
            sheet, first = _new_sheet(book, table)
            row = first
        _write_row(sheet, row, cells, formats)
        row += 1
    _rule(sheet, formats, table, first, row)
    _write_foot(book, sheet, table, row)


class _Formats(dict):
    """The format of each kind of cell; of decimals, one for each count of places."""

    def __init__(self, book):
        super().__init__((kind, book.add_format(text)) for kind, text in FORMATS.items())
        self._book = book

    def __missing__(self, places):
        pattern = "0." + "0" * places if places else "0"
        self[places] = form = self._book.add_format({**CELL, "align": "center", "num_format": pattern})
        return form

    def of(self, cell):
        """Return the format of one cell."""
        if isinstance(cell, Decimal):
            return self[max(0, -cell.as_tuple().exponent)]
        return self[type(cell)]


def _new_sheet(book, table, name=""):
    sheet = book.add_worksheet(name or None)
    return sheet, _write_heading(book, sheet, table)


def _rule(sheet, formats, table, first, end):
    """Draw the lines around the cells of a sheet, also those that hold nothing, without a record for each of them."""
    sheet.conditional_format(
        first, 0, max(first, end - 1), len(table.columns) - 1, {"type": "no_errors", "format": formats["lines"]}
    )


def _write_row(sheet, row, cells, formats):
    for place, cell in enumerate(cells):
        if cell == "":
            continue
        form = formats.of(cell)
        if isinstance(cell, int | Decimal):
            sheet.write_number(row, place, cell, form)
        elif isinstance(cell, str):
            sheet.write_string(row, place, cell, form)
        else:
            sheet.write_datetime(row, place, cell, form)


def _write_foot(book, sheet, table, row):
    """Write the sums and, below them, the notes."""
    if sums := table.sums():
        total, number = book.add_format({**HEAD, "align": "left"}), book.add_format(HEAD)
        for place, cell in enumerate(sums):
            if cell != "":
                sheet.write(row, place, cell, total if isinstance(cell, str) else number)
        row += 1
    note = book.add_format(FONT)
    for position, line in enumerate(table.notes):
        sheet.write_string(row + position, 0, line, note)


def _write_heading(book, sheet, table):
    """Write everything above the rows; return the number of the first row."""
    title = book.add_format({**FONT, "font_size": 10, "bold": True})
    head, upright = book.add_format(HEAD), book.add_format({**HEAD, "rotation": 90})
    for row, line in enumerate(table.heading):
        sheet.write_string(row, 0, line, title)
    first = top = len(table.heading) + 1
    groups = table.groups()
    if groups:
        _write_groups(book, sheet, table, top)
        top += 1
    turned = any(_is_upright(column) for column in table.columns)
    sheet.set_row(top, 150 if turned else 36)
    for place, column in enumerate(table.columns):
        sheet.write_string(top, place, column.title, upright if _is_upright(column) else head)
    for place in range(len(table.columns)):
        sheet.write_number(top + 1, place, place + 1, head)
    _lay_out(sheet, table, first, top + 1)
    return top + 2


def _is_upright(column):
    return column.width < UPRIGHT_BELOW and len(column.title) * MM_PER_CHARACTER > column.width


def _write_groups(book, sheet, table, row):
    """Common headings; a column without one has its own cell open downwards, as if the two were one."""
    head, above = book.add_format(HEAD), book.add_format({**HEAD, "bottom": 0})
    sheet.set_row(row, 28)
    grouped = {first: (words, last) for words, first, last in table.groups()}
    for place, column in enumerate(table.columns):
        if place in grouped:
            words, last = grouped[place]
            if last > place:
                sheet.merge_range(row, place, row, last, words, head)
            else:
                sheet.write_string(row, place, words, head)
        elif not column.group:
            sheet.write_blank(row, place, None, above)


def _lay_out(sheet, table, first, last):
    """Widths, the part that stays on screen, the part that every printed page repeats."""
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width / MM_PER_CHARACTER)
    sheet.freeze_panes(last + 1, 2)
    sheet.repeat_rows(first, last)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
