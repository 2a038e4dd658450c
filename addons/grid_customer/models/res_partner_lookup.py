import re

from odoo import api, models
from odoo.fields import Domain

from ..identity import names, numbers, phones

LOOKS_LIKE_NUMBER = re.compile(r"\+?[\d\s().‐‑–—-]+")


class ResPartner(models.Model):
    """Finding a customer by what is known of one: e-mail, phone in any spelling, INN, name, account."""

    _inherit = "res.partner"

    @api.model
    def _search_display_name(self, operator, value):
        """One search field for everything a clerk is told; each way in has its index."""
        if operator != "ilike" or not isinstance(value, str) or not value.strip():
            return super()._search_display_name(operator, value)
        text = value.strip()
        if "@" in text:
            return Domain("email_normalized", "ilike", text)
        domain = Domain("complete_name", "ilike", text) | Domain("ref", "=", text)
        if LOOKS_LIKE_NUMBER.fullmatch(text):
            domain |= self._search_by_number(text)
        return domain

    @api.model
    def _search_by_number(self, text):
        digits = numbers.compact(text).strip("+()")
        domain = Domain("inn", "=", digits) | Domain("ogrn", "=", digits)
        if phone := phones.normalise(text):
            domain |= Domain("phone_sanitized", "=", phones.bare(phone))
        points = self.env["grid.usage.point"]
        if points.has_access("read"):
            points = points.search(Domain("account_number", "=", text) | Domain("name", "=", text))
            domain |= Domain("id", "in", points.partner_id.ids)
        return domain

    @api.model
    def _find_customer(self, email=None, phone=None, inn=None, name=None):
        """The customer these marks belong to, or none; several answers without a certain one are none."""
        mark = {"email": email, "phone": phone, "inn": inn, "name": name}
        return self._find_customers([mark])[0]

    @api.model
    def _find_or_create_customer(self, vals):
        return self._find_or_create_customers([vals])[0]
