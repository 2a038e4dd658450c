from datetime import timedelta

from lxml import html

from odoo.tests import tagged

from .common import PortalCase
from .common_connection import CARD, ConnectionForm

TYPED = {
    "tp_identity_kind": "passport",
    "tp_identity_number": "32 08 123456",
    "tp_identity_issued_on": "2010-03-01",
    "tp_identity_issued_by": "ОВД Тестового района",
    "tp_snils": "112-233-445 95",
    "tp_address": "г. Кемерово, ул. Тестовая, 5-12",
}


@tagged("post_install", "-at_install")
class TestConnectionApplicant(ConnectionForm, PortalCase):
    """The application asks of the applicant what the official form wants and her card does not know."""

    def setUp(self):
        super().setUp()
        self.card = self.owner.partner_id
        self.authenticate("portal_owner", "portal_owner")
        self._begin()

    def _names(self):
        return set(self._page(self.path).xpath("//main//@name"))

    def test_what_the_card_knows_is_shown_and_what_lacks_is_asked(self):
        self.card.write({"snils": CARD["snils"], "city": "Кемерово", "street": "ул. Тестовая, 5-12"})
        names = self._names()
        self.assertLessEqual({"tp_identity_kind", "tp_identity_number", "tp_identity_issued_on"}, names)
        self.assertFalse({"tp_snils", "tp_address", "tp_phone", "tp_email", "tp_inn", "tp_ogrn"} & names)
        text = " ".join(self._page(self.path).xpath("//fieldset[@id='applicant']")[0].text_content().split())
        for words in (self.card.name, "ул. Тестовая, 5-12", self.card.email):
            self.assertIn(words, text)
        self.assertNotIn(CARD["snils"], text, "of a known number only the end is shown")

    def test_what_was_given_is_kept_on_the_card_and_may_be_corrected_until_it_is_sent(self):
        self.assertEqual(self._send(**TYPED).status_code, 303)
        self.assertEqual((self.card.identity_number, self.card.street), ("3208 123456", TYPED["tp_address"]))
        page = self._page(self.path)
        self.assertEqual(page.xpath("//input[@name='tp_identity_number']/@value"), ["3208 123456"])
        self._send(**TYPED | {"tp_identity_number": "3208 654321"})
        self.assertEqual(self.card.identity_number, "3208 654321")
        self.assertEqual(self._send("submit", **TYPED).status_code, 303)
        self.assertTrue(self.case.submitted_at)

    def test_nobody_gives_the_mailbox_that_opens_the_account_of_another(self):
        self.card.email = False
        self.assertIn("tp_email", self._names())
        self.env["grid.representation"].create(
            {
                "principal_id": self.card.id,
                "representative_id": self.stranger.partner_id.id,
                "document_number": "7",
                "document_date": "2024-01-01",
                "valid_until": "2099-12-31",
            }
        )
        self.authenticate("portal_stranger", "portal_stranger")
        self.assertNotIn("tp_email", self._names())
        self._send(**TYPED | {"tp_email": "chuzhakova@example.com"})
        self.assertFalse(self.card.email)
        self.assertTrue(self.card.identity_number, "what the paper lets him give is kept")

    def test_what_staff_know_is_not_overwritten_by_the_page(self):
        self.card.write(CARD)
        self._send(**TYPED | {"tp_identity_number": "3208 654321", "tp_snils": "", "tp_phone": "+79990000000"})
        self.assertEqual((self.card.identity_number, self.card.snils), (CARD["identity_number"], CARD["snils"]))
        self.assertEqual(self.card.phone, "+79050001133")

    def test_a_bad_value_has_a_sentence_at_its_field_and_the_others_are_kept(self):
        tomorrow = self.env.company._legal_today() + timedelta(days=1)
        bad = {"tp_identity_number": "12", "tp_identity_issued_on": str(tomorrow), "tp_snils": "112-233-445 00"}
        response = self._send(**TYPED | bad)
        self.assertEqual(response.status_code, 422)
        for name, text in bad.items():
            with self.subTest(name):
                self.assertTrue(self._said(response, name))
                value = html.fromstring(response.content).xpath(f"//*[@name='{name}']/@value")
                self.assertEqual(value, [text])
        self.assertEqual(self.card.street, TYPED["tp_address"])
        self.assertFalse(self.card.identity_number or self.card.snils)

    def test_without_them_it_is_kept_and_not_sent(self):
        self.assertEqual(self._send().status_code, 303)
        response = self._send("submit", tp_identity_kind="passport")
        self.assertEqual(response.status_code, 422)
        self.assertFalse(self.case.submitted_at)
        for name in ("tp_identity_number", "tp_snils", "tp_address"):
            self.assertTrue(self._said(response, name), name)

    def test_a_company_names_its_register_and_who_signs(self):
        self.card.write({"is_company": True, "street": "ул. Заводская, 1", "city": "Кемерово"})
        self._begin("tp_150_670")
        names = self._names()
        asked = {"tp_inn", "tp_ogrn", "tp_register_date", "tp_signer_name", "tp_signer_position"}
        self.assertLessEqual(asked, names)
        self.assertFalse({"tp_snils", "tp_identity_number"} & names)
        response = self._send("submit", tp_power_new_kw="250", tp_inn="", tp_ogrn="")
        for name in asked:
            self.assertTrue(self._said(response, name), name)
        signed = {
            "tp_power_new_kw": "250",
            "tp_inn": "7707083893",
            "tp_ogrn": "1027700132195",
            "tp_register_date": "2002-08-16",
            "tp_signer_name": "Заводская Анна Юрьевна",
            "tp_signer_position": "Директор",
        }
        self.assertEqual(self._send("submit", **signed).status_code, 303)
        self.assertEqual((self.card.inn, self.connection.signer_position), ("7707083893", "Директор"))
        self.assertEqual((self.case.state, self.case.service_id.code), ("submitted", "tp_150_670"))

    def test_the_supplier_is_shown_and_the_contract_with_it_asked(self):
        supplier = self.env["res.partner"].create({"name": "Тест-Сбыт", "is_company": True})
        self.connection.supplier_id = supplier
        self.assertIn("Тест-Сбыт", self.url_open(self.path).text)
        self._send(tp_supply_contract_type="supply")
        self.assertEqual(self.connection.supply_contract_type, "supply")

    def test_who_acts_for_another_is_named_with_the_paper(self):
        parent = self.env["res.partner"].create({"name": "Хозяйкина Нина Петровна", **CARD})
        today = self.env.company._legal_today()
        self.env["grid.representation"].create(
            {
                "principal_id": parent.id,
                "representative_id": self.card.id,
                "document_number": "77-А",
                "document_date": today,
                "valid_until": today + timedelta(days=300),
            }
        )
        self._begin(customer=parent)
        self.case.representative_id = self.card
        text = " ".join(self._page(self.path).xpath("//fieldset[@id='applicant']")[0].text_content().split())
        for words in (parent.name, self.card.name, "77-А"):
            self.assertIn(words, text)
        asked = self.case._needed_documents().mapped("code")
        self.assertIn("power_of_attorney", asked)
