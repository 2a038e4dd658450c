"""The voice menu's questions over HTTP: what is not hers is answered as what is not there."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common_api import ApiCase

from .common_calls import PHONE
from .common_outage import OutageCase


@tagged("post_install", "-at_install")
class TestIvr(OutageCase, ApiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appeal = cls._appeal()
        cls.appeal.action_register()
        cls.digits = "".join(cls.appeal.number.split("-")[1:])
        cls.meter = cls.point.meter_ids

    def _ask(self, path, **asked):
        response = self._call(f"/ivr/{path}", asked)
        self.assertIn(response.status_code, (200, 201), response.text)
        self.env.invalidate_all()
        return response.json()

    def test_where_an_appeal_stands(self):
        for asked in ({"caller": "8 905 000 00 01"}, {"caller": "+79061234567", "code": "0001"}, {"code": "0001"}):
            answer = self._ask("appeal", digits=self.digits, **asked)
            self.assertTrue(answer["found"])
            self.assertIn(self.appeal.number, answer["words"])
            self.assertNotIn("Тестова", answer["words"])

    def test_what_is_not_hers_is_answered_as_what_is_not_there(self):
        strange = self._ask("appeal", digits=self.digits, caller="+79061234567")
        self.assertEqual(self._ask("appeal", digits="2026999999", caller=PHONE), strange)
        self.assertEqual(self._ask("appeal", digits=self.digits, code="9999"), strange)
        self.assertEqual(self._ask("appeal", digits=self.digits), strange)
        self.assertFalse(strange["found"])

    def test_after_a_few_guesses_nothing_is_told(self):
        for code in range(5):
            self._ask("appeal", digits=self.digits, code=f"999{code}")
        self.assertFalse(self._ask("appeal", digits=self.digits, code="0001")["found"])
        old = fields.Datetime.now() - timedelta(hours=2)
        self.env.cr.execute("UPDATE grid_ivr_guess SET create_date = %s", [old])
        self.assertTrue(self._ask("appeal", digits=self.digits, code="0001")["found"])

    def test_numbers_of_wrong_guesses_are_forgotten_after_a_day(self):
        guesses = self.env["grid.ivr.guess"]
        old, fresh = guesses.create(
            [{"company_id": self.company.id, "asked": asked, "caller": PHONE} for asked in ("2026000001", "2026000002")]
        )
        day_ago = fields.Datetime.now() - timedelta(hours=24, minutes=1)
        self.env.cr.execute("UPDATE grid_ivr_guess SET create_date = %s WHERE id = %s", [day_ago, old.id])
        self.env.invalidate_all()
        guesses._cron_forget()
        self.assertFalse(old.exists())
        self.assertTrue(fresh.exists())

    def test_a_caller_who_guesses_many_numbers_is_told_nothing(self):
        for number in range(5):
            self._ask("appeal", digits=f"202699999{number}", caller=PHONE)
        self.assertFalse(self._ask("appeal", digits=self.digits, caller=PHONE)["found"])

    def test_bad_input(self):
        for asked in ({}, {"digits": "12"}, {"digits": 7}, {"digits": self.digits, "caller": "12"}, {"number": "x"}):
            self._refused(self._call("/ivr/appeal", asked), 422, "invalid")
        for asked in ({"t1": []}, {"t1": {}}, {"account_number": "x" * 101}):
            self._refused(self._call("/ivr/reading", asked), 422, "invalid")
        self._refused(self._call("/ivr/outage", []), 400, "not_an_object")
        for path in ("appeal", "outage", "reading"):
            self._refused(self._call(f"/ivr/{path}", {}, key="wrong"), 401, "no_key")

    def test_a_reading(self):
        answer = self._ask("reading", account_number="4200000017", caller=PHONE, t1="1234")
        self.assertTrue(answer["taken"], answer)
        reading = self.meter.reading_ids
        self.assertEqual((reading.value, reading.source), (1234.0, "phone"))
        self._ask("reading", account_number="4200000017", caller=PHONE, t1="1234")
        self.assertEqual(self.meter.reading_ids, reading, "given twice, taken once")

    def test_a_reading_that_cannot_be_is_refused_in_a_sentence(self):
        yesterday = self.env.company._legal_today() - timedelta(days=31)
        self.env["grid.meter.reading"].create(
            {"meter_id": self.meter.id, "zone": "t1", "read_on": yesterday, "value": 500, "source": "inspector"}
        )
        answer = self._ask("reading", account_number="4200000017", caller=PHONE, t1="400")
        self.assertFalse(answer["taken"])
        self.assertTrue(answer["words"])
        self.assertFalse(self._ask("reading", account_number="4200000017", caller=PHONE, t1="abc")["taken"])
        self.assertEqual(len(self.meter.reading_ids), 1)

    def test_a_reading_of_somebody_else(self):
        strange = self._ask("reading", account_number="4200000017", caller="+79061234567", t1="1234")
        self.assertEqual(self._ask("reading", account_number="999", caller=PHONE, t1="1234"), strange)
        self.assertFalse(strange["taken"] or self.meter.reading_ids)

    def test_no_outage(self):
        known = self._ask("outage", account_number="4200000017")
        self.assertEqual((known["found"], bool(known["words"])), (False, True))
        self.assertEqual(self._ask("outage", caller="+79061234567"), {"found": False, "words": ""})

    def test_an_outage_at_the_address(self):
        self._under_way()
        for asked in ({"account_number": "4200000017"}, {"caller": PHONE}):
            answer = self._ask("outage", **asked)
            self.assertTrue(answer["found"])
            self.assertTrue(answer["words"])
            self.assertNotIn("Подстанционная", answer["words"])
