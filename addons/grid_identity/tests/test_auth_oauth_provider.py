import ast

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import ADDRESSES, IdentityCase


@tagged("post_install", "-at_install")
class TestAuthOauthProvider(IdentityCase):
    """An administrator switches a provider on; what lacks or is not safe is said before a customer meets it."""

    def test_the_addresses_come_from_the_provider_itself(self):
        provider = self.env["auth.oauth.provider"].create(
            {"name": "Новый", "body": "Войти", "flow": "access_token", **self.identity.settings()}
        )
        self.assertEqual(provider.auth_endpoint, "", "the column holds no null")
        provider.action_discover()
        document = self.identity.document()
        for ours, theirs in ADDRESSES.items():
            self.assertEqual(provider[ours], document[theirs])
        provider.enabled = True
        self.assertIn(provider, self.env["auth.oauth.provider"]._offered())

    def test_another_or_a_silent_issuer_is_told(self):
        for issuer in (f"{self.identity.issuer}/", "http://127.0.0.1:9"):
            self.provider.issuer = issuer
            with self.assertRaises(UserError):
                self.provider.action_discover()

    def test_what_lacks_or_is_not_safe_is_not_switched_on(self):
        for vals in (
            {"client_id": False},
            {"issuer": " "},
            {"scope": "profile"},
            {"flow": "id_token"},
            {"token_endpoint": "http://id.example/token"},
            {"auth_endpoint": "javascript:alert(1)"},
            {"jwks_uri": "file:///etc/passwd"},
        ):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self.provider.write(vals)

    def test_odoo_s_own_providers_stay_off(self):
        for name in ("provider_openerp", "provider_facebook", "provider_google"):
            provider = self.env.ref(f"auth_oauth.{name}")
            self.assertFalse(provider.enabled, name)
            with self.assertRaises(ValidationError):
                provider.enabled = True

    def test_no_other_provider_waits_in_the_setting(self):
        setting = self.env.ref("grid_identity.auth_oauth_provider_action")
        listed = self.env["auth.oauth.provider"].search(ast.literal_eval(setting.domain))
        self.assertEqual(listed, self.provider)

    def test_what_lacks_is_named_as_the_setting_names_it(self):
        self.provider.write({"enabled": False, "token_endpoint": False, "jwks_uri": False})
        view = self.env.ref("grid_identity.auth_oauth_provider_view_form")
        shown = self.env["auth.oauth.provider"].get_views([(view.id, "form")])["models"]["auth.oauth.provider"][
            "fields"
        ]
        with self.assertRaises(ValidationError) as refused:
            self.provider.enabled = True
        for name in ("token_endpoint", "jwks_uri"):
            self.assertIn(shown[name]["string"], str(refused.exception))
            self.assertTrue(shown[name]["help"])

    def test_the_secret_is_read_by_the_system_administrator_only(self):
        for user in (self.owner, self.specialist):
            with self.assertRaises(AccessError):
                self.provider.with_user(user).read(["client_secret"])
        administrator = self.env.ref("base.user_admin")
        self.assertTrue(self.provider.with_user(administrator).client_secret)
