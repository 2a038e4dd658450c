from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from ..identity import names
from ..identity.match import twin_mark

SHOWN = 3  # cards; more would hide the form
NAMESAKES = 200  # compared by address; beyond it nobody is asked
MARKS = ("inn", "email", "phone", "address")  # the surest first


class ResPartner(models.Model):
    """Warns while a card is typed that the customer may have one already; nothing is merged."""

    _inherit = "res.partner"

    duplicate_warning = fields.Html(
        compute="_compute_duplicate_warning", sanitize=False, groups="grid_customer.group_staff"
    )

    @api.depends("name", "inn", "phone", "email", "city", "street", "customer_kind", "parent_id", "company_id")
    @api.depends_context("lang", "company")
    def _compute_duplicate_warning(self):
        for partner in self:
            twins = partner._find_twins() if not partner.parent_id else []
            lines = [partner._twin_line(mark, twin) for mark, twin in twins]
            partner.duplicate_warning = Markup("<br/>").join(lines) or False

    def _find_twins(self):
        """Return (mark, customer) for cards that may be this customer's, the surest first, in one query."""
        asked = self._typed_card()
        domain = Domain.OR(
            Domain(field, "=", value)
            for field, value in (
                ("inn", asked.inn),
                ("email_normalized", asked.email),
                ("phone_sanitized", asked.phone),
            )
            if value
        )
        words = names.words(asked.name)
        if len(words) > 1 and asked.address:
            namesakes = Domain.AND(Domain("complete_name", "ilike", word) for word in words)
            domain |= namesakes & Domain("street", "!=", False)
        if domain.is_false():
            return []
        cards = self._cards(domain & Domain("id", "!=", self._origin.id), limit=NAMESAKES)
        found = [(mark, card.ref) for card in cards if (mark := twin_mark(asked, card))]
        found.sort(key=lambda one: MARKS.index(one[0]))
        return [(mark, self.browse(ref)) for mark, ref in found[:SHOWN]]

    def _typed_card(self):
        """What the form holds, in the spelling in which it will be stored."""
        typed = {name: self[name] for name in ("name", "email", "phone", "inn", "customer_kind")}
        return self._card(typed, address=", ".join(filter(None, [self.city, self.street])))

    @api.model
    def _twin_line(self, mark, twin):
        said = {
            "inn": self.env._("The same INN is on the card of %(customer)s. Is it the same customer?"),
            "email": self.env._("The same e-mail is on the card of %(customer)s. Is it the same customer?"),
            "phone": self.env._("The same phone is on the card of %(customer)s. Is it the same customer?"),
            "address": self.env._(
                "The same name and address are on the card of %(customer)s. Is it the same customer?"
            ),
        }[mark]
        # in a window of its own: what is typed here stays
        link = Markup('<a href="/odoo/customers/%s" target="_blank">%s</a>') % (twin.id, twin.display_name)
        return Markup(said) % {"customer": link}
