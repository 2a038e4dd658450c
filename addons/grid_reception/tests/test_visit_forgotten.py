from odoo.exceptions import UserError
from odoo.tests import new_test_user

from .common import ReceptionCase

WORDS = "Ивановой нужна справка для субсидии"


class TestVisitForgotten(ReceptionCase):
    """What a customer is told and given of her visits, and what becomes of them when her data are erased."""

    def setUp(self):
        super().setUp()
        self.officer = new_test_user(self.env, "visit_officer", "grid_customer.group_privacy")
        self.other = self.env["res.partner"].create({"name": "Петров Пётр"})
        window = self._at(self.first, self.manager)
        self.visit = self._ticket(partner_id=self.citizen.id)
        window._next()._start()
        self.visit._hand_over(self.contracts, self.env["grid.window"], WORDS)

    def test_her_visits_are_hers_to_read_and_nobody_elses(self):
        (visit,) = self.citizen._exported_besides()["visits"]
        self.assertEqual((visit["office"], visit["ticket"], visit["notes"]), ("Центр", self.visit.name, [WORDS]))
        sections = [who._kept_besides().values() for who in (self.citizen, self.other)]
        self.assertEqual([sum(len(one["rows"]) for one in found) for found in sections], [1, 0])
        self.assertFalse(self.other._exported_besides()["visits"])

    def test_erasure_keeps_the_visit_and_forgets_whose_it_was(self):
        other = self._ticket(partner_id=self.other.id)
        kinds, rank = self.visit.event_ids.mapped("kind"), self.visit.rank
        self.citizen.with_user(self.officer)._pseudonymise("Просьба")
        self.assertEqual((self.visit.partner_id, self.visit.note), (self.env["res.partner"], False))
        self.assertFalse(any(self.visit.event_ids.mapped("note")))
        self.assertEqual((self.visit.event_ids.mapped("kind"), self.visit.rank), (kinds, rank), "she keeps her turn")
        self.assertEqual(other.partner_id, self.other)

    def test_the_course_of_a_visit_is_edited_by_nothing_else(self):
        for vals in ({"note": "другое"}, {"note": False, "kind": "called"}):
            with self.subTest(vals), self.assertRaises(UserError):
                self.visit.event_ids.write(vals)
