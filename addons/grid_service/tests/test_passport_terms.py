"""What a passport prints of terms and acts is what the rules in force say."""

import io

from freezegun import freeze_time

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools.pdf import PdfReader

from ..report.passport_pdf import PassportSheet, passport_pdf
from .common import ServiceCase


@freeze_time("2026-04-01")
class TestPassportTerms(ServiceCase):
    def _shipped(self, code):
        return self.env["grid.service"].search([("code", "=", code)])

    def _terms(self, service):
        return {step.code: (step.term_text, step.act_text) for step in service.step_ids}

    def test_a_step_says_the_term_and_the_act_of_its_rule(self):
        terms = self._terms(self._shipped("unmetered_act"))
        self.assertEqual(
            terms["act_made"],
            ("3 working days (counted from: act made)", "Decree No. 442, Basic Provisions, p. 177–178"),
        )

    def test_a_new_edition_of_the_law_changes_what_is_printed(self):
        rule = self.env["legal.rule"].search([("code", "=", "unmetered_act_send")])
        rule.valid_to = "2026-02-28"
        rule.copy({"amount": 5, "valid_from": "2026-03-01"})
        self.assertIn("5 working days", self._terms(self._shipped("unmetered_act"))["act_made"][0])

    def test_without_a_rule_the_act_says_when_or_nobody_does(self):
        terms = self._terms(self._shipped("readings"))
        self.assertEqual(terms["on_review"], ("as the act sets it", "Decree No. 442, Basic Provisions, p. 159–160"))
        self.assertEqual(self._terms(self._shipped("reserve_agreement"))["on_review"], ("no term is set", ""))

    def test_only_editions_that_can_bind_are_printed_each_with_its_condition(self):
        rules = self.env["legal.rule"]
        base = {"act_id": self.env.ref("grid_service.act_pp_442").id, "clause": "p. 1", "unit": "working_days"}
        for facts, amount in (("track=a", 1), ("track=b;shape=x", 2), ("track=b;shape=y", 3)):
            rules.create({**base, "code": "test_many", "name": facts, "facts": facts, "amount": amount})
        service = self._passport(code="test_many", facts="track=b")
        draft = service.copy({"facts": "track=b"})
        draft.step_ids[1].rule_code = "test_many"
        self.assertEqual(draft.step_ids[1].term_text, "if shape: x: 2 working days\nif shape: y: 3 working days")
        draft.facts = "track=a"
        self.assertEqual(draft.step_ids[1].term_text, "1 working day")

    def test_conditions_are_clauses_the_general_term_is_last_and_its_beginning_is_said_once(self):
        rules = self.env["legal.rule"]
        base = {"act_id": self.env.ref("grid_service.act_pp_442").id, "clause": "p. 1", "unit": "working_days"}
        for facts, amount in (("", 1), ("customer_group=1;channel=account", 2)):
            rules.create(
                {**base, "code": "test_many", "name": "x", "facts": facts, "amount": amount, "trigger": "call"}
            )
        draft = self._passport(code="test_many").copy()
        draft.step_ids[1].rule_code = "test_many"
        self.assertEqual(
            draft.step_ids[1].term_text.splitlines(),
            [
                "if the applicant is a citizen and the application is made in the personal account: 2 working days",
                "otherwise: 1 working day",
                "counted from: call",
            ],
        )

    def test_an_edition_of_the_past_shows_the_law_of_its_last_day(self):
        service = self._passport(code="test_old", valid_from="2019-01-01")
        service.valid_to = "2020-06-30"
        draft = service.copy({"valid_from": "2019-02-01", "valid_to": "2020-06-30"})
        draft.step_ids[1].rule_code = "meter_admission_counter_offer"
        self.assertIn("7 working days", draft.step_ids[1].term_text)
        draft.valid_to = False
        self.assertEqual(draft.step_ids[1].term_text, "no rule is in force")


