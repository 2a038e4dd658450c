from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestGridRepresentation(CustomerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sidorova = cls.env["res.partner"].create({"name": "Сидорова Анна", "company_id": cls.company.id})

    def _paper(self, principal=None, **vals):
        term = {"document_number": "77/1", "document_date": date(2025, 4, 1), "valid_until": date(2026, 3, 31)}
        people = {"principal_id": (principal or self.ivanov).id, "representative_id": self.sidorova.id}
        return self.env["grid.representation"].create({**people, **term, **vals})

    def _refused(self, on_date=None):
        with self.assertRaises(UserError) as caught:
            self.ivanov._check_representative(self.sidorova, on_date)
        return str(caught.exception)

    def test_a_valid_paper_is_given(self):
        paper = self._paper()
        self.assertEqual(self.ivanov._check_representative(self.sidorova), paper)
        self.assertEqual(paper.state, "valid")

    def test_one_acts_for_oneself_without_a_paper(self):
        self.assertFalse(self.ivanov._check_representative(self.ivanov))

    def test_the_last_day_counts_and_the_next_one_blocks_with_a_sentence(self):
        self._paper()
        self.assertTrue(self.ivanov._check_representative(self.sidorova, date(2026, 3, 31)))
        said = self._refused(date(2026, 4, 1))
        for words in ("Сидорова Анна", "77/1", "Иванов Пётр Ильич", "ended on 31.03.2026", "Ask for a new one"):
            self.assertIn(words, said)

    def test_the_last_day_is_that_of_the_company(self):
        """At 18:00 UTC of the 31st it is the 1st of April in Kuzbass already."""
        self._paper()
        with freeze_time("2026-03-31 18:00:00"):
            self.assertIn("ended on 31.03.2026", self._refused())

    def test_one_not_yet_valid_blocks(self):
        self._paper(document_date=date(2026, 3, 11), valid_until=date(2027, 1, 1))
        self.assertIn("valid only from 11.03.2026", self._refused())

    def test_a_revoked_one_blocks_from_that_day_on(self):
        paper = self._paper(revoked_on=date(2026, 3, 10))
        self.assertIn("revoked on 10.03.2026", self._refused())
        self.assertEqual(self.ivanov._check_representative(self.sidorova, date(2026, 3, 9)), paper)

    def test_a_stranger_is_told_to_bring_a_paper(self):
        self.assertIn("No power of attorney", self._refused())
        self._paper(principal=self.les)
        self.assertIn("No power of attorney", self._refused())

    def test_a_newer_paper_counts_beside_an_expired_one(self):
        self._paper(valid_until=date(2025, 12, 31))
        newer = self._paper(document_date=date(2026, 1, 1), valid_until=date(2026, 12, 31))
        self.assertEqual(self.ivanov._check_representative(self.sidorova), newer)

    def test_a_legal_representative_has_no_term(self):
        parent = self._paper(kind="legal", document_date=False, valid_until=False)
        self.assertEqual(self.ivanov._check_representative(self.sidorova, date(2036, 1, 1)), parent)

    def test_what_is_no_power_of_attorney_is_not_stored(self):
        for vals in (
            {"valid_until": False},
            {"document_date": False},
            {"valid_until": date(2025, 3, 31)},
            {"representative_id": self.ivanov.id},
        ):
            with (
                self.subTest(vals),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self._paper(**vals)

    def test_states_are_found_as_they_are_shown(self):
        self._paper()
        self._paper(valid_until=date(2026, 3, 9))
        self._paper(document_date=date(2026, 4, 1), valid_until=date(2027, 1, 1))
        self._paper(revoked_on=date(2026, 1, 1))
        self._paper(kind="legal", document_date=False, valid_until=False)
        papers = self.ivanov.representation_ids
        for state in ("future", "valid", "expired", "revoked"):
            found = papers.search([("state", "=", state), ("id", "in", papers.ids)])
            self.assertEqual(found, papers.filtered(lambda paper, state=state: paper.state == state), state)
            self.assertTrue(found)

    def test_papers_of_a_neighbours_customer_are_not_seen(self):
        paper = self._paper()
        theirs = self.env["grid.representation"].create(
            {
                "principal_id": self.stranger.id,
                "representative_id": self.env["res.partner"].create({"name": "Ещё Один"}).id,
                "kind": "legal",
            }
        )
        for role in ("operator", "head", "privacy"):
            seen = self.as_(role, "grid.representation").search([])
            self.assertIn(paper, seen)
            self.assertNotIn(theirs, seen)
