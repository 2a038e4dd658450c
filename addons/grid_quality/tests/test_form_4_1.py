from collections import Counter

from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import AppealCase

from ..statutory.form_4_1 import FORMS, ROWS, unequal_rows


@tagged("post_install", "-at_install")
class TestForm41(AppealCase):
    """Form 4.1 by one query, and again by adding up the rows of form 4.9."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = (
            ("channel_phone", "complaint", "power_quality", 3),
            ("channel_phone", "consultation", "metering", 2),
            ("channel_post", "application", "connection", 2),
            ("channel_post", "claim", "service", 1),
            ("channel_email", "gratitude", "other", 1),
        )
        cls.appeals = cls.env["helpdesk.ticket"]
        for channel, kind, theme, count in made:
            values = {"channel_id": cls.env.ref(f"grid_appeal.{channel}").id, "kind": kind, "theme": theme}
            cls.appeals += cls.env["helpdesk.ticket"].create([cls._vals(**values) for _number in range(count)])
        cls.appeals.flush_recordset()
        cls.domain = [("id", "in", cls.appeals.ids)]

    def slow_counts(self):
        """The rows of form 4.9, one by one."""
        marks = Counter()
        for cells in self.appeals._form_4_9_rows(1):
            form = next(column for column in FORMS if cells[column - 1] == 1)
            marks.update((column, form) for column in range(10, 27) if cells[column - 1] == 1)
        found = {(row, form): sum(marks[c, form] for c in columns) for row, columns in ROWS.items() for form in FORMS}
        return {cell: count for cell, count in found.items() if count}

    def test_the_query_agrees_with_the_register_on_every_cell(self):
        for within_all in (True, False):
            self.env.company.complaints_within_all = within_all
            with self.subTest(within_all):
                found = self.env["helpdesk.ticket"]._form_4_1_counts(self.domain)
                self.assertEqual({cell: count for cell, count in found.items() if count}, self.slow_counts())
                self.assertEqual(unequal_rows(found), [])

    def test_cells_counted_by_hand(self):
        self.env.company.complaints_within_all = True
        found = self.env["helpdesk.ticket"]._form_4_1_counts(self.domain)
        self.assertEqual([found.get((row, 6), 0) for row in ("1", "1.1", "1.3", "2", "2.1.2")], [5, 3, 2, 3, 3])
        self.assertEqual([found.get((row, 8), 0) for row in ("1", "1.2", "2.4", "3", "3.1")], [3, 2, 1, 2, 2])
        self.assertEqual([found.get((row, 7), 0) for row in ("1", "1.6", "2", "3")], [1, 1, 0, 0])

    def test_one_query_whatever_the_number(self):
        tickets = self.env["helpdesk.ticket"]
        tickets._form_4_1_counts(self.domain)
        with self.assertQueryCount(1):
            tickets._form_4_1_counts(self.domain)

    def test_a_specialist_counts_the_own_branch(self):
        self.appeals[0].branch_id = self.other_branch
        everything = self.env["helpdesk.ticket"]._form_4_1_counts(self.domain)
        own = self._as("specialist", self.env["helpdesk.ticket"])._form_4_1_counts(self.domain)
        self.assertEqual(everything["1", 6] - own["1", 6], 1)
