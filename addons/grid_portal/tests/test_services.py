from odoo import fields
from odoo.tests import tagged

from odoo.addons.grid_service.tests.common import REGISTERED

from .common import PortalCase

#: A house of 5 kW: connections that are meant for it can be asked for.
HOUSE = {
    "object_name": "Жилой дом",
    "object_address": "с. Тестовое, ул. Тестовая, 5",
    "load_character": "Бытовая",
    "settlement_type": "rural",
    "power_new_kw": 5,
    "distance_m": 100,
}
#: A day of a visit that is told in time.
VISIT = "2030-06-14"


@tagged("post_install", "-at_install")
class TestServices(PortalCase):
    """The printed passport, the public page, the form and the case of every service say the same."""

    def setUp(self):
        super().setUp()
        today = fields.Date.context_today(self.env.user)
        self.services = self.env["grid.service"]._shown(today, self.env.company)

    def _said(self, node):
        """What a reader sees in a place; a dash stands for nothing."""
        return " ".join(node.text_content().split()).strip("—")

    def _printed(self, service):
        """The sheet of the printed passport, and the rows of its tables: of the stages, then of the papers."""
        sheet = service._passport_sheet()
        return sheet, [[[self._plain(cell).strip("—") for cell in row] for row in one.rows] for one in sheet.tables]

    def _plain(self, text):
        return " ".join((text or "").split())

    def _public(self, service):
        return self._page(f"/services/{service.code}")

    def _stages(self, page):
        """What the page says of each stage, in the columns of the printed table."""
        names = ("no", "name", "content", "form", "term", "act")
        stages = page.xpath("//ol[hasclass('grid_passport_stages')]/li")
        return [
            ["".join(map(self._said, stage.xpath(f".//*[hasclass('grid_passport_stage_{name}')]"))) for name in names]
            for stage in stages
        ]

    def test_the_public_page_says_what_the_printed_passport_says(self):
        self.assertGreater(len(self.services), 30)
        for service in self.services:
            with self.subTest(service.code):
                page, (sheet, printed) = self._public(service), self._printed(service)
                stages = self._stages(page)
                self.assertTrue(stages)
                self.assertEqual(stages, printed[0])
                papers = page.xpath("//main//h2[.='Документы']/following-sibling::ul[1]/li")
                asked = [row[1].splitlines()[0] for table in sheet.tables[1:] for row in table.rows]
                self.assertEqual([one.text.strip() for one in papers], asked)
                for words in (service.name, service.price, service.result, service.term_text, service.draft_reason):
                    for where in (
                        self._said(page),
                        self._plain(" ".join([sheet.name, *sheet.notes, *(said for _label, said in sheet.summary)])),
                    ):
                        self.assertIn(self._plain(words), where)

    def test_a_passport_says_since_when_its_edition_is_in_force(self):
        published = self.services.filtered(lambda one: one.state == "published")[:1]
        draft = self.services.filtered(lambda one: one.state == "draft")[:1]
        day = published.valid_from.strftime("%d.%m.%Y")
        since = "//*[hasclass('grid_checked')]"
        said, _checked = self._public(published).xpath(f"//main{since}")
        self.assertTrue(self._said(said).endswith(day))
        self.assertFalse(self._public(draft).xpath(f"//main{since}"))
        [listed] = self._page("/services").xpath(f"//a[@href='/services/{published.code}']")
        self.assertTrue(self._said(listed.xpath(f".{since}")[0]).endswith(day))

    def test_a_fee_is_calculated_for_connections_only(self):
        for name, linked in (
            ("grid_connection.service_tp_citizen_15", True),
            ("grid_service.service_tr_change", False),
        ):
            with self.subTest(name):
                links = self._public(self.env.ref(name)).xpath("//main//a[starts-with(@href, '/connect')]")
                self.assertEqual(bool(links), linked)

    def test_the_page_asks_little_of_the_database(self):
        """It was the slowest public page: its words are kept in memory, and one passport is read."""
        self._public(self.env.ref("grid_connection.service_tp_citizen_15"))
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self._public(self.env.ref("grid_connection.service_tp_citizen_15"))
        self.assertLessEqual(self.cr.sql_log_count - before, 20)

    def test_a_rule_that_changes_is_on_the_page_at_once(self):
        service = self.env.ref("grid_connection.service_tp_citizen_15")
        code = service._printed_steps().filtered("rule_code")[:1]._printed_code()
        self._public(service)
        self.env["legal.rule"].search([("code", "=", code)]).trigger = "событие, о котором узнали сегодня"
        self.assertIn("событие, о котором узнали сегодня", self._public(service).text_content())

    def test_the_form_asks_for_papers_of_the_page_and_the_case_keeps_its_terms(self):
        """A case of each service that a house may ask for is submitted; its timeline cites the printed terms."""
        walked = set()
        self.authenticate("portal_owner", "portal_owner")
        for service in self.services.filtered(lambda one: one.state == "published" and one.is_online):
            with self.subTest(service.code):
                printed = {row[1]: " ".join(row) for table in self._printed(service)[1] for row in table}
                case = self._begun(service)
                form = self._page(f"/my/requests/{case.id}")
                labels = [self._said(one) for one in form.xpath("//main//fieldset//label[starts-with(@for, 'grid')]")]
                self.assertEqual(labels, case._customer_asked() and [one.name for one in case._customer_asked()])
                self.assertLessEqual(set(case._lacking_documents().mapped("name")), printed.keys())
                if self._may_submit(case):
                    self._submit(case)
                    walked.add(service.code)
                    for stage in case.timeline["stages"]:
                        term = stage["law"].partition(" — ")[0]
                        self.assertIn(term, printed.get(stage["name"], ""), stage["name"])
        self.assertLessEqual({"tp_citizen_15", "tp_restore", "meter_check", "meter_replace", "tr_conclude"}, walked)

    def _begun(self, service):
        of_business = "customer_group=2" in (service.offered_when or "")
        self.owner.partner_id.customer_group = "2" if of_business else "1"
        case = self.env["grid.service.request"]._draft_in_account(service.code, self.owner.partner_id, self.env.company)
        if connection := case.connection_ids:
            connection.write({**HOUSE, "temporary_until": connection.is_temporary and VISIT})
            if connection.reliability_category == "1":
                connection.write({"sources": 2, "has_own_reserve": True})
        case.visit_on = VISIT
        return case

    def _may_submit(self, case):
        """The passport is meant for a house of 5 kW."""
        connection = case.connection_ids
        return not connection or connection.fits_passport or not case.service_id.offered_when

    def _submit(self, case):
        papers = [{"document_id": one.id} for one in case._lacking_documents()]
        act = case.step_id.transition_ids[:1]
        papers += [{"kind_id": one.id, **REGISTERED} for one in act.paper_kind_ids]
        self.env["grid.service.paper"].create([{"request_id": case.id, **paper} for paper in papers])
        case._move(act.code)
