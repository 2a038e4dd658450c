"""What a table of another register becomes, and what of it is refused with which sentence."""

import io
from datetime import datetime
from pathlib import Path

import xlsxwriter
from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_import import CLOSED, NEW, OPEN, ImportCase

HANDLING = ("team_id", "user_id", "assigned_date", "answer_id")
TEMPLATE = Path(__file__).parents[3] / "data" / "import" / "appeals.csv"


@tagged("post_install", "-at_install")
class TestImport(ImportCase):
    def test_an_old_appeal_comes_with_its_whole_life_and_promises_nothing(self):
        before = self.env["mail.mail"].search_count([])
        job = self._import([{"number": "И-17", "branch": "TSL", "subject": "Свет", **CLOSED}])
        self.assertEqual((job.state, job.imported_count, job.refused_count), ("done", 1, 0))
        appeal = self._appeals(job)
        self.assertEqual((appeal.number, appeal.source_number, appeal.source_id), ("И-17", "И-17", self.source))
        self.assertEqual((appeal.state, appeal.stage_id.state, appeal.branch_id), ("closed", "closed", self.district))
        # written in the local time of the branch, kept in UTC
        self.assertEqual(appeal.received_at, datetime(2020, 3, 2, 2))
        self.assertEqual(appeal.registered_at, datetime(2020, 3, 3, 3, 15))
        self.assertEqual(appeal.answered_at, datetime(2020, 3, 27, 5))
        self.assertEqual(appeal.closed_date, datetime(2020, 3, 29, 17))
        self.assertEqual((appeal.name, appeal.description), ("Свет", "<p>Вечером мигает свет.</p>"))
        self.assertEqual((appeal.partner_id.name, appeal.partner_phone), ("Старова Анна Петровна", "+79051112233"))
        self.assertEqual((appeal.customer_group, appeal.law_basis), ("1", "59-FZ"))
        self.assertFalse(appeal.deadline_ids)
        self.assertFalse(appeal.next_due_at)
        self.assertEqual(appeal.deadline_state, "none")
        self.assertEqual(self.env["mail.mail"].search_count([]), before, "nobody is written to")

    def test_it_has_everything_that_one_made_here_has(self):
        """No column stays empty only because the row was written in one statement."""
        imported = self._appeals(self._import(self._numbered(1)))
        made = self._closed()
        for name, field in made._fields.items():
            if field.store and field.column_type and made[name] and name not in HANDLING:
                self.assertTrue(imported[name] or name in ("partner_email", "usage_point_id"), name)

    @freeze_time("2026-03-10 03:00:00")
    def test_an_open_appeal_keeps_its_promise_from_its_own_registration(self):
        job = self._import(self._numbered(1, OPEN) + [{"number": "И-2", **OPEN, "registered_at": "05.03.2026 10:00"}])
        first, second = self._appeals(job)
        self.assertEqual(first._answer_deadline().started_at, datetime(2026, 3, 2, 3))
        # thirty calendar days from 02.03 and from 05.03 (04.04 is a Saturday)
        self.assertEqual(first.next_due_at, datetime(2026, 4, 1, 16, 59, 59))
        self.assertEqual(second.next_due_at, datetime(2026, 4, 6, 16, 59, 59))
        self.assertEqual(first.deadline_ids.mapped("code"), ["appeal_answer"])
        self.assertTrue(first.team_id, "it goes to its team")
        first.with_user(self.users["supervisor"]).user_id = self.users["specialist"]

    @freeze_time("2026-03-10 03:00:00")
    def test_a_row_without_a_state_is_registered_now(self):
        rows = [{"number": "ПОС-1", **NEW, "email": "starova@example.com"}]
        job = self._finish(self._job(self._csv(rows), role="head"))
        appeal = self._appeals(job)
        self.assertEqual(appeal.registered_by_id, self.users["head"])
        self.assertRegex(appeal.number, r"^TSA-2026-\d{6}$")
        self.assertEqual((appeal.state, appeal.source_number), ("registered", "ПОС-1"))
        self.assertEqual(appeal.registered_at, datetime(2026, 3, 10, 3))
        self.assertTrue(self.env["mail.mail"].search([("email_to", "=", "starova@example.com")]))

    def test_one_person_is_one_customer(self):
        job = self._import(self._numbered(3) + [{"number": "И-9", **CLOSED, "name": "", "phone": ""}])
        known, anonymous = self._appeals(job).filtered("partner_id"), self._appeals(job).filtered("is_anonymous")
        self.assertEqual((len(known), len(known.partner_id), anonymous.number), (3, 1, "И-9"))

    def test_every_way_to_write_a_table(self):
        rows = self._numbered(2)
        tables = {
            "semicolons": self._csv(rows),
            "commas": self._csv(rows, "utf-8", ","),
            "windows": self._csv(rows, "cp1251"),
            "spreadsheet": self._xlsx(rows),
        }
        for number, (name, table) in enumerate(tables.items()):
            with self.subTest(name):
                source = self.source.copy({"name": f"Журнал {number}"})
                job = self._job(table.replace("И-".encode(), f"{number}-".encode()), source_id=source.id)
                job.action_check()
                self.assertEqual((job.row_count, job.refused_count), (2, 0))

    def _xlsx(self, rows):
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            sheet, date = book.add_worksheet(), book.add_format({"num_format": "dd.mm.yyyy"})
            for place, column in enumerate(rows[0]):
                sheet.write(0, place, column)
                for line, row in enumerate(rows, start=1):
                    if column == "received_at":
                        sheet.write_datetime(line, place, datetime(2020, 3, 2), date)
                    else:
                        sheet.write(line, place, row[column])
        return out.getvalue()

    def test_a_spreadsheet_is_imported_with_its_dates_and_numbers(self):
        job = self._import(self._xlsx([{"number": 17, **CLOSED}]))
        self.assertEqual(self._appeals(job).number, "17")
        self.assertEqual(self._appeals(job).received_at, datetime(2020, 3, 1, 17))

    def test_the_template_that_ships_is_the_one_on_the_screen_and_imports_whole(self):
        rows = self.env["grid.appeal.import"].with_context(lang="ru_RU")._template_rows()
        shipped = [line.split(";") for line in TEMPLATE.read_text(encoding="utf-8-sig").splitlines()]
        self.assertEqual(rows, shipped)
        self.assertEqual(len(rows[0]), len(set(rows[0])), "each column has a title of its own")
        job = self._job(TEMPLATE.read_bytes()).with_context(lang="ru_RU")
        self._finish(job)
        self.assertEqual((job.imported_count, job.refused_count), (2, 0), job.refusal_ids.mapped("message"))

    def test_an_empty_file_is_refused_by_a_sentence(self):
        for content, sentence in ((b"", "is empty"), (b"\n", "must name the columns")):
            with self.subTest(content), self.assertRaisesRegex(UserError, sentence):
                self._job(content).action_check()

    # --- refused rows
    def test_each_wrong_row_is_refused_with_its_sentence(self):
        cases = [
            ({"number": ""}, "Number", "is empty"),
            ({"text": " "}, "Text", "is empty"),
            ({"kind": "ворчание"}, "Kind", "“ворчание” is not known here"),
            ({"branch": "ZZZ"}, "Branch", "“ZZZ” is not known"),
            ({"received_at": "вчера"}, "Received", "“вчера” is not a date such as 02.03.2026"),
            ({"received_at": "31.02.2020"}, "Received", "is not a date"),
            ({"closed_at": "01.01.2999"}, "Closed on", "in the future"),
            ({"closed_at": ""}, "Closed on", "needs this date"),
            ({"registered_at": ""}, "Registered", "needs the date of its registration"),
            ({"registered_at": "01.03.2020"}, "Registered", "“Registered” is before “Received”"),
            ({"number": "TSA-2020-000001"}, "Number", "looks like a number that this system gives"),
            ({"email": "нет"}, "E-mail", "is not an e-mail address"),
            ({"state": "новое"}, "State", "“новое” is not known"),
        ]
        rows = [
            {"number": f"Ж-{place}", **CLOSED, "branch": "", "email": "", **bad}
            for place, (bad, *_rest) in enumerate(cases)
        ]
        job = self._import(rows + self._numbered(1)).with_context(lang="en_US")
        self.assertEqual((job.imported_count, job.refused_count), (1, len(cases)))
        for place, (refusal, (bad, column, sentence)) in enumerate(zip(job.refusal_ids, cases, strict=True)):
            with self.subTest(bad=bad):
                self.assertEqual(refusal.row, place + 2)
                self.assertIn(sentence, refusal.message)
                self.assertEqual(refusal.column, column)

    def test_a_number_is_brought_once(self):
        job = self._import(self._numbered(2) + self._numbered(1))
        self.assertEqual((job.imported_count, job.refused_count), (2, 1))
        self.assertIn("in the system already", job.with_context(lang="en_US").refusal_ids.message)
        again = self._import(self._numbered(3))
        self.assertEqual((again.imported_count, again.refused_count), (1, 2))

    @freeze_time("2026-03-10 03:00:00")
    def test_a_row_that_no_rule_covers_is_refused_alone(self):
        """Open since a year before the first calendar: nobody can say its date."""
        rows = self._numbered(5, OPEN)
        rows[2].update(received_at="02.03.1950", registered_at="02.03.1950")
        job = self._import(rows)
        self.assertEqual((job.imported_count, job.refusal_ids.mapped("row")), (4, [4]))

    def test_the_refused_rows_come_back_as_a_table_to_mend(self):
        rows = self._numbered(1) + [{"number": "=И-2", **CLOSED, "kind": "ворчание"}]
        job = self._import(rows)
        lines = job._refused_csv().decode("utf-8-sig").splitlines()
        self.assertEqual(len(lines), 2)
        self.assertTrue(lines[0].startswith("number;state;"))
        self.assertIn("ворчание", lines[1])
        self.assertTrue(lines[1].startswith("'=И-2"), "no cell is run as a formula")
        mended = job._refused_csv().decode("utf-8-sig").replace(";ворчание;", ";complaint;").encode()
        self.assertEqual(self._import(mended).imported_count, 1)

    def test_what_is_no_table_is_refused_in_a_sentence(self):
        for content in (b"\x00\x01\x02", b"PK\x03\x04 no book", b"a;b;c\n1;2;3\n", b""):
            with self.subTest(content=content), self.assertRaisesRegex(UserError, "CSV|columns|template"):
                self._job(content or b" ").with_context(lang="en_US").action_check()

    def test_the_check_imports_nothing_and_shows_the_first_rows(self):
        job = self._job(self._csv([{**row, "colour": "red"} for row in self._numbered(12)]))
        job.action_check()
        self.assertEqual((job.state, job.row_count, job.refused_count), ("checked", 12, 0))
        self.assertEqual(len(job.preview), 10)
        self.assertIn("И-1", job.preview_html)
        self.assertEqual(job.unknown_columns, "colour")
        self.assertFalse(self._appeals(job))
