import re
from unittest.mock import patch

from lxml import html

from odoo.exceptions import AccessDenied
from odoo.tests import JsonRpcException, new_test_user, tagged
from odoo.tools import mute_logger

from ..controllers.words import sentence
from .common import PortalCase

START = "/account/new"
GOOD = {"name": "Новосёлова Нина Ильинична", "password": "старый мост у реки", "confirmed": "старый мост у реки"}


@tagged("post_install", "-at_install")
class TestSignUp(PortalCase):
    """An account comes by a mailbox that was proven, and nothing is told of who has one."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _token(self, path=START):
        return self._page(path).xpath("//main//input[@name='csrf_token']/@value")[0]

    def _ask(self, email, **changes):
        data = {"csrf_token": self._token(), "email": email, "proof": self._proof("code"), **changes}
        return self.url_open(START, data=data, allow_redirects=False)

    def _post(self, path, **data):
        return self.url_open(path, data={"csrf_token": self._token(path), **data}, allow_redirects=False)

    def _letter(self, path):
        code = self.env["grid.portal.code"].search([("handle", "=", path.rsplit("/", 1)[-1])])
        return self.env["mail.mail"].search([("model", "=", code._name), ("res_id", "=", code.id)])

    def _proven(self, email):
        """Walk to the page of the password."""
        path = self._ask(email).headers["Location"]
        response = self._post(path, digits=re.search(r">(\d{6})<", self._letter(path).body_html)[1])
        self.assertEqual((response.status_code, response.headers["Location"]), (303, path))
        return path

    def _user(self, login):
        return self.env["res.users"].search([("login", "=", login)])

    def test_a_stranger_gets_an_account_with_a_new_card(self):
        response = self._post(self._proven("nina@example.com"), **GOOD)
        self.assertEqual((response.status_code, response.headers["Location"]), (303, "/my"))
        user = self._user("nina@example.com")
        self.assertEqual(user.partner_id.name, GOOD["name"])
        self.assertTrue(user._is_portal() and not user._is_internal())
        self.assertEqual(self.url_open("/my/appeals", allow_redirects=False).status_code, 200)

    def test_who_proves_the_mailbox_and_has_the_name_gets_the_own_card(self):
        card = self.env["res.partner"].create({"name": "Новоселова  НИНА Ильинична", "email": "Nina@Example.com"})
        self._post(self._proven("nina@example.com"), **GOOD)
        self.assertEqual(self._user("nina@example.com").partner_id, card)

    def test_a_card_that_a_stranger_prepared_on_the_site_is_not_given_with_what_others_sent_since(self):
        visitor = self.env.ref("base.public_user")
        values = {"name": GOOD["name"], "phone": "+79050001122", "email": "nina@example.com"}
        card = self.env["res.partner"].with_user(visitor).sudo().create(values)
        self._appeal(partner_id=card.id, partner_name=card.name, partner_email="Nina <NINA@example.com>")
        self.assertEqual(self.env["res.users"]._card_of_mailbox("nina@example.com", card.name), card)
        self._appeal(partner_id=card.id, partner_name=card.name, partner_email=False)
        self.assertFalse(self.env["res.users"]._card_of_mailbox("nina@example.com", card.name))

    def test_a_card_that_staff_made_is_given_with_its_calls(self):
        values = {"name": GOOD["name"], "email": "nina@example.com"}
        card = self.env["res.partner"].with_user(self.specialist).sudo().create(values)
        self._appeal(partner_id=card.id, partner_name=card.name, partner_email=False)
        self.assertEqual(self.env["res.users"]._card_of_mailbox("nina@example.com", card.name), card)

    def test_a_mailbox_alone_gives_no_card(self):
        cards = self.env["res.partner"].create(
            [
                {"name": "Новосёлов Пётр Ильич", "email": "nina@example.com"},
                {"name": "ООО «Новосёлова Нина Ильинична»", "email": "nina@example.com", "is_company": True},
                {"name": GOOD["name"], "email": "nina@other.example"},
            ]
        )
        self._post(self._proven("nina@example.com"), **GOOD)
        self.assertNotIn(self._user("nina@example.com").partner_id, cards)

    def test_a_card_with_an_account_is_given_to_nobody_else(self):
        self.owner.partner_id.write({"name": GOOD["name"], "email": "nina@example.com"})
        self.owner.active = False
        self._post(self._proven("nina@example.com"), **GOOD)
        self.assertNotEqual(self._user("nina@example.com").partner_id, self.owner.partner_id)

    def test_an_account_that_was_closed_is_not_opened_again(self):
        self.owner.write({"login": "nina@example.com", "active": False})
        response = self._post(self._proven("nina@example.com"), **GOOD)
        self.assertEqual(response.status_code, 422)
        self.assertIn(sentence(self.env, "account", "closed"), response.text)
        self.assertFalse(self.owner.active)

    def test_one_word_is_no_full_name(self):
        card = self.env["res.partner"].create({"name": "Нина", "email": "nina@example.com"})
        self._post(self._proven("nina@example.com"), **{**GOOD, "name": "Нина"})
        self.assertNotEqual(self._user("nina@example.com").partner_id, card)

    def test_who_has_an_account_sets_a_new_password(self):
        response = self._post(self._proven(self.owner.email), **GOOD)
        self.assertEqual(response.headers["Location"], "/my")
        self.authenticate("portal_owner", GOOD["password"])
        self.assertEqual(self.owner.name, "Хозяйкина Мария Ивановна", "a name typed there changes nothing")

    def test_an_account_that_only_names_the_mailbox_is_somebody_else_s(self):
        self.owner.write({"login": "owner@other.example", "email": "nina@example.com"})
        self._post(self._proven("nina@example.com"), **GOOD)
        self.assertNotEqual(self._user("nina@example.com"), self.owner)
        self.assertTrue(self._user("nina@example.com"))

    @mute_logger("odoo.http")
    def test_a_customer_does_not_change_the_card_over_rpc(self):
        self.authenticate("portal_owner", "portal_owner")
        for vals in ({"email": "nina@example.com"}, {"name": "Другая"}, {"phone": "+79990001122"}):
            params = {"model": "res.users", "method": "write", "args": [self.owner.ids, vals], "kwargs": {}}
            with self.assertRaisesRegex(JsonRpcException, "AccessError"):
                self.make_jsonrpc_request("/web/dataset/call_kw/res.users/write", params)
        self.owner.with_user(self.owner).lang = "en_US"

    def test_the_second_factor_is_asked_after_a_new_password(self):
        with patch.object(type(self.env["res.users"]), "_mfa_url", lambda user: "/web/login/totp"):
            response = self._post(self._proven(self.owner.email), **GOOD)
        self.assertTrue(response.headers["Location"].startswith("/web/login/totp"))
        self.assertEqual(self.url_open("/my", allow_redirects=False).status_code, 303)

    def test_the_password_of_staff_is_not_set_here(self):
        clerk = new_test_user(self.env, "clerk@example.com", "grid_customer.group_operator", email="clerk@example.com")
        path = self._proven(clerk.email)
        with patch.object(type(clerk), "action_reset_password") as sent:
            response = self._post(path, **GOOD)
        self.assertEqual(response.status_code, 200)
        sent.assert_called_once()
        self.assertIn("/web/login", self.url_open("/my", allow_redirects=False).headers["Location"])

    def test_the_answer_is_the_same_whoever_has_an_account(self):
        pages = []
        for email in (self.owner.email, "nobody@example.com"):
            response = self._ask(email)
            page = self.url_open(response.headers["Location"]).text
            handle = response.headers["Location"].rsplit("/", 1)[-1]
            pages.append(
                re.sub(r'csrf_token" value="[^"]+"|csrf_token: "[^"]+"', "", page.replace(handle, "H")).replace(
                    email, "E"
                )
            )
        self.assertEqual(pages[0], pages[1])

    def test_a_code_is_not_asked_for_too_often(self):
        for _number in range(20):
            self._ask("nina@example.com")
        self.assertEqual(self._ask("nina@example.com").status_code, 429)

    def test_another_browser_cannot_go_on(self):
        path = self._proven("nina@example.com")
        self.authenticate(None, None)
        self.opener.cookies.clear()
        self.assertEqual(self.url_open(path).status_code, 404)

    def test_a_code_opens_its_own_page_only(self):
        path = self._ask("nina@example.com").headers["Location"]
        self.assertEqual(self.url_open(path.replace(START, "/status/code")).status_code, 404)

    def test_without_the_code_no_password_is_taken(self):
        path = self._ask(self.owner.email).headers["Location"]
        self.assertEqual(self._post(path, **GOOD).status_code, 422)
        self.authenticate("portal_owner", "portal_owner")

    def test_bad_input_comes_back_with_sentences(self):
        path = self._proven("nina@example.com")
        for changes, field in (
            ({"name": ""}, "name"),
            ({"name": "12"}, "name"),
            ({"name": "Я" * 300}, "name"),
            ({"password": ""}, "password"),
            ({"password": "1", "confirmed": "1"}, "password"),
            ({"confirmed": "иначе"}, "confirmed"),
            ({"password": "я" * 5000, "confirmed": "я" * 5000}, "password"),
        ):
            with self.subTest(changes):
                response = self._post(path, **{**GOOD, **changes})
                self.assertEqual(response.status_code, 422)
                self.assertTrue(self._said(response, field))
        self.assertFalse(self._user("nina@example.com"))
        files = {"password": ("пароль.txt", b"a file is no password")}
        sent = self.url_open(path, data={"csrf_token": self._token(path), "name": GOOD["name"]}, files=files)
        self.assertEqual(sent.status_code, 422)
        self.assertFalse(self._user("nina@example.com"))
        for email in ("", "нет", "a@b", "x" * 300 + "@example.com", "\x00"):
            self.assertEqual(self._ask(email).status_code, 422, email)

    def test_an_old_page_keeps_what_was_typed(self):
        response = self._ask("nina@example.com", csrf_token="x")
        self.assertEqual(response.status_code, 422)
        self.assertEqual(html.fromstring(response.content).xpath("//input[@name='email']/@value"), ["nina@example.com"])

    @mute_logger("odoo.http")
    def test_the_doors_of_odoo_let_nobody_in_without_an_invitation(self):
        for path in ("/web/signup", "/web/reset_password"):
            self.assertEqual(self.url_open(path).status_code, 404)
            data = {"csrf_token": self._token(), "login": "x@example.com", "name": "x", "password": "x" * 9}
            self.assertEqual(self.url_open(path, data=data).status_code, 404)
        self.assertFalse(self._user("x@example.com"))

    @mute_logger("odoo.http")
    def test_an_invitation_of_the_company_opens_its_own_card(self):
        card = self.env["res.partner"].create({"name": "Приглашённая Ида", "email": "ida@example.com"})
        card.signup_prepare()
        token = card.sudo()._generate_signup_token()
        self.assertEqual(self.url_open(f"/web/signup?token={token}").status_code, 200)

    def test_the_page_of_sign_in_leads_here(self):
        self.assertTrue(self._page("/web/login").xpath(f"//a[@href='{START}']"))

    def test_a_sign_in_that_lacks_its_parts_is_refused_on_the_page(self):
        for data in ({}, {"login": ""}, {"type": "webauthn"}, {"type": "oauth_token", "login": "portal_owner"}):
            with self.subTest(data):
                response = self.url_open("/web/login", data={"csrf_token": self._token("/web/login"), **data})
                self.assertEqual(response.status_code, 200)
                self.assertIn("alert-danger", response.text)

    @mute_logger("odoo.addons.base.models.res_users")
    def test_an_unknown_login_costs_the_work_of_a_known_one(self):
        users = self.env["res.users"]
        for login, hashed in (("nobody@example.com", 1), ("portal_owner", 0)):
            context = users._crypt_context()
            with patch.object(type(context), "hash", wraps=context.hash) as work, self.assertRaises(AccessDenied):
                users._login({"type": "password", "login": login, "password": "wrong"}, {"interactive": False})
            self.assertEqual(work.call_count, hashed, login)
