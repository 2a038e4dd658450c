from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import SUBMITTED, ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionCategory(ConnectionCase):
    def test_each_category_has_its_passport_and_track(self):
        cases = [
            ({}, "tp_citizen_15", "account"),
            ({"power_new_kw": 15.001}, "tp_citizen_150", "paper"),
            ({"reliability_category": "2", "sources": 2}, "tp_citizen_150", "paper"),
            ({"power_new_kw": 150}, "tp_citizen_150", "paper"),
            ({"power_new_kw": 150.001}, "tp_150_670", "paper"),
            ({"partner_id": self.factory.id, "power_new_kw": 150}, "tp_business_150", "account"),
            ({"partner_id": self.factory.id, "power_new_kw": 150.001}, "tp_150_670", "paper"),
            ({"partner_id": self.factory.id, "power_new_kw": 669.999}, "tp_150_670", "paper"),
            ({"partner_id": self.factory.id, "power_new_kw": 600, "power_existing_kw": 70}, "tp_670", "paper"),
            ({"is_temporary": True}, "tp_temporary", "paper"),
            ({"voltage_kv": "10"}, "tp_above_0_4", "account"),
        ]
        for values, code, track in cases:
            connection = self._draft(**values)
            self.assertEqual(connection.fitting_service_id.code, code, values)
            connection.action_take_fitting_passport()
            self.assertEqual((connection.service_id.code, connection.track), (code, track))

    def test_the_passport_of_another_category_is_refused_with_its_conditions_and_advice(self):
        connection = self._draft(power_new_kw=15, power_existing_kw=0.001)
        with self.assertRaisesRegex(UserError, "15.001"):
            self._do(connection, "submit", SUBMITTED)
        connection = self._draft(partner_id=self.factory.id)
        with self.assertRaisesRegex(UserError, "legal entities and entrepreneurs"):
            self._do(connection, "submit", SUBMITTED)

    def test_a_narrower_passport_is_meant_before_a_wider_one(self):
        connection = self._draft(service_id=self._passport("citizen_150").id)
        self.assertFalse(connection.fits_passport)
        with self.assertRaisesRegex(UserError, "more closely .*up to 15 kW.*Choose “.*up to 15 kW”"):
            self._do(connection, "submit", SUBMITTED)

    def test_two_sources_are_no_matter_of_the_passport_up_to_15_kw(self):
        connection = self._draft(reliability_category="2", sources=2)
        with self.assertRaisesRegex(UserError, r"Sources of supply: 1 \(in the application: 2\).*Choose “.* 150 kW”"):
            self._do(connection, "submit", SUBMITTED)

    def test_why_a_passport_was_chosen_is_said_condition_by_condition(self):
        why = self._draft().passport_why
        chosen = [one for one in why if one["holds"]]
        self.assertEqual(len(chosen), 1)
        said = {one["text"]: (one["given"], one["holds"]) for one in chosen[0]["conditions"]}
        self.assertEqual(said["Maximum power, kW: not more than 15"], ("in the application: 15", True))
        self.assertEqual(said["Category of reliability: II or III"], ("in the application: III", True))
        self.assertEqual(said["Temporary connection: no"], ("in the application: no", True))

    def test_facts_of_the_form_choose_the_papers(self):
        connection = self._draft(social_rate_claimed=True, is_garden=True)
        asked = set(connection.needed_document_ids.mapped("code"))
        self.assertLessEqual({"social", "garden", "identity"}, asked)
        self.assertNotIn("house_consent", asked)

    def test_a_cadastral_number_is_checked_at_once(self):
        with self.assertRaisesRegex(ValidationError, "42:24:0101001:123"):
            self._draft(cadastral_number="42-24")

    def test_slips_are_refused_at_once_by_field_and_value(self):
        slips = [
            ({"power_existing_kw": -1}, "“Power connected earlier, kW” is not below zero; -1 is given"),
            ({"distance_m": 100000.5}, "“To the network, m” is at most 100000 m; 100000.5 m is given"),
            ({"receiver_distance_m": 5e6}, "“From the network to the receivers, m” is at most 100000 m; 5000000 m"),
            ({"register_date": "2026-04-02"}, "“Date of the entry in the register” .* 02.04.2026 is ahead"),
            ({"benefit_used_on": "2027-04-01"}, "“Preferential fee paid before” .* 01.04.2027 is ahead"),
        ]
        # the 1st of April in Kemerovo
        with freeze_time("2026-03-31 20:00:00"):
            for values, sentence in slips:
                with self.subTest(values), self.assertRaisesRegex(ValidationError, sentence):
                    self._draft(**values)
            self.assertTrue(self._draft(distance_m=100000, register_date="2026-04-01", benefit_used_on="2026-04-01"))

    def test_a_draft_of_a_passport_leads_no_connection(self):
        with self.assertRaisesRegex(UserError, "promises no dates"):
            self._draft(service_id=self._passport("microgeneration").id)

    def test_a_draft_is_deleted_with_its_request_and_a_submitted_one_is_not(self):
        draft = self._draft()
        request = draft.request_id
        draft.unlink()
        self.assertFalse(request.exists())
        connection = self._draft()
        self._do(connection, "submit", SUBMITTED)
        with self.assertRaisesRegex(UserError, "not deleted"):
            connection.unlink()

    def test_a_citizen_of_any_power_is_asked_for_no_founding_papers(self):
        for code, power in (("150_670", 200), ("670", 700)):
            for applicant, asked in ((self.citizen, False), (self.factory, True)):
                with self.subTest(code=code, applicant=applicant.name):
                    draft = self._draft(service_id=self._passport(code).id, power_new_kw=power, partner_id=applicant.id)
                    papers = draft.request_id._needed_documents().mapped("code")
                    self.assertEqual("founding" in papers, asked)
