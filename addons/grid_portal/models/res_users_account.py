from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import AccessDenied, AccessError
from odoo.fields import Domain
from odoo.tools import email_normalize

from odoo.addons.grid_customer.identity import names

#: What Odoo lets every user change of the own card.
OF_THE_CARD = {"name", "email", "phone"}


class ResUsers(models.Model):
    """How a customer comes to an account: by a mailbox whose owner has typed the code that went there."""

    _inherit = "res.users"

    @api.model
    def _account_of(self, email):
        """Return the account of a proven mailbox: the one that signs in by it, else one whose login is no mailbox.

        An account that signs in by another mailbox and only names this one is somebody else's.
        """
        named = Domain("email_normalized", "=", email) & ~Domain("login", "like", "@")
        users = self.search(Domain("login", "=", email) | named)
        return users.filtered(lambda user: user.login == email)[:1] or users[:1]

    @api.model
    def _is_closed(self, email):
        """Whether the account that signed in by a mailbox was closed: who closed it opens it again, no page does."""
        return bool(self.search_count([("login", "=", email), ("active", "=", False)], limit=1))

    @api.model
    def _open_account(self, email, name, password, account):
        """Give a proven mailbox its account, or the account it has a new password; return it.

        The account of who works here gets a letter with Odoo's own link instead: the second person to set the password
        of a member of the staff is nobody on a public page.

        :param account: what `_account_of` found
        :raises UserError: the password is against the rules
        :raises SignupError: another click has made the account at this moment
        """
        if not account:
            card = self._card_of_mailbox(email, name) or self.env["res.partner"].create({"name": name, "email": email})
            return self._signup_create_user(
                {"login": email, "email": email, "name": card.name, "partner_id": card.id, "password": password}
            )
        if account.share:
            account.password = password
        else:
            account.action_reset_password()
        return account

    @api.model
    def _card_of_mailbox(self, email, name):
        """Return the card of the person who owns a mailbox: the one with it and with the same full name, none else.

        The e-mail of a card may be mistyped, or a family's: the account of a stranger, or of a namesake with another
        mailbox, begins with an empty card, and staff see both as possible twins. So does who left a name and a phone
        of another person on the site beside his own mailbox: calls of that person have come to the card since.
        """
        own = Domain("email_normalized", "=", email) & Domain("is_company", "=", False)
        own &= Domain("company_id", "in", [self.env.company.id, False])
        words = names.words(name)
        cards = self.env["res.partner"].search(own).filtered(lambda card: names.words(card.name) == words)
        cards = cards.filtered(lambda card: not card.with_context(active_test=False).user_ids)
        is_sure = len(cards) == 1 and len(words) > 1
        return cards if is_sure and self._may_be_given(cards, email) else cards.browse()

    @api.model
    def _may_be_given(self, card, email):
        """Whether a person who works here made the card, and so was told the e-mail, or all came to it from there."""
        if card.create_uid._is_internal() and card.create_uid.id != SUPERUSER_ID:
            return True
        sent = self.env["helpdesk.ticket"]._read_group([("partner_id", "=", card.id)], ["partner_email"])
        return all(email_normalize(address or "") == email for (address,) in sent)

    def write(self, vals):
        """Let no customer change by the account what the card says of her: she asks for it, and proves it."""
        if not self.env.su and self.env.user.share and OF_THE_CARD & vals.keys():
            raise AccessError(self.env._("Your data are corrected by a request: see “My personal data”."))
        return super().write(vals)

    def _login(self, credential, user_agent_env):
        """Take as long for a login that nobody has: how fast a refusal comes must not tell who is a customer."""
        # Odoo's page passes on whatever it was sent, and reads it as what its own form sends
        if not credential.get("webauthn_response" if credential["type"] == "webauthn" else "login"):
            raise AccessDenied()
        try:
            return super()._login(credential, user_agent_env)
        except AccessDenied:
            login, password = credential.get("login"), credential.get("password")
            if password and not self.sudo().search_count(self._get_login_domain(login), limit=1):
                self._crypt_context().hash("nobody's")
            raise
