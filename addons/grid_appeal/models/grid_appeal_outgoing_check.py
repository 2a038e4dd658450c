from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date, html2plaintext


class GridAppealOutgoing(models.AbstractModel):
    """What keeps a letter from being sent, in sentences."""

    _inherit = "grid.appeal.outgoing"

    def _check_sendable(self):
        """Refuse in sentences; past this point the appeal is locked for this one letter."""
        if self.state == "sent":
            raise UserError(
                self.env._(
                    "The letter has already been sent: No. %(number)s of %(date)s, by %(user)s.",
                    number=self.outgoing_number,
                    date=format_date(self.env, self.outgoing_date),
                    user=self.sudo().sent_by_id.name,
                )
            )
        self.ticket_id._begin(self._act_of_sending())
        if problems := self._missing():
            raise UserError("\n".join([self.env._("The letter cannot be sent yet."), *problems]))

    def _act_of_sending(self):
        return self._act

    def _missing(self):
        """What keeps the letter from being sent, in sentences."""
        problems = []
        if self._is_blank():
            problems.append(self.env._("The letter is empty: write what was found out and decided."))
        if not self.signer_name or not self.signer_position:
            problems.append(
                self.env._(
                    "Nobody signs the letter: fill in the name and the position of the signer "
                    "(they come from the head of the branch)."
                )
            )
        if not self.executor_id or not self.executor_phone:
            problems.append(
                self.env._("The letter must name its executor and his phone: fill them in, the law asks for them.")
            )
        return [*problems, *self._missing_of_delivery()]

    def _missing_of_delivery(self):
        """What lacks for the chosen way of sending, in sentences."""
        if self.delivery == "email" and not self._email():
            return [self.env._("There is no e-mail address: add it, or send the letter by post or hand it over.")]
        if self.delivery == "portal" and not self.ticket_id._has_portal_reader():
            return [self.env._("The customer has no personal account: choose e-mail, post or handing over.")]
        return []

    def _is_blank(self):
        return not html2plaintext(self.body or "").split()
