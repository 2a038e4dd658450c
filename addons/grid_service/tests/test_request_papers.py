import base64

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ServiceCase


@tagged("post_install", "-at_install")
class TestRequestPapers(ServiceCase):
    def _at_works(self):
        request = self._submitted()
        self._give(request)
        with freeze_time("2026-04-03 03:00:00"):
            request._move("complete")
        return request

    def _template(self):
        self.env["ir.ui.view"]._load_records(
            [
                {
                    "xml_id": "grid_service.test_act",
                    "values": {
                        "name": "test act",
                        "type": "qweb",
                        "key": "grid_service.test_act",
                        "arch": "<t t-name='grid_service.test_act'><html><body>"
                        "<h1 t-out='title'/><p t-out='case.subject'/></body></html></t>",
                    },
                }
            ]
        )
        self.act_kind.write({"template": "grid_service.test_act", "series": "АЗ"})

    def test_a_paper_that_the_program_files_is_named_in_the_language_of_the_company(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        self.env.company.partner_id.lang = "ru_RU"
        self.act_kind.with_context(lang="ru_RU").name = "Акт по-русски"
        self.act_kind.with_context(lang="en_US").name = "Act in English"
        request = self._at_works()
        paper = self.env["grid.service.paper"].with_context(lang=None)
        filed = paper.create({"request_id": request.id, "kind_id": self.act_kind.id})
        self.assertEqual(filed.name, "Акт по-русски")

    def test_an_act_issues_its_paper_with_a_number_and_a_pdf(self):
        self._template()
        request = self._at_works()
        with freeze_time("2026-04-20 03:00:00"):
            request._move("finish")
        paper = request.paper_ids.filtered(lambda one: one.kind_id == self.act_kind)
        self.assertEqual((paper.state, paper.number), ("issued", f"{request.number}-АЗ"))
        self.assertTrue(base64.b64decode(paper.file).startswith(b"%PDF"))
        self.assertEqual(request.move_ids[-1:].paper_ids, paper)

    def test_an_act_rests_on_a_file_or_on_a_registered_original_and_on_no_empty_row(self):
        for given, stands in (
            ({"number": False, "date": False}, False),
            ({"number": "7", "date": False}, False),
            ({"number": False, "date": False, "file_name": "a.pdf"}, False),
            ({"number": "7", "date": "2026-04-20"}, True),
            ({"number": False, "date": False, "file": "JVBERi0=", "file_name": "a.pdf"}, True),
        ):
            request = self._at_works()
            with freeze_time("2026-04-20 03:00:00"):
                self._issue(request, **given)
                if stands:
                    request._move("finish")
                    continue
                with self.assertRaisesRegex(UserError, "Акт замены: attach its file, or enter the number and the date"):
                    request._move("finish")

    def test_a_paper_without_its_sheet_is_not_issued_yet(self):
        self._template()
        request = self._at_works()
        with freeze_time("2026-04-20 03:00:00"):
            self._issue(request)
            rejected = self._issue(request, file_name="a.pdf", state="given")
            rejected.write({"state": "rejected", "remark": "Нет подписи"})
            request._move("finish")
        papers = request.paper_ids.filtered(lambda one: one.kind_id == self.act_kind)
        self.assertEqual(papers.mapped(lambda one: bool(one.file)), [False, False, True])

    def test_an_issued_paper_stays_and_a_second_one_is_counted(self):
        self._template()
        request = self._at_works()
        first = request._issue(self.act_kind)
        with self.assertRaisesRegex(UserError, "stays as it is"):
            self._as("specialist", first).number = "1"
        self.assertEqual(request._issue(self.act_kind).number, f"{request.number}-АЗ/2")

    def test_a_term_from_the_receipt_waits_for_it(self):
        self.service.step_ids.filtered(lambda step: step.code == "awaiting_docs").with_context(
            passport_part=self.loading
        ).from_receipt = True
        self.citizen.email = False
        request = self._submitted()
        with freeze_time("2026-04-02 03:00:00"):
            request._move("lack", items=["Заявление"])
        self.assertEqual((request.actor_due_at, request.move_ids[-1:].told), (False, "none"))
        with freeze_time("2026-06-02 03:00:00"):
            self._run("lapse")
            self.assertEqual(request.state, "awaiting_docs")
            with self.assertRaisesRegex(UserError, "after it was sent"):
                request._receive_notice("2026-04-01 03:00:00")
            request._receive_notice("2026-05-20 03:00:00")
            self.assertEqual(self._day(request, request.actor_due_at), "2026-06-03")
            with self.assertRaisesRegex(UserError, "waits for no receipt"):
                request._receive_notice("2026-05-21 03:00:00")
        with freeze_time("2026-06-03 17:00:00"):
            self._run("lapse")
        self.assertEqual(request.state, "annulled")
