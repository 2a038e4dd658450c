from itertools import product
from urllib.parse import urlencode

from lxml import html

from odoo.tests import tagged

from .common import PortalCase

HOUSE = {
    "customer_kind": "individual",
    "purpose": "house",
    "power_new_kw": "15",
    "power_existing_kw": "",
    "settlement_type": "city",
    "distance_m": "100",
    "voltage_kv": "0.4",
    "reliability_category": "3",
    "instalment_option": "whole",
}
CONTACT = {"contact_name": "Иванова Анна", "phone": "+79050001122", "object_address": "Кемерово, ул. Новая, 1"}
ODD = ("", "-1", "1e9", "'; drop", "15.0001", "٣", "999999999999999999999", "nan", "\u0000", "<b>")


@tagged("post_install", "-at_install")
class TestConnect(PortalCase):
    def _ask(self, **changes):
        answers = {**HOUSE, **changes}
        return self.url_open("/connect?" + urlencode(answers))

    def _service(self, response):
        found = html.fromstring(response.content).xpath(
            "//section[@id='result']//a[starts-with(@href, '/services/')]/@href"
        )
        return found[0].rpartition("/")[2] if found else None

    def test_questions_alone_are_no_mistake(self):
        page = self.url_open("/connect")
        self.assertEqual(page.status_code, 200)
        self.assertNotIn(b'id="result"', page.content)

    def test_passport_follows_the_power_at_its_borders(self):
        """The same choice that an application has."""
        for power, code in (
            ("15", "tp_citizen_15"),
            ("15,001", "tp_citizen_150"),
            ("150", "tp_citizen_150"),
            ("150.001", "tp_150_670"),
            ("669.999", "tp_150_670"),
            ("670", "tp_670"),
        ):
            with self.subTest(power=power):
                response = self._ask(power_new_kw=power)
                self.assertEqual(response.status_code, 200)
                self.assertEqual(self._service(response), code)

    def test_earlier_power_counts(self):
        self.assertEqual(self._service(self._ask(power_new_kw="10", power_existing_kw="5.001")), "tp_citizen_150")

    def test_fee_rests_on_what_a_stored_application_would_give(self):
        connections = self.env["grid.connection"].sudo()
        values, faults = connections._read_estimate(HOUSE)
        self.assertFalse(faults)
        estimate = connections._estimated(values)
        stored = connections.create(
            {
                **{name: estimate[name] for name in ("power_new_kw", "voltage_kv", "reliability_category")},
                **{name: estimate[name] for name in ("settlement_type", "distance_m", "has_distance")},
                "service_id": estimate.service_id.id,
                "branch_id": estimate.branch_id.id,
                "partner_id": self.stranger.partner_id.id,
                "subject": "Дом",
            }
        )
        self.assertEqual(estimate._fee_facts(), stored._fee_facts())

    def test_dates_and_papers_are_said(self):
        page = html.fromstring(self._ask().content)
        self.assertTrue(page.xpath("//section[@id='result']//li/strong"))

    def test_wrong_answers_are_kept_and_named(self):
        response = self._ask(power_new_kw="много", distance_m="далеко", settlement_type="moon")
        self.assertEqual(response.status_code, 422)
        for field in ("power_new_kw", "distance_m", "settlement_type"):
            self.assertTrue(self._said(response, field), field)
        self.assertIn("много", response.text)

    def test_odd_links_make_nothing_and_break_nothing(self):
        models = ("crm.lead", "grid.connection", "res.partner")
        before = [self.env[name].search_count([]) for name in models]
        for name, text in product(HOUSE, ODD):
            with self.subTest(name=name, text=text):
                self.assertIn(self._ask(**{name: text}).status_code, (200, 422))
        self.assertEqual([self.env[name].search_count([]) for name in models], before)

    def test_enquiry_is_kept_once(self):
        for _time in range(2):
            response = self._leave()
            self.assertEqual(response.status_code, 303)
        lead = self.env["crm.lead"].search(
            [("is_connection", "=", True), ("contact_name", "=", CONTACT["contact_name"])]
        )
        self.assertEqual(len(lead), 1)
        self.assertEqual(lead.power_new_kw, 15)
        self.assertTrue(lead.session_mark)

    def test_enquiry_without_a_way_to_answer_is_refused_and_kept(self):
        response = self._leave(phone="")
        self.assertEqual(response.status_code, 422)
        self.assertIn(CONTACT["contact_name"], response.text)

    def test_stale_page_loses_nothing(self):
        response = self._leave(csrf_token="stale")
        self.assertEqual(response.status_code, 422)
        self.assertIn(CONTACT["contact_name"], response.text)

    def test_too_many_enquiries_are_refused(self):
        for number in range(5):
            self.assertEqual(self._leave(object_address=f"Кемерово, ул. Новая, {number}").status_code, 303)
        self.assertEqual(self._leave(object_address="Кемерово, ул. Новая, 99").status_code, 422)

    def test_application_in_the_account_keeps_the_answers(self):
        self.authenticate("portal_stranger", "portal_stranger")
        form = html.fromstring(self._ask(power_new_kw="7.5").content).xpath("//form[@action='/my/requests/new']")[0]
        self.url_open("/my/requests/new", data=dict(form.form_values()))
        connection = self.env["grid.connection"].search([("partner_id", "=", self.stranger.partner_id.id)])
        self.assertEqual(connection.power_new_kw, 7.5)
        self.assertEqual(connection.settlement_type, "city")

    def _leave(self, **changes):
        token = html.fromstring(self._ask().content).xpath(
            "//section[@id='enquiry']//input[@name='csrf_token']/@value"
        )[0]
        data = {**HOUSE, **CONTACT, "csrf_token": token, **changes}
        return self.url_open("/connect", data=data, allow_redirects=False)
