from datetime import date, timedelta
from unittest.mock import patch

from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..controllers.words import sentence
from .common import GOOD, PortalCase

DIGITS = 123456
TYPED_HANDLE = "//form[contains(@action, '/confirm')]/input[@name='handle']/@value"


@tagged("post_install", "-at_install")
class TestAppealConsent(PortalCase):
    """A consent is asked after the appeal is taken, by a text and an act of its own; the appeal needs none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        texts = cls.env["grid.consent.text"]
        texts.search([]).active = False
        cls.old, cls.text, _ahead, _other = texts.create(
            [
                cls._text("survey", "1.0", date(2025, 9, 1)),
                cls._text("survey", "2.0", date(2026, 1, 1)),
                cls._text("survey", "3.0", cls.env.company._legal_today() + timedelta(days=1)),
                cls._text("recording", "1.0", date(2026, 1, 1)),
            ]
        )

    @classmethod
    def _text(cls, purpose, version, day):
        return {"purpose": purpose, "version": version, "valid_from": day, "body": f"Я согласна: {purpose} {version}."}

    def _filed(self, confirm=False, **changes):
        """File an appeal; return it and the address of its consents."""
        hidden = self._hidden(self._page())
        for page in ("what", "about", "place", "person"):
            self._post(page, {**GOOD, **hidden, **changes})
        if confirm:
            with patch("odoo.addons.grid_portal.models.grid_portal_code.secrets.randbelow", return_value=DIGITS):
                self._post("code", hidden)
            self._post("confirm", {**hidden, "digits": f"{DIGITS}"})
        self.assertEqual(self._post("check", hidden).status_code, 303)
        return self._draft(hidden["key"]).ticket_id, f"/appeal/consent/{hidden['key']}"

    def _act(self, path, text, act="", **values):
        token = self._page(path).xpath("//input[@name='csrf_token']/@value")
        data = {"csrf_token": token and token[0], "text": text.id, **values}
        return self.url_open(f"{path}{act}", data=data, allow_redirects=False)

    def _give(self, path, **values):
        return self._act(path, self.text, **{"agree": "1", **values})

    # ------------------------------------------------------------------
    # How it is asked
    # ------------------------------------------------------------------
    def test_an_appeal_is_taken_without_a_consent_and_asked_for_none_before(self):
        page = self._page("/appeal")
        self.assertFalse(page.xpath("//input[@name='agree']"))
        appeal, path = self._filed()
        self.assertEqual(appeal.state, "registered")
        self.assertFalse(appeal.site_consent_ids)
        receipt = self._page(path.replace("consent", "receipt"))
        self.assertTrue(receipt.xpath(f"//a[@href='{path}']"))

    def test_the_newest_text_in_force_is_asked_with_an_empty_box(self):
        _appeal, path = self._filed()
        page = self._page(path)
        [box] = page.xpath("//input[@name='agree']")
        self.assertIsNone(box.get("checked"))
        self.assertEqual(page.xpath("//input[@name='text']/@value"), [f"{self.text.id}"])
        self.assertIn(self.text.body, page.xpath("//main")[0].text_content())

    def test_without_the_tick_nothing_is_given(self):
        appeal, path = self._filed()
        response = self._act(path, self.text)
        self.assertEqual(response.status_code, 422)
        self.assertEqual(self._said(response, f"agree_{self.text.id}"), sentence(self.env, "consent", "missing"))
        self.assertFalse(appeal.site_consent_ids)

    def test_a_text_that_is_not_asked_about_is_not_given(self):
        appeal, path = self._filed()
        for text in (self.old, self.env["grid.consent.text"]):
            self.assertEqual(self._act(path, text, agree="1").status_code, 422)
        self.assertFalse(appeal.site_consent_ids)

    def test_a_page_open_for_too_long_gives_nothing_and_keeps_the_tick(self):
        appeal, path = self._filed()
        for agreed in ("1", ""):
            response = self._give(path, csrf_token="stale", agree=agreed)
            self.assertEqual(response.status_code, 422)
            ticked = html.fromstring(response.content).xpath("//input[@name='agree'][@checked]")
            self.assertEqual(len(ticked), len(agreed))
        self.assertFalse(appeal.site_consent_ids)

    def test_where_the_company_has_no_text_nothing_is_asked(self):
        self.env["grid.consent.text"].search([]).active = False
        _appeal, path = self._filed()
        self.assertFalse(self._page(path).xpath("//input[@name='agree']"))
        self.assertFalse(self._page(path.replace("consent", "receipt")).xpath(f"//a[@href='{path}']"))

    # ------------------------------------------------------------------
    # What it becomes
    # ------------------------------------------------------------------
    def test_of_an_unproved_contact_it_is_a_fact_beside_the_appeal(self):
        appeal, path = self._filed()
        for _click in range(2):
            self.assertEqual(self._give(path).status_code, 303)
        given = appeal.site_consent_ids
        self.assertEqual(len(given), 1)
        self.assertEqual((given.version, given.body), ("2.0", self.text.body))
        self.assertEqual(given.contact, f"{GOOD['email']}, +79050001122")
        self.assertFalse(given.consent_id)
        self.assertFalse(appeal.partner_id.consent_ids)
        self.assertIn("2.0", self._page(path.replace("consent", "receipt")).xpath("//main")[0].text_content())

    def test_of_a_proved_contact_it_is_a_consent_of_the_card(self):
        appeal, path = self._filed(confirm=True)
        self._give(path)
        consent = appeal.partner_id.consent_ids
        self.assertEqual(appeal.site_consent_ids.consent_id, consent)
        self.assertEqual((consent.given_way, consent.version, consent.state), ("site", "2.0", "given"))
        self.assertEqual(consent.company_id, appeal.company_id)
        self.assertEqual(appeal.partner_id._has_consent("survey"), appeal.partner_id)

    def test_a_second_appeal_of_a_proved_contact_makes_no_second_consent(self):
        for _appeal in range(2):
            appeal, path = self._filed(confirm=True)
            self._give(path)
        self.assertEqual(len(appeal.partner_id.consent_ids), 1)
        self.assertEqual(appeal.site_consent_ids.consent_id, appeal.partner_id.consent_ids)

    def test_a_proved_mailbox_consents_for_no_company_and_no_other_card(self):
        factory = self.env["res.partner"].create({"name": "ООО «ИНН»", "is_company": True, "inn": "7717127211"})
        appeal, path = self._filed(confirm=True, inn="7717127211", organisation="ООО ИНН")
        self.assertEqual(appeal.partner_id, factory)
        self._give(path)
        self.assertFalse(factory.consent_ids)
        appeal, path = self._filed(confirm=True)
        appeal.partner_id.write({"email": "drugaya@example.com"})
        self._give(path)
        self.assertFalse(appeal.partner_id.consent_ids)
        self.assertEqual(len(appeal.site_consent_ids), 1)

    def test_who_has_signed_in_consents_for_the_own_card_and_finds_it_in_the_account(self):
        self.authenticate("portal_stranger", "portal_stranger")
        appeal, path = self._filed()
        self._give(path)
        consent = self.stranger.partner_id.sudo().consent_ids
        self.assertEqual((appeal.site_consent_ids.consent_id, consent.given_way), (consent, "account"))
        self.assertIn(consent.body, self._page("/my/data").xpath("//main")[0].text_content())
        token = self._page("/my/data").xpath("//input[@name='csrf_token']/@value")[0]
        self.url_open(f"/my/data/consent/{consent.id}", data={"csrf_token": token})
        self.env.invalidate_all()
        self.assertTrue(appeal.site_consent_ids.withdrawn_at, "the receipt says it, too")

    def _prove(self, path, digits=DIGITS):
        """Ask for a code on the page of a given consent, and type it."""
        token = self._page(path).xpath("//input[@name='csrf_token']/@value")[0]
        with patch("odoo.addons.grid_portal.models.grid_portal_code.secrets.randbelow", return_value=DIGITS):
            sent = self.url_open(f"{path}/code", data={"csrf_token": token, "proof": self._proof("code")})
        [handle] = html.fromstring(sent.content).xpath(TYPED_HANDLE)
        data = {"csrf_token": token, "handle": handle, "digits": f"{digits}"}
        return self.url_open(f"{path}/confirm", data=data, allow_redirects=False), data

    def test_a_code_typed_afterwards_makes_it_a_consent_of_the_card(self):
        appeal, path = self._filed()
        self._give(path)
        response, data = self._prove(path)
        self.assertEqual(response.status_code, 303)
        self.env.invalidate_all()
        consent = appeal.partner_id.consent_ids
        self.assertEqual((appeal.site_consent_ids.consent_id, consent.version), (consent, "2.0"))
        self.assertEqual((appeal.contact_confirmed, consent.given_way), ("email", "site"))
        self.url_open(f"{path}/confirm", data=data)
        self.env.invalidate_all()
        self.assertEqual(len(appeal.partner_id.consent_ids), 1, "a second click doubles nothing")
        self.assertFalse(self._page(path).xpath("//*[@id='proof']"))

    def test_a_wrong_code_proves_nothing_and_is_asked_again(self):
        appeal, path = self._filed()
        self._give(path)
        response, data = self._prove(path, DIGITS + 1)
        self.assertEqual(response.status_code, 422)
        self.assertEqual(self._said(response, "digits"), sentence(self.env, "digits", "wrong"))
        page = html.fromstring(response.content)
        self.assertEqual(page.xpath(TYPED_HANDLE), [data["handle"]])
        self.assertEqual(page.xpath("//input[@name='digits']/@value"), [data["digits"]])
        other, other_path = self._filed()
        self._give(other_path)
        self.assertEqual(
            self.url_open(f"{other_path}/confirm", data={**data, "digits": f"{DIGITS}"}).status_code, 422, "of another"
        )
        self.env.invalidate_all()
        self.assertFalse((appeal + other).site_consent_ids.consent_id)

    def test_the_field_of_the_code_stays_when_no_other_code_can_be_sent(self):
        _appeal, path = self._filed()
        self._give(path)
        _response, data = self._prove(path, DIGITS + 1)
        with patch("odoo.addons.grid_portal.controllers.appeal_consent_proof.admitted", return_value=False):
            response = self.url_open(f"{path}/code", data={**data, "proof": self._proof("code")})
        self.assertEqual(response.status_code, 429)
        self.assertEqual(html.fromstring(response.content).xpath(TYPED_HANDLE), [data["handle"]])

    def test_a_withdrawn_one_and_a_company_are_not_asked_to_prove_a_contact(self):
        appeal, path = self._filed()
        self.assertFalse(self._page(path).xpath("//*[@id='proof']"))
        self._give(path)
        self._act(path, self.text, "/withdraw")
        self.assertFalse(self._page(path).xpath("//*[@id='proof']"))
        self.env["res.partner"].create({"name": "ООО «ИНН»", "is_company": True, "inn": "7717127211"})
        appeal, path = self._filed(inn="7717127211", organisation="ООО ИНН")
        self._give(path)
        self.assertTrue(appeal.partner_id.is_company)
        self.assertFalse(self._page(path).xpath("//*[@id='proof']"))

    # ------------------------------------------------------------------
    # How it is withdrawn
    # ------------------------------------------------------------------
    def test_it_is_withdrawn_as_it_was_given(self):
        for confirm in (False, True):
            appeal, path = self._filed(confirm=confirm)
            self._give(path)
            for _click in range(2):
                self.assertEqual(self._act(path, self.text, "/withdraw").status_code, 303)
            given = appeal.site_consent_ids
            self.env.invalidate_all()
            self.assertTrue(given.withdrawn_at)
            self.assertFalse(appeal.partner_id._has_consent("survey"))
            self.assertFalse(self._page(path).xpath("//form[contains(@action, 'withdraw')] | //input[@name='agree']"))
        self.assertEqual((given.consent_id.withdrawn_way, given.consent_id.state), ("site", "withdrawn"))
        self.assertEqual(given.consent_id.deadline_ids.code, "pd_withdraw_destroy")

    def test_the_personal_data_officer_alone_reads_what_was_given(self):
        appeal, path = self._filed()
        self._give(path)
        officer = new_test_user(self.env, "consent_officer", "grid_customer.group_privacy")
        consents = self.env["grid.site.consent"]
        theirs = consents.with_user(officer)
        found = theirs.search([("ticket_id", "=", appeal.id)])
        self.assertEqual(found.contact, appeal.site_consent_ids.contact)
        for act in (lambda: found.write({"contact": "?"}), found.unlink, lambda: theirs.create({})):
            with self.assertRaises(AccessError):
                act()
        for user in (self.specialist, self.owner):
            with self.assertRaises(AccessError):
                consents.with_user(user).search([])
