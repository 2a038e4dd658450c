from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import email_normalize, email_normalize_all

#: What names or describes a person on the card; papers that law keeps carry their own copies.
FORGOTTEN = (
    *("email", "phone", "street", "street2", "zip", "city", "state_id", "comment", "function", "website"),
    *("inn", "snils", "birth_date", "identity_kind", "identity_number", "identity_department"),
    *("identity_issued_on", "identity_issued_by", "identity_scan", "identity_scan_name", "image_1920"),
)


class ResPartner(models.Model):
    """How a customer is told of what goes on, and how a card forgets its person."""

    _inherit = "res.partner"

    notice_way = fields.Selection(
        [("email", "By e-mail and in the personal account"), ("account", "In the personal account only")],
        "Notices",
        default="email",
        required=True,
        help="How the customer is told of the course of appeals and requests, where the law leaves the choice.",
    )

    def _pseudonymise(self, reason):
        """Make the card nobody's: a number instead of the name, no contacts, no documents, no account.

        Papers of connections, of accounts and the register of appeals stay as they are: law keeps them. Documents of
        a connection are kept without a term (PP 861 in the edition of PP 130 of 20.02.2014; the clause is unconfirmed);
        how many years the file of an appeal is kept is a rule that the company sets (`appeal_file_kept`, unconfirmed).

        :param reason: on what ground, for the history of the card
        :raises AccessError: the user is no personal-data officer
        """
        if not self.env.user.has_group("grid_customer.group_privacy"):
            raise AccessError(self.env._("The personal-data officer alone says what became of the data."))
        self.sudo()._forget()
        for customer in self.sudo():
            customer._message_log(body=self.env._("The card was made nobody's: %(reason)s", reason=reason))

    def _kept_besides(self):
        """Return {heading: section} of what an addon keeps of this customer, for her to read; it adds its own.

        A section has `rows` (what, how many), the sentences `why` and `until`, and whether it is kept `by_law`.
        """
        return {}

    def _exported_besides(self):
        """Return {name: rows} of what an addon keeps of this customer, for the export of her data; it adds its own."""
        return {}

    def _forget(self):
        """Erase what is kept of these customers outside the files that law keeps; an addon adds what it knows."""
        for customer in self:
            customer._forget_letters()
            customer.with_context(tracking_disable=True).write(
                {**dict.fromkeys(FORGOTTEN, False), "name": self.env._("Customer %(id)s", id=customer.id)}
            )
            customer.address_ids.unlink()
            customer.vulnerability_ids.unlink()
            customer.message_ids.tracking_value_ids.unlink()
            for account in customer.with_context(active_test=False).user_ids:
                account.write({"active": False, "login": f"erased-{account.id}"})

    def _forget_letters(self):
        """Erase the e-mails that went to this customer and belong to no file that law keeps.

        What legal terms run on (an appeal, a request, a consent) is such a file, with its letters.
        """
        address = email_normalize(self.email or "")
        to = Domain("recipient_ids", "in", self.ids)
        if address:
            to |= Domain("email_to", "ilike", address)
        files = [name for name, model in self.env.registry.items() if "deadline_ids" in model._fields]
        loose = self.env["mail.mail"].search(to & Domain("model", "not in", files))
        loose.filtered(
            lambda mail: self in mail.recipient_ids or address in email_normalize_all(mail.email_to or "")
        ).unlink()
