from odoo import models
from odoo.http import request

#: Where the session keeps the id of the partner for whom the customer acts now.
ACTING = "grid_acting_partner_id"


class ResUsers(models.Model):
    """For whom a customer acts in the personal account now, of all those for whom a paper lets him act."""

    _inherit = "res.users"

    def _acting_partner(self):
        """Return for whom the customer acts now: whom the session says while a paper lets him, else himself."""
        self.ensure_one()
        return self._acting_choice() & self.acting_partner_ids or self.partner_id

    def _representing(self, customer):
        """Return the person where he acts for another customer by a paper: records that he files name him."""
        return self.partner_id - customer if customer in self.acting_partner_ids else self.partner_id.browse()

    def _acting_refusal(self):
        """Return why the customer no more acts for whom he chose; empty while he may."""
        ended = self._acting_choice() - self.acting_partner_ids
        return ended._acting_ended_words(self.partner_id) if ended else ""

    def _acts_for_another(self, acting_for):
        """Whether one acts now for somebody else than when a form was opened: it would be filed for the wrong one.

        :param acting_for: the id that the form was opened with, text; None where it carried none
        """
        return bool(self._acting_refusal()) or acting_for not in (None, str(self._acting_partner().id))

    def _act_for(self, partner_id):
        """Remember in the session for whom the customer acts from here on; return the partner, empty when he may not.

        :param partner_id: an id as a page sends it, text
        """
        chosen = self.acting_partner_ids.filtered(lambda partner: str(partner.id) == partner_id)
        if chosen:
            request.session[ACTING] = chosen.id
        return chosen

    def _acting_choice(self):
        chosen = request.session.get(ACTING) if request else None
        return self.partner_id.browse(chosen or ())
