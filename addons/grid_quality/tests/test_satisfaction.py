from statistics import mean as plain_mean

from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import AppealCase

from ..surveys import t_quantile


@tagged("post_install", "-at_install")
class TestSatisfaction(AppealCase):
    """The mean of marks with its bounds, counted by SQL and again by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.marks = cls.env["grid.appeal.mark"]
        cls.given = {cls.branch: (5, 4, 4, 2), cls.other_branch: (3,)}
        cls.made = cls.marks
        for branch, values in cls.given.items():
            for value in values:
                cls.made += cls.marks.sudo().create(
                    {
                        "ticket_id": cls._appeal(branch_id=branch.id).id,
                        "value": value,
                        "marked_at": "2026-03-20 03:00:00",
                        "way": "letter",
                    }
                )
        cls.made.flush_recordset()
        cls.domain = [("id", "in", cls.made.ids)]

    def test_all_marks_together(self):
        found = self.marks._satisfaction(self.domain)[None]
        values = [value for group in self.given.values() for value in group]
        spread = sum((value - 3.6) ** 2 for value in values) / 4
        half = t_quantile(0.95, 4) * (spread / 5) ** 0.5
        self.assertAlmostEqual(found.value, plain_mean(values))
        self.assertAlmostEqual(found.low, 3.6 - half)
        self.assertAlmostEqual(found.high, min(5, 3.6 + half))

    def test_each_branch_in_one_query(self):
        self.marks._satisfaction(self.domain, by="branch_id")
        with self.assertQueryCount(1):
            found = self.marks._satisfaction(self.domain, by="branch_id")
        self.assertEqual(
            {branch: one.value for branch, one in found.items()}, {self.branch: 3.75, self.other_branch: 3}
        )
        self.assertIsNone(found[self.other_branch].low)

    def test_nobody_marked(self):
        self.assertEqual(self.marks._satisfaction([("id", "=", 0)]), {})

    def test_a_surer_level_has_wider_bounds(self):
        at_80, at_99 = (self.marks._satisfaction(self.domain, level=level)[None] for level in (0.8, 0.99))
        self.assertLess(at_99.low, at_80.low)

    def test_a_specialist_counts_the_marks_of_the_own_branch(self):
        marks = self._as("specialist", self.marks)
        self.assertEqual(set(marks._satisfaction(self.domain, by="branch_id")), {self.branch})
