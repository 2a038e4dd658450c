"""Form 4.9 published: after its year, looked through, naming nobody; who reads which rows; what a correction says."""

import io
from unittest.mock import patch

from freezegun import freeze_time
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.grid_appeal.appeals.form_4_9 import UNANSWERED

from ..models import grid_statutory_report_fill
from ..models import grid_statutory_report_form_4_9 as form_4_9_report
from ..statutory import register
from .common_register import RegisterCase


@tagged("post_install", "-at_install")
class TestStatutoryRegisterPublish(RegisterCase):
    def test_a_year_that_runs_is_filled_but_not_published_so(self):
        """What comes in its last days would be missing, and open appeals would be left without an answer."""
        with freeze_time("2025-12-31 16:59:59"):
            last = next(row for row in self.filled()._filled_rows() if row[1] == self.appeals[8].number)
            self.assertEqual(last[UNANSWERED - 1], "", "the year is not over, its term runs")
        self.report.measures_read = True
        with self.assertRaisesRegex(UserError, "before its period was over"):
            self.report.action_publish()
        with freeze_time("2025-12-31 21:59:59"):  # over in Novokuznetsk, not in Kaliningrad
            self.filled().measures_read = True
            with self.assertRaisesRegex(UserError, "ends on"):
                self.report.action_publish()
        self.assertEqual(self.published().state, "published")

    def test_the_head_looks_the_measures_through_before_publishing(self):
        self.filled()
        with self.assertRaisesRegex(UserError, "Look columns 30 and 31 through"):
            self.report.action_publish()
        self.report.measures_read = True
        self.filled()
        self.assertFalse(self.report.measures_read, "other rows, to be looked through again")

    def test_who_sees_a_part_counts_and_reads_that_part_of_a_draft(self):
        """The rows that were filled are those of every branch, and so is the workbook."""
        self.filled()
        own = self.report.with_user(self.users["supervisor"])
        foreign = {self.appeals[place].number for place in (3, 6, 7, 10)}
        self.assertFalse(foreign & {row.key for row in own._leading_rows()})
        self.assertTrue({self.appeals[1].number} <= {row.key for row in own._leading_rows()})
        counted, every = (one._sheet().rows[-1].values[4:26] for one in (own, self.report))
        self.assertGreaterEqual(sum(every) - sum(counted), len(foreign))
        self.assertFalse(foreign & {*str(own.table).replace("'", " ").split()})
        for act in (own.action_xlsx, own.action_pdf):
            with self.assertRaisesRegex(UserError, "branches"):
                act()
        for name in ("sums", "row_count", "file", "row_changes"):
            with self.subTest(name), self.assertRaises(AccessError):
                own.read([name])
        self.assertIn(own.progress, (0, 100))
        self.published()
        self.assertTrue(foreign <= {row.key for row in own._leading_rows()}, "what is published is for everybody")
        draft = self.filled(self.report.browse(self.report.action_correct()["res_id"]))
        own = draft.with_user(self.users["supervisor"])
        self.assertEqual((own._differences(own._sheet()), own._gone(own._sheet())), ({}, []))

    def test_open_appeals_of_a_frozen_year_follow_the_policy(self):
        with freeze_time("2026-01-01 05:00:00"):  # the term of December's appeals still runs
            for policy in (True, False):
                self.env.company.open_when_frozen = policy
                self.filled()
                row = next(row for row in self.report._filled_rows() if row[1] == self.appeals[8].number)
                with self.subTest(policy):
                    self.assertEqual(row[UNANSWERED - 1], 1 if policy else "")
                    self.assertIn(self.env.company._said_open_when_frozen(), self.report._notes(self.report._sheet()))

    def test_only_a_filled_form_is_published_and_then_stays(self):
        for act in (self.report.action_publish, self.report.action_xlsx, self.report.action_pdf):
            with self.assertRaisesRegex(UserError, "Fill"):
                act()
        self.published()
        rows, sums = list(self.report._filled_rows()), self.report._sheet().rows[-1].values
        self.appeals[1]._by_act().write({"theme": "other"})
        self.report.action_fill()
        self.report.invalidate_recordset()
        self.assertEqual((list(self.report._filled_rows()), self.report._sheet().rows[-1].values), (rows, sums))
        draft = self.filled(self.report.browse(self.report.action_correct()["res_id"]))
        self.assertTrue({("total", 16), ("total", 21)} <= set(draft._differences(draft._sheet())))

    def test_a_correction_names_the_rows_that_changed_appeared_and_went(self):
        """The sums of a changed, a new and a gone row may balance out; the names of the rows do not."""
        self.published()
        changed, gone = self.appeals[4], self.appeals[6]
        changed._by_act().write({"theme": "other"})
        gone._by_act().write({"received_at": "2024-05-05 05:00:00"})
        with freeze_time("2025-07-07 05:00:00"):
            new = self._appeal(kind="consultation", theme="metering", channel_id=gone.channel_id.id)
            new.action_register()
        draft = self.filled(self.report.browse(self.report.action_correct()["res_id"]))
        rows = {kind: tuple(names) for kind, (_count, names) in draft.row_changes.items()}
        self.assertEqual(rows, {"changed": (changed.number,), "appeared": (new.number,), "gone": (gone.number,)})
        draft.measures_read = True
        draft.action_publish()
        notes = " ".join(draft.snapshot["notes"])
        for appeal in (changed, new, gone):
            self.assertIn(appeal.number, notes)
        self.assertNotIn(self.appeals[5].number, notes, "its number in turn alone has moved")

    def test_many_changed_rows_are_a_number(self):
        self.published()
        self.env.company.complaints_within_all = not self.env.company.complaints_within_all
        draft = self.report.browse(self.report.action_correct()["res_id"])
        with patch.object(register, "NAMED", 2):
            self.filled(draft)
        count, names = draft.row_changes["changed"]
        self.assertEqual(len(names), 2)
        self.assertGreater(count, 2)
        self.assertIn(f" {count - 2} ", " ".join(draft._notes(draft._sheet())))

    def test_no_person_stays_among_the_measures(self):
        """Columns 30 and 31 are written by people: names by their form, and those who belong to the appeal."""
        ticket = self.appeals[4]
        handler = self.users["specialist"]
        handler.name = "Ершов Павел Николаевич"
        ticket._by_act().write({"user_id": handler.id})
        texts = (
            "Тестовой направлен расчёт, звонить +7 905 000-00-01",
            "Выезд бригады мастера Сидорова П. К. на ул. Пушкина",
            "Ершову поручена замена опоры",
        )
        self.env["grid.appeal.measure"].create(
            [
                {"ticket_id": ticket.id, "name": texts[0], "done_on": "2025-05-05"},
                {"ticket_id": ticket.id, "name": texts[1], "done_on": "2025-05-06"},
                {"ticket_id": ticket.id, "name": texts[2], "planned_on": "2026-05-06"},
            ]
        )
        live = next(row for row in self.report._leading_rows() if row.key == ticket.number).values
        self.filled()
        row = next(row for row in self.report._filled_rows() if row[1] == ticket.number)
        self.assertEqual(
            row[29],
            "*** направлен расчёт, звонить *** (05.05.2025); Выезд бригады мастера *** на ул. Пушкина (06.05.2025)",
        )
        self.assertEqual(row[30], "*** поручена замена опоры (06.05.2026)")
        self.assertEqual(live[29:], row[29:], "the screen shows what the form will say")
        self.assertNotIn("Тестов", str(self.workbook_rows()))

    def test_nobody_is_named(self):
        self.filled()
        said = str(list(self.report._filled_rows()))
        for words in (self.citizen.name, self.citizen.phone, self.citizen.email):
            self.assertNotIn(words, said)


