from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import INN_LEGAL, INN_PERSON, CustomerCase


@tagged("post_install", "-at_install")
class TestResPartner(CustomerCase):
    def _create(self, **vals):
        return self.env["res.partner"].create({"name": "Кто-то", **vals})

    def test_the_group_follows_the_kind_until_someone_says_otherwise(self):
        groups = {"individual": "1", "entrepreneur": "3", "legal_entity": "3"}
        for kind, group in groups.items():
            partner = self._create(customer_kind=kind)
            self.assertEqual((partner.customer_group, partner.is_company), (group, kind == "legal_entity"))
        utility = self._create(customer_kind="legal_entity", customer_group="2")
        utility.write({"name": "УК «Дом»", "phone": "+7 905 123-45-67"})
        self.assertEqual(utility.customer_group, "2")
        utility.customer_kind = "individual"
        self.assertEqual((utility.customer_group, utility.is_company), ("1", False))

    def test_the_kind_follows_the_bases_own_switch(self):
        self.assertEqual(self._create(is_company=True).customer_kind, "legal_entity")
        partner = self._create(customer_kind="entrepreneur")
        partner.name = "ИП Козлов"
        self.assertEqual(partner.customer_kind, "entrepreneur")
        partner.company_type = "company"
        self.assertEqual(partner.customer_kind, "legal_entity")
        partner.is_company = False
        self.assertEqual(partner.customer_kind, "individual")

    def test_an_address_of_mail_can_be_written_to(self):
        for good in (False, "", "anna@pochta.example", "Анна <anna@pochta.example>"):
            self._create(email=good)
        for bad in ("нет почты", "anna.pochta.example", "anna@", "a@firma.example, b@firma.example"):
            with self.subTest(bad), self.assertRaisesRegex(ValidationError, bad):
                self._create(email=bad)

    def test_numbers_are_stored_in_one_spelling(self):
        partner = self._create(
            customer_kind="legal_entity",
            inn=" 7717 127 211 ",
            kpp="77010а001".replace("а", "a"),
            ogrn="1-056604-000970",
        )
        self.assertEqual((partner.inn, partner.kpp, partner.ogrn), (INN_LEGAL, "77010A001", "1056604000970"))
        person = self._create(inn="ИНН: 5001 0073 2259", snils="11223344595")
        self.assertEqual((person.inn, person.snils), (INN_PERSON, "112-233-445 95"))
        person.write({"snils": "087 654 303 00"})
        self.assertEqual(person.snils, "087-654-303 00")

    def test_a_bad_number_is_refused_with_a_sentence(self):
        legal, person, sole = "legal_entity", "individual", "entrepreneur"
        for kind, field, value, word in (
            (legal, "inn", "0000000000", "zeros"),
            (legal, "inn", INN_PERSON, "belongs to a person"),
            (legal, "inn", "7717127212", "mistyped"),
            (legal, "inn", "77171272", "8 digits"),
            (legal, "inn", "771712721X", "other than digits"),
            (person, "inn", INN_LEGAL, "belongs to a legal entity"),
            (sole, "inn", "500100732258", "mistyped"),
            (person, "kpp", "660850001", "only a legal entity"),
            (sole, "kpp", "660850001", "only a legal entity"),
            (legal, "kpp", "6608500", "9 characters"),
            (person, "ogrn", "1056604000970", "a citizen has none"),
            (legal, "ogrn", "304500116000157", "13 (OGRN)"),
            (legal, "ogrn", "2056604000970", "begins wrongly"),
            (sole, "ogrn", "304500116000158", "mistyped"),
            (legal, "snils", "112-233-445 95", "a legal entity has none"),
            (person, "snils", "112-233-445 96", "mistyped"),
            (person, "snils", "000-000-000 00", "zeros"),
            (person, "snils", "112-233", "11 digits"),
        ):
            with self.subTest(kind=kind, field=field, value=value):
                with self.assertRaises(ValidationError) as caught:
                    self._create(customer_kind=kind, **{field: value})
                self.assertIn(word, str(caught.exception))
                self.assertIn(field.upper(), str(caught.exception))

    def test_a_kind_that_no_longer_fits_the_numbers_is_refused(self):
        with self.assertRaises(ValidationError):
            self.les.customer_kind = "individual"
        with self.assertRaises(ValidationError):
            self.les.customer_kind = "entrepreneur"

    def test_phones_in_any_spelling_become_one(self):
        for text in ("8 (905) 123-45-67", "+7 905 123 45 67", "79051234567", "9051234567", "8.905.123.45.67"):
            with self.subTest(text):
                partner = self._create(phone=text)
                self.assertEqual((partner.phone, partner.phone_sanitized), ("+79051234567",) * 2)

    def test_an_extension_is_kept_beside_the_number(self):
        self.les.phone = "8 (3842) 36-45-67 доб. 12"
        self.assertEqual(self.les.phone, "+73842364567 доб. 12")
        self.assertEqual(self.les.phone_sanitized, "+73842364567")
        self.les.phone = self.les.phone
        self.assertEqual(self.les.phone, "+73842364567 доб. 12")

    def test_what_is_no_phone_is_refused_with_an_example(self):
        for text in ("36-45-67", "112", "вечером", "89051234567, 89061234567"):
            with self.subTest(text), self.assertRaises(UserError) as caught:
                self._create(phone=text)
            self.assertIn("area code", str(caught.exception))
        self.assertFalse(self._create(phone="  ").phone)

    def test_the_company_being_in_another_country_changes_no_phone(self):
        self.company.country_id = self.env.ref("base.us")
        with Form(self.env["res.partner"]) as form:
            form.name = "Кто-то"
            form.phone = "9051234567"
            self.assertEqual(form.phone, "+79051234567")
        self.assertEqual(form.record.phone_sanitized, "+79051234567")

    def test_points_are_counted_for_the_whole_list_at_once(self):
        partners = self.as_("head", self.ivanov + self.les)
        partners.mapped("usage_point_count")
        partners.invalidate_recordset()
        with self.assertQueryCount(1):
            self.assertEqual(partners.mapped("usage_point_count"), [1, 1])

    def test_changes_of_identity_stay_in_the_history(self):
        self.flush_tracking()
        self.les.write({"inn": "6671163413"})
        self.flush_tracking()
        self.assertIn("6671163413", self.les.message_ids.tracking_value_ids.mapped("new_value_char"))

    def flush_tracking(self):
        self.env.flush_all()
        self.cr.flush()

    def test_a_hundred_customers_cost_a_bounded_number_of_queries_each(self):
        vals = [
            {"name": f"Житель {n}", "phone": f"+7905123{n:04}", "email": f"n{n}@people.example"} for n in range(100)
        ]
        self.env["res.partner"].create(vals[:1])
        self.env.flush_all()
        with self.assertQueryCount(140):
            self.env["res.partner"].with_context(tracking_disable=True).create(vals)
            self.env.flush_all()
