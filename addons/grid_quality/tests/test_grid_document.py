from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_indicator import YEAR, IndicatorCase


@tagged("post_install", "-at_install")
class TestGridDocument(IndicatorCase):
    """Documents that the standard wants kept, counted by the indicators of information while they are in force."""

    @classmethod
    def _document(cls, **values):
        return cls.env["grid.document"].create(
            {"kind": "regulation", "name": "Регламент", "valid_from": f"{YEAR - 3}-01-01", **values}
        )

    def _fact(self, letter):
        self.env.invalidate_all()
        return self._value(f"informativeness_1_2{letter}").fact_text

    def test_documents_in_force_at_the_end_of_the_year_are_counted(self):
        before = int(self._fact("a"))
        self._document()
        self._document(valid_until=f"{YEAR}-12-30")
        self._document(valid_until=f"{YEAR}-12-31")
        self._document(valid_from=f"{YEAR + 1}-01-01")
        self.assertEqual(int(self._fact("a")), before + 2)

    def test_a_statute_is_there_or_not(self):
        self.env["grid.document"].search([("kind", "=", "unit_statute")]).unlink()
        self.assertEqual(self._fact("b"), "0")
        self._document(kind="unit_statute")
        self._document(kind="unit_statute")
        self.assertEqual(self._fact("b"), "1")

    def test_what_is_in_force_today_is_found(self):
        old, now = self._document(valid_until=f"{YEAR}-01-01"), self._document()
        self.assertEqual([one.is_in_force for one in (old, now)], [False, True])
        found = self.env["grid.document"].search([("is_in_force", "=", True), ("id", "in", (old | now).ids)])
        self.assertEqual(found, now)
        found = self.env["grid.document"].search([("is_in_force", "=", False), ("id", "in", (old | now).ids)])
        self.assertEqual(found, old)

    @mute_logger("odoo.sql_db")
    def test_a_document_does_not_end_before_it_begins(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self._document(valid_until=f"{YEAR - 4}-01-01")
