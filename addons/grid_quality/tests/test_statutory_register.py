"""Form 4.9: filled chunk by chunk in the background, gone on with after a death, frozen, kept as one workbook."""

import io
from contextlib import suppress
from datetime import datetime
from unittest.mock import patch

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.grid_appeal.appeals.form_4_9 import UNANSWERED

from ..models import grid_statutory_report_fill as fill
from ..statutory import register
from .common_statutory import YEAR, StatutoryCase


class RegisterCase(StatutoryCase):
    def setUp(self):
        super().setUp()
        # each chunk commits: here, into a savepoint of the test
        self.patch(self.env.cr, "commit", self.env.cr.flush)
        self.report = self._report("4.9")

    def filled(self, report=None):
        report = report or self.report
        report.action_fill()
        report.sudo()._cron_fill()
        report.invalidate_recordset()
        return report

    def published(self, report=None):
        report = self.filled(report)
        report.measures_read = True
        report.action_publish()
        return report

    def slow_rows(self, frozen=True):
        """The rows of the year one appeal after another, in the order of receipt."""
        appeals = self._appeals_of(YEAR).sorted(lambda ticket: (ticket.received_at, ticket.id))
        return [one._form_4_9_rows(number, frozen)[0] for number, one in enumerate(appeals, 1)]

    def workbook_rows(self, report=None):
        file = (report or self.report)._workbook()
        rows = load_workbook(io.BytesIO(file.raw)).active.iter_rows(values_only=True)
        return [row for row in rows if isinstance(row[0], int) and isinstance(row[2], datetime)]


