import re
from dataclasses import replace

from markupsafe import Markup

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.mail import email_normalize

from ..identity import names, numbers, phones
from ..identity.match import Card, choose

PART_OF_PHONE = 4  # digits; fewer would find half of the town
CARD_FIELDS = ("name", "email_normalized", "phone_sanitized", "inn", "is_company", "city", "street")
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
        elif len(digits) >= PART_OF_PHONE:
            domain |= Domain.OR(Domain("phone_sanitized", "ilike", part) for part in phones.parts(digits))
        points = self.env["grid.usage.point"]
        if points.has_access("read"):
            points = points.search(Domain("account_number", "=", text) | Domain("name", "=", text))
            points |= points._of_meter("".join(text.split()))
            domain |= Domain("id", "in", points.partner_id.ids)
        return domain

    @api.model
    def _find_customer(self, email=None, phone=None, inn=None, name=None):
        """The customer these marks belong to, or none; nothing is written and nobody is merged."""
        return self._find_customers([{"email": email, "phone": phone, "inn": inn, "name": name}])[0]

    @api.model
    def _find_customers(self, marks):
        """One partner or none for each dict of marks, in one query for any number of them."""
        asked = [self._card(mark) for mark in marks]
        cards = self._cards_sharing_a_mark(asked)
        found = [choose(card, cards) for card in asked]
        return [self.browse(card.ref) if card else self.browse() for card in found]

    @api.model
    def _find_or_create_customer(self, vals):
        return self._find_or_create_customers([vals])[0]

    @api.model
    def _find_or_create_customers(self, vals_list):
        """A partner for each dict of partner values: found by e-mail, phone, INN, or created.

        Values that cannot be used (a phone that is not one, an INN with a misprint) do not stop the
        registration: they stay readable in the notes of the new customer.
        """
        result = self._find_customers(vals_list)
        planned, positions = [], {}
        for position, vals in enumerate(vals_list):
            if result[position]:
                continue
            card = self._card(vals, ref=len(planned))
            twin = choose(card, planned)
            if not twin:
                planned.append(card)
            positions[position] = (twin or card).ref
        if planned:
            self.env["grid.customer.key"]._lock(
                f"{self.env.company.id}:{mark}:{value}" for card in planned for mark, value in self._marks(card)
            )
            first = {ref: position for position, ref in reversed(positions.items())}
            created = self.with_context(mail_create_nosubscribe=True).create(
                [self._customer_vals(vals_list[first[card.ref]], card) for card in planned]
            )
            created = created.with_env(self.env)
            for position, ref in positions.items():
                result[position] = created[ref]
        return result

    @api.model
    def _card(self, mark, ref=None, address=""):
        """What can be compared, out of what people typed."""
        inn = numbers.normalise("inn", mark.get("inn"))
        phone = phones.first(mark.get("phone") or "")
        name = (mark.get("name") or "").strip()
        kind = mark.get("customer_kind") or ("legal_entity" if len(inn) == 10 else names.kind(name))
        return Card(
            ref=ref,
            name=name,
            email=email_normalize(mark.get("email") or "", strict=False) or "",
            phone=phones.bare(phone) if phone else "",
            inn="" if not inn or numbers.fault("inn", inn, kind) else inn,
            is_company=kind == "legal_entity",
            address=address,
        )

    @api.model
    def _marks(self, card):
        return [(mark, getattr(card, mark)) for mark in ("inn", "email", "phone") if getattr(card, mark)]

    @api.model
    def _cards_sharing_a_mark(self, asked):
        """The customers with any of the marks, the oldest first."""
        values = {mark: {getattr(card, mark) for card in asked} - {""} for mark in ("inn", "email", "phone")}
        domain = Domain.OR(
            Domain(field, "in", list(values[mark]))
            for mark, field in (("inn", "inn"), ("email", "email_normalized"), ("phone", "phone_sanitized"))
            if values[mark]
        )
        if domain.is_false():
            return []
        cards = self._cards(domain)
        mailboxes = self.browse(card.ref for card in cards)._account_mailboxes() if cards else {}
        return [replace(card, mailboxes=mailboxes.get(card.ref)) for card in cards]

    @api.model
    def _cards(self, domain, limit=None):
        """The company's customers (not its staff, not itself) of a domain, the oldest first, in one query."""
        domain &= Domain("company_id", "in", [self.env.company.id, False]) & Domain("partner_share", "=", True)
        domain &= Domain("ref_company_ids", "=", False)
        partners = self.search_fetch(domain, list(CARD_FIELDS), order="id", limit=limit)
        return [partner._own_card() for partner in partners]

    def _account_mailboxes(self):
        """The proven mailboxes of the accounts, the closed too, by id of the customer; no entry where there is none.

        An account whose login is no mailbox was made by staff, who answer for the e-mail of its card.
        """
        users = self.env["res.users"].sudo().with_context(active_test=False)
        users = users.search_fetch([("partner_id", "in", self.ids)], ["partner_id", "login"], order="id")
        return {
            partner.id: frozenset(user.login if "@" in user.login else partner.email_normalized or "" for user in own)
            - {""}
            for partner, own in users.grouped("partner_id").items()
        }

    def _own_card(self):
        """What is stored of one customer, to be compared."""
        return Card(
            self.id,
            self.name or "",
            self.email_normalized or "",
            self.phone_sanitized or "",
            self.inn or "",
            self.is_company,
            ", ".join(filter(None, [self.city, self.street])),
        )

    @api.model
    def _customer_vals(self, vals, card):
        """Values of a new customer; what is typed but unusable goes to the notes."""
        phone = phones.first(vals.get("phone") or "")
        kind = vals.get("customer_kind") or ("legal_entity" if card.is_company else names.kind(card.name))
        clean = {
            **vals,
            "name": card.name or card.email or phone or self.env._("Name not given"),
            "phone": phone,
            "inn": card.inn or False,
            "customer_kind": kind,
        }
        clean.setdefault("company_id", self.env.company.id)
        labels = {field: self._fields[field]._description_string(self.env) for field in ("phone", "inn")}
        lost = [
            Markup("<p>%s</p>") % self.env._("%(field)s as written: %(value)s", field=label, value=vals[field])
            for field, label in labels.items()
            if vals.get(field) and not clean[field]
        ]
        if lost:
            clean["comment"] = Markup("").join([*lost, vals.get("comment") or ""])
        return clean