@tagged("post_install", "-at_install")
class TestStatutoryRegisterFile(HttpCase, RegisterCase):
    def test_the_workbook_and_the_print_are_downloaded(self):
        self.filled()
        self.assert_files({"head": 200, "supervisor": 404, "specialist": 404})
        self.assertEqual(self.workbook_of("supervisor").status_code, 404)
        self.published()
        self.assert_files({"head": 200, "supervisor": 200, "specialist": 404})

    def assert_files(self, codes):
        for role, code in codes.items():
            self.log_in(role)
            for kind, start in (("xlsx", b"PK"), ("pdf", b"%PDF")):
                with self.subTest(role=role, kind=kind, state=self.report.state):
                    answer = self.url_open(f"/grid_quality/form/{self.report.id}/{kind}")
                    self.assertEqual(answer.status_code, code)
                    self.assertEqual(answer.content.startswith(start), code == 200)

    def test_what_is_too_long_for_one_print_is_printed_in_parts(self):
        """Each part says which it is; together they are the register, no row twice."""
        self.filled()
        rows = [row[1] for row in self.report._filled_rows()]
        size = len(rows) // 2 - 1
        self.assertGreater(size, 1)
        self.assertEqual(self.report.action_pdf()["target"], "download")
        with patch.object(form_4_9_report, "PDF_ROWS", size), patch.object(grid_statutory_report_fill, "CHUNK", 3):
            self.filled()
            self.assertEqual(self.report.action_pdf()["target"], "new")
            self.log_in("head")
            address = f"/grid_quality/form/{self.report.id}/pdf"
            listed = self.url_open(address)
            self.assertEqual(listed.status_code, 200)
            self.assertEqual(listed.text.count("pdf?part="), 3)
            found = []
            for part, last in ((1, size), (2, 2 * size), (3, len(rows))):
                self.assertTrue(self.url_open(f"{address}?part={part}").content.startswith(b"%PDF"))
                out = io.BytesIO()
                self.report._save_to(out, "pdf", part)
                pages = PdfReader(out).pages
                words = " ".join(" ".join(page.extract_text() for page in pages).split())
                self.assertIn(f"Part {part} of 3: rows {(part - 1) * size + 1} to {last} of {len(rows)}.", words)
                self.assertIn("Total of the part", words)
                for page in pages:
                    self.assertIn(f"part {part} of 3", page.extract_text())
                found += [number for number in rows if number in words]
            self.assertEqual(found, rows)
            for wrong in ("0", "4", "x", "-1"):
                self.assertEqual(self.url_open(f"{address}?part={wrong}").status_code, 404)

    def workbook_of(self, role):
        """The file of the field itself, as any client may ask for it."""
        self.log_in(role)
        return self.url_open(f"/web/content/grid.statutory.report/{self.report.id}/file")

    def log_in(self, role):
        self.users[role].password = "people-of-the-tests"
        self.authenticate(self.users[role].login, "people-of-the-tests")
