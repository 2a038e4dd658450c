from datetime import date

import xlsxwriter

from ..live import COLOURS

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FONT = {"font_name": "Liberation Sans", "font_size": 10}
FORMATS = {
    "title": {**FONT, "bold": True, "font_size": 14},
    "plain": FONT,
    "head": {**FONT, "bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#eceff1"},
    "words": {**FONT, "border": 1, "text_wrap": True, "valign": "top"},
    "number": {**FONT, "border": 1, "num_format": "#,##0.##;-#,##0.##;0"},
    "count": {**FONT, "border": 1, "num_format": "#,##0"},
    "share": {**FONT, "border": 1, "num_format": "0.0%"},
    "day": {**FONT, "border": 1, "num_format": "dd.mm.yyyy", "align": "left"},
    "none": {**FONT, "border": 1, "font_color": COLOURS["grey"], "align": "right"},
}
CHART_ROWS = 13  # of the sheet, beside a chart
A4 = 9


def write_xlsx(out, printed):
    """Write a page of tiles as a workbook: a sheet for each section, its numbers as numbers, its charts as charts."""
    book = xlsxwriter.Workbook(out, OPTIONS)
    formats = {name: book.add_format(form) for name, form in FORMATS.items()}
    for section in printed.sections:
        _Sheet(book, formats, printed, section).fill()
    book.close()


