from odoo import fields, models
from odoo.exceptions import AccessError

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

        Papers of connections, of accounts and the register of appeals stay as they are: law keeps them.

        :param reason: on what ground, for the history of the card
        :raises AccessError: the user is no personal-data officer
        """
        if not self.env.user.has_group("grid_customer.group_privacy"):
            raise AccessError(self.env._("The personal-data officer alone says what became of the data."))
        for customer in self.sudo():
            customer.with_context(tracking_disable=True).write(
                {**dict.fromkeys(FORGOTTEN, False), "name": self.env._("Customer %(id)s", id=customer.id)}
            )
            customer.address_ids.unlink()
            customer.vulnerability_ids.unlink()
            customer.message_ids.tracking_value_ids.unlink()
            for account in customer.with_context(active_test=False).user_ids:
                account.write({"active": False, "login": f"erased-{account.id}"})
            customer._message_log(body=self.env._("The card was made nobody's: %(reason)s", reason=reason))
