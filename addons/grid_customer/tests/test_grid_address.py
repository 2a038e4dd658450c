import re

from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerCase


@tagged("post_install", "-at_install")
class TestGridAddress(CustomerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.russia, cls.belarus = cls.env.ref("base.ru"), cls.env.ref("base.by")
        cls.company.country_id = cls.russia
        cls.region = cls.env["res.country.state"].search(
            [("country_id", "=", cls.russia.id), ("code", "=", "KEM")], limit=1
        )
        cls.ivanov.write(
            {
                "street": "ул. Ленина, д. 5, кв. 12",
                "city": "г. Кемерово",
                "zip": "650000",
                "state_id": cls.region.id,
                "country_id": cls.russia.id,
            }
        )

    def _add(self, partner, **vals):
        return self.env["grid.address"].create({"partner_id": partner.id, **vals})

    def test_a_letter_reads_from_the_house_to_the_postcode(self):
        self.assertEqual(
            self.ivanov._postal_address(),
            ["ул. Ленина, д. 5, кв. 12", "г. Кемерово", self.region.name, "650000"],
        )

    def test_regions_of_russia_have_the_names_of_its_constitution(self):
        self.assertEqual(self.region.name, "Кемеровская область — Кузбасс")
        names = self.env["res.country.state"].search([("country_id", "=", self.russia.id)]).mapped("name")
        self.assertEqual([name for name in names if re.search("[A-Za-z]", name)], [])

    def test_the_postal_address_goes_before_that_of_the_card(self):
        self._add(self.ivanov, kind="object", street="с. Мазурово, ул. Лесная, 3")
        self.assertEqual(self.ivanov._postal_address()[0], "ул. Ленина, д. 5, кв. 12")
        self._add(self.ivanov, kind="postal", street="а/я 17", city="г. Топки", zip="652300")
        self.assertEqual(self.ivanov._postal_address(), ["а/я 17", "г. Топки", "652300"])

    def test_another_country_is_named(self):
        self.ivanov.write({"country_id": self.belarus.id, "state_id": False})
        self.assertEqual(self.ivanov._postal_address()[2:], [self.belarus.name, "650000"])

    def test_a_person_of_an_organisation_is_written_to_there(self):
        self.les.write({"street": "пр. Мира, 1", "city": "Осинники"})
        person = self.env["res.partner"].create({"name": "Лесникова Ия", "parent_id": self.les.id, "type": "other"})
        self.assertEqual(person._postal_address(), ["пр. Мира, 1", "Осинники"])

    def test_no_address_no_lines(self):
        self.assertEqual(self.les._postal_address(), [])
        self.les.write({"zip": "650000", "country_id": self.belarus.id})
        self.assertEqual(self.les._postal_address(), [], "a postcode alone leads nowhere")

    def test_there_is_one_postal_address(self):
        self._add(self.ivanov, kind="postal", street="а/я 17")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self._add(self.ivanov, kind="postal", street="а/я 18")
        self._add(self.ivanov, kind="object", street="дача 1")
        self._add(self.ivanov, kind="object", street="дача 2")

    def test_addresses_of_a_neighbours_customer_are_not_seen(self):
        mine, theirs = self._add(self.ivanov, street="ул. 1"), self._add(self.stranger, street="ул. 2")
        seen = self.as_("head", "grid.address").search([])
        self.assertIn(mine, seen)
        self.assertNotIn(theirs, seen)
