import secrets

from odoo import api, models
from odoo.exceptions import AccessDenied
from odoo.tools import email_normalize

from odoo.addons.auth_signup.models.res_partner import SignupError
from odoo.addons.grid_appeal.appeal_form import fields as form_fields

from ..openid import claims as openid
from .refusals import IdentityRefused


class ResUsers(models.Model):
    """An account that a state identity opens: the one of its provider and subject, never one found by name or e-mail.

    `oauth_access_token` holds a key of our own, which no provider knows: each of its tokens would end the sessions on
    the other devices of the customer.
    """

    _inherit = "res.users"

    @api.model
    def _account_of_identity(self, provider, claims):
        """Return the account of an identity; the first time it is opened, with a new card.

        :raises IdentityRefused: the account is closed or of staff, or its e-mail has another account
        """
        user = self._of_identity(provider, claims)
        if not user:
            return self._open_by_identity(provider, claims)
        if not user.active:
            raise IdentityRefused("closed")
        if not user.share:
            raise IdentityRefused("staff")
        return user

    @api.model
    def _of_identity(self, provider, claims):
        identity = [("oauth_provider_id", "=", provider.id), ("oauth_uid", "=", claims["sub"])]
        return self.with_context(active_test=False).search(identity, limit=1)

    @api.model
    def _open_by_identity(self, provider, claims):
        person = openid.person(claims)
        email = email_normalize(person.email) or ""
        if not form_fields.is_email(email):
            raise IdentityRefused("email")
        if self._account_of(email):
            raise IdentityRefused("known")
        if self._is_closed(email):
            raise IdentityRefused("closed")
        name = person.name[: form_fields.LINE_MAX] or email
        try:
            with self.env.cr.savepoint():
                card = self.env["res.partner"].create({"name": name, "email": email})
                values = {"login": email, "email": email, "name": name, "partner_id": card.id}
                return self._signup_create_user({**values, **self._identity_vals(provider, claims)})
        except SignupError as error:  # another click has opened it at this moment
            raise IdentityRefused("failed") from error

    def _link_identity(self, provider, claims):
        """Let an identity open this account from here on.

        :raises IdentityRefused: it opens another one, or this one is of staff
        """
        self.ensure_one()
        if not self.share:
            raise IdentityRefused("staff")
        if self._of_identity(provider, claims) - self:
            raise IdentityRefused("linked")
        self.write(self._identity_vals(provider, claims))

    def _forget_identity(self):
        self.write({"oauth_provider_id": False, "oauth_uid": False, "oauth_access_token": False})

    @api.model
    def _identity_vals(self, provider, claims):
        key = secrets.token_urlsafe(32)
        return {"oauth_provider_id": provider.id, "oauth_uid": claims["sub"], "oauth_access_token": key}

    def _check_credentials(self, credential, env):
        # the form of sign-in passes on whatever kind of proof was sent to it, and without the proof itself
        if credential["type"] == "oauth_token" and not credential.get("token"):
            raise AccessDenied()
        return super()._check_credentials(credential, env)
