from odoo import fields, models

#: What a visitor may be asked to consent to, each by a text of its own; for the appeal itself no consent is needed.
ASKED = ("survey", "news")


class HelpdeskTicket(models.Model):
    """Consents that are asked on the site after the appeal is taken, apart from it (152-FZ, articles 6 and 9)."""

    _inherit = "helpdesk.ticket"

    site_consent_ids = fields.One2many("grid.site.consent", "ticket_id", "Consents given on the site", readonly=True)

    def _asked_texts(self):
        """Return the texts in force, the newest for each purpose that is asked about."""
        texts = self.env["grid.consent.text"].sudo()
        in_force = [
            ("company_id", "=", self.company_id.id),
            ("purpose", "in", ASKED),
            ("valid_from", "<=", self.company_id._legal_today()),
        ]
        newest = texts.search(in_force).grouped("purpose")
        return texts.concat(*(newest[purpose][:1] for purpose in ASKED if purpose in newest))

    def _give_consent(self, text):
        """Note that who has the receipt consents to a text; the same one is noted once, whatever the clicks."""
        self.env["grid.customer.key"].sudo()._lock([f"consent {self.id}"])
        appeal = self.sudo()
        given = appeal.site_consent_ids.filtered(lambda one: one.text_id == text)
        return given or given.create(
            {
                "ticket_id": self.id,
                "text_id": text.id,
                "contact": ", ".join(filter(None, [appeal.partner_email, appeal.partner_phone])),
                "consent_id": appeal._consent_of_card(text).id,
            }
        )

    def _consent_of_card(self, text):
        """Return the consent of the customer's card, made if need be; none where nobody has proved to be she."""
        consents, person = self.env["grid.consent"], self._proven_person()
        if not person:
            return consents
        self.env["grid.customer.key"].sudo()._lock([f"consents of card {person.id}"])  # another appeal of hers
        own = [("partner_id", "=", person.id), ("text_id", "=", text.id), ("withdrawn_at", "=", False)]
        way = "account" if self.env.user.partner_id == person else "site"
        vals = {"partner_id": person.id, "company_id": self.company_id.id, "text_id": text.id, "given_way": way}
        return consents.search(own, limit=1) or consents.create(vals)

    def _contact_to_prove(self):
        """Return the contact of the appeal that a code can prove, while a consent waits for it; else nothing."""
        appeal = self.sudo()
        waiting = appeal.site_consent_ids.filtered(lambda one: not one.consent_id and not one.revoked_at)
        is_proven = appeal.contact_confirmed in ("email", "phone")
        if not waiting or is_proven or appeal.partner_id.is_company or appeal.representative_id:
            return ""
        reaches = self.env["grid.portal.code"].sudo()._reaches
        return next(filter(reaches, (appeal.partner_email, appeal.partner_phone)), "")

    def _prove_contact(self, code):
        """Take a confirmed code as the proof of the contact it went to: the consents become those of the card.

        What was withdrawn stays so. Where the card names another contact, the consents stay beside the appeal.
        """
        self.env["grid.customer.key"].sudo()._lock([f"consent {self.id}"])
        appeal = self.sudo()
        if not code._was_sent_to(self._contact_to_prove()):
            return
        appeal.confirmed_mark = code.contact_mark
        for given in appeal.site_consent_ids.filtered(lambda one: not one.consent_id and not one.revoked_at):
            given.consent_id = appeal._consent_of_card(given.text_id)

    def _proven_person(self):
        """Return the card of who has filed this, when she has signed in, or typed a code sent to a contact of the card.

        A company and who writes for another consent to nothing by it. A contact that the card does not name proves
        a mailbox, not whose card it is.
        """
        person = self.partner_id
        if person.is_company or self.representative_id:
            return person.browse()
        if self.env.user.partner_id == person:
            return person
        codes, mark = self.env["grid.portal.code"].sudo(), self.confirmed_mark
        is_proven = self.contact_confirmed in ("email", "phone")
        is_own = is_proven and mark in (codes._mark_of(person.email), codes._mark_of(person.phone))
        return person if is_own else person.browse()
