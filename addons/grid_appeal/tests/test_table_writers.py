"""Tables of any length as workbooks and PDF: further sheets, figures with their places, notes below."""

import io
import tracemalloc
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.tests import BaseCase, tagged

from ..appeals.table import Column, Table
from ..report import table_pdf, table_xlsx

COLUMNS = [
    Column("№", 10),
    Column("Категория", 60),
    Column("год N", 20, "Очная форма", counted=True),
    Column("динамика, %", 20, "Очная форма"),
]
ROWS = [(number, f"строка {number}", 1 if number % 2 else "", Decimal("33.3")) for number in range(1, 26)]
NOTES = ("Жалобы учтены среди всех обращений.", "Второе примечание.")


def table(rows=ROWS, **values):
    return Table(["Форма"], COLUMNS, iter(rows), "Итого", **values)


@tagged("post_install", "-at_install")
class TestTableWriters(BaseCase):
    def book(self, written):
        out = io.BytesIO()
        table_xlsx.write_xlsx(out, written)
        return load_workbook(out)

    def pages(self, written):
        out = io.BytesIO()
        table_pdf.write_pdf(out, written, "Форма")
        return [page.extract_text() for page in PdfReader(out).pages]

    def test_what_does_not_fit_a_sheet_goes_on_on_a_further_one(self):
        self.patch(table_xlsx, "ROWS_OF_SHEET", 18)
        book = self.book(table(notes=NOTES))
        heads, numbers = [], []
        for sheet in book:
            cells = [tuple(row) for row in sheet.iter_rows(values_only=True)]
            self.assertLessEqual(len(cells), 18)
            heads.append(cells[:5])
            numbers += [row[0] for row in cells[5:] if isinstance(row[1], str)]
        self.assertGreater(len(heads), 2)
        self.assertTrue(all(head == heads[0] for head in heads))
        self.assertEqual(numbers, list(range(1, 26)))
        said = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book]
        self.assertEqual([cells.count("Итого") for cells in said], [0] * (len(said) - 1) + [1])
        self.assertEqual(said[-1][-2:], list(NOTES))

    def test_a_table_that_fits_has_one_sheet_and_adds_up_all_of_them(self):
        sheet = self.book(table(notes=NOTES)).active
        cells = [tuple(row) for row in sheet.iter_rows(values_only=True)]
        self.assertEqual(cells[-3], ("Итого", None, 13, None))
        self.patch(table_xlsx, "ROWS_OF_SHEET", 18)
        last = self.book(table(notes=NOTES)).worksheets[-1]
        self.assertEqual([tuple(row) for row in last.iter_rows(values_only=True)][-3], cells[-3])

    def test_a_sheet_is_filled_to_its_last_row(self):
        # five rows of the heading, 25 of the table, one of the sums
        self.patch(table_xlsx, "ROWS_OF_SHEET", 31)
        self.assertEqual(len(self.book(table()).worksheets), 1)
        self.patch(table_xlsx, "ROWS_OF_SHEET", 30)
        self.assertEqual(len(self.book(table()).worksheets), 2)

    def test_a_decimal_is_a_number_with_its_places(self):
        figures = (Decimal("25.0"), Decimal("-33.3"), Decimal("0.8975"), Decimal("5"))
        sheet = self.book(table([(1, "a", "", figure) for figure in figures])).active
        cells = [sheet.cell(row, 4) for row in range(6, 10)]
        self.assertEqual([cell.value for cell in cells], [25, -33.3, 0.8975, 5])
        self.assertEqual([cell.number_format for cell in cells], ["0.0", "0.0", "0.0000", "0"])

    def test_text_is_never_a_formula(self):
        sheet = self.book(table([(1, "=1+1", "", "–")])).active
        self.assertEqual([(cell.value, cell.data_type) for cell in sheet[6][1::2]], [("=1+1", "s"), ("–", "s")])

    def test_a_table_of_no_rows_has_its_heading_and_its_notes(self):
        values = [row[0] for row in self.book(table([], notes=NOTES)).active.iter_rows(values_only=True)]
        self.assertEqual((values[0], values[-1]), ("Форма", NOTES[1]))
        self.assertIn(NOTES[1], self.pages(table([], notes=NOTES))[0])

    def test_rows_are_written_as_they_come(self):
        rows = ((number, "текст", 1, Decimal("1.5")) for number in range(1, 20_001))
        with io.BytesIO() as out:
            tracemalloc.start()
            table_xlsx.write_xlsx(out, table(rows))
            _now, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            written = len(out.getvalue())
        # the file itself lies in the memory of this test
        self.assertLess(peak - written, 4_000_000)

    def test_the_paper_says_figures_in_russian_and_the_notes_below(self):
        pages = self.pages(table([(1, "a", 1, Decimal("-33.3")), (2, "b", "", date(2026, 3, 2))], notes=NOTES))
        self.assertEqual(len(pages), 1)
        for words in ("-33,3", "02.03.2026", *NOTES):
            self.assertIn(words, pages[0])

    def test_notes_begin_a_further_page_where_they_have_no_room(self):
        full = next(count for count in range(40, 200) if len(self.pages(table(ROWS[:1] * count))) > 1) - 1
        pages = self.pages(table(ROWS[:1] * full, notes=NOTES * 3))
        self.assertEqual(len(pages), 2)
        self.assertNotIn(NOTES[0], pages[0])
        self.assertEqual(pages[1].count(NOTES[0]), 3)
