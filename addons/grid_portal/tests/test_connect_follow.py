import re

from odoo.tests import tagged

from ..controllers.words import sentence
from ..models.grid_portal_sending import UNPROVEN
from .common_connect import CONTACT, HOUSE, ConnectCase


@tagged("post_install", "-at_install")
class TestConnectFollow(ConnectCase):
    """What a visitor does with what he was told: an enquiry, a quotation, an application."""

    def _leave(self, **changes):
        return self._send("/connect", **{**CONTACT, **changes})

    def _leads(self):
        return self.env["crm.lead"].search([("is_connection", "=", True), ("contact_name", "=", CONTACT["name"])])

    # ------------------------------------------------------------------
    # Enquiry
    # ------------------------------------------------------------------
    def test_enquiry_is_kept_once_with_all_that_was_answered(self):
        for _time in range(2):
            response = self._leave()
            self.assertEqual(response.status_code, 303)
        lead = self._leads()
        self.assertEqual(len(lead), 1)
        self.assertEqual((lead.power_new_kw, lead.distance_m, lead.settlement_type), (15, 100, "city"))
        self.assertIn("Физическое лицо", lead.description)
        self.assertTrue(lead.session_mark)
        self.assertEqual(self.url_open(response.headers["Location"]).status_code, 200)

    def test_what_is_wrong_is_said_beside_the_field_and_all_is_kept(self):
        wrong = [
            ({"phone": ""}, "contact"),
            ({"phone": "12"}, "phone"),
            ({"email": "анна"}, "email"),
            ({"name": ""}, "name"),
            ({"name": "42"}, "name"),
            ({"address": ""}, "address"),
            ({"address": "я" * 300}, "address"),
        ]
        for changes, field in wrong:
            with self.subTest(changes):
                response = self._leave(**changes)
                self.assertEqual(response.status_code, 422)
                self.assertTrue(self._said(response, field))
                kept = {**CONTACT, "email": "", **changes}
                form = self._forms(response)["/connect"]
                self.assertEqual({name: form[name] for name in kept}, kept)
                self.assertEqual(form["distance_m"], HOUSE["distance_m"])
        self.assertFalse(self._leads())

    def test_stale_page_loses_nothing(self):
        response = self._leave(csrf_token="stale")
        self.assertEqual(response.status_code, 422)
        self.assertEqual(self._forms(response)["/connect"]["name"], CONTACT["name"])
        self.assertFalse(self._leads())

    def test_too_many_enquiries_are_refused_a_second_click_never(self):
        for number in range(5):
            self.assertEqual(self._leave(address=f"Кемерово, ул. Новая, {number}").status_code, 303)
        response = self._leave(address="Кемерово, ул. Новая, 99")
        self.assertEqual(response.status_code, 429)
        self.assertIn("ул. Новая, 99", response.text)
        self.assertEqual(self._leave(address="Кемерово, ул. Новая, 4").status_code, 303)
        self.assertEqual(len(self._leads()), 5)

    def _enquiry_code(self, response):
        """The code that the form asks for: its handle and its digits."""
        handle = self._forms(response)["/connect"]["handle"]
        code = self.env["grid.portal.code"].search([("handle", "=", handle)])
        letter = self.env["mail.mail"].search([("model", "=", code._name), ("res_id", "=", code.id)])
        return {"handle": handle, "digits": re.search(r">(\d{6})<", letter.body_html)[1]}

    def test_without_work_a_few_are_left_and_then_the_mailbox_is_proved(self):
        for number in range(UNPROVEN["enquiry"]["session_mark"]):
            self.assertEqual(self._leave(proof="", address=f"Кемерово, ул. Новая, {number}").status_code, 303)
        asked = {"proof": "", "address": "Кемерово, ул. Новая, 99"}
        response = self._leave(**asked)
        self.assertEqual(response.status_code, 429)
        self.assertIn(sentence(self.env, "connect", "unproven_no_email"), self._said(response, "email"))
        asked["email"] = "anna@example.com"
        response = self._leave(**asked)
        self.assertEqual(response.status_code, 429)
        self.assertEqual(self._forms(response)["/connect"]["address"], asked["address"])
        code = self._enquiry_code(response)
        wrong = f"{(int(code['digits']) + 1) % 10**6:06}"
        response = self._leave(**asked, handle=code["handle"], digits=wrong)
        self.assertEqual(response.status_code, 422)
        self.assertTrue(self._said(response, "digits"))
        other = {**asked, "email": "boris@example.com"}
        self.assertEqual(self._leave(**other, **code).status_code, 429, "the code of another mailbox")
        for _click in range(2):
            self.assertEqual(self._leave(**asked, **code).status_code, 303)
        self.assertEqual(len(self._leads()), UNPROVEN["enquiry"]["session_mark"] + 1)

    def test_the_field_of_the_code_stays_with_what_was_typed_whatever_else_is_wrong(self):
        for number in range(UNPROVEN["enquiry"]["session_mark"]):
            self._leave(proof="", address=f"Кемерово, ул. Новая, {number}")
        asked = {"proof": "", "address": "Кемерово, ул. Новая, 99", "email": "anna@example.com"}
        code = self._enquiry_code(self._leave(**asked))
        for changes in ({"address": ""}, {"csrf_token": "stale"}, {"digits": "000"}):
            with self.subTest(changes):
                response = self._leave(**{**asked, **code, **changes})
                self.assertEqual(response.status_code, 422)
                form = self._forms(response)["/connect"]
                self.assertEqual(
                    (form["handle"], form["digits"]), (code["handle"], changes.get("digits", code["digits"]))
                )
        self.assertEqual(self._leave(**asked, **code).status_code, 303)

    # ------------------------------------------------------------------
    # Quotation
    # ------------------------------------------------------------------
    def test_a_quotation_is_a_sheet_whose_rates_stay(self):
        response = self._send("/connect/quotation")
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertTrue(response.content.startswith(b"%PDF"))
        self.assertIn("attachment", response.headers["Content-Disposition"])
        used = self.rates.filtered("is_used")
        self.assertEqual(used.mapped("kind"), ["preferential"])

    def test_nobody_signs_or_answers_for_a_sheet_that_a_visitor_takes(self):
        for login, own in (("public", False), ("portal_stranger", False), ("portal_specialist", True)):
            user = self.env["res.users"].with_context(active_test=False).search([("login", "=", login)])
            quotations = self.env["grid.fee.quotation"].with_user(user).sudo()
            signature = quotations._signature(self.env.company, self.home)
            self.assertEqual((bool(signature["executor"]), bool(signature["signer_position"])), (own, own), login)

    def test_no_sheet_without_a_token_a_distance_or_within_the_limit(self):
        self.assertEqual(self._send("/connect/quotation", csrf_token="stale").status_code, 422)
        self.assertEqual(self._send("/connect/quotation", distance_m="").status_code, 422)
        marks = self.env["grid.portal.quotation"]
        before = marks.search([])
        self.assertEqual(self._send("/connect/quotation").status_code, 200)
        mark = marks.search([]) - before
        marks.create([{"session_mark": mark.session_mark, "address_mark": mark.address_mark}] * 9)
        self.assertEqual(self._send("/connect/quotation").status_code, 429)

    # ------------------------------------------------------------------
    # Application
    # ------------------------------------------------------------------
    def _start(self, **changes):
        self.authenticate("portal_stranger", "portal_stranger")
        form = self._forms(self._ask(**changes))["/my/requests/new"]
        return self.url_open("/my/requests/new", data=form, allow_redirects=False)

    def _drafts(self):
        return self.env["grid.connection"].search([("partner_id", "=", self.stranger.partner_id.id)])

    def test_application_in_the_account_keeps_the_answers(self):
        self.assertEqual(self._start(power_new_kw="7.5", purpose="flat", social_rate_claimed="1").status_code, 303)
        draft = self._drafts()
        self.assertEqual((draft.power_new_kw, draft.settlement_type, draft.distance_m), (7.5, "city", 100))
        self.assertTrue(draft.is_apartment and draft.social_rate_claimed)
        self.assertEqual(draft.service_id.code, "tp_citizen_15")

    def test_a_draft_that_somebody_fills_in_stays_as_it_is_and_is_named(self):
        self._start()
        draft = self._drafts()
        draft.power_new_kw = 12
        response = self._ask(power_new_kw="7")
        self.assertNotIn("/my/requests/new", self._forms(response))
        self.assertIn(f"/my/requests/{draft.request_id.id}", response.text)
        form = {**HOUSE, "power_new_kw": "7", "code": "tp_citizen_15"}
        token = self._forms(response)["/connect"]["csrf_token"]
        sent = self.url_open("/my/requests/new", data={**form, "csrf_token": token}, allow_redirects=False)
        self.assertEqual(sent.status_code, 303)
        self.assertEqual((self._drafts(), draft.power_new_kw), (draft, 12))

    def test_a_plain_request_takes_no_answers(self):
        self.authenticate("portal_stranger", "portal_stranger")
        form = self._forms(self._ask())["/my/requests/new"]
        response = self.url_open("/my/requests/new", data={**form, "code": "meter_check"}, allow_redirects=False)
        self.assertEqual(response.status_code, 303)
        self.assertFalse(self._drafts())

    def test_who_is_signed_in_is_told_when_somebody_else_applies(self):
        self.authenticate("portal_stranger", "portal_stranger")
        response = self._ask(customer_kind="legal_entity", purpose="shop")
        self.assertNotIn("/my/requests/new", self._forms(response))
        self.assertIn(self.stranger.name, self._main(response))

    def test_who_is_not_signed_in_comes_back_to_the_answers(self):
        self.assertNotIn("/my/requests/new", self._forms(self._ask()))
        self.assertIn("%2Fconnect%3Fpurpose%3Dhouse", self._ask().text)
