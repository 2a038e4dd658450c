from datetime import timedelta

from lxml import html

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.grid_connection.tests.common import SUBMITTED, ConnectionCase

from .common import PortalCase

HOUSE = {
    "tp_object_name": "Жилой дом",
    "tp_object_address": "с. Тестовое, ул. Тестовая, 5",
    "tp_cadastral_number": "42:24:0101001:123",
    "tp_load_character": "Бытовая",
    "tp_reason": "new",
    "tp_power_new_kw": "7,5",
    "tp_power_existing_kw": "",
    "tp_voltage_kv": "0.4",
    "tp_reliability_category": "3",
    "tp_settlement_type": "rural",
    "tp_temporary_until": "",
}


@tagged("post_install", "-at_install")
class TestConnectionForm(PortalCase):
    """A customer fills in her application for connection in the account and submits it."""

    def setUp(self):
        super().setUp()
        self.authenticate("portal_owner", "portal_owner")
        customer = self.owner.partner_id
        requests = self.env["grid.service.request"]
        self.case = requests._draft_in_account("tp_citizen_15", customer, self.env.company)
        self.connection = self.case.connection_ids
        self.path = f"/my/requests/{self.case.id}"

    def _send(self, act="", **changes):
        token = self._page("/services/tp_citizen_15").xpath("//main//input[@name='csrf_token']/@value")[0]
        data = {**HOUSE, "csrf_token": token, "act": act, **changes}
        return self.url_open(self.path, data=data, allow_redirects=False)

    def _field(self, response, name):
        return html.fromstring(response.content).xpath(f"//*[@name='{name}']")[0]

    def test_what_was_filled_in_is_kept_in_the_draft(self):
        self.assertEqual(self._send(tp_is_garden="1").status_code, 303)
        connection = self.connection
        self.assertEqual(
            (connection.object_name, connection.cadastral_number, connection.power_new_kw, connection.settlement_type),
            ("Жилой дом", "42:24:0101001:123", 7.5, "rural"),
        )
        self.assertTrue(connection.is_garden)
        self.assertFalse(self.case.submitted_at)
        page = self.url_open(self.path)
        self.assertEqual(self._field(page, "tp_power_new_kw").get("value"), "7,5")
        self.assertIn(self.case.service_id.name, page.text)
        self._send()
        self.assertFalse(connection.is_garden, "a tick that was taken away is not sent")

    def test_a_bad_value_has_a_sentence_at_its_field_and_nothing_typed_is_lost(self):
        yesterday = self.env.company._legal_today() - timedelta(days=1)
        bad = {
            "tp_power_new_kw": "пятнадцать",
            "tp_power_existing_kw": "1,0001",
            "tp_cadastral_number": "42-24",
            "tp_temporary_until": str(yesterday),
            "tp_settlement_type": "moon",
            "tp_object_address": "я" * 251,
        }
        response = self._send("submit", **bad, tp_object_name="Гараж")
        self.assertEqual(response.status_code, 422)
        for name, text in bad.items():
            with self.subTest(name):
                self.assertTrue(self._said(response, name))
                if name != "tp_settlement_type":
                    self.assertEqual(self._field(response, name).get("value"), text)
        self.assertFalse(self._said(response, "tp_object_name"))
        self.assertEqual((self.connection.object_name, self.connection.power_new_kw), ("Гараж", 0))
        self.assertFalse(self.case.submitted_at)

    def test_what_lacks_is_said_by_the_engine_and_the_draft_stays(self):
        response = self._send("submit", tp_object_name="", tp_power_new_kw="0")
        self.assertEqual(response.status_code, 422)
        self.assertFalse(self.case.submitted_at)
        errors = html.fromstring(response.content).xpath("//*[@role='alert']//p")
        self.assertGreaterEqual(len(errors), 3, "each fault of the form in a line of its own")
        self.assertEqual(self.connection.object_address, HOUSE["tp_object_address"])

    def test_submitted_it_is_read_and_not_filled_in_any_more(self):
        self.assertEqual(self._send("submit").status_code, 303)
        self.assertEqual(self.case.state, "submitted")
        page = self._page(self.path)
        self.assertFalse(page.xpath("//*[starts-with(@name, 'tp_')]"))
        text = " ".join(page.xpath("//main")[0].text_content().split())
        for words in ("Жилой дом", "42:24:0101001:123", "7,5"):
            self.assertIn(words, text)
        self._send(tp_power_new_kw="9")
        self.assertEqual(self.connection.power_new_kw, 7.5)

    def test_the_draft_follows_the_passport_by_its_data_with_the_papers_given(self):
        document = self.case._lacking_documents()[0]
        paper = self.case._give_in_account(document, "a.pdf", b"%PDF-1.4 test")
        self._send(tp_power_new_kw="20")
        self.assertEqual(self.case.service_id.code, "tp_citizen_150")
        self.assertEqual(self.case.subject, self.case.service_id.name)
        self.assertEqual((paper.document_id.service_id, paper.document_id.code), (self.case.service_id, document.code))
        self.assertIn(self.case.service_id.name, self.url_open(self.path).text)
        response = self._send("submit", subject=self.case.subject, tp_power_new_kw="15", tp_object_name="")
        self.assertEqual(self._field(response, "subject").get("value"), self.case.service_id.name)
        self._send("submit", tp_power_new_kw="20")
        self.assertEqual((self.case.state, self.case.service_id.code), ("submitted", "tp_citizen_150"))

    def test_nothing_but_the_fields_of_the_form_is_written(self):
        owner, branch = self.case.partner_id, self.case.branch_id
        injected = {
            "tp_partner_id": str(self.stranger.partner_id.id),
            "tp_distance_m": "1",
            "tp_fee": "1",
            "tp_service_id": "1",
            "tp_request_id": "1",
            "tp_": "1",
            "object_name": "Иначе",
            "branch_id": "1",
            "tp_instalment_option": "four_parts",
            "tp_procurement_law": "1",
        }
        self.assertEqual(self._send(**injected).status_code, 303)
        connection = self.connection
        self.assertEqual((self.case.partner_id, self.case.branch_id), (owner, branch))
        self.assertEqual((connection.distance_m, connection.fee, connection.object_name), (0, 0, "Жилой дом"))
        self.assertEqual((connection.instalment_option, connection.procurement_law), ("whole", False))

    def test_business_is_asked_of_parts_and_procurement_and_citizens_of_the_social_rate(self):
        asked = {"tp_instalment_option", "tp_procurement_law"}
        names = set(self._page(self.path).xpath("//@name"))
        self.assertFalse(asked & names)
        self.assertIn("tp_social_rate_claimed", names)
        self.owner.partner_id.customer_kind = "entrepreneur"
        names = set(self._page(self.path).xpath("//@name"))
        self.assertLessEqual(asked, names)
        self.assertNotIn("tp_social_rate_claimed", names)

    def test_nobody_else_opens_or_fills_it_in(self):
        for login in ("portal_colleague", "portal_stranger"):
            self.authenticate(login, login)
            with self.subTest(login):
                self.assertEqual(self.url_open(self.path).status_code, 404)
                self.assertEqual(self._send("submit").status_code, 404)
        self.assertFalse(self.connection.object_name)
        self.assertFalse(self.case.submitted_at)


