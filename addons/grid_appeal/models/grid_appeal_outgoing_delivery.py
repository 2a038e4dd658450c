from odoo import models


class GridAppealOutgoing(models.AbstractModel):
    """An outgoing letter is delivered with proof."""

    _name = "grid.appeal.outgoing"
    _inherit = ["grid.appeal.outgoing", "grid.delivery"]

    def _delivery_name(self):
        return self.env._("%(letter)s No. %(number)s", letter=self._letter_kind(), number=self.outgoing_number)

    def _missing_of_delivery(self):
        """Nobody is written to at a place that is not known, nor where he gave no name (59-FZ, art. 11)."""
        if self.ticket_id._has_nobody_to_tell():
            return [self.ticket_id._no_answer_to_nobody()]
        problems = super()._missing_of_delivery()
        if self.delivery == "post" and not self._address_lines():
            problems.append(
                self.env._(
                    "There is no postal address: add it to the card of %(person)s, or choose another way of sending.",
                    person=self._addressee()[0].name or self._addressee()[1] or self.env._("the customer"),
                )
            )
        return problems

    def _address_lines(self):
        partner, _name = self._addressee()
        return partner._postal_address() if partner else []

    def _mail_again(self, email=""):
        """Queue the same letter once more, to another address where one is given."""
        letter = self.with_context(letter_email=email) if email else self
        return letter._create_mail(self.sudo().letter_id, self.outgoing_number, self.outgoing_date)

    def _email(self):
        return self.env.context.get("letter_email") or super()._email()
