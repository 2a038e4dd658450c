from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import email_normalize
from odoo.tools.translate import get_translation

from odoo.addons.auth_signup.controllers.main import AuthSignupHome
from odoo.addons.auth_signup.models.res_partner import SignupError
from odoo.addons.grid_appeal.appeal_form import fields
from odoo.addons.web.controllers.utils import _get_login_redirect_url

from .shared import admitted, marks, private
from .words import sentence

PURPOSE = "account"
START = "/account/new"


class SignIn(AuthSignupHome):
    """Odoo's own pages: only an invitation of the company opens them, all others go by a proof of the mailbox."""

    @http.route(scripts=False)
    def web_login(self, *args, **kw):
        response = super().web_login(*args, **kw)
        wrong = get_translation("web", request.env.lang or "en_US", "Wrong login/password", ())
        if response.is_qweb and response.qcontext.get("error") == wrong:
            response.qcontext["error"] = sentence(request.env, "account", "wrong")
        return response

    def get_auth_signup_config(self):
        return {**super().get_auth_signup_config(), "signup_enabled": False, "reset_password_enabled": False}


class SignUp(http.Controller):
    """An account, or a new password of one, for who reads the mailbox; until then every e-mail is answered alike."""

    @http.route(START, type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def account_new(self, **params):
        return self._page("grid_portal.account_new", form={"email": ""})

    # The token is checked inside: a page open for too long must keep what was typed on it.
    @http.route(START, type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def account_ask(self, email="", **params):
        email = fields.clean_line(email)
        form = {"email": email}
        if not request.validate_csrf(params.get("csrf_token")):
            return self._page("grid_portal.account_new", {"form": sentence(request.env, "account", "stale")}, form=form)
        if not fields.is_email(email):
            return self._page(
                "grid_portal.account_new", {"email": sentence(request.env, "account", "email")}, form=form
            )
        codes = request.env["grid.portal.code"].sudo()
        code = admitted("code", params) and codes._send(PURPOSE, email, marks(), email_normalize(email))
        if not code:
            errors = {"form": sentence(request.env, "status", "over_limit")}
            return self._page("grid_portal.account_new", errors, 429, form=form)
        return self._to_code(code)

    @http.route(
        f"{START}/<string:handle>", type="http", auth="public", website=True, methods=["GET"], readonly=True,
        sitemap=False,
    )  # fmt: skip
    def account_code(self, handle, **params):
        code = self._code(handle)
        if not code.used_at:
            return self._page("grid_portal.account_code", code=code)
        if not code._is_open():
            return request.redirect(START, code=303)
        return self._password_page(code)

    @http.route(
        f"{START}/<string:handle>", type="http", auth="public", website=True, methods=["POST"], csrf=False,
        sitemap=False,
    )  # fmt: skip
    def account_act(self, handle, digits="", **params):
        """Take the digits of a code, then, of the one that was confirmed, the password."""
        code = self._code(handle)
        if not request.validate_csrf(params.get("csrf_token")):
            errors = {"form": sentence(request.env, "account", "stale")}
            if code._is_open():
                return self._password_page(code, errors, params)
            return self._page("grid_portal.account_code", errors, code=code)
        if code._is_open():
            return self._take_password(code, params)
        digits = code._read_digits(fields.clean_line(digits))
        if digits and (code._confirm(handle, digits) or code._was_used(handle)):
            return self._to_code(code)
        errors = {"digits": sentence(request.env, "digits", "wrong" if digits else "missing")}
        return self._page("grid_portal.account_code", errors, code=code)

    def _take_password(self, code, params):
        users = request.env["res.users"].sudo()
        name, password = fields.clean_line(params.get("name")), params.get("password")
        account = users._account_of(code.subject)
        if not account and users._is_closed(code.subject):
            return self._password_page(code, {"form": sentence(request.env, "account", "closed")}, params)
        if errors := self._password_errors(account, name, password, params.get("confirmed")):
            return self._password_page(code, errors, params)
        try:
            users._check_password_policy([password])
            with request.env.cr.savepoint():
                account = users._open_account(code.subject, name, password, account)
        except UserError as refusal:  # the rules of passwords
            return self._password_page(code, {"password": str(refusal)}, params)
        except SignupError:
            return self._password_page(code, {"form": sentence(request.env, "account", "failed")}, params)
        if not account.share:  # a letter of Odoo's own sets the password of who works here
            return self._page("grid_portal.account_staff")
        credential = {"type": "password", "login": account.login, "password": password}
        uid = request.session.authenticate(request.env, credential)["uid"]
        return request.redirect(_get_login_redirect_url(uid, "/my"), code=303)

    def _password_errors(self, account, name, password, confirmed):
        errors = {}
        if not account and not any(char.isalpha() for char in name):
            errors["name"] = sentence(request.env, "name", "malformed" if name else "missing")
        elif len(name) > fields.LINE_MAX:
            errors["name"] = sentence(request.env, "name", "too_long", limit=fields.LINE_MAX, actual=len(name))
        if not password or not isinstance(password, str):
            errors["password"] = sentence(request.env, "account", "password")
        elif len(password) > fields.LINE_MAX:
            limits = {"limit": fields.LINE_MAX, "actual": len(password)}
            errors["password"] = sentence(request.env, "password", "too_long", **limits)
        elif password != confirmed:
            errors["confirmed"] = sentence(request.env, "account", "confirmed")
        return errors

    # ------------------------------------------------------------------
    # Pages
    # ------------------------------------------------------------------
    def _code(self, handle):
        code = request.env["grid.portal.code"].sudo()._of_handle(handle, PURPOSE, marks())
        if not code:
            raise request.not_found()
        return code

    def _to_code(self, code):
        return request.redirect(f"{START}/{code.handle}", code=303)

    def _password_page(self, code, errors=None, typed=None):
        users = request.env["res.users"].sudo()
        values = {
            "code": code,
            "form": {"name": fields.clean_line((typed or {}).get("name"))},
            "account": users._account_of(code.subject),
            "least": users.get_password_policy()["minlength"],
        }
        return self._page("grid_portal.account_password", errors, **values)

    def _page(self, template, errors=None, status=422, **values):
        response = request.render(template, {**values, "errors": errors or {}})
        response.status_code = status if errors else 200
        return private(response)