@tagged("post_install", "-at_install")
class TestStatutoryRegister(RegisterCase):
    def test_every_row_and_every_cell_is_counted_twice(self):
        self.filled()
        slow = self.slow_rows()
        self.assertEqual(self.report.fill_state, "filled")
        self.assertEqual(list(self.report._filled_rows()), slow)
        sums = {column: sum(bool(row[column - 1]) for row in slow) for column in range(5, 30)}
        self.assertEqual({int(column): count for column, count in self.report.sums.items()}, sums)
        for ours, theirs in zip(self.workbook_rows(), slow, strict=True):
            with self.subTest(theirs[1]):
                self.assertEqual([cell or "" for cell in ours[4:]], list(theirs[4:]))
                self.assertEqual((ours[0], ours[1], ours[2].date(), ours[3]), theirs[:4])

    def test_the_sums_before_the_fill_are_those_of_its_rows(self):
        before = self.report._sheet().rows[-1].values[4:26]
        slow = self.slow_rows()
        self.assertEqual(before, tuple(sum(bool(row[place]) for row in slow) for place in range(4, 26)))

    def test_every_sum_opens_what_it_counts(self):
        self.filled()
        tickets = self.report.env["helpdesk.ticket"].with_context(active_test=False)
        for place, cell in enumerate(self.report._sheet().rows[-1].cells):
            if cell.domain is not None:
                with self.subTest(column=place + 1):
                    self.assertEqual(tickets.search_count(cell.domain), cell.value)
        first = self.report._leading_rows()[0]
        self.assertEqual(tickets.search(self.report.action_records(first.key, 1)["domain"]).number, first.key)

    def test_the_sums_of_the_fact_of_an_answer_open_too(self):
        """Columns 27 to 29, with answers in time and late, what ended without one and what still runs."""
        answered, late, ended = self.appeals[1], self.appeals[3], self.appeals[4]
        for appeal, values in (
            (answered, {"answered_at": "2025-01-10 03:00:00"}),
            (late, {"answered_at": "2025-09-10 03:00:00"}),
            (ended, {"state": "withdrawn"}),
        ):
            appeal._by_act().write(values)
        late._answer_promises()[late.id]._write({"state": "missed"})
        self.env.invalidate_all()
        self.env.add_to_compute(late._fields["answered_late"], late)
        self.env.flush_all()
        for policy in (True, False):
            self.env.company.open_when_frozen = policy
            self.filled()
            tickets = self.report.env["helpdesk.ticket"].with_context(active_test=False)
            cells = self.report._sheet().rows[-1].cells[26:29]
            with self.subTest(policy):
                self.assertTrue(all(cell.value for cell in cells))
                self.assertEqual([tickets.search_count(cell.domain) for cell in cells], [c.value for c in cells])

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

    def test_a_fill_that_dies_is_gone_on_with_and_doubles_nothing(self):
        self.report.action_fill()
        self.env.flush_all()
        keep_rows, done = type(self.report)._keep_rows, []

        def die_in_the_third(report, tickets):
            if len(done) == 2:
                raise MemoryError
            done.append(len(tickets))
            return keep_rows(report, tickets)

        with patch.object(fill, "CHUNK", 3):
            # not assertRaises, which would undo the chunks before
            with patch.object(type(self.report), "_keep_rows", die_in_the_third), suppress(MemoryError):
                self.report.sudo()._fill()
            self.assertEqual((self.report.fill_state, self.report.row_count), ("running", 6))
            self.assertGreater(self.report.progress, 0)
            self.report.sudo()._cron_fill()
        self.report.invalidate_recordset()
        self.assertEqual((self.report.fill_state, self.report.progress), ("filled", 100))
        self.assertEqual(list(self.report._filled_rows()), self.slow_rows())
        self.assertEqual(len(self.workbook_rows()), len(self.slow_rows()))

    def test_chunks_of_one_moment_lose_nobody(self):
        """Appeals of the same second stand on both sides of the edge of a chunk."""
        with patch.object(fill, "CHUNK", 1):
            self.filled()
        self.assertEqual(list(self.report._filled_rows()), self.slow_rows())

    def test_the_screen_which_asks_for_the_sizes_of_files_shows_the_rows(self):
        (read,) = self.filled().with_context(bin_size=True).read(["table"])
        self.assertEqual(len(read["table"]["rows"]), len(self.slow_rows()) + 1, "and their sums")

    def test_a_second_click_does_not_begin_anew(self):
        self.report.action_fill()
        self.env.flush_all()
        with patch.object(fill, "CHUNK", 3):
            self.report.sudo()._keep_rows(self.report.sudo()._next_appeals())
            self.report.action_fill()
        self.assertEqual(self.report.row_count, 3)

    def test_what_changed_meanwhile_is_said(self):
        self.report.action_fill()
        self.report.sudo()._keep_rows(self.report.sudo()._next_appeals())
        self.appeals[1]._by_act().write({"received_at": "2024-05-05 05:00:00"})
        self.report.sudo()._cron_fill()
        self.assertEqual(self.report.fill_state, "stopped")
        self.assertIn("Заполните её ещё раз", self.report.fill_problem)
        self.filled()
        self.assertEqual((self.report.fill_state, self.report.fill_problem), ("filled", False))

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

    def test_another_year_forgets_the_rows(self):
        self.filled().year = YEAR - 1
        self.assertEqual((self.report.fill_state, self.report.row_count), (False, 0))
        self.assertFalse(self.report.sudo().chunk_ids)

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

    def test_a_chunk_costs_as_many_queries_as_a_row(self):
        report = self.report.sudo()
        report.action_fill()

        def cost(size):
            with patch.object(fill, "CHUNK", size):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.cr.sql_log_count
                report._keep_rows(report._next_appeals())
                return self.cr.sql_log_count - before

        cost(1)
        one = cost(1)
        self.assertLessEqual(cost(5), one + 2)


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

    def workbook_of(self, role):
        """The file of the field itself, as any client may ask for it."""
        self.log_in(role)
        return self.url_open(f"/web/content/grid.statutory.report/{self.report.id}/file")

    def log_in(self, role):
        self.users[role].password = "people-of-the-tests"
        self.authenticate(self.users[role].login, "people-of-the-tests")
