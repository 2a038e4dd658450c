import secrets
import time

from odoo import http
from odoo.exceptions import AccessDenied
from odoo.http import request

from odoo.addons.auth_oauth.controllers.main import OAuthController
from odoo.addons.auth_oidc.controllers.main import OpenIDLogin
from odoo.addons.web.controllers.utils import _get_login_redirect_url

from ..models.auth_oauth_provider import ANSWER
from ..models.refusals import IdentityRefused
from ..openid.claims import same

#: Where the session keeps what belongs to the one sign-in that is under way.
KEPT = "grid_identity"
MINUTES = 10
SIGN_IN = "/web/login"
SECURITY = "/my/security"


class SignIn(OpenIDLogin):
    def list_providers(self):
        """Offer no link: it would begin a sign-in that nothing binds to the browser."""
        return []


class StateIdentity(OAuthController):
    """Sign-in and linking by OpenID Connect: the answer counts once, in the browser that asked, for some minutes."""

    # The token is checked inside: a page open for too long is shown again, with a sentence.
    @http.route("/account/identity", type="http", auth="public", website=True, methods=["POST"], csrf=False)
    def identity_ask(self, provider_id="", redirect="", **params):
        provider = self._provider(provider_id)
        if not request.validate_csrf(params.get("csrf_token")):
            return self._refused("stale")
        return self._ask(provider, redirect=redirect)

    @http.route("/my/identity", type="http", auth="user", website=True, methods=["POST"], csrf=False)
    def identity_link(self, provider_id="", password="", **params):
        """Ask for the password once more: who finds an open browser must not leave a door of his own."""
        provider = self._provider(provider_id)
        if not request.validate_csrf(params.get("csrf_token")):
            return self._refused("stale", SECURITY)
        user = request.env.user
        try:
            with user._assert_can_auth(user=user.login):
                given = password if isinstance(password, str) else ""
                credential = {"login": user.login, "password": given, "type": "password"}
                user._check_credentials(credential, {"interactive": True})
        except AccessDenied:
            return self._refused("password", SECURITY)
        return self._ask(provider, link=user.id)

    @http.route("/my/identity/unlink", type="http", auth="user", website=True, methods=["POST"], csrf=False)
    def identity_unlink(self, **params):
        if not request.validate_csrf(params.get("csrf_token")):
            return self._refused("stale", SECURITY)
        request.env.user.sudo()._forget_identity()
        return self._changed("unlinked")

    @http.route(ANSWER, auth="public", website=True, methods=["GET"], readonly=False, sitemap=False)
    def signin(self, state="", code="", error="", **params):
        kept = request.session.pop(KEPT, None) or {}
        back = SECURITY if kept.get("link") else SIGN_IN
        try:
            claims = self._answer(kept, state, code, error)
            users = request.env["res.users"].sudo()
            if kept["link"]:
                users.browse(kept["link"])._link_identity(kept["provider"], claims)
                return self._changed("done")
            account = users._account_of_identity(kept["provider"], claims)
        except IdentityRefused as refusal:
            return self._refused(refusal.code, back)
        return self._sign_in(account, kept["redirect"])

    @http.route()
    def oea(self, **params):
        """Let nobody in by an account of Odoo's publisher."""
        raise request.not_found()

    # ------------------------------------------------------------------
    # Steps
    # ------------------------------------------------------------------
    def _provider(self, provider_id):
        offered = request.env["auth.oauth.provider"]._offered()
        provider = offered.filtered(lambda one: str(one.id) == provider_id)
        if not provider:
            raise request.not_found()
        return provider

    def _ask(self, provider, redirect="", link=False):
        kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        request.session[KEPT] = {
            **kept,
            "provider": provider.id,
            "until": time.time() + MINUTES * 60,
            "redirect": redirect if isinstance(redirect, str) else "",
            "link": link,
        }
        question = provider._question(kept, f"{request.httprequest.url_root.rstrip('/')}{ANSWER}")
        return request.redirect(question, code=303, local=False)

    def _answer(self, kept, state, code, error):
        """Return the verified claims of an answer, and put the provider itself into what was kept."""
        is_ours = same(state, kept.get("state", "")) and time.time() < kept["until"]
        if not is_ours or (kept["link"] and kept["link"] != request.session.uid):
            raise IdentityRefused("stale")
        kept["provider"] = (
            request.env["auth.oauth.provider"]._offered().filtered(lambda one: one.id == kept["provider"])
        )
        if not kept["provider"]:
            raise IdentityRefused("stale")
        if error or not code:
            raise IdentityRefused("cancelled" if error == "access_denied" else "provider")
        return kept["provider"]._claims(code, kept)

    def _sign_in(self, account, redirect):
        credential = {"type": "oauth_token", "login": account.login, "token": account.oauth_access_token}
        try:
            uid = request.session.authenticate(request.env, credential)["uid"]
        except AccessDenied:  # Odoo stops a flood of sign-ins from one address
            return self._refused("provider")
        return request.redirect(_get_login_redirect_url(uid, redirect or "/my"), code=303)

    def _changed(self, done):
        """Keep the session in which the account was changed; the other ones of the account end."""
        user = request.env.user
        user.flush_recordset()
        request.session.session_token = user._compute_session_token(request.session.sid)
        return request.redirect(f"{SECURITY}?identity={done}", code=303)

    def _refused(self, code, page=SIGN_IN):
        return request.redirect(f"{page}?identity={code}", code=303)