@freeze_time("2026-04-01")
class TestPassportPrint(ServiceCase):
    def _pages(self, service):
        return PdfReader(io.BytesIO(service._passport_pdf())).pages

    def _text(self, service):
        return " ".join(" ".join(page.extract_text() for page in self._pages(service)).split())

    def test_it_says_the_head_the_stages_and_the_papers(self):
        service = self.env["grid.service"].search([("code", "=", "restoration_household")])
        text = self._text(service)
        for said in (
            "PASSPORT OF THE SERVICE (PROCESS)",
            service.name,
            "from 01.07.2020",
            "2 calendar days (counted from: payment of debt and costs)",
            "Decree No. 354, Utility Rules, p. 120",
            "if a representative applies",
            "if the application is not made in the personal account",
            self.env.company.name,
        ):
            self.assertIn(said, text)
        self.assertNotIn("DRAFT", text)

    def test_the_company_writes_its_address_as_its_branches_do(self):
        home = self.env.ref("base.ru")
        address = {"zip": "650000", "city": "Кемерово", "street": "ул. Тестовая, 1", "country_id": home.id}
        self.env.company.partner_id.write(address)
        self.assertIn("650000, г. Кемерово, ул. Тестовая, 1", self._text(self.service))
        self.assertNotIn(home.name, self._text(self.service))

    def test_what_is_not_printed_stays_out_and_stages_are_numbered_without_gaps(self):
        rows = self.service._passport_sheet().tables[0].rows
        self.assertEqual([row[0] for row in rows], [str(number) for number in range(1, len(rows) + 1)])
        self.assertEqual([row[1] for row in rows], self.service.step_ids.filtered("is_printed").mapped("name"))

    def test_every_page_of_a_table_begins_with_its_heading(self):
        service = self.env["grid.service"].search([("code", "=", "meter_replace")])
        pages = [" ".join(page.extract_text().split()) for page in self._pages(service)]
        self.assertGreater(len(pages), 1)
        for page in pages[1:]:
            heading = "No. Stage" if "Form of provision" in page else "No. Paper"
            self.assertRegex(page, rf"^(\d+ )?(Papers of the applicant )?{heading}")

    def test_no_number_is_parted_from_its_sign_or_unit(self):
        said = "приказ № 17, п. 5: 15 кВт за 50 руб."
        summary = tuple(("Fee", f"{'х' * length} {said}") for length in range(60, 130))
        pdf = passport_pdf(PassportSheet("Sity", (), "PASSPORT", "Test", (), summary, (), ("Contacts:", "Tel.")))
        lines = [line.strip() for page in PdfReader(io.BytesIO(pdf)).pages for line in page.extract_text().splitlines()]
        self.assertGreater(len(lines), 2 * len(summary), "the lines are broken")
        parted = [line for line in lines if line.endswith(("№", "п.", "15", "50"))]
        self.assertEqual(parted, [])

    def test_the_title_of_a_table_stands_on_the_page_of_its_first_row(self):
        papers = self.env["grid.service"].search([("code", "=", "meter_replace")])._passport_sheet().tables[-1]
        for lines in range(10, 40):
            summary = (("Result", "\n".join(f"Line {line}" for line in range(lines))),)
            sheet = PassportSheet("Sity", (), "PASSPORT", "Test", (), summary, (papers,), ("Contacts:", "Tel."))
            pages = [page.extract_text() for page in PdfReader(io.BytesIO(passport_pdf(sheet))).pages]
            (titled,) = (page for page in pages if papers.title in page)
            self.assertIn(papers.rows[0][1].split()[0], titled.split(papers.title)[1], lines)

    def test_a_stage_longer_than_a_page_is_printed_whole(self):
        draft = self.service.copy()
        draft.step_ids[1].content = "\n".join(f"Line {number}." for number in range(90))
        self.assertIn("Line 89.", self._text(draft))

    def test_a_draft_says_that_it_is_one_and_why(self):
        text = self._text(self.env["grid.service"].search([("code", "=", "reserve_agreement")]))
        self.assertIn("DRAFT By this passport no dates are promised. No published source gives the term", text)
        self.assertIn("no term is set", text)


@tagged("post_install", "-at_install")
class TestPassportPage(HttpCase):
    def test_staff_print_it_and_nobody_else(self):
        service = self.env["grid.service"].search([("code", "=", "readings")])
        new_test_user(self.env, login="passport_operator", groups="grid_customer.group_operator")
        new_test_user(self.env, login="passport_portal", groups="base.group_portal")
        for login, status in (("passport_operator", 200), ("passport_portal", 404)):
            self.authenticate(login, login)
            page = self.url_open(f"/grid_service/passport/{service.id}")
            self.assertEqual(page.status_code, status)
        self.authenticate("passport_operator", "passport_operator")
        page = self.url_open(f"/grid_service/passport/{service.id}")
        self.assertEqual(page.headers["Content-Type"], "application/pdf")
        self.assertEqual(self.url_open("/grid_service/passport/999999999").status_code, 404)


class TestPassportTermsSpeed(ServiceCase):
    def test_a_list_of_passports_asks_for_the_rules_once(self):
        services = self.env["grid.service"].search([("state", "=", "published")], limit=8)
        self.assertEqual(len(services), 8)
        services.mapped("term_text")  # what stays in memory is in memory
        self._forget(services)
        with self.assertQueryCount(10):
            services.mapped("term_text")
        self._forget(services)
        with self.assertQueryCount(10):
            services.step_ids.mapped("term_text")

    def _forget(self, services):
        self.env.flush_all()
        self.env.invalidate_all()
