"""Forms whose rows are entered, those of surveys and of improvements, and form 4.4; no form names a person."""

import io
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..statutory.figures import NO_FIGURE
from .common_statutory import YEAR, FormChecks, StatutoryCase
from .common_survey import SurveyCase

ENTERED = ("4.5", "4.6", "4.8", "24-capacity", "24-measurements")


@tagged("post_install", "-at_install")
class TestStatutoryEntered(StatutoryCase):
    def enter(self, report, *texts, document="Приказ № 5 от 12.01.2026"):
        columns = dict(zip(("column_2", "column_3", "column_4"), texts, strict=False))
        return report.env["grid.statutory.line"].create({"report_id": report.id, "document": document, **columns})

    def test_what_nobody_entered_is_said_so(self):
        for code in ENTERED:
            with self.subTest(code):
                (row,) = self._report(code)._sheet().rows
                self.assertEqual(row.values[0], NO_FIGURE)
                self.assertNotIn(0, row.values)

    def test_an_entered_row_is_printed_with_its_document(self):
        report = self._report("24-capacity", part=2)
        self.enter(report, "ПС «Тестовая»", "10", "1 250,50")
        self.enter(report, "ПС «Другая»", "6/0,4", "")
        sheet = report._sheet()
        self.assertEqual(
            [row.values for row in sheet.rows],
            [(1, "ПС «Тестовая»", Decimal(10), Decimal("1250.5")), (2, "ПС «Другая»", "6/0,4", NO_FIGURE)],
        )
        self.assertIn("Приказ № 5", " ".join(sheet.notes))
        found = report.action_records(sheet.rows[0].key, 1)
        self.assertEqual(self.env[found["res_model"]].search(found["domain"]).column_4, "1 250,50")

    def test_a_person_is_not_entered(self):
        report = self._report("4.6")
        for text in ("Выезд к Ивановой А. П.", "Помощь Петрову Ивану Ильичу", "тел. +7 905 000-00-01"):
            with self.subTest(text), self.assertRaisesRegex(ValidationError, "names no person"):
                self.enter(report, "Пенсионеры", text)
        self.enter(report, "Пенсионеры", "Выезд специалиста на ул. А. С. Пушкина", "12")

    def test_what_is_published_stays_and_the_next_version_begins_with_it(self):
        report = self._report("4.5")
        line = self.enter(report, "Проверка прибора учёта", "Выезд и замер", "500 руб.")
        report.action_publish()
        for act in (lambda: line.write({"column_3": "Иное"}), line.unlink, lambda: self.enter(report, "Ещё")):
            with self.assertRaisesRegex(UserError, "published form stays"):
                act()
        draft = report.browse(report.action_correct()["res_id"])
        report.action_correct()
        self.assertEqual(draft.line_ids.mapped("key"), [line.key], "two clicks, one row")
        self.assertFalse(draft._differences(draft._sheet()))
        draft.line_ids.column_4 = "600 руб."
        self.assertEqual(draft._differences(draft._sheet()), {(line.key, 3): "500 руб."})
        draft.line_ids.unlink()
        report.action_correct()
        self.assertFalse(draft.line_ids, "what was taken out of the draft does not come back")

    def test_words_that_look_like_a_number_stay_words(self):
        report = self._report("4.8")
        self.enter(report, "Замена табличек", "12.2025", "2025")
        self.assertEqual(report._sheet().rows[-1].values[2:], ("12.2025", "2025"))

    def test_form_4_4_is_the_largest_category(self):
        report = self._report("4.4")
        slow = {}
        for appeal in self._appeals_of(YEAR):
            theme = {"power_quality": "transmission"}.get(appeal.theme, appeal.theme)
            slow.setdefault(theme, []).append(appeal)
        most = max(map(len, slow.values()))
        total = sum(map(len, slow.values()))
        rows = report._sheet().rows
        self.assertEqual(len(rows), len([one for one in slow.values() if len(one) == most]))
        for row in rows:
            self.assertEqual(row.values[2:], (most, Decimal(most * 1000).__truediv__(total).quantize(1) / 10))
        self.assert_opens_what_it_counts(report, measures=(0,))
        self.assert_queries(report, 6)

    def test_form_4_4_of_a_year_without_appeals_has_a_dash(self):
        (row,) = self._report("4.4", year=2019)._sheet().rows
        self.assertEqual(row.values[2:], (NO_FIGURE, NO_FIGURE))

    def test_form_4_8_has_the_changes_that_customers_proposed(self):
        made = {
            "done": ("done", "2025-02-03", "2025-12-31"),
            "of the year before": ("done", "2024-02-03", "2024-12-31"),
            "done later": ("done", "2025-12-30", "2026-01-01"),
            "accepted": ("accepted", "2025-12-31", None),
            "accepted later": ("accepted", "2026-01-01", None),
            "proposed": ("proposed", None, None),
        }
        for name, (state, decided, done) in made.items():
            change = self.env["grid.improvement"].create({"name": name, "outcome": "Решено Ивановой И. И."})
            self.env.flush_all()
            self.cr.execute(
                "UPDATE grid_improvement SET state = %s, decided_on = %s, done_on = %s WHERE id = %s",
                (state, decided, done, change.id),
            )
        self.env.invalidate_all()
        report = self._report("4.8")
        self.enter(report, "Обучение персонала", "до 01.12.2025", "Обучено 12 человек")
        rows = [row.values for row in report._sheet().rows]
        self.assertEqual([row[0] for row in rows], [1, 2, 3, 4])
        self.assertEqual([row[1] for row in rows], ["done", "done later", "accepted", "Обучение персонала"])
        self.assertEqual(rows[0][2:], (date(2025, 12, 31), "Решено ***"))
        self.assertNotIn("***", rows[1][3], "not done by the end of the year")

    def test_every_form_is_a_screen_a_workbook_and_a_print(self):
        self.env["grid.indicator.year"].create([{"year": YEAR}, {"year": YEAR, "quarter": "1"}])
        forms = self.env["grid.statutory.form"].search([("code", "!=", "4.9")])
        for form in forms.filtered(lambda one: not one.valid_to):
            report = self._report(form.code)
            with self.subTest(form.code):
                for reader in (report, report.with_user(self.users["supervisor"])):
                    self.assertFalse(reader.table.get("refusal"))
                self.assertEqual({len(row.cells) for row in report._sheet().rows}, {len(form.column_ids)})
                for kind in ("xlsx", "pdf"):
                    out = io.BytesIO()
                    report._save_to(out, kind)
                    if kind == "xlsx":
                        cells = [cell for row in load_workbook(out).active.values for cell in row if cell]
                        self.assertIn(form.column_ids[-1].title, cells)
                    else:
                        text = " ".join(page.extract_text() for page in PdfReader(out).pages)
                        self.assertIn(str(YEAR), text)
                report.action_publish()
                self.assertNotIn(self.citizen.name, str(report.snapshot))
                self.assertNotIn("Тестова", str(report.snapshot))