class _Sheet:
    """One section: a table of its single numbers, then a table with a chart beside it for each of the others."""

    def __init__(self, book, formats, printed, section):
        self.book, self.formats, self.printed, self.section = book, formats, printed, section
        self.sheet = book.add_worksheet(sheet_name(section.title))
        self.row = 0

    def fill(self):
        self._lay_out()
        self._write(0, f"{self.printed.title}: {self.section.title}", "title")
        for line in self.printed.heading:
            self.row += 1
            self._write(0, line, "plain")
        self.row += 2
        if self.section.single:
            self._write_numbers()
        for figure in self.section.charts:
            self._write_chart(figure)
        for rule in self.section.rules:
            self._write(0, rule, "plain")
            self.row += 1

    def _lay_out(self):
        self.sheet.set_column(0, 0, 46)
        self.sheet.set_column(1, 4, 12)
        self.sheet.set_column(5, 5, 3)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C&P / &N")

    # --- single numbers
    def _write_numbers(self):
        figures, words = self.section.single, self.printed.words
        heads = ("figure", "value", "part", "count", "plan")
        self._write_head([words[name] for name in heads])
        first = self.row
        for figure in figures:
            self._write(0, figure["title"], "words")
            self._write_value(1, figure["value"], figure)
            self._write_value(2, figure.get("part", ""))
            self._write_value(3, figure["count"])
            self._write_value(4, figure["plan"] if figure["plan"] is not None else "", figure)
            self.row += 1
        if len(figures) > 1:
            self._add_columns(figures, first)
            self.row = max(self.row, first + CHART_ROWS)
        self.row += 2

    def _add_columns(self, figures, first):
        chart = self.book.add_chart({"type": "column"})
        chart.add_series(
            {
                **self._series(1, first, len(figures)),
                "name": self.printed.words["value"],
                "points": [{"fill": {"color": COLOURS[figure["level"]]}} for figure in figures],
                "data_labels": {"value": True},
                "gap": 60,
            }
        )
        if any(figure["plan"] for figure in figures):
            plan = self.book.add_chart({"type": "line"})
            plan.add_series({**self._plan(first, len(figures), 4), "marker": {"type": "long_dash", "size": 12}})
            chart.combine(plan)
            chart.set_legend({"position": "bottom"})
        else:
            chart.set_legend({"none": True})
        self._insert(chart, self.section.title, first)

    # --- several numbers
    def _write_chart(self, figure):
        bars, is_line, words = figure["bars"], figure["kind"] == "line", self.printed.words
        if not bars:
            self._write_head([figure["title"]])
            self._write(0, figure["empty"], "plain")
            self.row += 2
            return
        if is_line:
            self._write(0, figure["title"], "plain")
            self.row += 1
        weeks = [words[name] for name in ("week", "value", "count", "plan")]
        self._write_head(weeks if is_line else [figure["title"], words["value"]])
        first = self.row
        for bar in bars:
            self._write_bar(figure, bar, is_line)
            self.row += 1
        if figure["left_out_said"]:
            self._write(0, figure["left_out_said"], "plain")
        self._insert(self._line(figure, first) if is_line else self._bars(bars, first), figure["title"], first - 1)
        self.row = max(self.row, first + CHART_ROWS) + 2

    def _write_bar(self, figure, bar, is_line):
        if is_line:
            self.sheet.write_datetime(self.row, 0, date.fromisoformat(bar["day"]), self.formats["day"])
        else:
            self._write(0, bar["label"], "words")
        self._write_value(1, bar["value"], figure)
        if is_line:
            self._write_value(2, bar["count"])
            self._write_value(3, figure["plan"] or "", figure)

    def _bars(self, bars, first):
        chart = self.book.add_chart({"type": "bar"})
        points = [{"fill": {"color": COLOURS[bar["level"]]}} for bar in bars]
        labels = {"points": points, "data_labels": {"value": True}, "gap": 40}
        chart.add_series({**self._series(1, first, len(bars)), **labels})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": False, "min": 0})
        chart.set_legend({"none": True})
        return chart

    def _line(self, figure, first):
        chart = self.book.add_chart({"type": "line"})
        bars = figure["bars"]
        points = [{"fill": {"color": COLOURS[bar["level"]]}} for bar in bars]
        drawn = {"line": {"color": COLOURS[""], "width": 2}, "marker": {"type": "circle", "size": 7}, "points": points}
        chart.add_series({**self._series(1, first, len(bars)), **drawn, "name": self.printed.words["value"]})
        if figure["plan"]:
            chart.add_series(self._plan(first, len(bars), 3))
        chart.show_blanks_as("span")
        chart.set_x_axis({"text_axis": True, "num_format": "dd.mm"})
        chart.set_y_axis({"min": 0, **({"max": 1, "num_format": "0%"} if figure["unit"] == "%" else {})})
        chart.set_legend({"position": "bottom"})
        return chart

    # --- parts
    def _series(self, column, first, count):
        name, last = self.sheet.get_name(), first + count - 1
        return {"categories": [name, first, 0, last, 0], "values": [name, first, column, last, column]}

    def _plan(self, first, count, column):
        dashes = {"color": COLOURS["grey"], "dash_type": "dash"}
        return {**self._series(column, first, count), "name": self.printed.words["plan"], "line": dashes}

    def _insert(self, chart, title, row):
        chart.set_title({"name": title, "name_font": {"size": 11}})
        chart.set_size({"width": 560, "height": CHART_ROWS * 20})
        self.sheet.insert_chart(row, 6, chart)

    def _write_head(self, heads):
        for column, words in enumerate(heads):
            self._write(column, words, "head")
        self.row += 1

    def _write(self, column, words, form):
        self.sheet.write_string(self.row, column, words, self.formats[form])

    def _write_value(self, column, value, figure=None):
        """Write a number as one; a percentage as a part of one, so that it can be reckoned with."""
        if value is None:
            self._write(column, self.printed.words["none"], "none")
        elif value == "":
            self.sheet.write_blank(self.row, column, None, self.formats["words"])
        elif figure and figure["unit"] == "%":
            self.sheet.write_number(self.row, column, round(value / 100, 4), self.formats["share"])
        else:
            form = "count" if float(value).is_integer() else "number"
            self.sheet.write_number(self.row, column, value, self.formats[form])


def sheet_name(title):
    """Return a title as the name of a sheet: without the signs that workbooks refuse, 31 letters at most."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip(" '")[:31]
