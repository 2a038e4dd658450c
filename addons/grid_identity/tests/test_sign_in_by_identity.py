import time
from unittest.mock import patch

from lxml import html

from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..controllers import state_identity
from .common import IdentityCase
from .provider import CLIENT, Key


@tagged("post_install", "-at_install")
class TestSignInByIdentity(IdentityCase):
    """By the state identity one comes into the own account, and nobody into another one."""

    def _assert_nobody_is_in(self):
        self.assertIn("/web/login", self.url_open("/my", allow_redirects=False).headers["Location"])

    # ------------------------------------------------------------------
    # Who comes in
    # ------------------------------------------------------------------
    def test_the_first_time_an_account_with_a_new_card_is_opened(self):
        same = {"name": "Новосёлова Нина Ильинична", "email": "nina@example.com"}
        card = self.env["res.partner"].create({**same, "phone": "+79050001122"})
        response = self._walk(redirect="/my/appeals")
        self.assertEqual((response.status_code, response.headers["Location"]), (303, "/my/appeals"))
        account = self._linked()
        self.assertEqual((account.login, account.partner_id.name), ("nina@example.com", same["name"]))
        self.assertNotEqual(account.partner_id, card, "a card is never joined by what it names")
        self.assertTrue(account._is_portal() and not account._is_internal())
        self.assertEqual(self.url_open("/my/appeals", allow_redirects=False).status_code, 200)

    def test_the_second_time_it_is_the_same_account_whatever_is_named(self):
        self._walk()
        account = self._linked()
        self.authenticate(None, None)
        self.identity.claims = {"email": "other@example.com", "family_name": "Иванова"}
        self._walk()
        self.assertEqual(self._linked(), account)
        self.assertEqual(account.partner_id.name, "Новосёлова Нина Ильинична")
        self.assertEqual(self.url_open("/my", allow_redirects=False).status_code, 200)

    def test_another_device_stays_signed_in(self):
        self._walk()
        first = self.opener.cookies.copy()
        self.authenticate(None, None)
        self._walk()
        self.opener.cookies = first
        self.assertEqual(self.url_open("/my", allow_redirects=False).status_code, 200)

    def test_the_session_is_another_one_after_the_sign_in(self):
        back = self._back(self._ask())
        before = self.opener.cookies["session_id"]
        self.url_open(back, allow_redirects=False)
        after = self.opener.cookies["session_id"]
        self.assertNotEqual(before, after)
        self.opener.cookies.clear()
        self.opener.cookies.set("session_id", before)
        self._assert_nobody_is_in()

    def test_the_second_factor_is_asked(self):
        self._walk()
        self.authenticate(None, None)
        with patch.object(type(self.users), "_mfa_url", lambda user: "/web/login/totp"):
            response = self._walk()
        self.assertTrue(response.headers["Location"].startswith("/web/login/totp"))
        self._assert_nobody_is_in()

    def test_nobody_is_sent_to_another_site_afterwards(self):
        for address in ("https://thief.example/my", "//thief.example"):
            self.authenticate(None, None)
            self.assertNotIn("thief", self._walk(redirect=address).headers["Location"].split("/my")[0])

    # ------------------------------------------------------------------
    # Who does not
    # ------------------------------------------------------------------
    def test_an_e_mail_of_an_account_opens_nothing_and_is_told_what_to_do(self):
        self.owner.login = "nina@example.com"
        self._assert_refused(self._walk(), "known")
        self.assertFalse(self.owner.oauth_uid)
        self._assert_nobody_is_in()

    def test_a_closed_account_is_not_opened_by_its_identity_or_its_e_mail(self):
        self._walk()
        self._linked().active = False
        self.authenticate(None, None)
        self._assert_refused(self._walk(), "closed")
        self.identity.person["sub"] = "another"
        self._assert_refused(self._walk(), "closed")
        self.assertFalse(self._linked())

    def test_erasing_the_data_forgets_the_identity(self):
        self._walk()
        account = self._linked()
        officer = new_test_user(self.env, "officer", "grid_customer.group_privacy")
        account.partner_id.with_user(officer)._pseudonymise("Просьба")
        self.assertFalse(account.active or account.oauth_uid or account.oauth_provider_id)

    def test_staff_sign_in_by_their_password(self):
        self.specialist.write({"oauth_provider_id": self.provider.id, "oauth_uid": self.identity.person["sub"]})
        self._assert_refused(self._walk(), "staff")
        self._assert_nobody_is_in()

    def test_an_unconfirmed_or_missing_e_mail_opens_no_account(self):
        for claims in ({"email_verified": False}, {"email_verified": None}, {"email": None}, {"email": "нет"}):
            with self.subTest(claims):
                self.identity.claims = claims
                self._assert_refused(self._walk(), "email")
        self.assertFalse(self._linked())

    # ------------------------------------------------------------------
    # Answers that do not hold
    # ------------------------------------------------------------------
    def test_a_bad_answer_lets_nobody_in_and_is_told(self):
        now = int(time.time())
        for fault, claims, code in (
            ("cancelled", {}, "cancelled"),
            ("down", {}, "provider"),
            ("no_json", {}, "provider"),
            ("no_token", {}, "answer"),
            ("keys_down", {}, "provider"),
            ("unsigned", {}, "answer"),
            ("stranger_key", {}, "answer"),
            ("secret_as_key", {}, "answer"),
            ("", {"iss": "https://another.example"}, "answer"),
            ("", {"iss": None}, "answer"),
            ("", {"aud": "another"}, "answer"),
            ("", {"aud": None}, "answer"),
            ("", {"aud": [CLIENT, "another"]}, "answer"),
            ("", {"aud": [CLIENT, "another"], "azp": "another"}, "answer"),
            ("", {"nonce": "another"}, "answer"),
            ("", {"nonce": None}, "answer"),
            ("", {"exp": now - 1}, "answer"),
            ("", {"exp": None}, "answer"),
            ("", {"nbf": now + 600}, "answer"),
            ("", {"sub": None}, "answer"),
            ("", {"sub": "x" * 300}, "answer"),
            ("", {"at_hash": "another"}, "answer"),
        ):
            with self.subTest(fault=fault, claims=claims):
                self.env.registry.clear_cache()
                self.identity.fault, self.identity.claims = fault, claims
                self._assert_refused(self._walk(), code)
                self._assert_nobody_is_in()
        self.assertFalse(self._linked())

    def test_a_changed_key_of_the_provider_is_asked_for_again(self):
        self._walk()
        self.authenticate(None, None)
        self.identity.key = Key(self.identity.key.kid)
        self.assertEqual(self._walk().headers["Location"], "/my")

    def test_an_answer_counts_only_in_the_browser_that_asked(self):
        back = self._back(self._ask())
        self.authenticate(None, None)
        self.opener.cookies.clear()
        self._assert_refused(self.url_open(back, allow_redirects=False), "stale")
        self.assertFalse(self._linked())

    def test_an_answer_with_another_state_counts_for_nothing(self):
        for state in ("", "another", "я"):
            back = self._back(self._ask())
            response = self.url_open(f"{back.partition('&state=')[0]}&state={state}", allow_redirects=False)
            self._assert_refused(response, "stale")
        self._assert_nobody_is_in()

    def test_an_answer_counts_once(self):
        back = self._back(self._ask())
        self.url_open(back, allow_redirects=False)
        self.authenticate(None, None)
        self._assert_refused(self.url_open(back, allow_redirects=False), "stale")

    def test_an_answer_that_comes_late_counts_for_nothing(self):
        with patch.object(state_identity, "MINUTES", 0):
            self._assert_refused(self._walk(), "stale")

    def test_a_provider_that_was_switched_off_meanwhile_lets_nobody_in(self):
        back = self._back(self._ask())
        self.provider.enabled = False
        self._assert_refused(self.url_open(back, allow_redirects=False), "stale")

    def test_each_question_has_secrets_of_its_own(self):
        first, second = (self._ask().headers["Location"] for _time in range(2))
        for name in ("state", "nonce", "code_challenge"):
            values = [dict(part.split("=") for part in at.partition("?")[2].split("&"))[name] for at in (first, second)]
            self.assertNotEqual(*values, name)

    # ------------------------------------------------------------------
    # The page
    # ------------------------------------------------------------------
    def test_a_page_open_for_too_long_says_so(self):
        self._assert_refused(self._ask(csrf_token="x"), "stale")

    def test_an_unknown_provider_is_not_found(self):
        google = self.env.ref("auth_oauth.provider_google")
        for provider_id in ("", "0", "я", str(google.id)):
            self.assertEqual(self._ask(provider_id=provider_id).status_code, 404, provider_id)

    def test_nothing_shows_until_somebody_switches_it_on(self):
        self.assertTrue(self._page("/web/login").xpath("//form[@action='/account/identity']"))
        self.provider.enabled = False
        self.assertFalse(self.env["auth.oauth.provider"].search([("enabled", "=", True)]), "nor any of Odoo's own")
        page = self._page("/web/login")
        self.assertFalse(page.xpath("//button[@form] | //a[contains(@href, 'oauth')]"))

    def test_an_address_says_no_words_of_its_own(self):
        page = html.tostring(self._page("/web/login?identity=Позвоните%20мошеннику"), encoding="unicode")
        self.assertNotIn('role="alert"', page)

    @mute_logger("odoo.http")
    def test_the_doors_of_odoo_are_shut(self):
        self.assertEqual(self.url_open("/auth_oauth/oea?access_token=x").status_code, 404)
        data = {"csrf_token": self._page("/web/login").xpath("//input[@name='csrf_token']/@value")[0]}
        response = self.url_open("/web/login", data={**data, "login": "portal_owner", "type": "oauth_token"})
        self.assertEqual(response.status_code, 200)
        self._assert_nobody_is_in()
