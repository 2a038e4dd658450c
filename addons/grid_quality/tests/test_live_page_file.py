"""The live page as a file: the same figures as on the screen, for the same readers."""

import io
from collections import Counter

from freezegun import freeze_time
from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.grid_customer.tests.common import PASSWORD

from .test_live_page import THURSDAY, LivePageCase

FILE = "/grid_quality/live/%s?%s"


class LivePageFileCase(LivePageCase):
    def page_of(self, role):
        return self._as(role, self.page).with_context(allowed_company_ids=self.company.ids)

    def saved(self, kind, role="head", **filters):
        """Return the page as a file, and the figures that it was made of."""
        page, out = self.page_of(role), io.BytesIO()
        filters = {"branch_ids": (self.branch + self.other_branch).ids, "period": "year", **filters}
        page._save_to(out, page._printed(filters), kind)
        out.seek(0)
        return out, page.read_tiles(filters)

    def sheets(self, out):
        return load_workbook(out).worksheets

    def words(self, out):
        return " ".join("\n".join(page.extract_text() for page in PdfReader(out).pages).split())


@tagged("post_install", "-at_install")
@freeze_time(THURSDAY)
class TestLivePageFile(LivePageFileCase):
    def test_a_workbook_has_the_figures_of_the_page_as_numbers(self):
        for role in ("head", "supervisor"):
            out, figures = self.saved("xlsx", role)
            rows = [row for sheet in load_workbook(out) for row in sheet.iter_rows(values_only=True)]
            for code, figure in figures.items():
                with self.subTest(role=role, tile=code):
                    if figure["kind"] in ("number", "share"):
                        self.assertIn(
                            self.cell(figure, figure["value"]), [r[1] for r in rows if r[0] == figure["title"]]
                        )
                    for bar in figure["bars"]:
                        label = bar["label"] if figure["kind"] == "bars" else bar["day"]
                        self.assertIn(
                            self.cell(figure, bar["value"]), [row[1] for row in rows if self.said(row) == label]
                        )

    def cell(self, figure, value):
        if value is None:
            return "no data"
        return round(value / 100, 4) if figure["unit"] == "%" else value

    def said(self, row):
        return row[0].date().isoformat() if hasattr(row[0], "date") else row[0]

    def test_a_workbook_has_a_chart_for_each_figure_of_several_numbers(self):
        out, figures = self.saved("xlsx")
        drawn = [figure for figure in figures.values() if figure["bars"]]
        charts = {chart.tagname for sheet in load_workbook(out) for chart in sheet._charts}
        count = sum(len(sheet._charts) for sheet in load_workbook(out))
        self.assertEqual(charts, {"barChart", "lineChart"})
        single = Counter(figure["section"] for figure in figures.values() if figure["kind"] in ("number", "share"))
        several = [section for section, numbers in single.items() if numbers > 1]
        self.assertEqual(count, len(drawn) + len(several), "and one for the single numbers of each section")

    def test_paper_has_every_figure_in_the_words_of_the_page(self):
        out, figures = self.saved("pdf")
        words = self.words(out)
        for code, figure in figures.items():
            with self.subTest(code):
                self.assertIn(figure["title"], words)
                self.assertIn(" ".join((figure["said"] if figure["value"] is None else figure["shown"]).split()), words)
                for bar in figure["bars"]:
                    self.assertIn(f"{bar['label'][:12]}", words)
        self.assertIn("Period: 01.01.2026 – 02.04.2026", words)
        self.assertIn(f"Branches: {self.branch.name}", words)
        self.assertIn("Figures as of 02.04.2026 10:00", words)
        self.assertLess(len(PdfReader(out).pages), 4)

    def test_what_a_figure_counts_is_its_hint_on_the_screen_and_a_sentence_in_the_file(self):
        paper, figures = self.saved("pdf")
        words = self.words(paper)
        book, _figures = self.saved("xlsx")
        cells = [cell for sheet in self.sheets(book) for (cell, *_rest) in sheet.iter_rows(values_only=True) if cell]
        rules = {figure["rule"]: figure["title"] for figure in figures.values() if figure["rule"]}
        self.assertGreater(len(rules), 4)
        for rule, title in rules.items():
            with self.subTest(title):
                self.assertIn(rule, words)
                self.assertTrue([one for one in cells if str(one).endswith(rule) and title in str(one)])

    def test_a_branch_without_appeals_is_a_page_too(self):
        empty = self.env["grid.branch"].create({"name": "Пустой", "code": "EMP", "company_id": self.company.id})
        for kind in ("pdf", "xlsx"):
            out, figures = self.saved(kind, branch_ids=empty.ids)
            self.assertEqual((figures["overdue"]["value"], figures["overdue_by_team"]["bars"]), (0, []))
            self.assertGreater(len(out.getvalue()), 1000)

    def test_its_address_says_the_same_filter(self):
        page = self.page_of("head")
        asked = {
            "period": "custom",
            "from": "2026-03-01",
            "to": "2026-03-31",
            "branch_ids": self.branch.ids,
            "team_ids": [],
        }
        url = page.action_save({**asked, "customer_group": "2"}, "pdf")["url"]
        self.assertTrue(url.startswith("/grid_quality/live/pdf?"))
        address = dict(part.split("=") for part in url.partition("?")[2].replace("%2C", ",").split("&"))
        read_page, filters = page._of_address(address)
        self.assertEqual(read_page.env.companies, self.company)
        self.assertEqual(
            (page._filter(filters).branch_ids, page._filter(filters).first, page._filter(filters).customer_group),
            (page._filter(asked).branch_ids, page._filter(asked).first, "2"),
        )

    def test_who_may_not_read_the_page_saves_none(self):
        for role in ("operator", "specialist", "methodologist"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.page_of(role).action_save({}, "pdf")
        with self.assertRaisesRegex(UserError, "no such period"):
            self.page_of("head").action_save({"period": "always"}, "xlsx")


@tagged("post_install", "-at_install")
class TestLivePageDownload(HttpCase, LivePageFileCase):
    def test_a_file_is_given_to_supervisors_alone(self):
        for role, status in (("supervisor", 200), ("specialist", 404)):
            self.authenticate(self.users[role].login, PASSWORD)
            for kind, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
                with self.subTest(role=role, kind=kind):
                    answer = self.url_open(FILE % (kind, f"period=month&company_ids={self.company.id}"))
                    self.assertEqual(answer.status_code, status)
                    if status == 200:
                        self.assertTrue(answer.content.startswith(start))
                        self.assertIn("attachment", answer.headers["Content-Disposition"])
                        self.assertIn("no-store", answer.headers["Cache-Control"])

    def test_an_address_that_says_nothing_is_refused_in_words(self):
        self.authenticate(self.users["head"].login, PASSWORD)
        foreign = self.env["res.company"].create({"name": "Чужая сеть"})
        for address, status in (
            ("period=always", 422),
            ("branch_ids=all", 422),
            ("period=custom&from=2026-04-02&to=2026-04-01", 422),
            (f"company_ids={foreign.id}", 404),
        ):
            with self.subTest(address):
                self.assertEqual(self.url_open(FILE % ("pdf", address)).status_code, status)
