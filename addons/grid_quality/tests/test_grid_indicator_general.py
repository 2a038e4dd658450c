from fractions import Fraction

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..indicators import rounded
from .common_indicator import YEAR, IndicatorCase

#: A year for which the weights are published.
WEIGHED = 2015
PARTS = ("general_reliability", "general_connection", "general_service")


@tagged("post_install", "-at_install")
class TestGridIndicatorGeneral(IndicatorCase):
    """Коб: reckoned from three levels that are entered with a document, and refused where no weight is published."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.weighed = cls.pages.create({"year": WEIGHED})

    def _levels(self, page, *levels):
        for code, level in zip(PARTS, levels, strict=True):
            self._value(code, page).write({"fact_text": level, "document": "Решение РЭК № 7"})

    def test_levels_are_weighed(self):
        self._levels(self.weighed, "1", "−1", "0")  # noqa: RUF001 the minus of a printed decision
        general = self._value("general", self.weighed)
        self.assertEqual(
            (self.weighed._figures().facts["general"], self.weighed.general_refusal), (general_fact("0.4"), "")
        )
        self.assertEqual((general.lacks, general.fact_source), ("", "reckoned"))
        self._levels(self.weighed, "-1", "1", "1")
        self.assertEqual(self.weighed._figures().facts["general"], general_fact("-0.3"))

    def test_a_missing_level_is_no_data_and_no_refusal(self):
        self._levels(self.weighed, "1", "", "0")
        self.assertIsNone(self.weighed._figures().facts["general"])
        self.assertFalse(self.weighed.general_refusal)

    def test_without_published_weights_it_is_refused_in_words(self):
        self._levels(self.page, "1", "1", "1")
        page = self.page.with_context(lang="en_US")
        self.assertIn("No weights of the general indicator are published", page.general_refusal)
        self.assertIn(str(YEAR), page.general_refusal)
        self.assertEqual(self._value("general", page).lacks, "no weights published")
        self.assertFalse(page.general_total)

    def test_a_closed_year_keeps_it_and_its_weights(self):
        self._levels(self.weighed, "-1", "-1", "0")
        weights = self.env.ref("grid_quality.indicator_general_718")
        self.assertFalse(weights.is_used)
        self._as("head", self.weighed).action_close()
        self.assertTrue(weights.is_used)
        with self.assertRaisesRegex(UserError, "Published figures rest on"):
            weights.service_weight = 0.2
        self.assertEqual(self.weighed._figures().facts["general"], general_fact("-0.9"))
        self.assertEqual(self._value("general", self.weighed).fact, -0.9)

    def test_what_is_no_level_is_refused(self):
        level = self._value("general_service", self.weighed)
        for text in ("2", "0,5", "да"):
            with self.subTest(text), self.assertRaisesRegex(ValidationError, "Write 1"), self.cr.savepoint():
                level.with_context(lang="en_US").write({"fact_text": text, "document": "Решение"})
        with self.assertRaises(ValidationError), self.cr.savepoint():
            level.write({"fact": 0.5, "has_fact": True, "document": "Решение"})

    def test_everything_else_is_not_below_zero(self):
        value = self._value("saidi")
        with self.assertRaises(ValidationError), self.cr.savepoint():
            value.write({"fact": -1, "has_fact": True, "document": "Справка"})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            value.write({"plan": -1, "has_plan": True})
            value.flush_recordset()

    def test_weights_are_a_row_of_law(self):
        weights = self._as("methodologist", self.env["grid.indicator.general"])
        row = {"name": "Приказ", "reliability_weight": 0.5, "connection_weight": 0.25, "service_weight": 0.25}
        with self.assertRaisesRegex(ValidationError, "in force twice"), self.cr.savepoint():
            weights.create({**row, "valid_from": "2016-01-01"})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            weights.create({**row, "service_weight": 0.3, "valid_from": f"{YEAR}-01-01"})
        weights.create({**row, "valid_from": f"{YEAR}-01-01"})
        self._levels(self.page, "1", "0", "-1")
        self.assertEqual(self.page._figures().facts["general"], general_fact("0.25"))
        for role in ("head", "supervisor"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._as(role, self.env.ref("grid_quality.indicator_general_718")).service_weight = 0


def general_fact(text):
    """Return a figure with the four digits of a page."""
    return rounded(Fraction(text))
