"""Papers of a request in the account: each public one for its applicant, and not a word for anybody else."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_requests import PDF, SECRET, RequestCase


@tagged("post_install", "-at_install")
class TestRequestPapers(RequestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case, cls.second = cls._submitted(cls.owner), cls._submitted(cls.owner)
        cls.theirs = cls._submitted(cls.stranger)
        cls.paper = cls._paper(cls.case)

    def _get(self, login, case, paper):
        self.authenticate(login, login)
        return self.url_open(f"/my/requests/{case.id}/paper/{paper.id}", allow_redirects=False)

    def _assert_nothing(self, response, statuses=(403, 404)):
        self.assertIn(response.status_code, statuses)
        self.assertNotIn(PDF, response.content)
        self.assertNotIn(SECRET, response.text)

    def test_the_applicant_downloads_what_was_issued(self):
        response = self._get("portal_owner", self.case, self.paper)
        self.assertEqual((response.status_code, response.content), (200, PDF))
        self.assertIn("attachment", response.headers["Content-Disposition"])

    def test_neither_what_is_internal_nor_what_is_in_preparation_nor_what_has_no_file(self):
        for values in (
            {"is_public": False},
            {"state": "given"},
            {"state": "given", "is_public": False},
            {"file": False, "file_name": False},
        ):
            with self.subTest(values):
                self._assert_nothing(self._get("portal_owner", self.case, self._paper(self.case, **values)))
        for section in ("way", "newest"):
            (shown,) = self._page(f"/my/requests/{self.case.id}").xpath(f"//main//*[@id='{section}']")
            self.assertEqual(shown.text_content().count(SECRET), 2, "the issued one, with and without its file")

    def test_what_was_in_preparation_is_shown_once_an_act_has_sent_it(self):
        draft = self._paper(self.second, state="given")
        self._assert_nothing(self._get("portal_owner", self.second, draft))
        self.second._move("withdraw", reason="Передумала")
        self.assertEqual(self._get("portal_owner", self.second, draft).status_code, 200)

    def test_neither_another_customer_nor_by_another_request(self):
        for login, case in (
            ("portal_stranger", self.case),
            ("portal_stranger", self.theirs),
            ("portal_colleague", self.case),
            ("portal_owner", self.second),
            ("portal_owner", self.theirs),
        ):
            with self.subTest(login=login, case=case):
                self._assert_nothing(self._get(login, case, self.paper))

    def test_a_representative_whose_power_has_expired(self):
        power = self.env["grid.representation"].create(
            {
                "principal_id": self.owner.partner_id.id,
                "representative_id": self.colleague.partner_id.id,
                "document_number": "7",
                "document_date": "2024-01-01",
                "valid_until": "2099-12-31",
            }
        )
        case = self._submitted(self.owner, representative_id=self.colleague.partner_id.id)
        power.valid_until = "2024-12-31"
        self._assert_nothing(self._get("portal_colleague", case, self._paper(case)))

    def test_who_is_not_signed_in_is_asked_to(self):
        self.authenticate(None, None)
        response = self.url_open(f"/my/requests/{self.case.id}/paper/{self.paper.id}", allow_redirects=False)
        self._assert_nothing(response, (302, 303))
        self.assertIn("/web/login", response.headers["Location"])

    @mute_logger("odoo.http")
    def test_no_other_door_of_the_server_gives_it(self):
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", "grid.service.paper"), ("res_field", "=", "file"), ("res_id", "=", self.paper.id)]
        )
        self.assertTrue(attachment)
        for login in ("portal_owner", "portal_stranger", None):
            self.authenticate(login, login)
            for path in (
                f"/web/content/grid.service.paper/{self.paper.id}/file",
                f"/web/content/{attachment.id}",
                f"/web/image/{attachment.id}",
            ):
                with self.subTest(login=login, path=path):
                    response = self.url_open(path, allow_redirects=False)
                    self.assertNotIn(PDF, response.content)
                    self.assertNotIn(SECRET, response.text)
