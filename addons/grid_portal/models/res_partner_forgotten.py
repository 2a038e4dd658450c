from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import email_normalize

#: What is typed and added where somebody asks to act for another one.
TYPED = ("scan", "scan_name", "document_number", "document_date", "valid_until")


class ResPartner(models.Model):
    """What the site keeps of a customer beside the card, and erases with it."""

    _inherit = "res.partner"

    def _forget(self):
        self._representation_requests()._forget_typed()
        for customer in self:
            customer._unproved_consents().unlink()
        return super()._forget()

    def _representation_requests(self):
        """Return the requests by which these customers ask to act for others, or others to act for them."""
        named = Domain("partner_id", "in", self.ids) | Domain("principal_id", "in", self.ids)
        return self.env["grid.representation.request"].search(named)

    def _unproved_consents(self):
        """Return the consents beside this customer's appeals, and from the same mailbox, that nobody has proved.

        Data are kept no longer than their purpose asks (152-FZ, art. 5 p. 7). Nothing is sent by these consents, so
        nothing is to be proved by them later: unlike a consent of the card, which is kept with its withdrawal.
        """
        consents = self.env["grid.site.consent"]
        own = Domain("ticket_id.partner_id", "=", self.id)
        if email := email_normalize(self.email or ""):
            own |= Domain("ticket_id.partner_email", "=ilike", email)
        return consents.search(Domain("consent_id", "=", False) & own)


class GridRepresentationRequest(models.Model):
    _inherit = "grid.representation.request"

    def _forget_typed(self):
        """Erase what was typed and the scan; what was decided, and a power of attorney that was recorded, stays."""
        erased = self.env._("Erased")
        vals = {**dict.fromkeys(TYPED, False), "principal_name": erased, "principal_number": erased}
        self.write(vals)
        self.filtered(lambda one: one.state == "asked").write(
            {
                "state": "refused",
                "result": self.env._("The personal data of this request were erased before it was decided."),
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            }
        )
