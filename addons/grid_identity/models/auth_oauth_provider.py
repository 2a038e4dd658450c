import base64
import hashlib
import logging
import time
from urllib.parse import urlencode

import requests
from jose.exceptions import JOSEError, JWTError

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..openid import claims as openid
from .refusals import DONE, REFUSALS, IdentityRefused

_logger = logging.getLogger(__name__)

FLOW = "id_token_code"
ANSWER = "/auth_oauth/signin"
DISCOVERY = "/.well-known/openid-configuration"
ADDRESSES = ("auth_endpoint", "token_endpoint", "jwks_uri")
PATIENCE = 10  # seconds
#: What a provider that does not keep to the standard may make of its answer.
UNREADABLE = (requests.RequestException, ValueError, TypeError, AttributeError, LookupError)


class AuthOauthProvider(models.Model):
    """Who states the identity of customers: OpenID Connect by the code flow, each sign-in with secrets of its own."""

    _inherit = "auth.oauth.provider"

    name = fields.Char("Name of the provider", translate=True)
    body = fields.Char("Words on the button")
    enabled = fields.Boolean("Switched on")
    issuer = fields.Char(help="The address by which the provider names itself in each token, to the letter.")
    client_id = fields.Char("Our identifier (client ID)")
    client_secret = fields.Char("Our secret (client secret)", groups="base.group_system")
    scope = fields.Char("What is asked for (scope)")
    auth_endpoint = fields.Char("Sign-in (authorization)", required=False)
    token_endpoint = fields.Char(
        "Exchange of the code (token)", help="Where our server takes what the provider states of who signed in."
    )
    jwks_uri = fields.Char("Keys of the signature (JWKS)", help="By them we see that the provider itself has signed.")
    answer_address = fields.Char(
        "Our address", compute="_compute_answer_address", help="Register it with the provider as the redirect URI."
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._without_null({"auth_endpoint": "", **vals}) for vals in vals_list])

    def write(self, vals):
        return super().write(self._without_null(vals))

    @api.model
    def _without_null(self, vals):
        """Keep an address that is not known yet as an empty one: `auth_oauth` lets its column hold no null."""
        return {**vals, "auth_endpoint": vals["auth_endpoint"] or ""} if "auth_endpoint" in vals else vals

    @api.constrains("enabled", "flow", "issuer", "client_id", "scope", *ADDRESSES)
    def _check_is_whole(self):
        """Let nothing be switched on that lacks a part, or asks in a way that binds an answer to no browser."""
        for provider in self.filtered("enabled"):
            if provider.flow != FLOW:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” cannot be switched on: customers sign in by OpenID Connect with the authorization"
                        " code flow only.",
                        name=provider.name,
                    )
                )
            lacking = [name for name in ("issuer", "client_id", *ADDRESSES) if not (provider[name] or "").strip()]
            if lacking or "openid" not in (provider.scope or "").split():
                names = [provider._fields[name]._description_string(self.env) for name in lacking or ["scope"]]
                raise ValidationError(
                    self.env._(
                        "“%(name)s” cannot be switched on yet. Fill in: %(lacking)s. The scope holds the word openid.",
                        name=provider.name,
                        lacking=", ".join(names),
                    )
                )
            for name in ("issuer", *ADDRESSES):
                provider._check_safe(provider[name])

    def _check_safe(self, address):
        if not openid.is_safe_address(address):
            raise ValidationError(
                self.env._("%(address)s is not safe to ask: the address must begin with https.", address=address)
            )

    def _compute_answer_address(self):
        self.answer_address = f"{self.get_base_url()}{ANSWER}"

    def action_discover(self):
        """Take the addresses from what the provider publishes of itself (OpenID Connect Discovery 1.0).

        :raises UserError: it does not answer, or names another issuer
        """
        self.ensure_one()
        issuer = (self.issuer or "").strip()
        self._check_safe(issuer)
        try:
            response = requests.get(issuer.rstrip("/") + DISCOVERY, timeout=PATIENCE)
            response.raise_for_status()
            document = response.json()
            found = {
                "auth_endpoint": document["authorization_endpoint"],
                "token_endpoint": document["token_endpoint"],
                "jwks_uri": document["jwks_uri"],
            }
            named = document["issuer"]
        except UNREADABLE as error:
            raise UserError(
                self.env._(
                    "%(issuer)s did not answer as a provider of identities: %(error)s.", issuer=issuer, error=error
                )
            ) from error
        if named != issuer:
            raise UserError(
                self.env._("The provider calls itself %(named)s. Write the issuer so, to the letter.", named=named)
            )
        for address in found.values():
            self._check_safe(address)
        self.write({"flow": FLOW, **found})

    # ------------------------------------------------------------------
    # Pages
    # ------------------------------------------------------------------
    @api.model
    def _offered(self):
        """Return the providers by which customers sign in; none while nobody has switched one on."""
        return self.sudo().search([("enabled", "=", True), ("flow", "=", FLOW)])

    @api.model
    def _refusal_words(self, code):
        """Return the sentence for a code in an address; empty for any other text."""
        return self.env._(REFUSALS[code]) if code in REFUSALS else ""  # pylint: disable=translation-not-lazy

    @api.model
    def _done_words(self, code):
        return self.env._(DONE[code]) if code in DONE else ""  # pylint: disable=translation-not-lazy

    # ------------------------------------------------------------------
    # The sign-in
    # ------------------------------------------------------------------
    def _question(self, kept, answer_address):
        """Return the address that asks the provider who somebody is.

        :param kept: what the session keeps of this sign-in: `state`, `nonce`, `verifier` (RFC 7636)
        """
        challenge = base64.urlsafe_b64encode(hashlib.sha256(kept["verifier"].encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": answer_address,
            "scope": self.scope,
            "state": kept["state"],
            "nonce": kept["nonce"],
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{self.auth_endpoint}{'&' if '?' in self.auth_endpoint else '?'}{urlencode(asked)}"

    def _claims(self, code, kept):
        """Return what the provider states of who signed in, verified.

        :raises IdentityRefused: it does not answer, or its answer does not hold
        """
        tokens = self._tokens(code, kept["verifier"])
        try:
            claims = self._parse_id_token(tokens[1], tokens[0])
        except requests.RequestException as error:
            return self._refuse("provider", error)
        except (JOSEError, *UNREADABLE) as error:
            return self._refuse("answer", error)
        if wrong := openid.fault(claims, self.issuer, self.client_id, kept["nonce"], time.time()):
            return self._refuse("answer", wrong)
        return claims

    def _tokens(self, code, verifier):
        # the secret of PKCE is of one sign-in, not of the provider for ever
        provider = self.new({"code_verifier": verifier}, origin=self)
        try:
            return self.env["res.users"]._auth_oauth_get_tokens_auth_code_flow(provider, {"code": code})
        except UNREADABLE as error:
            return self._refuse("provider", error)

    def _decode_id_token(self, access_token, id_token, kid):
        """Ask for the keys once more before a token is refused: the provider may have changed them."""
        try:
            if claims := super()._decode_id_token(access_token, id_token, kid):
                return claims
        except JWTError:
            _logger.info("The token does not fit the keys kept of %s: they are asked for again", self.name)
        self.env.registry.clear_cache()
        return super()._decode_id_token(access_token, id_token, kid)

    def _refuse(self, code, reason):
        _logger.info("Sign-in by %s refused: %s", self.name, reason)
        raise IdentityRefused(code)
