"""The printed passport: the official table on landscape A4, the heading of a table on each of its pages."""

import io
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import CondPageBreak, HRFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

from odoo.addons.grid_appeal.appeals.whole import keep_whole

PAGE = landscape(A4)
# The margins are those of a letter (GOST R 7.0.97-2016, 3.3), turned.
LEFT, RIGHT, TOP, BOTTOM = 20 * mm, 10 * mm, 20 * mm, 15 * mm
WIDTH = PAGE[0] - LEFT - RIGHT
HEIGHT = PAGE[1] - TOP - BOTTOM
FRAME = 12  # points that the page keeps free around what is laid on it
LABEL = 62 * mm
PAD_X, PAD_Y = 2 * mm, 1.2 * mm
FONTS = {"Serif": "LiberationSerif-Regular.ttf", "Serif-Bold": "LiberationSerif-Bold.ttf"}
GRID = [
    ("GRID", (0, 0), (-1, -1), 0.2 * mm, black),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    *((f"{side}PADDING", (0, 0), (-1, -1), PAD_Y) for side in ("TOP", "BOTTOM")),
    *((f"{side}PADDING", (0, 0), (-1, -1), PAD_X) for side in ("LEFT", "RIGHT")),
]


@dataclass(frozen=True)
class PassportTable:
    """A table of a passport: its title, its columns (title and width in mm, 0 for what is left), its rows of texts."""

    title: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PassportSheet:
    """What a printed passport says: plain texts, each already in the language of the reader."""

    company: str
    contacts: tuple[str, ...]
    heading: str
    name: str
    notes: tuple[str, ...]
    summary: tuple[tuple[str, str], ...]
    tables: tuple[PassportTable, ...]
    closing: tuple[str, str]


def passport_pdf(sheet: PassportSheet) -> bytes:
    """Return the sheet as PDF. A row stands on one page, unless it is longer than a page."""
    for font, file in FONTS.items():
        if font not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(font, file))
    out = io.BytesIO()
    margins = {"leftMargin": LEFT, "rightMargin": RIGHT, "topMargin": TOP, "bottomMargin": BOTTOM}
    SimpleDocTemplate(out, pagesize=PAGE, **margins).build([*_head(sheet), *_body(sheet)])
    return out.getvalue()


def _head(sheet):
    yield _text(sheet.company, 15, bold=True, centred=True)
    yield from (_text(line, 9.5, centred=True) for line in sheet.contacts)
    yield HRFlowable(width="100%", thickness=0.6 * mm, color=black, spaceBefore=2.5 * mm, spaceAfter=5 * mm)
    yield _text(sheet.heading, 14, bold=True, centred=True)
    yield _text(sheet.name, 13, bold=True, centred=True)
    yield from (_text(line, 11, centred=True) for line in sheet.notes)
    yield Spacer(0, 4 * mm)


def _body(sheet):
    rows = [(_text(label, bold=True), _text(said)) for label, said in sheet.summary]
    yield _ruled(rows, [LABEL, WIDTH - LABEL])
    for table in sheet.tables:
        yield from _titled(table)
    label, said = sheet.closing
    yield Spacer(0, 5 * mm)
    yield Paragraph(f"<b>{_escaped(label)}</b> {_escaped(said)}", _style(11))


def _titled(table):
    """Yield a table under its title; the title stands on the page of the first row."""
    above = [Spacer(0, 5 * mm)]
    if table.title:
        above += [_text(table.title, 12, bold=True), Spacer(0, 2 * mm)]
    ruled = _table(table)
    ruled.wrap(WIDTH, HEIGHT)
    with_first_row = sum(part.wrap(WIDTH, HEIGHT)[1] for part in above) + sum(ruled._rowHeights[:2])
    yield CondPageBreak(min(with_first_row, HEIGHT - FRAME))
    yield from above
    yield ruled


def _table(table):
    given = sum(width for _title, width in table.columns) * mm
    widths = [width * mm or WIDTH - given for _title, width in table.columns]
    head = [_text(title, bold=True, centred=True) for title, _width in table.columns]
    rows = [[_text(cell) for cell in row] for row in table.rows]
    return _ruled([head, *rows], widths, repeatRows=1)


def _ruled(rows, widths, **options):
    """Return a ruled table; only what is longer than a page may be divided within a row."""
    heights = [
        max(cell.wrap(width - 2 * PAD_X, HEIGHT)[1] for cell, width in zip(row, widths, strict=True)) for row in rows
    ]
    is_long = max(heights[1:], default=0) + heights[0] + 4 * PAD_Y > HEIGHT - FRAME
    return Table(rows, widths, splitInRow=int(is_long), style=GRID, **options)


def _text(said, size=11, bold=False, centred=False):
    return Paragraph(_escaped(said).replace("\n", "<br/>"), _style(size, bold, centred))


def _escaped(said):
    return keep_whole(escape(said))


def _style(size, bold=False, centred=False):
    return ParagraphStyle(
        "passport",
        fontName="Serif-Bold" if bold else "Serif",
        fontSize=size,
        leading=size * 1.2,
        alignment=TA_CENTER if centred else 0,
        splitLongWords=1,
    )
