from unittest.mock import patch

from odoo.tests import tagged

from .common_my_requests import PDF, MyRequestCase


@tagged("post_install", "-at_install")
class TestGivenPapers(MyRequestCase):
    """Papers that a customer gives with a request in her account."""

    def test_a_bad_file_is_named_and_the_rest_is_kept(self):
        case = self._begin_with_papers()
        document = case._lacking_documents()[0]
        response = self._post(
            f"/my/requests/{case.id}",
            {"act": "submit", "subject": "Счётчик стоит"},
            [(f"{document._name}-{document.id}", ("a.exe", b"MZ"))],
        )
        self.assertEqual(response.status_code, 422)
        self.assertIn("a.exe", response.text)
        self.assertIn('id="kept"', response.text)
        self.assertIn("Счётчик стоит", response.text)
        self.assertFalse(case.submitted_at)

    def test_a_scanner_looks_at_every_file(self):
        case = self._begin_with_papers()
        document = case._lacking_documents()[0]
        files = [(f"{document._name}-{document.id}", (name, PDF + name.encode())) for name in ("virus.pdf", "a.pdf")]
        scanner = self.env.registry["grid.file.scanner"]
        with patch.object(scanner, "_refuses", lambda _scanner, name, _content: name == "virus.pdf"):
            response = self._post(f"/my/requests/{case.id}", {"act": ""}, files)
        self.assertIn("virus.pdf", self._said(response, files[0][0]))
        self.assertEqual(response.status_code, 422)
        self.assertIn("virus.pdf", response.text)
        self.assertEqual(case.paper_ids.mapped("file_name"), ["a.pdf"])

    def test_a_file_in_the_place_of_a_text_is_no_text(self):
        case = self._begin_with_papers()
        act = self.env["grid.service.transition"].search([("visit_bound", "!=", False)], limit=1)
        file = [("visit_on", ("a.pdf", PDF)), ("take_back", ("a.pdf", PDF)), ("subject", ("a.pdf", PDF))]
        with patch.object(self.env.registry["grid.service.request"], "_customer_acts", lambda _case: act):
            response = self._post(f"/my/requests/{case.id}", {"act": ""}, file)
        self.assertEqual(response.status_code, 303)
        self.assertFalse(case.visit_on)
        self.assertTrue(case.subject)

    def test_what_was_given_stands_where_it_was_given_and_says_what_is_wrong_with_it(self):
        self._begin_with_papers()
        case = self._submit()
        first = case.paper_ids[0]
        first.write({"state": "rejected", "remark": "Не видно печати"})
        case._move("lack", items=[first.name])
        self.assertEqual([first in papers for papers in case._customer_stage_papers()][:2], [True, False])
        asked = self._page(f"/my/requests/{case.id}").xpath("//*[starts-with(@id, 'remark-')]")
        self.assertIn("Не видно печати", asked[0].text_content())
        self._post(f"/my/requests/{case.id}", {"act": "supplied"}, self._give_all(case))
        again = case.paper_ids.filtered(lambda one: one.document_id == first.document_id) - first
        self.assertEqual([again in papers for papers in case._customer_stage_papers()][:3], [False, True, False])

    def test_a_page_that_is_sent_twice_gives_a_paper_once(self):
        case = self._begin_with_papers()
        document = case._lacking_documents()[0]
        file = [(f"{document._name}-{document.id}", ("a.pdf", PDF))]
        for _click in range(2):
            self._post(f"/my/requests/{case.id}", {"act": ""}, file)
        self.assertEqual(len(case.paper_ids), 1)
        self._post(f"/my/requests/{case.id}", {"act": ""}, [(file[0][0], ("a.pdf", PDF + b"2"))])
        self.assertEqual(len(case.paper_ids), 2, "a second page of the same paper has the same name")

    def test_no_more_files_than_anybody_looks_at(self):
        case = self._begin_with_papers()
        document = case._lacking_documents()[0]
        many = [(f"{document._name}-{document.id}", (f"{n}.pdf", PDF + bytes([n]))) for n in range(7)]
        response = self._post(f"/my/requests/{case.id}", {"act": ""}, many)
        self.assertIn("6.pdf", response.text)
        self.assertEqual(len(case.paper_ids), 5)

    def test_nothing_is_given_to_a_request_that_has_ended(self):
        case = self._submit()
        withdraw = case._customer_acts().filtered(lambda one: one.code == "withdraw")
        self._post(f"/my/requests/{case.id}", {"act": withdraw.code, "reason": "Передумала"})
        self.assertTrue(case.outcome)
        papers, kind = case.paper_ids, self.env["grid.service.document"].search([], limit=1)
        token = self._page(f"/services/{self.code}").xpath("//main//input[@name='csrf_token']/@value")[0]
        files = [(f"{one._name}-{one.id}", ("a.pdf", PDF)) for one in case._lacking_documents() or kind]
        self.url_open(f"/my/requests/{case.id}", data={"csrf_token": token, "act": ""}, files=files)
        self.assertEqual(case.paper_ids, papers)