@tagged("post_install", "-at_install")
class TestConnectionFee(ConnectionCase, HttpCase):
    """On the account track the offer is read on the page: the fee with its working, its parts, what is paid."""

    def _sign_in(self):
        new_test_user(
            self.env,
            "fee_reader",
            "base.group_portal",
            name=self.citizen.name,
            partner_id=self.citizen.id,
            email="fee_reader@example.com",
        )
        self.authenticate("fee_reader", "fee_reader")

    def _text(self, connection):
        page = self.url_open(f"/my/requests/{connection.request_id.id}")
        self.assertEqual(page.status_code, 200)
        return " ".join(html.fromstring(page.content).xpath("//main")[0].text_content().split())

    def test_the_fee_its_parts_and_what_is_paid_are_read_after_the_offer(self):
        self._sign_in()
        connection = self._offered(self._draft()).with_context(lang="ru_RU")
        for words in (self._working(connection), connection.parts_text, connection.payment_text):
            self.assertIn(" ".join(words.split()), self._text(connection))
        self._pay(connection, connection.fee, "2026-04-09")
        self.assertIn(connection.payment_text, self._text(connection))

    def test_there_is_no_fee_on_the_page_before_the_offer(self):
        self._sign_in()
        connection = self._draft()
        self._do(connection, "submit", SUBMITTED)
        connection.action_reckon_fee()
        connection = connection.with_context(lang="ru_RU")
        self.assertNotIn(self._working(connection), self._text(connection))

    def _working(self, connection):
        return connection.env["grid.fee.working"]._lines(connection.fee_working["steps"])[0]["text"]
