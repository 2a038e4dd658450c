import base64
from datetime import date, timedelta

from lxml import html

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import PNG, PortalCase

PAGE = "/my/acting/new"
INN = "9901007777"


@tagged("post_install", "-at_install")
class TestRepresenting(PortalCase):
    """To act for another one is asked for with the paper, told nothing, and given by a person who has checked it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.factory.inn = INN
        cls.today = cls.env.company._legal_today()
        cls.requests = cls.env["grid.representation.request"]

    def setUp(self):
        super().setUp()
        self.authenticate("portal_stranger", "portal_stranger")

    def _ask(self, scan=("дов.png", PNG), **changes):
        typed = {
            **self._hidden(self._page(PAGE)),
            "kind": "attorney",
            "principal_name": "Портальный завод",
            "principal_number": INN,
            "document_number": "7/26",
            "document_date": str(self.today - timedelta(days=30)),
            "valid_until": str(self.today + timedelta(days=300)),
        }
        files = {"scan": scan or ("", b"")}
        data = {**typed, **changes}
        return self.url_open(PAGE, data=data, files=files, allow_redirects=False)

    def _asked(self, **changes):
        self.assertEqual(self._ask(**changes).headers["Location"], "/my/acting?asked=1")
        return self._made()[:1]

    def _made(self):
        return self.requests.search([("partner_id", "=", self.stranger.partner_id.id)])

    def _words(self):
        return " ".join(self._page("/my/acting").xpath("//main")[0].text_content().split())

    def _letters(self, asked):
        return self.env["mail.mail"].search([("model", "=", asked._name), ("res_id", "=", asked.id)])

    # ------------------------------------------------------------------
    # Asking
    # ------------------------------------------------------------------
    def test_what_is_asked_waits_for_staff_and_gives_nothing(self):
        asked = self._asked()
        self.assertEqual((asked.state, asked.principal_id), ("asked", self.factory))
        self.assertEqual(asked.scan_name, "дов.png")
        self.assertEqual(self.stranger.acting_partner_ids, self.stranger.partner_id)
        self.assertIn("Портальный завод", self._words())

    def test_what_is_said_of_the_term_agrees_with_what_is_asked(self):
        hint = self._page(PAGE).xpath("//*[@id='hint-valid_until']")[0].text_content()
        self.assertRegex(hint, "Of a power of attorney: needed|обязательно")
        self.assertEqual(self._ask(valid_until="").status_code, 422)
        self.assertEqual(self._ask(kind="legal", document_date="", valid_until="").status_code, 303)

    def test_the_answer_is_the_same_whether_there_is_such_a_customer_or_not(self):
        pages = []
        for number in (INN, "7717127212"):
            self._made().unlink()
            response = self._ask(principal_number=number)
            pages.append((response.status_code, response.headers["Location"], self._words()))
        self.assertEqual(*pages)
        self.assertNotIn(self.factory.name, pages[0][2], "what is on the card is not told")

    def test_an_account_number_finds_its_customer_and_one_of_two_finds_nobody(self):
        self.assertEqual(self._asked(principal_number="TSP0001").principal_id, self.owner.partner_id)
        self.env["res.partner"].create({"name": "ООО «Двойник»", "is_company": True, "inn": INN})
        self.assertFalse(self._asked().principal_id)

    def test_a_second_click_makes_no_second_request_and_a_flood_is_stopped(self):
        self._asked()
        self._asked()
        self.assertEqual(len(self._made()), 1)
        for number in range(4):
            self._asked(document_number=str(number))
        self.assertEqual(self._ask(document_number="x").status_code, 429)
        self.assertEqual(len(self._made()), 5)

    def test_a_head_needs_no_term(self):
        asked = self._asked(kind="legal", document_date="", valid_until="", document_number="")
        self.assertFalse(asked.document_date or asked.valid_until)

    def test_bad_input_comes_back_with_sentences_and_what_was_typed(self):
        yesterday = str(self.today - timedelta(days=1))
        for changes, field in (
            ({"valid_until": yesterday}, "valid_until"),
            ({"valid_until": ""}, "valid_until"),
            ({"valid_until": "скоро"}, "valid_until"),
            ({"document_date": ""}, "document_date"),
            ({"document_date": str(self.today + timedelta(days=1))}, "document_date"),
            ({"principal_name": ""}, "principal_name"),
            ({"principal_number": "1" * 41}, "principal_number"),
            ({"kind": "сам"}, "kind"),
            ({"scan": None}, "scan"),
            ({"scan": ("дов.exe", b"MZ")}, "scan"),
        ):
            with self.subTest(changes):
                response = self._ask(**changes)
                self.assertEqual(response.status_code, 422)
                self.assertTrue(self._said(response, field))
                page = html.fromstring(response.content)
                self.assertEqual(page.xpath("//input[@name='document_number']/@value"), ["7/26"])
        self.assertEqual(self._ask(csrf_token="x").status_code, 422)
        self.assertFalse(self._made())

    def test_a_good_scan_waits_while_the_rest_is_mended(self):
        response = self._ask(document_date="")
        self.assertFalse(self._said(response, "scan"))
        page = html.fromstring(response.content)
        self.assertIn("дов.png", page.xpath("//*[@id='kept']")[0].text_content())
        hidden = self._hidden(page)
        bad = self._ask(scan=("дов.exe", b"MZ"), **hidden)
        self.assertTrue(self._said(bad, "scan"))
        self.assertIn("дов.png", html.fromstring(bad.content).xpath("//*[@id='kept']")[0].text_content())
        for _click in range(2):
            self.assertEqual(self._ask(scan=None, **hidden).status_code, 303)
        asked = self._made()
        self.assertEqual((asked.scan_name, base64.b64decode(asked.scan)), ("дов.png", PNG))
        self.assertFalse(self._draft(hidden["key"]), "nothing is kept twice")

    def test_another_scan_takes_the_place_of_the_first(self):
        hidden = self._hidden(html.fromstring(self._ask(document_date="").content))
        self.assertEqual(self._ask(scan=("новая.png", PNG + b"1"), **hidden).status_code, 303)
        self.assertEqual(self._made().scan_name, "новая.png")

    # ------------------------------------------------------------------
    # Deciding
    # ------------------------------------------------------------------
    def test_an_accepted_request_is_a_representation_with_its_term(self):
        asked = self._asked()
        asked.with_user(self.specialist).action_accept()
        paper = asked.representation_id
        self.assertEqual((paper.principal_id, paper.representative_id), (self.factory, self.stranger.partner_id))
        self.assertEqual((paper.document_number, paper.valid_until), ("7/26", self.today + timedelta(days=300)))
        self.assertEqual(paper.scan, asked.scan)
        self.assertIn(self.factory, self.stranger.acting_partner_ids)
        self.assertIn("7/26", self._letters(asked).body_html)
        self.assertIn(self.factory.name, self._words())

    def test_a_refusal_is_read_in_the_account_and_in_a_letter(self):
        asked = self._asked().with_user(self.specialist)
        with self.assertRaises(UserError):
            asked.action_refuse()
        asked.result = "Нет печати организации."
        asked.action_refuse()
        self.assertFalse(self.env["grid.representation"].search([("representative_id", "=", asked.partner_id.id)]))
        self.assertIn("Нет печати организации.", self._words())
        self.assertIn("Нет печати организации.", self._letters(asked).body_html)

    def test_no_letter_goes_to_who_reads_the_account_only(self):
        self.stranger.partner_id.notice_way = "account"
        asked = self._asked()
        asked.with_user(self.specialist).action_accept()
        self.assertFalse(self._letters(asked))

    def test_a_paper_that_has_ended_meanwhile_is_not_accepted(self):
        asked = self._asked()
        asked.valid_until = self.today - timedelta(days=1)
        with self.assertRaisesRegex(UserError, self.factory.name), self.env.cr.savepoint():
            asked.with_user(self.specialist).action_accept()
        self.assertEqual(asked.state, "asked")

    def test_nobody_is_accepted_for_an_unknown_customer(self):
        asked = self._asked(principal_number="0000")
        with self.assertRaises(UserError):
            asked.with_user(self.specialist).action_accept()
        asked.with_user(self.specialist).principal_id = self.factory
        asked.with_user(self.specialist).action_accept()
        self.assertEqual(asked.state, "accepted")

    def test_the_second_click_of_staff_changes_nothing(self):
        asked = self._asked().with_user(self.specialist)
        asked.action_accept()
        for act in ("action_accept", "action_refuse"):
            with self.assertRaises(UserError):
                getattr(asked, act)()
        self.assertEqual(len(self._letters(asked)), 1)

    # ------------------------------------------------------------------
    # Who may
    # ------------------------------------------------------------------
    def test_only_who_enters_representatives_decides(self):
        asked = self._asked()
        people = {
            role: new_test_user(self.env, f"asked_{role}", f"grid_customer.group_{role}")
            for role in ("operator", "head", "methodologist", "manager")
        }
        for user in (people["operator"], people["methodologist"], self.stranger, self.owner):
            with self.subTest(user.login), self.assertRaises(AccessError):
                asked.with_user(user).action_accept()
        with self.assertRaises(AccessError):
            asked.with_user(people["manager"]).state = "accepted"
        asked.with_user(people["manager"]).document_date = date(2026, 1, 1)
        asked.with_user(people["manager"]).action_accept()
        self.assertEqual(asked.decided_by_id, people["manager"])
