"""Reads a table row by row, so that memory does not grow with the file; writes the template and what was refused."""

import csv
import io
import zipfile
from contextlib import contextmanager

import openpyxl
import xlsxwriter

SAMPLE = 64 * 1024
XLSX_HEAD = b"PK\x03\x04"


class UnreadableTable(Exception):
    """The file is no table that can be read."""


@contextmanager
def rows_of(path):
    """Give an iterator over the rows of a CSV or XLSX file, the header first.

    :raises UnreadableTable: it is neither
    """
    with open(path, "rb") as stream:
        head = stream.read(SAMPLE)
    if head.startswith(XLSX_HEAD):
        with _spreadsheet(path) as rows:
            yield rows
    else:
        encoding = _encoding(path, head)
        with open(path, encoding=encoding, newline="") as stream:
            yield csv.reader(_whole_lines(stream), delimiter=_delimiter(head.decode(encoding, errors="replace")))


@contextmanager
def _spreadsheet(path):
    with open(path, "rb") as stream:
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            rows = book.worksheets[0].iter_rows(values_only=True)
        except (zipfile.BadZipFile, KeyError, IndexError, ValueError) as error:
            raise UnreadableTable from error
        yield rows
        book.close()


def _encoding(path, head):
    """UTF-8, or what Excel writes on a Russian Windows."""
    if b"\x00" in head:
        raise UnreadableTable
    try:
        with open(path, encoding="utf-8-sig") as stream:
            while stream.read(SAMPLE):
                pass
        return "utf-8-sig"
    except UnicodeDecodeError:
        return "cp1251"


def _whole_lines(stream):
    for line in stream:
        yield line.replace("\x00", "")


def _delimiter(head):
    first = head.split("\n", 1)[0]
    return max(";,\t", key=first.count)


def as_csv(rows):
    """The bytes of a CSV file as Excel opens it by a double click."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([[_harmless(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows):
    """The bytes of a spreadsheet of texts."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.autofit()
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _harmless(cell):
    """A cell that begins like a formula would be run by the spreadsheet program of whoever opens it."""
    cell = "" if cell is None else str(cell)
    return f"'{cell}" if cell.startswith(("=", "@", "\t")) else cell
