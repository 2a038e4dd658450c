import base64
from io import BytesIO

from freezegun import freeze_time
from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.grid_service.models.grid_service_request_walk import LAPSED

from .common import SUBMITTED
from .common_papers import PapersCase

OFFERED = "2026-04-08 03:00:00"


@tagged("post_install", "-at_install")
class TestGridConnectionPapers(PapersCase):
    def _has(self, text, *parts):
        for part in parts:
            self.assertIn(part, text)

    def _act(self, connection, code):
        return connection.step_id.transition_ids.filtered(lambda one: one.code == code)

    def _refused(self, connection, act, *sentences):
        with self.assertRaises(UserError) as refusal:
            self._walk(connection, act, OFFERED)
        self._has(str(refusal.exception), *sentences)

    # ------------------------------------------------------------------
    # The account track
    # ------------------------------------------------------------------
    def test_an_offer_in_the_account_is_four_papers_that_agree(self):
        connection = self._prepared(self._draft())
        self._walk(connection, "publish_offer", OFFERED)
        number = connection.number
        terms = self._text(self._paper(connection, "contract_terms"))
        self._has(terms, f"{number}-УД", "Тестова Мария Ивановна", "18,300.00", "April 15, 2026", "6 months", "0.25")
        self._has(terms, f"{number}-ТУ", "April 10, 2028", "Connection Rules, p. 106")
        self._has(terms, "4.2. Term of payment: April 15, 2026. ")
        self.assertNotIn("signature, name in full", terms)
        conditions = self._text(self._paper(connection, "technical_conditions"))
        self._has(conditions, f"{number}-ТУ", "15 kW", "ТП-417", "Опора № 12", "Earth the inlet", "April 10, 2028")
        self.assertEqual(str(connection.conditions_valid_until), "2028-04-10")
        invoice = self._text(self._paper(connection, "invoice"))
        self._has(invoice, f"{number}-СЧ", "40702810400000000225", "044525225", "4205001274", "18,300.00", "3,300.00")
        self._has(invoice, "Eighteen thousand, three hundred roubles 00 kopecks", "April 15, 2026")
        instruction = self._paper(connection, "connection_instruction")
        self.assertFalse(instruction.number)
        self._has(self._text(instruction), "Work under voltage is dangerous", "April 8, 2026")

    def test_the_payment_code_of_an_invoice_is_that_of_the_standard(self):
        connection = self._prepared(self._draft())
        self._walk(connection, "publish_offer", OFFERED)
        paper = self._paper(connection, "invoice")
        code = connection.request_id._paper_values(paper)["payment_code"]
        self.assertTrue(code.startswith(f"ST00012|Name={self.company.name}|PersonalAcc=40702810400000000225|"))
        self._has(code, "|Sum=1830000|", f"invoice No. {paper.number}", "|PayeeINN=4205001274|")

    def test_parts_of_an_invoice_stand_with_their_days_and_the_first_one_is_paid_now(self):
        connection = self._prepared(
            self._business(service_id=self._passport("above_0_4").id, voltage_kv="10", instalment_option="four_parts")
        )
        self._walk(connection, "publish_offer", OFFERED)
        paper = self._paper(connection, "invoice")
        values = connection.request_id._paper_values(paper)
        self._has(values["payment_code"], "|Sum=5490000|")
        self._has(self._text(paper), "54,900.00", "April 28, 2026", "May 18, 2026", "calendar days after the act")
        self.assertEqual(paper._sheet()[0].count("<img"), 1, "whoever pays by a phone finds one code")
        self.assertEqual(len(PdfReader(BytesIO(base64.b64decode(paper.file))).pages), 1)
        kept = [(part.number, part.amount) for part in connection.instalment_ids]
        self.assertEqual([(part.number, part.amount) for part, _day in values["parts"]], kept)

    def test_the_possibility_is_secured_by_the_act_of_the_meter_and_a_notice(self):
        connection = self._prepared(self._draft())
        self._walk(connection, "publish_offer", OFFERED)
        self._pay(connection, 18300, "2026-04-14")
        self._walk(connection, "start_works", "2026-04-20 03:00:00")
        self._refused_at(connection, "secure", "2026-06-01 03:00:00", "usage point of the request")
        point = self.env["grid.usage.point"].create(
            {
                "name": "TS-417",
                "address": "с. Тестовое",
                "partner_id": self.citizen.id,
                "branch_id": self.branch.id,
                "meter_ids": [(0, 0, {"name": "00123456", "meter_type": "Меркурий 206"})],
            }
        )
        connection.usage_point_id = point
        self._refused_at(connection, "secure", "2026-06-01 03:00:00", "card of the meter 00123456")
        point.meter_ids.write({"verified_until": "2042-01-31", "place": "Опора № 12", "seal": "А 001234"})
        self._walk(connection, "secure", "2026-06-01 03:00:00")
        act = self._text(self._paper(connection, "meter_admission_act"))
        self._has(act, "00123456", "Меркурий 206", "January 31, 2042", "А 001234", "June 1, 2026")
        self.assertEqual(str(point.meter_ids.commissioned_on), "2026-06-01")
        self.assertEqual(point.meter_ids.commissioning_act, f"{connection.number}-АДП")
        connection.boundary = False
        self._refused_at(connection, "publish_notice", "2026-06-01 05:00:00", "Boundary of balance ownership")
        connection.boundary = "Опора № 12"
        self._walk(connection, "publish_notice", "2026-06-01 05:00:00")
        notice = self._text(self._paper(connection, "possibility_notice"))
        self._has(notice, "April 14, 2026", "June 1, 2026", f"{connection.number}-АДП", "Connection Rules, p. 109")

    def _refused_at(self, connection, act, at, sentence):
        with self.assertRaises(UserError) as refusal:
            self._walk(connection, act, at)
        self.assertIn(sentence, str(refusal.exception))

    # ------------------------------------------------------------------
    # The paper track
    # ------------------------------------------------------------------
    def test_a_plant_comes_on_paper_from_contract_to_act(self):
        connection = self._prepared(self._plant())
        self.factory.write({"inn": "4205000023", "kpp": "420501001", "ogrn": "1024200687280"})
        self._walk(connection, "send_contract", OFFERED)
        contract = self._text(self._paper(connection, "connection_contract"))
        self._has(contract, f"{connection.number}-ДТП", "ООО «Тестовый завод»")
        self._has(contract, "represented by: директор филиала Кузнецов Андрей Викторович", "Директор филиала")
        self._has(contract, "INN 4205000023, KPP 420501001, OGRN 1024200687280")
        self._has(contract, "1,464,000.00", "two copies", "signature, name in full", "10 working days", "1 year")
        self._has(contract, "в течение 15 дней со дня заключения договора. ")
        self._has(self._text(self._paper(connection, "technical_conditions")), "400 kW", "ТП-418", "10 kV")
        self._walk(connection, "sign", "2026-04-20 03:00:00")
        self._walk(connection, "start_works", "2026-04-21 03:00:00")
        self._walk(connection, "report_fulfilment", "2026-06-18 03:00:00")
        self._walk(connection, "inspect", "2026-06-20 03:00:00")
        self._has(self._text(self._paper(connection, "inspection_act")), "There are no remarks", "June 20, 2026")
        self._walk(connection, "no_remarks", "2026-06-21 03:00:00")
        fulfilment = self._text(self._paper(connection, "fulfilment_act"))
        self._has(fulfilment, f"{connection.number}-АОЭ", f"{connection.number}-ТУ", "Earth the inlet")
        self._walk(connection, "connect", "2026-06-25 03:00:00")
        self._walk(connection, "sign_act", "2026-06-26 03:00:00")
        act = self._text(self._paper(connection, "connection_act"))
        self._has(act, "June 25, 2026", "April 20, 2026", f"{connection.number}-АВТУ", "400 kW", "II")

    def test_remarks_stand_in_the_act_of_inspection_and_a_second_act_is_counted(self):
        connection = self._prepared(self._plant())
        for act, at in (
            ("send_contract", OFFERED),
            ("sign", "2026-04-20 03:00:00"),
            ("start_works", "2026-04-21 03:00:00"),
            ("report_fulfilment", "2026-06-18 03:00:00"),
        ):
            self._walk(connection, act, at)
        connection.inspection_remarks = "Нет заземления\nНет пломбы"
        self._walk(connection, "inspect", "2026-06-20 03:00:00")
        self._has(
            self._text(self._paper(connection, "inspection_act")), "Нет заземления", "inspects the installation again"
        )
        self._refused_at(connection, "no_remarks", "2026-06-21 03:00:00", "left remarks: Нет заземления; Нет пломбы")
        act = self._act(connection, "remarks")
        dialog = self.env["grid.service.act"].new({"request_id": connection.request_id.id, "transition_id": act.id})
        self.assertEqual(dialog.list_text, "Нет заземления\nНет пломбы")
        self._walk(connection, "remarks", "2026-06-21 03:00:00", items=["Нет заземления", "Нет пломбы"])
        connection.inspection_remarks = False
        self._walk(connection, "report_fulfilment", "2026-07-01 03:00:00")
        for day, said in (
            ("2026-06-20", "the applicant told of the works on 01.07.2026"),
            ("2026-07-03", "the act is made on 02.07.2026"),
        ):
            connection.inspected_on = day
            self._refused_at(connection, "inspect", "2026-07-02 03:00:00", said)
        connection.inspected_on = "2026-07-02"
        self._walk(connection, "inspect", "2026-07-02 03:00:00")
        self.assertEqual(self._paper(connection, "inspection_act").number, f"{connection.number}-АОЭ/2")
        self._has(self._text(self._paper(connection, "inspection_act")), "July 2, 2026")
        with self.assertRaisesRegex(UserError, "left no remarks"):
            self._walk(connection, "remarks", "2026-07-03 03:00:00", items=["Нет заземления"])

    # ------------------------------------------------------------------
    # Notices
    # ------------------------------------------------------------------
    def test_a_notice_lists_what_lacks_and_an_annulment_says_the_term(self):
        connection = self._draft()
        self._walk(connection, "submit", SUBMITTED)
        self._walk(connection, "take_to_check", "2026-04-01 04:00:00")
        self._refused_at(connection, "lack", "2026-04-02 04:00:00", "notice with a list")
        self._walk(connection, "lack", "2026-04-02 04:00:00", items=["План расположения", "Копия СНИЛС"])
        notice = self._text(self._paper(connection, "lack_notice"))
        self._has(notice, f"{connection.number}-УНД", "1. План расположения", "2. Копия СНИЛС", "20 working days")
        with freeze_time("2026-05-20 03:00:00"):
            connection.request_id.with_context(service_lapse=LAPSED)._move("annul")
        annulment = self._text(self._paper(connection, "annulment_notice"))
        self._has(annulment, f"{connection.number}-УА", "20 working days", "were not supplied", "April 1, 2026")

    def test_a_russian_reader_gets_a_name_in_the_dative(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        self.citizen.lang = "ru_RU"
        connection = self._draft()
        self._walk(connection, "submit", SUBMITTED)
        self._walk(connection, "take_to_check", "2026-04-01 04:00:00")
        self._walk(connection, "lack", "2026-04-02 04:00:00", items=["План"])
        self._has(self._text(self._paper(connection, "lack_notice")), "Тестовой М. И.", "2 апреля 2026")

    def test_a_russian_offer_ends_its_term_by_one_full_stop_and_parts_no_number_from_its_sign(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        self.citizen.lang = "ru_RU"
        connection = self._prepared(self._draft())
        self._walk(connection, "publish_offer", OFFERED)
        terms = self._paper(connection, "contract_terms")
        self._has(self._text(terms), "15 апреля 2026 г. 5. ")
        page, _title, _author = terms._sheet()
        self.assertNotRegex(page, r"(№|\bп\.|ОГРН)[ \n]+[\d<]")

    def test_a_sum_at_the_end_of_a_sentence_adds_no_second_full_stop(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        self.factory.lang = "ru_RU"
        connection = self._prepared(self._plant())
        self.assertTrue(connection.fee_vat)
        self._walk(connection, "send_contract", OFFERED)
        page, _title, _author = self._paper(connection, "connection_contract")._sheet()
        self.assertIn("руб.", page)
        self.assertNotIn("..", page)

    def test_papers_are_restored_with_copies_of_the_system_operator(self):
        self.company.system_operator_id = self.env["res.partner"].create({"name": "Диспетчерское управление"})
        connection = self._draft(service_id=self._passport("restore").id, earlier_papers="ТУ № 12 от 14.03.2009")
        self._with_conditions(connection)
        self._walk(connection, "submit", SUBMITTED)
        self._walk(connection, "ask_system_operator", "2026-04-02 04:00:00")
        request = self._text(self._paper(connection, "system_operator_request"))
        self._has(request, "Диспетчерское управление", f"{connection.number}-ЗСО")
        self._walk(connection, "copies_given", "2026-04-03 04:00:00")
        self._walk(connection, "give", "2026-04-06 04:00:00")
        self._has(self._text(self._paper(connection, "restored_papers")), "ТУ № 12 от 14.03.2009", "Опора № 12")

    # ------------------------------------------------------------------
    # What is lacking, previews, rights
    # ------------------------------------------------------------------
    def test_what_papers_lack_is_said_field_by_field_and_nothing_is_issued(self):
        connection = self._prepared(self._draft())
        connection.write({"main_source": False, "connection_points": False})
        connection._measures_of("applicant").unlink()
        self.company.payment_account = False
        self.branch.head_name = False
        self._refused(
            connection,
            "publish_offer",
            "“Main source of supply”",
            "“Points of connection”",
            "measures of the technical conditions: applicant",
            "Settlement account",
            "head of the branch “Тест-А”",
        )
        self.assertEqual(connection.state, "in_preparation")
        self.assertFalse(connection.paper_ids.filtered("kind_id.template"))

    def test_measures_stand_while_the_offer_stands_and_leave_the_fee_alone(self):
        connection = self._prepared(self._draft())
        fee = connection.fee
        connection.measure_ids[:1].name = "Построить линию"
        self.assertEqual(connection.fee, fee)
        self._walk(connection, "publish_offer", OFFERED)
        with self.assertRaisesRegex(UserError, "stays as it was"):
            connection.measure_ids[:1].name = "Ничего не строить"

    def test_proposed_measures_of_each_side_stand_together(self):
        connection = self._draft()
        connection.action_propose_measures()
        sides = connection.measure_ids.sorted("sequence").mapped("side")
        self.assertEqual(sides, ["grid"] * 2 + ["applicant"] * 3)

    def test_bank_details_that_do_not_fit_are_refused(self):
        with self.assertRaisesRegex(UserError, "does not fit the BIC"):
            self.company.payment_account = "40702810500000000225"
        with self.assertRaisesRegex(UserError, "is no BIC"):
            self.company.payment_bic = "123"
