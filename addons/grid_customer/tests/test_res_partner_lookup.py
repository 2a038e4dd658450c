from odoo.tests import new_test_user, tagged

from .common import INN_LEGAL, INN_PERSON, CustomerCase


@tagged("post_install", "-at_install")
class TestFindCustomer(CustomerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.env["res.partner"]
        cls.petrov = cls._customer("Петров Иван Сергеевич", email="petrov@people.example", phone="+79051234567")

    @classmethod
    def _customer(cls, name, **vals):
        return cls.env["res.partner"].create({"name": name, "company_id": cls.company.id, **vals})

    def _find(self, **mark):
        return self.customers._find_customer(**mark)

    def test_one_mark_is_enough(self):
        for mark in (
            {"email": "Petrov@People.Example"},
            {"email": '"Иван" <petrov@people.example>'},
            {"phone": "8 (905) 123-45-67"},
            {"phone": "905 123 45 67"},
            {"phone": "дом. 8-905-123-45-67, после шести"},
        ):
            with self.subTest(mark):
                self.assertEqual(self._find(**mark), self.petrov)
        self.assertEqual(self._find(inn="7717 127211"), self.les)

    def test_nothing_known_finds_nobody(self):
        self.assertFalse(self._find())
        self.assertFalse(self._find(email="", phone=None, inn="  "))
        self.assertFalse(self._find(email="nobody@people.example", phone="112", inn="7717127212"))

    def test_the_inn_decides_and_another_inn_excludes(self):
        self.petrov.inn = INN_PERSON
        self.assertEqual(self._find(email="petrov@people.example", inn=INN_LEGAL), self.les)
        self.assertFalse(self._find(email="petrov@people.example", inn="6671163413"))

    def test_a_full_name_speaks_against_a_shared_mailbox(self):
        shared = {"email": "petrov@people.example"}
        self.assertFalse(self._find(**shared, name="Сидорова Анна Павловна"))
        for name in ("Ivan Petrov", "Ваня", "Иван П.", "Петров И.С.", ""):
            with self.subTest(name):
                self.assertEqual(self._find(**shared, name=name), self.petrov)

    def test_a_phone_shared_by_a_family_decides_by_name_or_not_at_all(self):
        anna = self._customer("Петрова Анна", phone="+79051234567")
        self.assertFalse(self._find(phone="+79051234567"))
        self.assertEqual(self._find(phone="+79051234567", name="Анна Петрова"), anna)
        self.assertEqual(self._find(phone="+79051234567", name="Петров Иван"), self.petrov)
        self.assertFalse(self._find(phone="+79051234567", name="Кузнецов Олег"))

    def test_one_customer_entered_twice_is_the_first_card(self):
        self._customer("ПЕТРОВ ИВАН СЕРГЕЕВИЧ", phone="+79051234567", email="petrov@people.example")
        self.assertEqual(self._find(phone="+79051234567"), self.petrov)
        self.assertEqual(self._find(email="petrov@people.example"), self.petrov)

    def test_a_shared_mailbox_is_told_apart_by_phone(self):
        anna = self._customer("Петрова Анна", email="petrov@people.example", phone="+79060000000")
        self.assertEqual(self._find(email="petrov@people.example", phone="89060000000"), anna)

    def test_staff_the_company_itself_and_the_neighbours_are_not_customers(self):
        self.people["head"].email = "head@sity.example"
        self.company.partner_id.email = "info@sity.example"
        for email in ("head@sity.example", "info@sity.example", "yakov@sosed.example"):
            with self.subTest(email):
                self.assertFalse(self._find(email=email))

    def test_a_card_put_away_is_not_found(self):
        self.petrov.active = False
        self.assertFalse(self._find(email="petrov@people.example"))

    def test_who_opened_an_account_under_another_phone_gets_nothing_of_that_person(self):
        account = new_test_user(self.env, "thief@people.example", "base.group_portal", email="thief@people.example")
        account.partner_id.write({"name": "Орлова Вера Павловна", "phone": "+79057654321", "inn": INN_PERSON})
        for closed in (False, True):
            account.active = not closed
            self.assertFalse(self._find(phone="+79057654321", name="Орлова Вера Павловна"))
            self.assertFalse(self._find(inn=INN_PERSON))
            self.assertEqual(self._find(email="thief@people.example"), account.partner_id)
        made = self.customers._find_or_create_customer({"name": "Орлова Вера Павловна", "phone": "+79057654321"})
        self.assertNotEqual(made, account.partner_id)
        self.assertEqual(self._find(phone="+79057654321"), made, "the second call comes to the same card")
        self.assertIn(("phone", account.partner_id), made._find_twins(), "staff choose")

    def test_an_account_without_a_mailbox_answers_for_the_e_mail_of_its_card(self):
        account = new_test_user(self.env, "vera", "base.group_portal", email="vera@people.example")
        account.partner_id.phone = "+79057654321"
        self.assertEqual(self._find(email="vera@people.example"), account.partner_id)
        self.assertFalse(self._find(phone="+79057654321"))

    def test_finding_many_costs_as_finding_one(self):
        marks = [{"email": f"n{n}@people.example", "phone": f"+7905123{n:04}"} for n in range(200)]
        self.customers._find_customers(marks[:1])
        with self.assertQueryCount(1):
            self.customers._find_customers(marks)


@tagged("post_install", "-at_install")
class TestFindOrCreateCustomer(CustomerCase):
    def _get(self, **vals):
        return self.env["res.partner"]._find_or_create_customer(vals)

    def test_a_new_customer_gets_a_card_of_the_company(self):
        partner = self._get(name="Орлова Вера", email="Vera@People.Example", phone="8 905 765-43-21")
        self.assertEqual(
            (partner.name, partner.email_normalized, partner.phone, partner.company_id),
            ("Орлова Вера", "vera@people.example", "+79057654321", self.company),
        )
        self.assertEqual((partner.customer_kind, partner.customer_group), ("individual", "1"))

    def test_the_second_time_it_is_the_same_card_unchanged(self):
        first = self._get(name="Орлова Вера", email="vera@people.example")
        again = self._get(name="Вера Орлова", email="VERA@people.example", phone="89057654321")
        self.assertEqual(again, first)
        self.assertFalse(first.phone)

    def test_the_kind_is_read_from_the_inn_or_the_name(self):
        for vals, kind in (
            ({"name": "ООО «Бор»"}, "legal_entity"),
            ({"name": "«Бор»", "inn": "6671163413"}, "legal_entity"),
            ({"name": "ИП Козлов", "inn": INN_PERSON}, "entrepreneur"),
            ({"name": "Ипатов Аким"}, "individual"),
            ({"name": "СНТ Берёзка"}, "legal_entity"),
            ({"name": "Рога и копыта", "customer_kind": "legal_entity"}, "legal_entity"),
        ):
            with self.subTest(vals):
                self.assertEqual(self._get(**vals).customer_kind, kind)

    def test_what_cannot_be_used_stops_nothing_and_stays_readable(self):
        partner = self._get(name="Орлова Вера", phone="36-45-67 вечером", inn="12345")
        self.assertFalse(partner.phone or partner.inn)
        self.assertIn("36-45-67 вечером", partner.comment)
        self.assertIn("12345", partner.comment)

    def test_what_people_write_is_text_not_markup(self):
        partner = self._get(name="Орлова Вера", phone="<script>alert(1)</script>")
        self.assertNotIn("<script>", partner.comment)

    def test_a_customer_without_a_name_is_called_by_what_is_known(self):
        self.assertEqual(self._get(email="nameless@people.example").name, "nameless@people.example")
        self.assertEqual(self._get(phone="8 905 000 11 22").name, "+79050001122")
        self.assertTrue(self._get().name)

    def test_one_person_twice_in_one_batch_is_one_customer(self):
        partners = self.env["res.partner"]._find_or_create_customers(
            [
                {"name": "Орлова Вера", "email": "vera@people.example"},
                {"name": "ООО «Лес»", "inn": INN_LEGAL},
                {"name": "Вера Орлова", "email": "Vera@people.example", "phone": "89057654321"},
                {"name": "Орлов Глеб", "phone": "89057654322"},
            ]
        )
        self.assertEqual(partners[0], partners[2])
        self.assertEqual(partners[1], self.les)
        self.assertNotIn(partners[3], (partners[0], self.les))

    def test_a_clerk_registers_a_new_customer_without_following_it(self):
        partner = self.as_("operator", "res.partner")._find_or_create_customer({"name": "Орлова Вера"})
        self.assertEqual(partner.create_uid, self.people["operator"])
        self.assertFalse(partner.message_follower_ids)

    def test_a_batch_costs_a_bounded_number_of_queries_each(self):
        vals = [
            {"name": f"Житель {n}", "email": f"n{n}@people.example", "phone": f"+7905123{n:04}"} for n in range(100)
        ]
        self.env["res.partner"]._find_or_create_customers([{"name": "Разогрев", "email": "w@people.example"}])
        self.env.flush_all()
        with self.assertQueryCount(150):
            self.env["res.partner"]._find_or_create_customers(vals)
            self.env.flush_all()


@tagged("post_install", "-at_install")
class TestSearchCustomer(CustomerCase):
    def _found(self, text, who="head"):
        found = self.as_(who, "res.partner").name_search(text, limit=20)
        ours = self.ivanov + self.les + self.stranger
        return ours.filtered(lambda partner: partner.id in [id_ for id_, _name in found])

    def test_one_field_finds_by_whatever_a_clerk_is_told(self):
        self.ivanov.write({"phone": "8 905 123-45-67", "email": "petr@people.example", "inn": INN_PERSON, "ref": "R-7"})
        for text in (
            "иванов",
            "Пётр Ильич",
            "8 (905) 123-45-67",
            "+7 905 1234567",
            "8 905 123",
            "123-45-67",
            "1234567",
            INN_PERSON,
            "5001 0073 2259",
            "petr@people",
            "R-7",
            "4201700123",
            "420-17",
        ):
            with self.subTest(text):
                self.assertEqual(self._found(text), self.ivanov)
        self.assertEqual(self._found("1056604000970"), self.env["res.partner"])
        self.les.ogrn = "1056604000970"
        self.assertEqual(self._found("1056604000970"), self.les)

    def test_an_account_in_another_branch_does_not_lead_to_its_customer(self):
        self.assertEqual(self._found("770001", "operator_nvk"), self.les)
        self.assertFalse(self._found("770001", "operator"))

    def test_a_person_without_a_role_searches_by_name_only(self):
        self.assertEqual(self._found("Иванов", "clerk"), self.ivanov)
        self.assertFalse(self._found("4201700123", "clerk"))

    def test_other_operators_stay_the_bases_own(self):
        partners = self.env["res.partner"]
        self.assertEqual(partners.search([("display_name", "=", "Иванов Пётр Ильич")]), self.ivanov)
        self.assertNotIn(self.ivanov, partners.search([("display_name", "not ilike", "Иванов")]))
        self.assertIn(self.les, partners.search([("display_name", "ilike", "")]))

    def test_every_way_in_has_an_index(self):
        indexes = self._indexes()
        for column in ("complete_name", "email_normalized", "phone_sanitized"):
            self.assertTrue([d for d in indexes if "gin" in d and column in d], column)
        for column in ("email_normalized", "phone_sanitized", "inn", "ogrn"):
            self.assertTrue([d for d in indexes if "btree" in d and f"({column})" in d], column)

    def _indexes(self):
        self.env.cr.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'res_partner'")
        return [row[0] for row in self.env.cr.fetchall()]
