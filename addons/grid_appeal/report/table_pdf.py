import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

PAGE = landscape(A3)
MARGIN, FOOT = 10 * mm, 14 * mm
PAD = 1.2
NOTE = 10  # from line to line of the notes
TURNED_HEIGHT = 58 * mm  # at most, of titles that are turned
FONTS = {"Plain": "LiberationSans-Regular.ttf", "Bold": "LiberationSans-Bold.ttf"}
# also a time, the number of a row (2.1.1, 1.2а), and the dash of what has no figure
NUMBER = re.compile(r"[-–]|-?\d[\d:]*(,\d+)?|\d(\.\d){1,2}[а-я]?")
DATES = {datetime: "%d.%m.%Y %H:%M", date: "%d.%m.%Y", time: "%H:%M"}


def register_fonts():
    """Let canvases write in the fonts “Plain” and “Bold”, which know Cyrillic."""
    for name, file in FONTS.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, file))


def write_pdf(out, table, title):
    """Draw a table on landscape A3 pages, one at a time: the heading and the column numbers stand on each."""
    write_pdf_of(out, [table], title)


def write_pdf_of(out, tables, title):
    """Draw tables one after another, each beginning a page; the pages are numbered through."""
    register_fonts()
    canvas = Canvas(out, pagesize=PAGE, pageCompression=1)
    canvas.setTitle(title)
    pages = 0
    for table in tables:
        pages = _Pages(canvas, table, pages).draw()
    canvas.save()


