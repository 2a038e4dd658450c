from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize
from odoo.tools.translate import LazyTranslate

from odoo.addons.grid_appeal.models import findings
from odoo.addons.grid_connection.applications import CARD_FIELDS, CARD_READERS, card_lacks, read
from odoo.addons.grid_customer.identity import documents, phones
from odoo.addons.grid_customer.models.grid_address import lines_of

_lt = LazyTranslate(__name__)

#: What of a number that is known is shown: enough to tell it from another one.
SHOWN = 3
HIDDEN = ("identity_number", "snils")
NUMBERS = ("inn", "ogrn", "snils")
#: What is said at a field of the applicant without which the application cannot be sent.
LACKING = {
    "inn": _lt("Write the INN."),
    "ogrn": _lt("Write the OGRN or OGRNIP."),
    "identity_kind": _lt("Choose which identity document it is."),
    "identity_number": _lt("Write the series and the number of the identity document."),
    "identity_issued_on": _lt("Write on which day the identity document was issued."),
    "identity_issued_by": _lt("Write who issued the identity document, as it stands in it."),
    "snils": _lt("Write the SNILS: the form of the application asks for it."),
    "address": _lt("Write the address of registration."),
    "phone": _lt("Write the phone by which we reach you."),
}


class GridConnection(models.Model):
    """Who applies: what his card knows is shown, what lacks there is asked and kept there."""

    _inherit = "grid.connection"

    applicant_gave = fields.Json(
        copy=False,
        help="Fields of the card that the applicant gave with this draft: until it is sent he may correct them.",
    )

    @api.model
    def _by_act_only(self):
        return super()._by_act_only() | {"applicant_gave"}

    def _card(self):
        """Return what the card of the applicant knows: {field: value}."""
        card = self.partner_id.sudo()
        known = {name: card[name] for name in CARD_FIELDS[card.customer_kind] if name != "address"}
        return {**known, "address": ", ".join(lines_of(card))}

    def _card_asked(self):
        """Return the fields that the page asks: those that lack on the card, and those that were given here.

        The mailbox of a person opens the account: whoever acts for another gives all but that.
        """
        card, gave = self.partner_id.sudo(), self.applicant_gave or ()
        is_private = not card.is_company and bool(self.env.user._representing(card))
        return [
            name
            for name, value in self._card().items()
            if (name in gave or not value) and not (is_private and name == "email")
        ]

    def _card_choices(self):
        kinds = self.env["res.partner"]._fields["identity_kind"]._description_selection(self.env)
        return {"identity_kind": dict(kinds)}

    # ------------------------------------------------------------------
    # What was typed
    # ------------------------------------------------------------------
    def _take_card(self, typed):
        """Keep on the card what is good of the fields that were asked; return a sentence for each that is not."""
        asked = self._card_asked()
        reading = read({name: typed[name] for name in asked if name in typed}, self._card_choices(), CARD_READERS)
        faults = {name: self._said_at_field(name, fault.code, **fault.params) for name, fault in reading.faults.items()}
        faults |= dict(self._card_faults(reading.values))
        good = {name: value or False for name, value in reading.values.items() if name not in faults}
        if "address" in good:
            good["street"] = good.pop("address")
        changed = {name: value for name, value in good.items() if value != self.partner_id.sudo()[name]}
        if changed:
            self.partner_id.sudo().write(changed)
            given = {"address" if name == "street" else name for name in changed}
            self._by_act().applicant_gave = sorted(given.union(self.applicant_gave or ()))
        return faults

    def _card_faults(self, values):
        """Return (field, sentence) of what is written well and yet cannot be."""
        card = self.partner_id.sudo()
        for name in NUMBERS:
            if values.get(name) and (sentence := card._number_fault(name, values[name], card.customer_kind)):
                yield name, sentence
        if values.get("email") and not email_normalize(values["email"]):
            yield "email", findings.sentence(self.env, "email", "malformed")
        try:
            card._normalise_phone(values.get("phone"))
        except UserError as refusal:
            yield "phone", str(refusal)
        yield from self._identity_faults({**self._card(), **values}, card)

    def _identity_faults(self, identity, card):
        kind, number = identity.get("identity_kind"), identity.get("identity_number")
        if number and (code := documents.number_fault(kind, number) if kind else "kind"):
            yield "identity_kind" if code == "kind" else "identity_number", card._identity_sentence(code)
        today = self.company_id._legal_today()
        issued_on = identity.get("identity_issued_on") or None
        if code := documents.issue_fault(kind, issued_on, card.birth_date or None, today):
            yield "identity_issued_on", card._identity_sentence(code)

    def _card_lacks(self):
        """Return a sentence for each field of the applicant without which the application cannot be sent."""
        lacking = card_lacks(self.partner_id.customer_kind, self._card())
        return {name: self.env._(LACKING[name]) for name in lacking}  # pylint: disable=translation-not-lazy

    # ------------------------------------------------------------------
    # What the page shows
    # ------------------------------------------------------------------
    def _card_form(self):
        """Return what is asked, as the fields of the page hold it: {field: text}."""
        card = self._card()
        form = {name: self._as_typed(card[name]) for name in self._card_asked()}
        if not form.get("identity_kind", "passport"):
            form["identity_kind"] = "passport"  # what most people have
        return form

    def _card_said(self):
        """Return what the card knows and nobody need type: (label, words)."""
        partner, asked = self.env["res.partner"], self._card_asked()
        known = [(name, value) for name, value in self._card().items() if value and name not in asked]
        labels = {"address": self.env._("Address of registration"), "email": self.env._("E-mail")}
        return [
            (labels.get(name) or partner._fields[name]._description_string(self.env), self._said_of_card(name, value))
            for name, value in known
        ]

    def _said_of_card(self, name, value):
        if name in HIDDEN:
            return f"…{value[-SHOWN:].strip()}"
        if name == "phone":
            return phones.spoken(value)
        if name == "identity_issued_on":
            return self._said_day(value)
        return self._card_choices().get(name, {}).get(value, value)

    def _said_representation(self):
        """Return by which paper the representative acts for the applicant, in words; nothing without one."""
        papers = self.env["grid.representation"].sudo()._papers_of(self.representative_id)
        paper = papers.filtered(lambda one: one.principal_id == self.partner_id)[:1]
        return paper._customer_words() if paper else ""
