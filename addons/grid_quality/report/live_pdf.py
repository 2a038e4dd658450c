from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from odoo.addons.grid_appeal.report.table_pdf import register_fonts

from ..live import rows
from .live_cards import GAP, INK, MUTED, card

PAGE = landscape(A4)
MARGIN, FOOT = 10 * mm, 12 * mm
LEFT, RIGHT = MARGIN, PAGE[0] - MARGIN
SECTION = 20  # points, with the room above it
RULE, RULE_LINE = 7, 9  # of the sentences under a section


def write_pdf(out, printed):
    """Draw a page of tiles on landscape A4: sections of cards, as they stand on the screen."""
    register_fonts()
    canvas = Canvas(out, pagesize=PAGE, pageCompression=1)
    canvas.setTitle(printed.title)
    _Paper(canvas, printed).draw()
    canvas.save()


class _Paper:
    """Where the pen stands: the page, and how far down the next row of cards begins."""

    def __init__(self, canvas, printed):
        self.canvas, self.printed = canvas, printed
        self.number, self.top = 1, PAGE[1] - MARGIN

    def draw(self):
        self._draw_heading()
        for section in self.printed.sections:
            title = section.title
            for row in rows(section):
                self._draw_row(self._cards(row), title)
                title = ""
            self._draw_rules(section.rules)
        self._end_page()

    def _draw_heading(self):
        self.canvas.setFillColor(INK)
        self.canvas.setFont("Bold", 15)
        self.canvas.drawString(LEFT, self.top - 14, self.printed.title)
        self.top -= 18
        self.canvas.setFont("Plain", 8.5)
        for line in simpleSplit(" · ".join(self.printed.heading), "Plain", 8.5, RIGHT - LEFT):
            self.top -= 11
            self.canvas.drawString(LEFT, self.top, line)

    def _cards(self, row):
        room = RIGHT - LEFT - GAP * (len(row) - 1)
        return [card(figure, part * room) for figure, part in row]

    def _draw_row(self, cards, title):
        """Draw cards of one height side by side; a title is never left alone at the foot of a page."""
        height = max(one.height for one in cards)
        self._make_room(height + (SECTION if title else GAP))
        if title:
            self.top -= SECTION
            self.canvas.setFillColor(MUTED)
            self.canvas.setFont("Bold", 10)
            self.canvas.drawString(LEFT, self.top + 5, title)
        else:
            self.top -= GAP
        left = LEFT
        for one in cards:
            one.draw(self.canvas, left, self.top, height)
            left += one.width + GAP
        self.top -= height

    def _draw_rules(self, rules):
        """Write under a section what its figures count: on the screen it is their hint."""
        for rule in rules:
            lines = simpleSplit(rule, "Plain", RULE, RIGHT - LEFT)
            self._make_room(len(lines) * RULE_LINE + 3)
            self.top -= 3
            self.canvas.setFillColor(MUTED)
            self.canvas.setFont("Plain", RULE)
            for line in lines:
                self.top -= RULE_LINE
                self.canvas.drawString(LEFT, self.top, line)

    def _make_room(self, height):
        """Begin another page where so much does not fit on this one."""
        if self.top - height < FOOT:
            self._end_page()
            self.number, self.top = self.number + 1, PAGE[1] - MARGIN

    def _end_page(self):
        self.canvas.setFillColor(MUTED)
        self.canvas.setFont("Plain", 7.5)
        self.canvas.drawString(LEFT, 6 * mm, self.printed.heading[-1])
        self.canvas.drawRightString(RIGHT, 6 * mm, str(self.number))
        self.canvas.showPage()
