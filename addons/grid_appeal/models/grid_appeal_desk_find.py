import re

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.grid_customer.identity import numbers, phones

from ..appeals.asked import closeness, is_enough, place_words
from ..letters import appeal_numbers

LONGEST = 200
SHOWN = 8
NUMBER = re.compile(r"[\d\s().+№‐‑–—-]+")
NOT_NAME = re.compile(r"[\d+()№]+|(?<!\w)[.,;-]+|[.,;-]+(?!\w)")


class GridAppealDesk(models.AbstractModel):
    """Finding a customer by whatever she says of herself, each way by its own index."""

    _inherit = "grid.appeal.desk"

    @api.model
    @api.readonly
    def find(self, text):
        """Return the customers that a phone, a name, an account, an address, an INN or an appeal's number names.

        `typed` is what a new applicant would be called by.
        """
        self._check_role()
        text = " ".join((text or "").split())[:LONGEST]
        if not is_enough(text):
            return {"found": [], "typed": self._typed(text)}
        tickets = self._tickets_named(text)
        points = self._points_named(text)
        partners = tickets.partner_id | points.partner_id | self._partners_named(text)
        return {
            "found": [self._hit(partner, points, tickets) for partner in partners[:SHOWN]],
            "typed": self._typed(text),
        }

    @api.model
    def _tickets_named(self, text):
        named = appeal_numbers(text)
        tickets = self.env["helpdesk.ticket"]
        return tickets.search([("number", "in", named)], limit=SHOWN) if named else tickets

    @api.model
    def _points_named(self, text):
        """Return usage points by number, account, meter or address; those whose words fit best come first."""
        points = self.env["grid.usage.point"]
        if words := place_words(text):
            domain = Domain.AND(Domain("address", "ilike", word) for word in words)
            found = points.search(domain, limit=3 * SHOWN)
            return found.sorted(lambda point: -closeness(words, point.address))[:SHOWN]
        if any(map(str.isdigit, text)):
            metered = points._of_meter("".join(text.split()))
            named = Domain("name", "=", text) | Domain("account_number", "=", text) | Domain("id", "in", metered.ids)
            return points.search(named, limit=SHOWN)
        return points

    @api.model
    def _partners_named(self, text):
        customers = Domain("partner_share", "=", True) & Domain("ref_company_ids", "=", False)
        return self.env["res.partner"].search(customers & Domain("display_name", "ilike", text), limit=SHOWN)

    @api.model
    def _hit(self, partner, points, tickets):
        """Return a line of the list of what was found: the customer, and the point or appeal that named her."""
        point = points.filtered(lambda one: one.partner_id == partner)[:1]
        ticket = tickets.filtered(lambda one: one.partner_id == partner)[:1]
        return {
            "id": partner.id,
            "name": partner.name or "",
            "phone": partner.phone or "",
            "address": point.address or ", ".join(filter(None, [partner.city, partner.street])),
            "point_id": point.id or ticket.usage_point_id.id,
            "number": ticket.number or "",
        }

    @api.model
    def _typed(self, text):
        """Return what the text says of an applicant nobody knows: phone, e-mail, INN or name."""
        if "@" in text:
            return {"email": text}
        if NUMBER.fullmatch(text):
            inn = numbers.normalise("inn", text)
            if not phones.normalise(text) and not numbers.fault("inn", inn, "legal_entity" if len(inn) == 10 else ""):
                return {"inn": inn}
            return {"phone": phones.normalise(text) or text}
        if phone := phones.first(text):
            return {"phone": phone, "name": " ".join(NOT_NAME.sub(" ", text).split())}
        return {"name": text} if text else {}
