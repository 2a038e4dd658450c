from datetime import date

from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from .common import CustomerCase

PASSPORT = {"identity_kind": "passport", "identity_number": "3208 123456"}


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestResPartnerIdentity(CustomerCase):
    def test_numbers_are_stored_in_one_spelling(self):
        self.ivanov.write(
            {"identity_kind": "passport", "identity_number": "32 08 № 123456", "identity_department": "420001"}
        )
        self.assertEqual((self.ivanov.identity_number, self.ivanov.identity_department), ("3208 123456", "420-001"))
        self.ivanov.write({"identity_number": "3208654321"})
        self.assertEqual(self.ivanov.identity_number, "3208 654321")

    def test_what_cannot_be_is_refused_with_a_sentence(self):
        for vals, words in (
            ({**PASSPORT, "identity_number": "3208 12345"}, "a series of 4 digits and a number of 6"),
            ({**PASSPORT, "identity_number": "0000 000000"}, "Zeros"),
            ({**PASSPORT, "identity_department": "42-1"}, "420-001"),
            ({**PASSPORT, "birth_date": date(2006, 3, 2), "identity_issued_on": date(2020, 3, 1)}, "14th birthday"),
            ({**PASSPORT, "identity_issued_on": date(2026, 3, 11)}, "in the future"),
            ({"birth_date": date(2026, 3, 11)}, "date of birth is in the future"),
            ({"identity_number": "3208 123456"}, "Choose which"),
        ):
            with self.subTest(vals), self.assertRaises(ValidationError) as caught, self.env.cr.savepoint():
                self.ivanov.write(vals)
            self.assertIn(words, str(caught.exception))

    def test_a_foreign_passport_is_free_text(self):
        self.ivanov.write({"identity_kind": "foreign", "identity_number": "AB 1234567"})
        self.assertEqual(self.ivanov.identity_number, "AB 1234567")

    def test_a_manager_fills_it_apart_from_the_card(self):
        action = self.as_("manager", self.ivanov).action_personal_data()
        view = self.env.ref("grid_customer.res_partner_view_form_personal")
        self.assertEqual((action["views"], action["target"]), ([(view.id, "form")], "new"))
        with Form(self.as_("manager", self.ivanov), view) as form:
            form.birth_date = date(1980, 5, 1)
            form.identity_kind = "passport"
            form.identity_number = "3208123456"
            self.assertEqual(form.identity_number, "3208 123456")
            form.identity_department = "420 001"
            form.identity_issued_on = date(2000, 6, 1)
        self.assertEqual(self.ivanov.identity_number, "3208 123456")

    def test_a_copy_of_a_card_has_no_document(self):
        self.ivanov.write({**PASSPORT, "birth_date": date(1980, 5, 1)})
        copy = self.ivanov.copy()
        self.assertFalse(copy.identity_number or copy.birth_date or copy.snils)

    def test_the_history_of_the_card_does_not_tell_it(self):
        self.env.flush_all()
        self.ivanov.write({**PASSPORT, "snils": "087-654-303 00"})
        self.env.cr.flush()
        values = self.ivanov.message_ids.tracking_value_ids.mapped("new_value_char")
        self.assertFalse({"3208 123456", "087-654-303 00"} & set(values))
