"""Whatever the person says of herself, the clerk's one search field finds her."""

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .common_desk import DeskCase


@tagged("post_install", "-at_install")
class TestDeskFind(DeskCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.factory.write({"inn": "7717127211", "phone": "+73842000077"})

    def _found(self, text, role="operator"):
        return self._desk(role).find(text)["found"]

    def test_each_thing_a_person_says_finds_her(self):
        appeal = self._appeal()
        appeal.action_register()
        sayings = {
            "8 (905) 000-00-01": self.citizen,
            "9050000001": self.citizen,
            "00-00-01": self.citizen,
            "тестова мария": self.citizen,
            "testova@exam": self.citizen,
            "T-420-17": self.citizen,
            "4200000017": self.citizen,
            "0012 3456": self.citizen,
            "Подстанционная 5-12": self.citizen,
            "ул. Подстанционная, д.5 кв.12": self.citizen,
            appeal.number: self.citizen,
            appeal.number.lower(): self.citizen,
            "7717127211": self.factory,
            "тестовый завод": self.factory,
        }
        for text, customer in sayings.items():
            with self.subTest(text=text):
                self.assertEqual(self._found(text)[0]["id"], customer.id)

    def test_the_number_of_an_anonymous_appeal_shows_the_appeal(self):
        appeal = self._appeal(partner_id=False, is_anonymous=True)
        appeal.action_register()
        (hit,) = self._found(appeal.number)
        self.assertEqual((hit["id"], hit["ticket_id"], hit["name"]), (False, appeal.id, "Anonymous applicant"))
        shown = self._desk().show_appeal(hit["ticket_id"])
        self.assertEqual((shown["name"], shown["is_anonymous"], shown["typed_name"]), ("Anonymous applicant", True, ""))
        self.assertEqual([one["number"] for one in shown["appeals"]], [appeal.number])
        known = self._desk().show(self.citizen.id)
        self.assertLessEqual(known.keys(), shown.keys(), "the screen shows both by the same words")

    def test_an_appeal_of_somebody_without_a_card_shows_her_words(self):
        appeal = self._appeal(partner_id=False, partner_name="Соседова А.", partner_phone="+79050000099")
        appeal.action_register()
        (hit,) = self._found(appeal.number)
        self.assertEqual((hit["name"], hit["phone"]), ("Соседова А.", "+79050000099"))
        self.assertEqual(self._desk().show_appeal(appeal.id)["typed_name"], "Соседова А.")

    def test_an_appeal_of_another_branch_is_not_shown(self):
        appeal = self._appeal(partner_id=False, is_anonymous=True, branch_id=self.other_branch.id)
        appeal.action_register()
        self.assertFalse(self._found(appeal.number))
        with self.assertRaisesRegex(UserError, "not there any more"):
            self._desk().show_appeal(appeal.id)

    def test_an_address_of_a_card_without_a_point_finds_its_customer(self):
        self.citizen.write({"city": "Заречье", "street": "ул. Королёва, д. 5, кв. 12"})
        self.env["grid.address"].create(
            {"partner_id": self.factory.id, "kind": "object", "city": "п. Ясный", "street": "ул. Дачная, д. 7"}
        )
        for text, customer in {
            "Заречье Королева 5-12": self.citizen,
            "королева 5": self.citizen,
            "Короле 5": self.citizen,
            "Ясный, Дачная 7": self.factory,
            "дачная": self.factory,
        }.items():
            with self.subTest(text=text):
                self.assertEqual([hit["id"] for hit in self._found(text)], [customer.id])
        for text in ("Королева 15", "Королева 12-5", "Дачная 5", "Заречье Дачная"):
            with self.subTest(text=text):
                self.assertFalse(self._found(text))

    def test_house_5_is_not_house_15(self):
        (found,) = self._found("Подстанционная 5")
        self.assertEqual(
            (found["id"], found["point_id"], found["address"]), (self.citizen.id, self.point.id, self.point.address)
        )
        self.assertEqual([hit["id"] for hit in self._found("Подстанционная 15")], [self.factory.id])
        self.assertEqual(len(self._found("Подстанционная")), 2)
        self.assertFalse(self._found("Подстанционная 12-5"), "house 12, flat 5 is another place")

    def test_one_customer_is_one_line(self):
        for text in ("4200000017", "T-420-17", "Подстанционная 5-12"):
            ids = [hit["id"] for hit in self._found(text)]
            self.assertEqual(len(ids), len(set(ids)), text)

    def test_a_branch_limits_the_usage_points(self):
        self.assertFalse(self._found("Чужая 1"))
        self.assertTrue(self._found("Чужая 1", role="head"))

    def test_staff_and_the_company_itself_are_no_customers(self):
        for user in self.users.values():
            self.assertNotIn(user.partner_id.id, [hit["id"] for hit in self._found(user.name)])
        self.assertNotIn(self.company.partner_id.id, [hit["id"] for hit in self._found(self.company.name)])

    def test_too_little_finds_nothing(self):
        for text in ("", "  ", "те", None):
            self.assertEqual(self._found(text), [])

    def test_odd_input_is_only_not_found(self):
        for text in ("%%%", "___", "'; DROP TABLE", "\\", "№№№", "+" * 300, "я" * 5000, "(((", "@", "--- ---"):
            with self.subTest(text=text[:20]):
                self.assertEqual(self._found(text), [])

    def test_what_was_typed_names_the_new_applicant(self):
        for text, said in {
            "8 905 111-22-33": {"phone": "+79051112233"},
            "12345": {"phone": "12345"},
            "Петрова Анна": {"name": "Петрова Анна"},
            "89051112233 Петрова Анна": {"phone": "+79051112233", "name": "Петрова Анна"},
            "anna@pochta.example": {"email": "anna@pochta.example"},
            "500100732259": {"inn": "500100732259"},
        }.items():
            with self.subTest(text=text):
                self.assertEqual(self._desk().find(text)["typed"], said)

    def test_a_search_is_a_few_queries(self):
        for text in ("8 905 000-00-01", "тестова мария", "Подстанционная 5-12", "TSA-2026-000001"):
            desk = self._desk()
            desk.find(text)
            self.env.invalidate_all()
            with self.subTest(text=text), self.assertQueryCount(10):
                desk.find(text)

    def test_each_search_has_its_index(self):
        """On a table of a few rows only a plan without other ways says whether an index serves."""
        partners, points = self.env["res.partner"], self.env["grid.usage.point"]
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        plan = self._plan(partners._search([("display_name", "ilike", "тестова")]).select())
        self.assertIn("res_partner_complete_name_trgm", plan)
        for model in (partners, self.env["grid.address"]):
            plan = self._plan(model._search([("place_search", "ilike", "Подстанционная 5")]).select())
            self.assertIn(f"{model._table}_place_words", plan)
        plan = self._plan(points._search([("address", "ilike", "Подстанционная")]).select())
        self.assertIn("grid_usage_point__address_index", plan)
        for field, index in {"name": "order", "account_number": "account"}.items():
            plan = self._plan(points._search([(field, "=", "T-420-17")]).select())
            self.assertIn(f"grid_usage_point_{index}_idx", plan)

    def _plan(self, query):
        return "\n".join(line for (line,) in self.env.execute_query(SQL("EXPLAIN %s", query)))
