from datetime import timedelta

from lxml import html

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.words import sentence
from ..models.grid_portal_sending import KEPT, UNPROVEN
from .common import GOOD, PortalCase
from .proof import solve

PAGES = ("what", "about", "place", "person")


@tagged("post_install", "-at_install")
class TestSending(PortalCase):
    """A proof of work serves once; without one a few forms are taken, then a code by e-mail is asked."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        self.sendings = self.env["grid.portal.sending"]
        self.marks = {"session_mark": "s" * 32, "address_mark": "a" * 32}

    def _told(self, **changes):
        """Tell everything but send nothing."""
        hidden = self._hidden(self._page())
        for page in PAGES:
            self._post(page, {**GOOD, **hidden, **changes})
        return hidden

    def _sent(self, hidden, proof=None):
        return self._post("check", {**hidden, "proof": proof})

    def _exhaust(self):
        """Send as often as one may without a proof."""
        for _number in range(UNPROVEN["appeal"]["session_mark"]):
            self.assertEqual(self._sent(self._told()).status_code, 303)

    def _nonce(self, proof):
        return proof.split(".")[3]

    # ------------------------------------------------------------------
    # A proof
    # ------------------------------------------------------------------
    def test_a_proof_serves_once_and_for_its_purpose(self):
        proof = self._proof("appeal")
        self.assertTrue(self.sendings._admit("appeal", proof, self.marks))
        self.assertEqual(self.sendings.search([], limit=1).nonce, self._nonce(proof))
        for spent in (proof, proof, self._proof("code")):
            self.assertTrue(self.sendings._admit("appeal", spent, self.marks), "as one of the few without a proof")
            self.assertFalse(self.sendings.search([], limit=1).nonce)
        self.assertFalse(self.sendings._admit("appeal", proof, self.marks))
        self.assertTrue(self.sendings._admit("appeal", self._proof("appeal"), self.marks), "work is taken still")
        self.assertTrue(self.sendings._admit("enquiry", "", self.marks), "another form counts its own")

    def test_a_network_address_sends_few_without_a_proof_whatever_the_session(self):
        limit = UNPROVEN["appeal"]["address_mark"]
        taken = [
            self.sendings._admit("appeal", None, {**self.marks, "session_mark": f"{number}"})
            for number in range(limit + 1)
        ]
        self.assertEqual(taken, [True] * limit + [False])

    def test_a_page_gives_work_as_hard_as_the_setting_says(self):
        self.env["ir.config_parameter"].set_param("grid_portal.proof_bits", "9")
        [field] = self._page("/status").xpath("//main//form//input[@name='proof']")
        self.assertEqual(field.get("data-challenge").split(".")[:2], ["code", "9"])
        self.assertTrue(self.sendings._admit("code", solve(field.get("data-challenge")), self.marks))
        self.assertTrue(self.sendings.search([], limit=1).nonce)

    def test_nothing_is_asked_of_who_has_signed_in(self):
        before = self.sendings.search_count([])
        self.authenticate("portal_owner", "portal_owner")
        self.assertFalse(self._page("/status").xpath("//input[@name='proof']"))
        for _number in range(UNPROVEN["appeal"]["session_mark"] + 1):
            self.assertEqual(self._sent(self._told()).status_code, 303)
        self.assertEqual(self.sendings.search_count([]), before)

    @mute_logger("odoo.models.unlink")
    def test_proofs_that_have_expired_go(self):
        self.sendings._admit("appeal", self._proof("appeal"), self.marks)
        noted = self.sendings.search([])
        self.sendings._gc_old()
        self.assertEqual(noted.exists(), noted)
        old = fields.Datetime.now() - KEPT - timedelta(minutes=1)
        self.env.cr.execute("UPDATE grid_portal_sending SET create_date = %s WHERE id = ANY(%s)", [old, noted.ids])
        noted.invalidate_recordset()
        self.sendings._gc_old()
        self.assertFalse(noted.exists())

    # ------------------------------------------------------------------
    # An appeal
    # ------------------------------------------------------------------
    def test_who_has_no_scripts_files_a_few_and_then_proves_the_mailbox(self):
        self._exhaust()
        hidden = self._told(email="drugaya@example.com")
        response = self._sent(hidden)
        self.assertEqual(response.status_code, 429)
        page = html.fromstring(response.content)
        told = " ".join(page.xpath("//*[@id='errors']")[0].text_content().split())
        self.assertEqual(told, sentence(self.env, "form", "unproven"))
        self.assertIn(GOOD["text"], page.xpath("//dl")[0].text_content())
        self.assertEqual(self._post("code", {**hidden, "proof": None}).status_code, 303)
        code = self._draft(hidden["key"]).code_id
        letter = self.env["mail.mail"].search([("model", "=", code._name), ("res_id", "=", code.id)])
        digits = html.fromstring(letter.body_html).xpath("//b[string-length(normalize-space()) = 6]/text()")[0]
        self.assertEqual(self._post("confirm", {**hidden, "digits": digits}).status_code, 303)
        self.assertEqual(self._sent(hidden).status_code, 303)
        appeal = self.env["helpdesk.ticket"].search([("partner_email", "=", "drugaya@example.com")])
        self.assertEqual((appeal.state, appeal.contact_confirmed), ("registered", "email"))

    def test_who_gave_a_phone_alone_is_told_to_add_an_e_mail(self):
        self._exhaust()
        response = self._sent(self._told(email=""))
        self.assertEqual(response.status_code, 429)
        self.assertIn(sentence(self.env, "form", "unproven_no_email"), response.text)

    def test_work_is_taken_after_the_few_without_it(self):
        self._exhaust()
        self.assertEqual(self._sent(self._told(), self._proof("appeal")).status_code, 303)

    def test_the_same_form_is_sent_again_with_the_same_proof(self):
        hidden, proof = self._told(), self._proof("appeal")
        receipts = {self._sent(hidden, proof).headers["Location"] for _time in range(5)}
        self.assertEqual(len(receipts), 1)
        self.assertEqual(len(self._appeals()), 1)
        self.assertEqual(self.sendings.search([]).filtered("nonce").mapped("nonce"), [self._nonce(proof)])

    def test_a_form_that_is_refused_spends_no_proof(self):
        proof = self._proof("appeal")
        self.assertEqual(self._sent(self._told(name="1"), proof).status_code, 422)
        self.assertFalse(self.sendings.search_count([("nonce", "=", self._nonce(proof))]))

    # ------------------------------------------------------------------
    # Codes
    # ------------------------------------------------------------------
    def test_codes_are_few_without_work(self):
        answers = []
        for number in range(UNPROVEN["code"]["session_mark"] + 1):
            token = self._page("/account/new").xpath("//main//input[@name='csrf_token']/@value")[0]
            data = {"csrf_token": token, "email": f"{number}@example.com"}
            answers.append(self.url_open("/account/new", data=data, allow_redirects=False).status_code)
        self.assertEqual(answers, [303] * UNPROVEN["code"]["session_mark"] + [429])
        proven = {**data, "proof": self._proof("code")}
        self.assertEqual(self.url_open("/account/new", data=proven, allow_redirects=False).status_code, 303)
