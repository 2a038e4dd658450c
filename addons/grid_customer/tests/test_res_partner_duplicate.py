from odoo.tests import Form, tagged

from .common import INN_PERSON, CustomerCase

FORM = "grid_customer.res_partner_view_form"


@tagged("post_install", "-at_install")
class TestResPartnerDuplicate(CustomerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.petrov = cls.env["res.partner"].create(
            {
                "name": "Петров Семён Ильич",
                "company_id": cls.company.id,
                "phone": "+79051234567",
                "email": "petrov@people.example",
                "city": "Белово",
                "street": "ул. Ленина, д. 5, кв. 12",
            }
        )

    def _warned(self, who="operator", **typed):
        """What the form says while the card is typed, before anything is saved."""
        form = Form(self.as_(who, "res.partner"), FORM)
        form.name = typed.pop("name", "Кто-то Новый")
        for field, value in typed.items():
            form[field] = value
        return form.duplicate_warning or ""

    def test_a_phone_in_any_spelling_leads_to_the_card(self):
        said = self._warned(name="Петров С. И.", phone="8 (905) 123-45-67")
        self.assertIn(f'href="/odoo/customers/{self.petrov.id}" target="_blank"', said)
        self.assertIn("Петров Семён Ильич", said)
        self.assertIn("The same phone", said)

    def test_an_email_and_an_inn_do_so_too(self):
        self.assertIn("The same e-mail", self._warned(name="Петров", email="Petrov@People.example"))
        said = self._warned(name="ООО «Лес» снова", customer_kind="legal_entity", inn="7717 127211")
        self.assertIn("The same INN", said)
        self.assertIn("ООО «Лес»", said)

    def test_a_namesake_at_the_same_address_is_shown_and_one_elsewhere_is_not(self):
        same = {"name": "Ильич Петров Семен", "city": "Белово", "street": "Ленина 5-12"}
        self.assertIn("The same name and address", self._warned(**same))
        self.assertFalse(self._warned(**{**same, "street": "Ленина 5-13"}))
        self.assertFalse(self._warned(**{**same, "street": "Мира 5-12", "city": "Топки"}))
        self.assertFalse(self._warned(**{**same, "name": "Петрова Семёна"}))
        self.assertFalse(self._warned(name="Петров Семён Ильич"), "a name alone is shared by many")

    def test_a_family_is_no_duplicate(self):
        self.assertFalse(self._warned(name="Кузнецова Анна", phone="89051234567"))

    def test_another_inn_is_another_customer(self):
        self.les.phone = "+79051110000"
        typed = {"name": "ООО «Лес»", "customer_kind": "legal_entity", "phone": "89051110000"}
        self.assertFalse(self._warned(**typed, inn="6671163413"))
        self.assertTrue(self._warned(**typed))

    def test_nobody_is_warned_of_the_card_itself_or_of_nothing(self):
        for partner in (self.petrov, self.les, self.ivanov):
            self.assertFalse(self.as_("operator", partner).duplicate_warning)
        self.assertFalse(self._warned())

    def test_nothing_is_merged(self):
        with Form(self.as_("operator", "res.partner"), FORM) as form:
            form.name = "Петров Семён Ильич"
            form.phone = "89051234567"
        self.assertNotEqual(form.record, self.petrov)
        self.assertTrue(self.petrov.exists().active)

    def test_an_invisible_neighbour_is_not_betrayed(self):
        self.stranger.write({"customer_kind": "entrepreneur", "inn": INN_PERSON, "phone": "+79057770000"})
        self.assertFalse(self._warned(name="Чужой", customer_kind="entrepreneur", inn=INN_PERSON))
        self.assertFalse(self._warned(name="Чужой", phone="89057770000"))

    def test_a_name_is_text_not_markup(self):
        self.petrov.name = "<b>Петров</b>"
        self.assertIn("&lt;b&gt;Петров", self._warned(name="Петров", phone="89051234567"))

    def test_a_warning_costs_two_queries_beside_the_card_itself(self):
        """The cards that share something, and their names."""
        again = self.petrov.copy({"name": self.petrov.name, "email": self.petrov.email})
        twin = self.as_("operator", again)
        self.assertTrue(twin.duplicate_warning)
        self.env.invalidate_all()
        twin.fetch(["name", "email", "phone", "inn", "customer_kind", "city", "street", "parent_id"])
        with self.assertQueryCount(2):
            self.assertTrue(twin.duplicate_warning)
