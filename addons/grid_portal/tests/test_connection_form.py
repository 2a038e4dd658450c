from datetime import timedelta

from lxml import html

from odoo.tests import tagged

from ..models.grid_connection import SENTENCES
from .common import PortalCase
from .common_connection import CARD, HOUSE, ConnectionForm


@tagged("post_install", "-at_install")
class TestConnectionForm(ConnectionForm, PortalCase):
    """A customer fills in her application for connection in the account and submits it."""

    def setUp(self):
        super().setUp()
        self.authenticate("portal_owner", "portal_owner")
        self.owner.partner_id.write(CARD)
        self._begin()
        self.next_year = self.env.company._legal_today().year + 1

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

    def test_a_second_application_for_one_object_is_said_and_goes_on(self):
        self._send()
        first = self.connection.copy({"subject": "Присоединить дом"})
        first.request_id._move("submit")
        page = self.url_open(self.path)
        self.assertEqual(self.connection.twin_ids, first)
        self.assertIn(first.number, page.text)
        self._send(tp_cadastral_number="42:24:0101001:7", tp_object_address="с. Другое, ул. Новая, 1")
        self.assertNotIn(first.number, self.url_open(self.path).text)

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

    def test_what_lacks_is_said_at_its_field_and_the_draft_stays(self):
        lacking = ("tp_object_name", "tp_settlement_type", "tp_temporary_until")
        response = self._send("submit", **dict.fromkeys(lacking, ""), tp_power_new_kw="0", tp_is_temporary="1")
        self.assertEqual(response.status_code, 422)
        self.assertFalse(self.case.submitted_at)
        for name in (*lacking, "tp_power_new_kw"):
            self.assertTrue(self._said(response, name), name)
        links = html.fromstring(response.content).xpath("//*[@role='alert']//a/@href")
        self.assertEqual(set(links), {f"#{name}" for name in (*lacking, "tp_power_new_kw")})
        self.assertEqual(self.connection.object_address, HOUSE["tp_object_address"])
        self.assertEqual(self._send("", tp_object_name="").status_code, 303, "a draft may be kept unfinished")

    def test_what_the_law_does_not_allow_is_said_by_the_engine(self):
        response = self._send("submit", tp_reliability_category="1", tp_sources="1")
        self.assertEqual(response.status_code, 422)
        self.assertIn("двух источников", " ".join(self._alert(response)))
        self.assertFalse(self.case.submitted_at)

    def _alert(self, response):
        return html.fromstring(response.content).xpath("//*[@role='alert']//p/text()")

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
        self.assertEqual((paper.document_id.service_id, paper.document_id.code), (self.case.service_id, document.code))
        self.assertIn(self.case.service_id.name, self.url_open(self.path).text)
        response = self._send("submit", tp_power_new_kw="15", tp_object_name="")
        titles = html.fromstring(response.content).xpath("//main//h1/text()")
        self.assertEqual([" ".join(titles).strip(), self.case.service_id.code], [self.case.subject, "tp_citizen_15"])
        self._send("submit", tp_power_new_kw="20")
        self.assertEqual((self.case.state, self.case.service_id.code), ("submitted", "tp_citizen_150"))

    def test_it_is_called_by_its_object_until_somebody_names_it(self):
        self.assertEqual(self.case.subject, self.case.service_id.name)
        self._send()
        for words in (HOUSE["tp_object_name"], HOUSE["tp_object_address"]):
            self.assertIn(words, self.case.subject)
        self._send(tp_object_name="Баня")
        self.assertIn("Баня", self.case.subject)
        self._send(tp_object_name="", tp_object_address="")
        self.assertEqual(self.case.subject, self.case.service_id.name)
        self.case.subject = "Дом у реки"
        self._send()
        self.assertEqual(self.case.subject, "Дом у реки")

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

    def test_stages_are_added_row_by_row_and_an_emptied_one_goes(self):
        self._send(tp_stage_1_power_kw="5", tp_stage_1_commissioning_on=f"{self.next_year}-05-01")
        self._send(
            tp_stage_1_power_kw="5",
            tp_stage_1_commissioning_on=f"{self.next_year}-05-01",
            tp_stage_2_name="Баня",
            tp_stage_2_power_kw="2,5",
            tp_stage_2_reliability_category="3",
        )
        self.assertEqual(self.connection.stage_ids.mapped("power_kw"), [5, 2.5])
        self.assertEqual(self.connection.stage_ids[1].name, "Баня")
        page = self.url_open(self.path)
        self.assertEqual(self._field(page, "tp_stage_2_name").get("value"), "Баня")
        self.assertEqual(self._field(page, "tp_stage_1_commissioning_on").get("value"), f"{self.next_year}-05-01")
        self.assertFalse(self._field(page, "tp_stage_1_name").get("value"), "a name that nobody typed")
        self.assertTrue(self.connection.stage_ids[0].name)
        self.assertFalse(self._field(page, "tp_stage_3_power_kw").get("value"), "a row for one more")
        self._send(tp_stage_1_power_kw="", tp_stage_2_name="Баня", tp_stage_2_power_kw="2,5")
        self.assertEqual(self.connection.stage_ids.mapped("name"), ["Баня"])
        self._send(tp_object_name="Дом")
        self.assertEqual(self.connection.stage_ids.mapped("name"), ["Баня"], "what is not on the page is not touched")

    def test_a_bad_stage_is_said_at_its_field_and_all_rows_come_back(self):
        self._send(tp_stage_1_power_kw="5")
        typed = {"tp_stage_1_power_kw": "6", "tp_stage_2_power_kw": "много", "tp_stage_2_design_on": "2027-05-01"}
        response = self._send(**typed)
        self.assertEqual(response.status_code, 422)
        self.assertTrue(self._said(response, "tp_stage_2_power_kw"))
        for name, text in typed.items():
            self.assertEqual(self._field(response, name).get("value"), text)
        folded = html.fromstring(response.content).xpath("//details[@id='stages']")[0]
        self.assertTrue(folded.get("open"))
        self.assertEqual(self.connection.stage_ids.power_kw, 5)

    def test_a_stage_is_not_put_to_use_before_today(self):
        for day, code in (("2020-05-01", "past"), (f"{self.next_year + 100}-05-01", "slip")):
            with self.subTest(day):
                response = self._send(tp_stage_1_power_kw="5", tp_stage_1_commissioning_on=day)
                self.assertEqual(response.status_code, 422)
                said = self.env._(SENTENCES[code])  # pylint: disable=translation-not-lazy
                self.assertEqual(self._said(response, "tp_stage_1_commissioning_on"), said)
                self.assertEqual(self._field(response, "tp_stage_1_commissioning_on").get("value"), day)
        self.assertFalse(self.connection.stage_ids)
        self.assertEqual(self._send(tp_stage_1_power_kw="5", tp_stage_1_design_on="2024-05-01").status_code, 303)

    def test_sources_and_an_own_reserve_are_given_for_category_one(self):
        self._send("submit", tp_reliability_category="1", tp_sources="2", tp_has_own_reserve="1")
        self.assertEqual((self.connection.sources, self.connection.has_own_reserve), (2, True))
        self.assertEqual((self.case.state, self.case.service_id.code), ("submitted", "tp_category_1"))
        page = self.connection.with_context(lang="ru_RU")._customer_said()
        self.assertEqual(page["sources"], "2")
        self.assertTrue(page["has_own_reserve"])

    def test_an_application_begins_as_its_passport_asks(self):
        requests, customer = self.env["grid.service.request"], self.owner.partner_id
        begun = {
            code: requests._draft_in_account(code, customer, self.env.company).connection_ids
            for code in ("tp_temporary", "tp_above_0_4", "tp_category_1", "tp_citizen_150")
        }
        self.assertTrue(begun["tp_temporary"].is_temporary)
        self.assertFalse(begun["tp_above_0_4"].voltage_kv, "of several the applicant chooses")
        self.assertEqual(begun["tp_category_1"].reliability_category, "1")
        usual = begun["tp_citizen_150"]
        self.assertEqual((usual.is_temporary, usual.voltage_kv, usual.reliability_category), (False, "0.4", "3"))
        path = f"/my/requests/{begun['tp_temporary'].request_id.id}"
        self.assertTrue(self._page(path).xpath("//*[@name='tp_is_temporary']/@checked"))

    def test_a_paper_attached_by_mistake_is_taken_away_from_a_draft_only(self):
        wrong, right = (
            self.case._give_in_account(self.case._lacking_documents()[0], name, b"%PDF-1.4 test")
            for name in ("чужой.pdf", "план.pdf")
        )
        self._send(take_back=str(wrong.id), tp_object_name="Баня")
        self.assertEqual((self.case.paper_ids, self.connection.object_name), (right, "Баня"))
        for nonsense in ("0", "x", "999999999"):
            self.assertEqual(self._send(take_back=nonsense).status_code, 303)
        self._send("submit")
        self._send(take_back=str(right.id))
        self.assertEqual(self.case.paper_ids, right)

    def test_a_second_application_for_one_object_is_sent_only_by_who_was_told(self):
        self._send("submit")
        first = self.case
        self._begin()
        self.assertFalse(self._page(self.path).xpath("//input[@name='twins_seen']"), "an empty draft is like no other")
        response = self._send("submit", twins_seen="")
        self.assertEqual(response.status_code, 422)
        self.assertFalse(self.case.submitted_at)
        page = html.fromstring(response.content)
        self.assertIn(f"/my/requests/{first.id}", page.xpath("//form//a/@href"))
        seen = page.xpath("//input[@name='twins_seen']/@value")[0]
        self.assertEqual(self._send("submit", twins_seen=seen).status_code, 303)
        self.assertEqual(self.case.state, "submitted")

    def test_the_service_page_leads_to_what_was_begun(self):
        page = self._page("/services/tp_citizen_150")
        self.assertIn(self.path, page.xpath("//main//a/@href"))
        self.authenticate("portal_stranger", "portal_stranger")
        self.assertNotIn(self.path, self._page("/services/tp_citizen_150").xpath("//main//a/@href"))

    def test_every_field_has_a_label_and_is_described_by_what_stands_on_the_page(self):
        for response in (self.url_open(self.path), self._send("submit", tp_object_name="", tp_power_new_kw="x")):
            page = html.fromstring(response.content)
            ids = set(page.xpath("//@id"))
            for field in page.xpath("//main//*[starts-with(@name, 'tp_')]"):
                with self.subTest(field.get("name"), status=response.status_code):
                    self.assertTrue(page.xpath(f"//label[@for='{field.get('id')}']") or field.xpath("ancestor::label"))
                    self.assertLessEqual(set((field.get("aria-describedby") or "").split()), ids)

    def test_nobody_else_opens_or_fills_it_in(self):
        for login in ("portal_colleague", "portal_stranger"):
            self.authenticate(login, login)
            with self.subTest(login):
                self.assertEqual(self.url_open(self.path).status_code, 404)
                self.assertEqual(self._send("submit").status_code, 404)
        self.assertFalse(self.connection.object_name)
        self.assertFalse(self.case.submitted_at)