class _Pages:
    """Where the pen stands: the page, and how far down the next row begins."""

    def __init__(self, canvas, table, before=0):
        self.before = before
        self.canvas, self.table = canvas, table
        self.size, self.leading = table.size, table.size * 1.17
        self.left, self.right = MARGIN, PAGE[0] - MARGIN
        scale = (self.right - self.left) / sum(column.width for column in table.columns)
        self.edges = [self.left]
        for column in table.columns:
            self.edges.append(self.edges[-1] + column.width * scale)
        self.number = self.head = self.top = 0

    def draw(self):
        self._begin_page()
        for cells in self.table.counted_rows():
            self._draw_row(cells, "Plain")
        if sums := self.table.sums():
            self._draw_row(sums, "Bold")
        self._end_page(self._notes_that_fit())
        return self.before + self.number

    # --- pages
    def _begin_page(self):
        self.number += 1
        self.top = PAGE[1] - MARGIN
        if self.number == 1:
            self.canvas.setFont("Bold", 9)
            for line in self.table.heading:
                self.top -= 12
                self.canvas.drawString(self.left, self.top, line)
            self.top -= 8
        self._draw_head()

    def _end_page(self, notes=()):
        self.canvas.lines([(edge, self.head, edge, self.top) for edge in self.edges])
        self.canvas.setFont("Plain", 8)
        for position, line in enumerate(notes, start=1):
            self.canvas.drawString(self.left, self.top - 2 - position * NOTE, line)
        foot = ", ".join(filter(None, (self.table.foot, str(self.before + self.number))))
        self.canvas.drawCentredString(PAGE[0] / 2, 7 * mm, foot)
        self.canvas.showPage()

    def _notes_that_fit(self):
        """Return the lines of the notes; they begin a further page where this one has no room for all of them."""
        room = self.right - self.left
        lines = [part for note in self.table.notes for part in _broken(note, room, "Plain", 8)]
        if lines and self.top - 2 - len(lines) * NOTE < FOOT:
            self._end_page()
            self._begin_page()
        return lines

    # --- the heading of a page
    def _draw_head(self):
        self.canvas.setLineWidth(0.4)
        titles = [column.title for column in self.table.columns]
        groups = self.table.groups()
        if groups:
            self._draw_groups(groups)
        self.head = self.top
        height = self._height_of_titles(titles)
        self.canvas.line(self.left, self.top, self.right, self.top)
        for place, title in enumerate(titles):
            if self._is_turned(place):
                self._draw_turned(place, title, height)
            else:
                self._draw_lines(place, self._lines(title, self._width(place), "Bold"), "Bold")
        self._draw_line_below(height)
        self._draw_row([str(place) for place in range(1, len(titles) + 1)], "Plain")

    def _height_of_titles(self, titles):
        turned = [title for place, title in enumerate(titles) if self._is_turned(place)]
        lying = [self._lines(t, self._width(p), "Bold") for p, t in enumerate(titles) if not self._is_turned(p)]
        longest = max((stringWidth(title, "Bold", self.size) for title in turned), default=0)
        return max(min(longest + 4 * PAD, TURNED_HEIGHT), max(map(len, lying), default=1) * self.leading + 3 * PAD)

    def _draw_groups(self, groups):
        lines = [self._lines(words, self.edges[last + 1] - self.edges[first], "Bold") for words, first, last in groups]
        height = max(map(len, lines)) * self.leading + 2 * PAD
        bottom = self.top - height
        self.canvas.line(self.left, self.top, self.right, self.top)
        grouped = {place for _words, first, last in groups for place in range(first + 1, last + 1)}
        for place, edge in enumerate(self.edges):
            if place not in grouped:
                self.canvas.line(edge, self.top, edge, bottom)
        for (_words, first, last), part in zip(groups, lines, strict=True):
            self.canvas.line(self.edges[first], bottom, self.edges[last + 1], bottom)
            self._draw_lines(first, part, "Bold", self.edges[last + 1] - self.edges[first])
        self.top = bottom

    def _is_turned(self, place):
        column = self.table.columns[place]
        longest = max(column.title.split(), key=len, default="")
        return column.counted or stringWidth(longest, "Bold", self.size) > self._width(place) - 2 * PAD

    def _draw_turned(self, place, title, height):
        lines = self._lines(title, height - 2 * PAD, "Bold")
        self.canvas.saveState()
        self.canvas.translate(self.edges[place] + PAD + self.size, self.top - height + PAD)
        self.canvas.rotate(90)
        self.canvas.setFont("Bold", self.size)
        for position, line in enumerate(lines):
            self.canvas.drawString(0, -position * self.leading, line)
        self.canvas.restoreState()

    # --- rows
    def _draw_row(self, cells, font):
        wrapped = self._wrapped(map(_text, cells), font)
        room = int((self.top - FOOT - 2 * PAD) / self.leading)
        if max(map(len, wrapped)) > room:
            self._end_page()
            self._begin_page()
            room = int((self.top - FOOT - 2 * PAD) / self.leading)
        height = min(max(map(len, wrapped)), room) * self.leading + 2 * PAD
        for place, lines in enumerate(wrapped):
            if lines:
                self._draw_lines(place, lines[:room], font)
        self._draw_line_below(height)

    def _draw_lines(self, place, lines, font, width=None):
        """Numbers and marks stand in the middle of their column, words begin at its left."""
        width = width or self._width(place)
        self.canvas.setFont(font, self.size)
        centred = font == "Bold" or bool(NUMBER.fullmatch(lines[0]))
        for position, line in enumerate(lines, start=1):
            height = self.top - PAD - position * self.leading + 1.6
            if centred:
                self.canvas.drawCentredString(self.edges[place] + width / 2, height, line)
            else:
                self.canvas.drawString(self.edges[place] + PAD, height, line)

    def _draw_line_below(self, height):
        self.top -= height
        self.canvas.line(self.left, self.top, self.right, self.top)

    # --- words
    def _width(self, place):
        return self.edges[place + 1] - self.edges[place]

    def _wrapped(self, texts, font):
        return [self._lines(text, self._width(place), font) if text else [] for place, text in enumerate(texts)]

    def _lines(self, text, width, font):
        return _broken(text, width - 2 * PAD, font, self.size)


@lru_cache(maxsize=10_000)
def _broken(text, room, font, size):
    """Lines that fit the room; a word that is longer than it (an address of mail) is broken."""
    lines = []
    for line in simpleSplit(text, font, size, room):
        while len(line) > 1 and stringWidth(line, font, size) > room:
            end = max(1, *(end for end in range(1, len(line)) if stringWidth(line[:end], font, size) <= room), 1)
            lines.append(line[:end])
            line = line[end:]
        lines.append(line)
    return lines


def _text(cell):
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    form = DATES.get(type(cell))
    return cell.strftime(form) if form else str(cell)
