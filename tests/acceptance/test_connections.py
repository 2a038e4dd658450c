"""Technological connections from application to act, a story for each category, with the dates a person reckoned.

The calendar of 2026: 1 May is Friday and a holiday, 9 May moves to Monday the 11th; 12 June is Friday.
"""

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.grid_connection.tests.common import ConnectionCase


@tagged("standard", "post_install", "-at_install")
class ConnectionStories(ConnectionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supplier = cls.env["res.partner"].create({"name": "ПАО «Сбыт»", "email": "gp@sbyt.example"})
        cls.company.supplier_of_last_resort_id = cls.supplier

    # ------------------------------------------------------------------
    # What the stories ask
    # ------------------------------------------------------------------
    def _is(self, connection, **expected):
        """The stage, whose turn, and the local days of promises (by code), of the other side (theirs) and others."""
        for name, value in expected.items():
            with self.subTest(expected=name):
                self.assertEqual(self._told(connection, name), value)

    def _told(self, connection, name):
        if name == "theirs":
            return self._day(connection, connection.actor_due_at)
        if name.startswith("tp_"):
            return self._day(connection, self._promise(connection, name).due_at)
        value = connection[name]
        return str(value) if name.endswith(("_date", "_on", "_until")) else value

    def _mails(self, connection, email):
        domain = [("res_id", "=", connection.ticket_id.id), ("model", "=", "helpdesk.ticket"), ("email_to", "=", email)]
        return self.env["mail.mail"].search_count(domain)

    def _lapse(self, at):
        with freeze_time(at), self.enter_registry_test_mode():
            self.env.ref("grid_service.ir_cron_lapse").method_direct_trigger()

    def _checked(self, connection):
        self._do(connection, "submit", "2026-04-01 03:00:00")
        self._do(connection, "take_to_check", "2026-04-01 04:00:00")
        return connection

    def _reckon(self, connection, at):
        with freeze_time(at):
            connection.action_reckon_fee()

    def _met(self, connection, *codes):
        for code in codes:
            with self.subTest(promise=code):
                self.assertEqual(self._promise(connection, code).state, "met")

    # ------------------------------------------------------------------
    # Stories
    # ------------------------------------------------------------------
    def test_a_temporary_connection_on_paper(self):
        """A building site of 50 kW for half a year: ten days for the contract, fifteen working days of works."""
        site = self._checked(
            self._business(
                service_id=self._passport("temporary").id,
                subject="Временное присоединение стройплощадки",
                power_new_kw=50,
                distance_m=100,
                is_temporary=True,
                temporary_until="2026-10-01",
            )
        )
        self._is(site, track="paper", tp_offer="2026-04-13", tp_completeness_notice="2026-04-06")
        self._do(site, "complete", "2026-04-02 03:00:00")
        site.simple_why = "Столб 0,4 кВ стоит у площадки, строить ничего не нужно"
        site.action_mark_simple()
        self._is(site, case="temporary")
        self._reckon(site, "2026-04-09 02:00:00")
        self.assertEqual(site.fee, 18_300)  # within 200 m of a city nothing but C1, with VAT of 22 %
        self._do(site, "send_contract", "2026-04-09 03:00:00")
        self._hand_over(site, "2026-04-09 05:00:00")
        self._is(site, state="contract_sent", theirs="2026-04-23")
        self._do(site, "sign", "2026-04-16 03:00:00")
        self._is(site, contract_date="2026-04-16", tp_works="2026-05-08")
        self._do(site, "start_works", "2026-04-17 03:00:00")
        self._do(site, "report_fulfilment", "2026-04-30 03:00:00")
        self._is(site, tp_inspection="2026-05-12")
        self._do(site, "inspect", "2026-05-05 03:00:00")
        self._do(site, "no_remarks", "2026-05-05 05:00:00")
        self._do(site, "connect", "2026-05-06 03:00:00")
        self._is(site, tp_act_make="2026-05-12", works_late=False)
        self._do(site, "sign_act", "2026-05-07 03:00:00")
        self._is(site, tp_act_send_supplier="2026-05-12")
        self._pay(site, 18_300, "2026-05-07")
        self._do(site, "send_copy", "2026-05-08 03:00:00")
        self._do(site, "close", "2026-05-08 05:00:00")
        self._is(site, outcome="done", ended_as="closed")
        self._met(site, "tp_offer", "tp_works", "tp_inspection", "tp_act_make", "tp_act_send_supplier")

    def test_a_citizen_whose_first_application_lapsed_comes_to_the_act_by_the_account(self):
        """The papers did not come in twenty working days: annulled, once, with notices. The second goes through."""
        first = self._checked(self._draft(channel_id=self._channel("account").id))
        with self.assertRaisesRegex(UserError, "list"), freeze_time("2026-04-03 03:00:00"):
            first.request_id._move("lack")
        self._do(first, "lack", "2026-04-03 03:00:00", items=["План расположения энергопринимающих устройств"])
        self._is(first, state="awaiting_docs", actor="applicant", theirs="2026-05-04")
        self.assertEqual(self._promise(first, "tp_offer").state, "paused")
        self._lapse("2026-05-04 16:59:00")
        self._is(first, state="awaiting_docs")
        applicant, supplier = (self._mails(first, one.email) for one in (self.citizen, self.supplier))
        self._lapse("2026-05-04 17:01:00")
        self._lapse("2026-05-05 17:01:00")
        self._is(first, state="annulled_no_docs", outcome="annulled")
        self.assertEqual(self._promise(first, "tp_offer").state, "cancelled")
        self.assertEqual(self._mails(first, self.citizen.email), applicant + 1)
        self.assertEqual(self._mails(first, self.supplier.email), supplier + 1)

        second = self._draft(channel_id=self._channel("account").id)
        self._do(second, "submit", "2026-05-06 03:00:00")
        self._is(second, tp_lk_register="2026-05-07", tp_offer="2026-05-21")
        self._do(second, "take_to_check", "2026-05-06 05:00:00")
        self._do(second, "complete", "2026-05-07 03:00:00")
        self._reckon(second, "2026-05-13 02:00:00")
        self._do(second, "publish_offer", "2026-05-13 03:00:00")
        self._is(second, fee=18_300, fee_basis="standardised", theirs="2026-05-20")
        # paid on the last day, known to the company a day later: the contract is of the day of payment
        self._pay(second, 18_300, "2026-05-20", at="2026-05-21 03:00:00")
        self._is(second, state="contract_concluded", contract_date="2026-05-20", tp_works="2026-11-20")
        self._finish_by_account(second, "2026-09-01")
        self._is(second, outcome="done", works_late=False)

    def _finish_by_account(self, connection, day):
        self._do(connection, "start_works", "2026-05-25 03:00:00")
        self._do(connection, "secure", f"{day} 03:00:00")
        self._do(connection, "publish_notice", f"{day} 05:00:00")
        self._do(connection, "send_copy", f"{day} 06:00:00")
        self._do(connection, "close", f"{day} 07:00:00")

    def test_a_legal_entity_up_to_150_kw_pays_in_parts_by_the_account(self):
        """Half of the first part concludes nothing; an offer before the fee is reckoned is refused."""
        workshop = self._checked(self._business(instalment_option="four_parts", channel_id=self._channel("account").id))
        with self.assertRaisesRegex(UserError, "does not allow"), freeze_time("2026-04-02 02:00:00"):
            workshop.request_id._move("publish_offer")
        self._do(workshop, "complete", "2026-04-02 03:00:00")
        with self.assertRaisesRegex(UserError, "Reckon the fee"):
            self._do(workshop, "publish_offer", "2026-04-08 03:00:00")
        self._reckon(workshop, "2026-04-08 02:00:00")
        self._do(workshop, "publish_offer", "2026-04-08 03:00:00")
        self._is(workshop, fee=366_000, theirs="2026-04-15")
        parts = workshop.instalment_ids.sorted("number")
        self.assertEqual(parts.mapped("amount"), [54_900, 109_800, 128_100, 73_200])
        self.assertEqual([self._day(workshop, one.due_at) for one in parts[1:3]], ["2026-04-28", "2026-05-18"])
        self._pay(workshop, 50_000, "2026-04-13", "1")
        self._is(workshop, state="offer_published")
        self._pay(workshop, 4_900, "2026-04-14", "2")
        self._is(workshop, state="contract_concluded", contract_date="2026-04-14", tp_works="2026-10-14")
        with self.assertRaisesRegex(UserError, "registered already"):
            self._pay(workshop, 4_900, "2026-04-14", "2")
        self._pay(workshop, 109_800, "2026-04-28", "3")
        self._pay(workshop, 128_100, "2026-05-18", "4")
        self._do(workshop, "start_works", "2026-05-19 03:00:00")
        self._do(workshop, "secure", "2026-09-01 03:00:00")
        self._do(workshop, "publish_notice", "2026-09-01 05:00:00")
        # the last part: ten days after the notice is placed, 11.09.2026 is Friday
        self.assertEqual(self._day(workshop, workshop.instalment_ids.sorted("number")[-1:].due_at), "2026-09-11")
        self._do(workshop, "send_copy", "2026-09-02 03:00:00")
        with self.assertRaises(UserError):
            self._do(workshop, "close", "2026-09-02 05:00:00")
        self._pay(workshop, 73_200, "2026-09-10", "5")
        self._do(workshop, "close", "2026-09-11 03:00:00")
        self._is(workshop, outcome="done", debt=0)

    def test_150_to_670_kw_on_paper_with_a_protocol_of_disagreements(self):
        """The applicant disagrees, gets the contract anew and signs; remarks of the inspection are mended."""
        plant = self._checked(
            self._business(
                service_id=self._passport("150_670").id,
                subject="Присоединить завод",
                power_new_kw=400,
                distance_m=800,
                voltage_kv="10",
            )
        )
        self._is(plant, track="paper", case="other", tp_offer="2026-04-29")
        self._do(plant, "complete", "2026-04-02 03:00:00")
        self._reckon(plant, "2026-04-20 02:00:00")
        self._do(plant, "send_contract", "2026-04-20 03:00:00")
        self.assertFalse(plant.actor_due_at)  # the contract goes on paper: its term counts from the receipt
        self._hand_over(plant, "2026-04-22 03:00:00")
        self._is(plant, theirs="2026-05-07")
        self._do(plant, "disagree", "2026-04-24 03:00:00", reason="Протокол разногласий от 23.04.2026")
        self._is(plant, state="in_preparation", actor="grid")
        self._do(plant, "send_contract", "2026-04-28 03:00:00")
        self._hand_over(plant, "2026-04-28 05:00:00")
        self._is(plant, theirs="2026-05-14")
        with self.assertRaisesRegex(UserError, "too early"):
            self._do(plant, "annul", "2026-05-15 03:00:00")
        self._do(plant, "sign", "2026-05-06 03:00:00")
        self._is(plant, contract_date="2026-05-06", tp_works="2027-05-06")
        self._inspect_twice(plant)
        self._do(plant, "send_copy", "2027-03-30 03:00:00")
        self._pay(plant, plant.fee, "2027-03-30", at="2027-03-30 08:00:00")
        self._do(plant, "close", "2027-03-31 03:00:00")
        self._is(plant, outcome="done")

    def _inspect_twice(self, plant):
        self._do(plant, "start_works", "2026-05-07 03:00:00")
        self._do(plant, "report_fulfilment", "2027-03-01 03:00:00")
        self._is(plant, tp_inspection="2027-03-11")
        plant.inspection_remarks = "Нет схемы заземления"
        self._do(plant, "inspect", "2027-03-05 03:00:00")
        self._do(plant, "remarks", "2027-03-05 05:00:00", items=["Нет схемы заземления"])
        self._is(plant, state="works_in_progress")
        self._do(plant, "report_fulfilment", "2027-03-15 03:00:00")
        self._is(plant, tp_inspection="2027-03-25")
        plant.inspection_remarks = False
        self._do(plant, "inspect", "2027-03-22 03:00:00")
        self._do(plant, "no_remarks", "2027-03-22 05:00:00")
        self._do(plant, "connect", "2027-03-25 03:00:00")
        self._is(plant, tp_act_make="2027-03-30", works_late=False)
        self._do(plant, "sign_act", "2027-03-29 03:00:00")
        self._is(plant, tp_act_send_supplier="2027-03-31")

    def test_from_670_kw_the_system_operator_and_the_regulator_have_their_say(self):
        """An individual fee and an agreement before the contract; a contract that is refused ends the case."""
        mill = self._checked(self._mill())
        self._is(mill, case="other", tp_offer="2026-04-29")
        self._do(mill, "complete", "2026-04-02 03:00:00")
        with self.assertRaisesRegex(UserError, "regulator"):
            self._reckon(mill, "2026-04-20 02:00:00")
        mill.write({"individual_fee": 5_000_000, "individual_fee_order": "№ 15 от 17.04.2026"})
        self._reckon(mill, "2026-04-20 02:00:00")
        with self.assertRaisesRegex(UserError, "system operator"):
            self._do(mill, "send_contract", "2026-04-20 03:00:00")
        mill.system_operator_agreed_on = "2026-04-17"
        self._do(mill, "send_contract", "2026-04-20 03:00:00")
        self._hand_over(mill, "2026-04-20 05:00:00")
        self._is(mill, fee=5_000_000, theirs="2026-05-05")
        self._do(mill, "disagree", "2026-04-24 03:00:00", reason="Мотивированный отказ от подписания")
        self._do(mill, "withdraw", "2026-04-27 03:00:00", reason="Заявитель отказался от присоединения")
        self._is(mill, outcome="withdrawn", contract_date="False")
        self.assertNotIn("running", mill.deadline_ids.mapped("state"))

    def test_from_670_kw_to_the_act(self):
        """The works of two years; their last day falls into a year whose calendar nobody knows yet."""
        again = self._checked(self._mill())
        again.write({"individual_fee": 4_000_000, "individual_fee_order": "№ 16 от 17.04.2026"})
        again.system_operator_agreed_on = "2026-04-03"
        self._do(again, "complete", "2026-04-02 03:00:00")
        self._reckon(again, "2026-04-20 02:00:00")
        self._do(again, "send_contract", "2026-04-20 03:00:00")
        self._do(again, "sign", "2026-04-30 03:00:00")
        # two years from 30.04.2026: 30.04.2028 is Sunday, 1 May a holiday
        self._is(again, contract_date="2026-04-30")
        self.assertTrue(self._promise(again, "tp_works").is_preliminary)
        for act, at in (
            ("start_works", "2026-05-04"),
            ("report_fulfilment", "2027-02-01"),
            ("inspect", "2027-02-04"),
            ("no_remarks", "2027-02-05"),
            ("connect", "2027-02-08"),
            ("sign_act", "2027-02-09"),
            ("send_copy", "2027-02-10"),
        ):
            self._do(again, act, f"{at} 03:00:00")
        self._pay(again, 4_000_000, "2027-02-10", at="2027-02-10 08:00:00")
        self._do(again, "close", "2027-02-11 03:00:00")
        self._is(again, outcome="done", works_late=False)

    def _mill(self):
        return self._business(
            service_id=self._passport("670").id,
            subject="Присоединить комбинат",
            power_new_kw=700,
            distance_m=1500,
            voltage_kv="10",
            fee_method="standardised",
        )

    def test_a_citizen_of_a_social_category_pays_the_social_rate(self):
        """Five kilowatts by 1000 roubles are less than the standardised cost; the paper of the category is asked."""
        house = self._draft(power_new_kw=5, social_rate_claimed=True, channel_id=self._channel("account").id)
        self.assertIn("social", " ".join(house.request_id.needed_document_ids.mapped("code")))
        self._checked(house)
        self._do(house, "complete", "2026-04-02 03:00:00")
        self._reckon(house, "2026-04-08 02:00:00")
        self._is(house, fee=5_000, fee_basis="social")
        self._do(house, "publish_offer", "2026-04-08 03:00:00")
        self._pay(house, 5_000, "2026-04-09")
        self._is(house, contract_date="2026-04-09", tp_works="2026-10-09")
        self._finish_by_account(house, "2026-06-01")
        self._is(house, outcome="done")
        self.assertEqual(house.ticket_id.state, "closed")
