from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerCase


@tagged("post_install", "-at_install")
class TestGridBranch(CustomerCase):
    def _create(self, **vals):
        return self.env["grid.branch"].create({"name": "Branch", "company_id": self.company.id, **vals})

    def test_a_code_begins_numbers_so_it_is_short_latin_capitals(self):
        for code in ("BE", "BEL", "BELOV"):
            self.assertEqual(self._create(code=code).code, code)
        for code in ("B", "BELOVO", "бел", "КЕМ", "be", "B1", "B L"):
            with self.subTest(code), self.assertRaises(ValidationError):
                self._create(code=code)

    def test_a_code_is_one_in_a_company_and_free_in_another(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self._create(code="KEM")
        self.assertTrue(self._create(code="KEM", company_id=self.neighbour.id))

    def test_a_branch_is_not_below_itself_nor_below_a_neighbours(self):
        with self.assertRaises(UserError):
            self.kem.parent_id = self.district
        with self.assertRaises(UserError):
            self.kem.parent_id = self.sos

    def test_the_default_branch_is_the_persons_then_the_companys_first(self):
        self.assertEqual(self.as_("operator_nvk", "grid.branch")._default_branch(), self.nvk)
        self.assertEqual(self.as_("clerk", "grid.branch")._default_branch(), self.kem)
        self.kem.sequence = 99
        self.assertEqual(self.as_("clerk", "grid.branch")._default_branch(), self.nvk)
        stranger = self.env["grid.branch"].with_company(self.neighbour)
        self.assertEqual(stranger._default_branch(), self.sos)

    def test_a_person_of_a_branch_in_another_company_gets_no_foreign_default(self):
        operator = self.people["operator"]
        operator.branch_ids = self.sos
        self.assertEqual(self.env["grid.branch"].with_user(operator)._default_branch(), self.kem)

    def test_the_default_branch_works_for_a_visitor_of_the_site(self):
        visitor = self.people["public"].copy({"login": "visitor", "company_id": self.company.id})
        visitor.company_ids = self.company
        self.assertEqual(self.env["grid.branch"].with_user(visitor)._default_branch().sudo(), self.kem)

    def test_it_is_found_by_name_and_by_code(self):
        for text in ("Кемеров", "Kemer", "KEM"):
            found = self.env["grid.branch"].search([("display_name", "ilike", text)])
            self.assertEqual(self.kem in found, text != "Кемеров")
