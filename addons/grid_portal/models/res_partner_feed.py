from odoo import models


class ResPartner(models.Model):
    """What the feed of the personal account gathers of a customer."""

    _inherit = "res.partner"

    def _account_events(self, limit):
        """Return what has happened in the matters of this customer (`account.Event`), of each kind the newest.

        The hook of the feed: an addon that knows of calls, visits or outages overrides it and adds its own, at most
        `limit` of each kind, the newest first, a query a kind. It is called with all rights for a customer whom the
        reader may see: search by the customer, and say only what she may know.
        """
        self.ensure_one()
        kinds = (
            "helpdesk.ticket",
            "grid.appeal.answer",
            "grid.appeal.notice",
            "grid.service.move",
            "grid.service.paper",
            "grid.appointment",
        )
        return [event for kind in kinds for event in self.env[kind]._account_events(self, limit)]
