from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.grid_customer.identity import phones
from odoo.addons.grid_customer.identity.asked import name_query
from odoo.addons.grid_customer.models.grid_words import has_words, words_index

from ..appeals.numbers import WHOLE
from ..appeals.scanned import latin


class HelpdeskTicket(models.Model):
    """How an appeal is found by what was typed: a number, a phone, the applicant's name."""

    _inherit = "helpdesk.ticket"

    number_search = fields.Char("Number, typed or scanned", store=False, search="_search_number")
    phone_search = fields.Char("Phone in any spelling", store=False, search="_search_phone")
    applicant_search = fields.Char("Name of the applicant", store=False, search="_search_applicant")

    # the words of names, not their trigrams: of those each stands in names by the hundred thousand
    _partner_name_words = models.Index(lambda registry: words_index(registry, "partner_name"))

    @api.model
    def _search_number(self, operator, value):
        """Find by a number or a part of it; a scanner types it in the layout the keyboard stands in.

        A whole number is looked up: all its parts stand in hundreds of thousands of others. What has no figure, as a
        name or a word typed into the same box, is no number and is not looked for among them.
        """
        if operator != "ilike":
            return NotImplemented
        number = (latin(value) or value).strip()
        if not any(map(str.isdigit, number)):
            return Domain.FALSE
        if WHOLE.fullmatch(number.upper()):
            return Domain("number", "=", number.upper())
        return Domain("number", "ilike", number)

    @api.model
    def _search_phone(self, operator, value):
        """Find by a phone typed in any spelling; by a part of it when it is incomplete."""
        if operator not in ("ilike", "in"):
            return NotImplemented
        values = [value] if isinstance(value, str) else value
        domain = Domain.FALSE
        for text in filter(None, values):
            if phone := phones.normalise(text):
                # ids, not a path: an OR over two tables has no index
                partners = self.env["res.partner"].search([("phone_sanitized", "=", phones.bare(phone))])
                domain |= Domain("partner_phone", "=", phone) | Domain("partner_id", "in", partners.ids)
            elif not any(map(str.isalpha, text)) and (digits := "".join(filter(str.isdigit, text))):
                domain |= Domain.OR(Domain("partner_phone", "ilike", part) for part in phones.parts(digits))
        return domain

    @api.model
    def _search_applicant(self, operator, value):
        """Find by words of the applicant's name, in any order: the last one and initials may be just begun."""
        if operator != "ilike":
            return NotImplemented
        asked = name_query(value)
        if not asked:
            return Domain.FALSE

        def is_called(model, alias, query):
            return has_words(model.env.registry, model._field_to_sql(alias, "partner_name", query), asked)

        return Domain.custom(to_sql=is_called)