@tagged("post_install", "-at_install")
class TestStatutorySurveys(FormChecks, SurveyCase):
    def test_form_4_7_has_the_surveys_about_the_year(self):
        year = self.company._legal_today().year
        asked = self._running(name="О работе офисов", is_anonymous=False)
        for customer, mark in zip(self.citizens, (5, 5, 4, 2, 5), strict=False):
            self._take(asked, customer, mark)
        self._campaign(name="Черновик")
        self._running(name="О прошлом годе", period_from=date(year - 1, 1, 1), period_to=date(year - 1, 12, 31))
        (row,) = (row for row in self._draft_of("4.7", year)._sheet().rows if str(asked.id) == row.key.split()[-1])
        self.assertEqual((row.values[1], row.values[4]), ("О работе офисов", 5))
        result = asked.result_ids.filtered(lambda one: one.question_id == self.mark)
        self.assertIn(f"{result.mean:.2f}".replace(".", ","), row.values[5].replace(".", ","))
        self.assertIn("80", row.values[5], "four of five are content")
        names = {row.values[1] for row in self._draft_of("4.7", year - 1)._sheet().rows}
        self.assertIn("О прошлом годе", names)
        self.assertFalse({"О работе офисов", "Черновик"} & names)

    def test_surveys_cost_as_much_as_one(self):
        year = self.company._legal_today().year
        report = self._draft_of("4.7", year)
        self._running(name="Первый")
        self.assert_queries(report, 16)
        self._running(name="Второй", asks_by="hand")
        self._running(name="Третий", asks_by="hand")
        self.assert_queries(report, 16)

    def test_form_4_7_says_how_each_survey_asked_and_was_answered(self):
        year = self.company._legal_today().year
        asked = self._running(name="О работе офисов", is_anonymous=False)
        self._take(asked, self.citizens[0], 5)
        self._take(asked, self.citizens[1], 4, way="written")
        report = self._draft_of("4.7", year)._worded()
        (row,) = (row for row in report._sheet().rows if str(asked.id) == row.key.split()[-1])
        ways, answered = (
            dict(records._fields[field]._description_selection(report.env))
            for records, field in ((asked, "asks_by"), (asked.sheet_ids, "way"))
        )
        self.assertEqual(row.values[3], f"{ways['email']}; {answered['written'].lower()}")
