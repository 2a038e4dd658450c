import re

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.grid_customer.identity import numbers, phones
from odoo.addons.grid_customer.identity.asked import house_pattern, is_enough, place_words

from ..letters import appeal_numbers

LONGEST = 200
SHOWN = 8
# by name, PostgreSQL would walk the alphabet up to the first match: seconds for a name near its end
ORDER = "id"
NUMBER = re.compile(r"[\d\s().+№‐‑–—-]+")
NOT_NAME = re.compile(r"[\d+()№]+|(?<!\w)[.,;-]+|[.,;-]+(?!\w)")


class GridAppealDesk(models.AbstractModel):
    """Finding a customer by whatever she says of herself, each way by its own index."""

    _inherit = "grid.appeal.desk"

    @api.model
    @api.readonly
    def find(self, text):
        """Return the customers that a phone, a name, an account, an address, an INN or an appeal's number names.

        An appeal of nobody known stands for itself.

        `typed` is what a new applicant would be called by.
        """
        self._check_role()
        text = " ".join((text or "").split())[:LONGEST]
        if not is_enough(text):
            return {"found": [], "typed": self._typed(text)}
        tickets = self._tickets_named(text)
        points = self._points_named(text)
        partners = tickets.partner_id | points.partner_id | self._partners_named(text)
        nameless = tickets.filtered(lambda ticket: not ticket.partner_id)
        hits = [self._hit(partner, points, tickets) for partner in partners]
        return {
            "found": [*map(self._hit_of_appeal, nameless), *hits][:SHOWN],
            "typed": self._typed(text),
        }

    @api.model
    def _tickets_named(self, text):
        named = appeal_numbers(text)
        tickets = self.env["helpdesk.ticket"]
        return tickets.search([("number", "in", named)], limit=SHOWN) if named else tickets

    @api.model
    def _points_named(self, text):
        """Return usage points by number, account, meter or address."""
        points = self.env["grid.usage.point"]
        if appeal_numbers(text):
            return points
        if words := place_words(text):
            return self._points_at(words)
        if any(map(str.isdigit, text)):
            metered = points._of_meter("".join(text.split()))
            named = Domain("name", "=", text) | Domain("account_number", "=", text) | Domain("id", "in", metered.ids)
            return points.search(named, limit=SHOWN)
        return points

    @api.model
    def _points_at(self, words):
        """Every word by its trigrams; house and flat as whole figures, since 5 stands in 15 and in 50."""
        points = self.env["grid.usage.point"]
        domain = Domain.AND(Domain("address", "ilike", word) for word in words if not word.isdigit())
        pattern = house_pattern(words)
        if not pattern:
            return points.search(domain, order=ORDER, limit=SHOWN)
        domain &= Domain.custom(
            to_sql=lambda model, alias, query: SQL("%s ~ %s", model._field_to_sql(alias, "address", query), pattern)
        )
        # OFFSET keeps the limit outside: for a house that is not there PostgreSQL would else walk all points by id
        found = SQL(
            "SELECT id FROM (%s OFFSET 0) AS found ORDER BY id LIMIT %s", points._search(domain).select(), SHOWN
        )
        return points.browse(row_id for (row_id,) in self.env.execute_query(found))

    @api.model
    def _partners_named(self, text):
        """Return customers by name, phone, number, or by an address of their card."""
        customers = Domain("partner_share", "=", True) & Domain("ref_company_ids", "=", False)
        named = Domain("display_name", "ilike", text)
        if place_words(text):
            # ids, not a path: an OR over two tables has no index
            others = self.env["grid.address"].search([("place_search", "ilike", text)], order=ORDER, limit=SHOWN)
            named |= Domain("place_search", "ilike", text) | Domain("id", "in", others.partner_id.ids)
        return self.env["res.partner"].search(customers & named, order=ORDER, limit=SHOWN)

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
    def _hit_of_appeal(self, ticket):
        """Return a line of the list for an appeal whose applicant is no customer known."""
        return {
            "id": False,
            "ticket_id": ticket.id,
            "name": self._applicant_words(ticket),
            "phone": ticket.partner_phone or "",
            "address": ticket.name,
            "number": ticket.number,
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
