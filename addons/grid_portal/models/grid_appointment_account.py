from odoo import api, fields, models
from odoo.fields import Domain

from ..account import Event, Matter

SHOWN_FIELDS = ["name", "kind", "office_id", "service_id", "slot_at", "state"]
TOLD_FIELDS = [*SHOWN_FIELDS, "booked_at", "origin"]
#: Who has booked on the site knows of it.
BY_HERSELF = ("site", "account")


class GridAppointment(models.Model):
    """Visits in the account: those to come on the start page, in the feed when each was booked."""

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

    @api.model
    def _account_events(self, customer, limit):
        """Return when visits were booked or asked for, the newest first."""
        mine = Domain("partner_id", "=", customer.id)
        visits = self.search_fetch(mine, TOLD_FIELDS, order="booked_at desc, id desc", limit=limit)
        return [visit._account_event() for visit in visits]

    def _account_event(self):
        words = self.env._("You have asked for a home visit")
        if self.kind == "office":
            words = self.env._("A visit is booked: %(when)s", when=self._time_words())
        when = self.env["legal.rule"]._local(self.booked_at, self.office_id._zone()).strftime("%d.%m.%Y %H:%M")
        is_read = self.origin in BY_HERSELF
        return Event(self.booked_at, when, words, self._customer_title(), self._site_path(), is_read)
