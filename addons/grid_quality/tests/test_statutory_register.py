"""Form 4.9: filled chunk by chunk in the background, gone on with after a death, kept as one workbook."""

from contextlib import suppress
from unittest.mock import patch

from odoo.tests import tagged

from ..models import grid_statutory_report_fill as fill
from .common_register import RegisterCase
from .common_statutory import YEAR


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

    def test_another_year_forgets_the_rows(self):
        self.filled().year = YEAR - 1
        self.assertEqual((self.report.fill_state, self.report.row_count), (False, 0))
        self.assertFalse(self.report.sudo().chunk_ids)

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
