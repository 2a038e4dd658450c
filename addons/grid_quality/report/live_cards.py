from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from ..live import COLOURS

INK, MUTED, EDGE, TRACK = (HexColor(one) for one in ("#1f2933", "#616e7c", "#d5dae0", "#eceff1"))
PAINTS = {level: HexColor(colour) for level, colour in COLOURS.items()}
GAP, PAD, STRIPE = 6, 7, 4
TITLE, VALUE, SMALL = 9, 20, 8
BAR = 14  # from bar to bar
NAMED = 0.64  # of the width, for the names of bars
LINE = 108  # the height of a line


def card(figure, width):
    """Return the drawing of a figure, so wide; its `height` is the least that it needs."""
    kinds = {"bars": BarsCard, "line": LineCard}
    return kinds.get(figure["kind"], NumberCard)(figure, width)


class Card:
    """A frame with the colour of its figure at the left, its title, and what stands below."""

    def __init__(self, figure, width):
        self.figure, self.width = figure, width
        self.title = self._broken(figure["title"], "Bold", TITLE)
        self.left_out = self._broken(figure["left_out_said"], "Plain", SMALL)
        self.height = PAD * 2 + self._body() + (len(self.title) * TITLE + len(self.left_out) * SMALL) * 1.2

    def draw(self, canvas, left, top, height):
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(EDGE)
        canvas.rect(left, top - height, self.width, height)
        canvas.setFillColor(PAINTS[self.figure["level"]])
        canvas.rect(left, top - height, STRIPE, height, stroke=0, fill=1)
        self.left, self.right = left + STRIPE + PAD, left + self.width - PAD
        below = self._write(canvas, self.title, "Bold", TITLE, INK, top - PAD)
        self._write(canvas, self.left_out, "Plain", SMALL, MUTED, self._draw_body(canvas, below))

    def _broken(self, text, font, size):
        return simpleSplit(text, font, size, self.width - STRIPE - 2 * PAD) if text else []

    def _write(self, canvas, lines, font, size, colour, top):
        """Write lines; return where the next ones begin."""
        canvas.setFillColor(colour)
        canvas.setFont(font, size)
        for line in lines:
            top -= size * 1.2
            canvas.drawString(self.left, top + size * 0.25, line)
        return top


class NumberCard(Card):
    """One number, and what it means."""

    def _body(self):
        self.said = self._broken(self.figure["said"], "Plain", SMALL)
        return VALUE * 1.25 + len(self.said) * SMALL * 1.2

    def _draw_body(self, canvas, top):
        level = self.figure["level"]
        colour = PAINTS[level] if level in ("red", "green") else INK
        top = self._write(canvas, [self.figure["shown"]], "Bold", VALUE, colour, top)
        return self._write(canvas, self.said, "Plain", SMALL, MUTED, top)


class BarsCard(Card):
    """A bar for each group, with its name and its number."""

    def _body(self):
        self.empty = [] if self.figure["bars"] else self._broken(self.figure["empty"], "Plain", SMALL)
        return 4 + len(self.figure["bars"]) * BAR + len(self.empty) * SMALL * 1.2

    def _draw_body(self, canvas, top):
        bars = self.figure["bars"]
        most = max([*(bar["value"] for bar in bars), 1])
        counts = max([*(stringWidth(bar["shown"], "Bold", SMALL) for bar in bars), 0])
        room = self.right - self.left - counts - 2 * PAD
        named = room * NAMED
        start, length = self.left + named + PAD, room - named
        top -= 4
        for bar in bars:
            top -= BAR
            canvas.setFillColor(INK)
            canvas.setFont("Plain", SMALL)
            canvas.drawString(self.left, top + 3, _cut(bar["label"], named))
            canvas.setFillColor(TRACK)
            canvas.rect(start, top + 2, length, 7, stroke=0, fill=1)
            canvas.setFillColor(PAINTS[bar["level"]])
            canvas.rect(start, top + 2, length * bar["value"] / most, 7, stroke=0, fill=1)
            canvas.setFillColor(INK)
            canvas.setFont("Bold", SMALL)
            canvas.drawRightString(self.right, top + 3, bar["shown"])
        return self._write(canvas, self.empty, "Plain", SMALL, MUTED, top)


class LineCard(Card):
    """A line over weeks with its plan; a week in which nothing was counted has no point."""

    def _body(self):
        return LINE

    def _draw_body(self, canvas, top):
        points, plan = self.figure["bars"], self.figure["plan"]
        self._write(canvas, [self.figure["said"]], "Plain", SMALL, MUTED, top)
        values = [point["value"] for point in points if point["value"] is not None]
        self.most = 100 if self.figure["unit"] == "%" else max([*values, plan or 0, 1])
        self.foot, self.rise = top - LINE + 14, LINE - 38
        self.step = (self.right - self.left - 60) / max(len(points) - 1, 1)
        self._draw_axis(canvas, points, plan)
        places = [
            (self.left + 40 + place * self.step, self._height(point["value"]), point)
            for place, point in enumerate(points)
            if point["value"] is not None
        ]
        canvas.setStrokeColor(PAINTS[""])
        canvas.setLineWidth(1.4)
        for (x, y, _point), (next_x, next_y, _next) in zip(places, places[1:], strict=False):
            canvas.line(x, y, next_x, next_y)
        for x, y, point in places:
            canvas.setFillColor(PAINTS[point["level"]])
            canvas.circle(x, y, 2.6, stroke=0, fill=1)
            canvas.setFillColor(INK)
            canvas.setFont("Bold", SMALL)
            canvas.drawCentredString(x, y + 5, point["shown"])
        return top - LINE

    def _height(self, value):
        return self.foot + self.rise * value / self.most

    def _draw_axis(self, canvas, points, plan):
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(EDGE)
        canvas.setFillColor(MUTED)
        canvas.setFont("Plain", SMALL)
        for value in (0, self.most / 2, self.most):
            canvas.line(self.left + 26, self._height(value), self.right, self._height(value))
            canvas.drawRightString(self.left + 22, self._height(value) - 2.5, f"{value:g}")
        for place, point in enumerate(points):
            canvas.drawCentredString(self.left + 40 + place * self.step, self.foot - 10, point["label"])
        if plan:
            canvas.setStrokeColor(PAINTS["grey"])
            canvas.setDash(4, 3)
            canvas.line(self.left + 26, self._height(plan), self.right, self._height(plan))
            canvas.setDash()


def _cut(text, room):
    """Return what of a text fits the room."""
    if stringWidth(text, "Plain", SMALL) <= room:
        return text
    while text and stringWidth(f"{text}…", "Plain", SMALL) > room:
        text = text[:-1].rstrip()
    return f"{text}…"
