"""A filled form: counted twice, opened cell by cell, frozen, corrected; who may do what."""

import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

from freezegun import freeze_time
from openpyxl import load_workbook
from psycopg2 import IntegrityError
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.modules.migration import load_script
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_customer.tests.common import ROLES

from ..statutory.figures import NO_FIGURE, change_percent
from ..statutory.form_4_1 import FORMS, ROWS
from .common_statutory import YEAR, StatutoryCase

SEES = {"supervisor", "head"}
MIGRATIONS = Path(__file__).parents[1] / "migrations" / "19.0.1.1.0"


def migration(name):
    """Return a migration, which Odoo loads by its path as well."""
    return load_script(str(MIGRATIONS / f"{name}.py"), name)


@tagged("post_install", "-at_install")
class TestStatutoryReport(StatutoryCase):
    def slow_4_1(self):
        """Columns 3 to 17 by the rows of form 4.9, one appeal after another."""
        marks = {year: Counter() for year in (YEAR - 1, YEAR)}
        for year, counted in marks.items():
            for cells in self._appeals_of(year)._form_4_9_rows(1):
                form = next(column for column in FORMS if cells[column - 1] == 1)
                counted.update((column, form) for column in range(10, 27) if cells[column - 1] == 1)
        for row, columns in ROWS.items():
            figures = []
            for form in FORMS:
                old, new = (sum(marks[year][column, form] for column in columns) for year in marks)
                change = change_percent(old, new)
                figures += [old, new, NO_FIGURE if change is None else change]
            yield row, tuple(figures)

    def figures(self, report):
        return {row.key: row.values[2:] for row in report._sheet().rows}

    # --- figures
    def test_every_cell_is_counted_twice(self):
        for within_all in (True, False):
            self.env.company.complaints_within_all = within_all
            report = self._report("4.1", year=YEAR)
            with self.subTest(within_all):
                self.assertEqual(self.figures(report), dict(self.slow_4_1()))
            report.unlink()

    def test_the_year_ends_by_the_clock_of_each_branch(self):
        """Of eleven appeals eight were received in 2025: chosen by hand."""
        ours = self.appeals.browse(self.appeals[place].id for place in (1, 3, 4, 5, 6, 7, 8, 10))
        self.assertEqual(self._appeals_of(YEAR) & self.appeals, ours)
        domain = self._report("4.1")._appeal_domain()
        self.assertEqual(self.appeals.with_context(active_test=False).search(domain) & self.appeals, ours)

    def test_every_figure_opens_exactly_what_it_counts(self):
        for within_all in (True, False):
            self.env.company.complaints_within_all = within_all
            report = self._report("4.1")
            tickets = report.env["helpdesk.ticket"].with_context(active_test=False)
            for row in report._sheet().rows:
                for place, cell in enumerate(row.cells):
                    if cell.domain is not None:
                        with self.subTest(row=row.key, column=place + 1):
                            self.assertEqual(tickets.search_count(cell.domain), cell.value)
            report.unlink()

    def test_a_cell_opens_the_list_of_its_appeals(self):
        report = self._report("4.1")
        action = report.action_records("2.1.2", 12)  # complaints of power quality by post in the year
        found = self.env[action["res_model"]].with_context(action["context"]).search(action["domain"])
        self.assertIn(self.appeals[1], found)
        self.assertNotIn(self.appeals[0], found)
        with self.assertRaisesRegex(UserError, "Nothing is counted"):
            report.action_records("2.1.2", 0)

    def test_an_archived_channel_counts_and_opens(self):
        self.env.ref("grid_appeal.channel_post").active = False
        report = self._report("4.1")
        cell = next(row for row in report._sheet().rows if row.key == "2.1.2").cells[12]
        tickets = self.env["helpdesk.ticket"].with_context(active_test=False)
        self.assertGreaterEqual(cell.value, 1)
        self.assertEqual(tickets.search_count(cell.domain), cell.value)

    def test_a_year_that_nobody_knows_is_a_dash(self):
        first = min(self._appeals_of(YEAR - 1).mapped("received_at"))
        self.env.cr.execute("SELECT EXTRACT(YEAR FROM min(received_at)) FROM helpdesk_ticket WHERE number IS NOT NULL")
        report = self._report("4.1", year=int(self.env.cr.fetchone()[0]))
        self.assertLessEqual(report.year, first.year)
        sheet = report._sheet()
        self.assertEqual({row.values[2] for row in sheet.rows}, {NO_FIGURE})
        self.assertTrue(sheet.notes)

    def test_a_supervisor_counts_the_own_branches(self):
        head = self._report("4.1")
        own = head.with_user(self.users["supervisor"])
        self.assertTrue(own.is_partial)
        self.assertFalse(head.is_partial)
        everything, seen = self.figures(head)["2.4"], self.figures(own)["2.4"]
        self.assertEqual(everything[4] - seen[4], 1, "the claim by telephone of the other branch")

    # --- publishing
    def test_what_is_published_stays_as_it_was(self):
        report = self._report("4.1")
        before = report._sheet().rows
        report.action_publish()
        self.appeals[1]._by_act().write({"theme": "other"})
        self.env.company.complaints_within_all = not self.env.company.complaints_within_all
        report.invalidate_recordset()
        self.assertEqual(report._sheet().rows, before)
        self.assertEqual(report.published_by_id, self.users["head"])
        self.assertTrue(report.form_id.is_used)
        self.assertIn("02.02.2026", report._notes(report._sheet())[-1])
        self.assertNotIn(self.users["head"].name, str(report.snapshot), "who published stands on the screen alone")

    def test_what_stands_above_a_published_form_is_frozen_too(self):
        report = self._report("4.1")
        report.action_publish()
        before = report.table["heading"], report.table["head"], report._printed_table().heading
        self.env.company.name = "ООО «Другое имя»"
        self.cr.execute("UPDATE grid_statutory_form SET name = 'other' WHERE id = %s", (report.form_id.id,))
        self.cr.execute("UPDATE grid_statutory_column SET title = 'other' WHERE form_id = %s", (report.form_id.id,))
        self.env.invalidate_all()
        self.assertEqual((report.table["heading"], report.table["head"], report._printed_table().heading), before)
        self.assertNotIn("other", str(report._printed_table().columns))

    def test_a_form_published_before_names_nobody_and_keeps_what_stands_above_it(self):
        """What was published with the name of the head and without a heading, migrated twice."""
        report = self._report("4.1")
        report.action_publish()
        now = report.snapshot
        before = {key: value for key, value in now.items() if key not in ("heading", "columns")}
        before["notes"] = [*now["notes"][:-1], f"Опубликовано {self.users['head'].name}"]
        self.cr.execute("UPDATE grid_statutory_report SET snapshot = %s WHERE id = %s", (json.dumps(before), report.id))
        for _time in range(2):
            self.env.invalidate_all()
            migration("post-published").migrate(self.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        self.assertEqual(report.snapshot, now)

    def test_a_published_form_opens_records_and_says_that_they_are_those_of_today(self):
        report = self._report("4.1")
        for published in (False, True):
            with self.subTest(published=published):
                self.assertEqual("today" in report.action_records("2.1.2", 12)["name"], published)
                self.assertEqual("today" in " ".join(report.table["notes"]), published)
            report.action_publish()

    def test_the_year_before_is_that_of_its_published_form(self):
        with freeze_time("2025-02-02 03:00:00"):
            before = self._report("4.1", year=YEAR - 1)
            before.action_publish()
        said = [row.values[3::3] for row in before._sheet().rows]
        self.appeals[0]._by_act().write({"theme": "other"})
        report = self._report("4.1")
        sheet = report._sheet()
        self.assertEqual([row.values[2::3] for row in sheet.rows], said)
        self.assertIn("02.02.2025", " ".join(sheet.notes))
        opened, counted = self._rows_of("2.1.2", sheet, before._sheet())
        self.assertEqual(opened[11].domain, counted[12].domain)
        own = report.with_user(self.users["supervisor"])
        self.assertNotIn("02.02.2025", " ".join(own._sheet().notes), "beside the own branches stand the own branches")

    def _rows_of(self, key, *sheets):
        return [next(row for row in sheet.rows if row.key == key).cells for sheet in sheets]

    def test_a_correction_is_a_version_that_shows_what_differs(self):
        report = self._report("4.1")
        report.action_publish()
        published = self.figures(report)
        self.appeals[1]._by_act().write({"theme": "other"})
        draft = report.browse(report.action_correct()["res_id"])
        self.assertEqual(report.action_correct()["res_id"], draft.id, "two clicks, one draft")
        self.assertEqual((draft.version, draft.previous_id), (2, report))
        changed = draft._differences(draft._sheet())
        row = next(row for row in draft._drawn(draft._sheet())["rows"] if row["key"] == "2.1.2")
        self.assertEqual(row["cells"][12]["old"], str(published["2.1.2"][10]))
        self.assertTrue({("2.1.2", 12), ("2.6", 12), ("2.1", 12)} <= set(changed))
        self.assertNotIn(("2.2", 12), changed)
        draft.action_publish()
        self.assertEqual(self.figures(report), published)
        self.assertIn("верси", " ".join(draft._notes(draft._sheet())))

    def test_a_second_click_publishes_nothing_new(self):
        report = self._report("4.1")
        report.action_publish()
        moment, snapshot = report.published_at, report.snapshot
        with freeze_time("2026-02-03 03:00:00"):
            report.action_publish()
        self.assertEqual((report.published_at, report.snapshot), (moment, snapshot))

    def test_a_first_version_corrects_nothing(self):
        report = self._report("4.1")
        self.assertEqual((report.version, report.previous_id.ids), (1, []))

    def test_a_period_that_runs_is_not_published(self):
        with self.assertRaisesRegex(UserError, "ends on 31.12.2026"):
            self._report("4.1", year=2026).action_publish()

    @mute_logger("odoo.sql_db")
    def test_a_form_is_filled_once_for_a_period(self):
        self._report("4.1")
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self._report("4.1")

    def test_the_edition_is_that_of_the_period(self):
        form = self.env["grid.statutory.form"]._on("4.1", date(YEAR, 12, 31))
        form.valid_to = date(2026, 6, 30)
        new = form.copy()
        with self.assertRaisesRegex(ValidationError, "another edition"):
            self._report("4.1", form_id=new.id)
        self.assertEqual(self._report("4.1", form_id=new.id, year=2026).date_to, date(2026, 12, 31))

    def test_a_year_has_twelve_months(self):
        with self.assertRaisesRegex(ValidationError, "number 13"):
            self._report("unit-appeals", part=13)

    # --- who
    def test_who_sees_and_who_publishes(self):
        report = self._report("4.1")
        for role in ROLES:
            one = self._as(role, report)
            with self.subTest(role):
                self.assertEqual(one.has_access("read"), role in SEES)
                for operation in ("write", "create", "unlink"):
                    self.assertEqual(one.has_access(operation), role == "head")
                if role != "head":
                    with self.assertRaises(AccessError):
                        one.action_publish()
        for user in (self.portal_user, self.env.ref("base.public_user")):
            self.assertFalse(report.with_user(user).has_access("read"))
        self.assertEqual(report.state, "draft")

    def test_nobody_writes_a_snapshot_by_hand(self):
        report = self._report("4.1")
        for vals in ({"state": "published"}, {"snapshot": {}}, {"published_by_id": self.env.uid}):
            with self.subTest(vals), self.assertRaises(AccessError):
                report.write(vals)
        with self.assertRaises(AccessError):
            self._report("4.1", year=2024, state="published")
        report.action_publish()
        for act in (lambda: report.write({"year": 2024}), lambda: report.sudo().write({"snapshot": {}}), report.unlink):
            with self.assertRaises(UserError):
                act()

    # --- files
    def test_the_files_hold_the_same_cells(self):
        report = self._report("4.1")
        out = io.BytesIO()
        report._save_to(out, "xlsx")
        sheet = load_workbook(out).active
        rows = {row[0].value: [cell.value for cell in row[2:]] for row in sheet.iter_rows() if row[0].value in ROWS}
        plain = {key: [float(v) if not isinstance(v, str) else v for v in row] for key, row in rows.items()}
        wanted = {
            key: [float(v) if not isinstance(v, str) else v for v in row] for key, row in self.figures(report).items()
        }
        self.assertEqual(plain, wanted)
        out = io.BytesIO()
        report._save_to(out, "pdf")
        text = PdfReader(out).pages[0].extract_text()
        for words in (str(YEAR), "2.1.2", report.form_id._policies()[0][:40]):
            self.assertIn(words, text)

    def test_nobody_is_named(self):
        report = self._report("4.1")
        report.action_publish()
        self.assertNotIn("Тестова", str(report.snapshot))


@tagged("post_install", "-at_install")
class TestStatutoryReportFile(HttpCase, StatutoryCase):
    def test_the_file_is_for_who_may_read_the_form(self):
        report = self._report("4.1")
        for role, code in (("supervisor", 200), ("head", 200), ("specialist", 404), ("methodologist", 404)):
            self.users[role].password = "people-of-the-tests"
            self.authenticate(self.users[role].login, "people-of-the-tests")
            for kind in ("xlsx", "pdf"):
                with self.subTest(role=role, kind=kind):
                    answer = self.url_open(f"/grid_quality/form/{report.id}/{kind}")
                    self.assertEqual(answer.status_code, code)
