from odoo import api, fields, models
from odoo.fields import Domain

from ..account import Matter

SHOWN_FIELDS = ["name", "kind", "office_id", "service_id", "slot_at", "state"]


class GridAppointment(models.Model):
    """Visits on the start page of the account: those that are still to come."""

    _inherit = "grid.appointment"

    @api.model
    def _account_matters(self, customer, limit):
        """Return the matters of the coming visits of a customer, the nearest first."""
        if not self.has_access("read"):
            return []
        ahead = Domain("state", "=", "booked") & Domain("slot_at", ">", fields.Datetime.now())
        coming = Domain("partner_id", "=", customer.id) & (ahead | Domain("state", "=", "asked"))
        found = self.search_fetch(coming, SHOWN_FIELDS, order="slot_at, id", limit=limit)
        return [visit._account_matter() for visit in found.sudo()]

    def _account_matter(self):
        """Return what the customer does to be received, or what we do to come to her."""
        about, path, at_office = self._customer_title(), self._site_path(), self.kind == "office"
        if not self.slot_at:
            note = self.env._("We call you to agree on the time.")
            return Matter(False, self.env._("A home visit"), about, path, note)
        said = {"when": self._time_words()}
        if self.is_lost:
            words = self.env._("Choose another time: the office is closed on %(when)s", **said)
        elif at_office:
            words = self.env._("Come to the office: %(when)s", **said)
        else:
            words = self.env._("We come to you: %(when)s", **said)
        return Matter(at_office, words, about, path, self.office_id.address if at_office else "", self.slot_at)
