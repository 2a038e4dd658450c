from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.grid_appeal.appeals import marks
from odoo.addons.grid_appeal.appeals.life import OPEN_STATES
from odoo.addons.grid_appeal.models.grid_appeal_mark import MARKED_STATES

from ..account import Matter

#: More than the newest would hide what she has to do.
ANSWERS_TO_RATE = 3
OPEN_FIELDS = ["number", "name", "state", "received_at", "next_due_at"]


class HelpdeskTicket(models.Model):
    """Appeals on the start page of the account: what we asked the customer, and what we owe her."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _account_matters(self, customer, limit):
        """Return the matters of the open appeals of a customer; one that is a request is told as the request."""
        mine = Domain("partner_id", "=", customer.id) & Domain("service_id", "=", False)
        is_open = mine & Domain("state", "in", OPEN_STATES)
        is_asked = Domain("state", "=", "awaiting_info")
        found = self.search_fetch(is_open & is_asked, OPEN_FIELDS, order="next_due_at, id desc", limit=limit)
        found += self.search_fetch(is_open & ~is_asked, OPEN_FIELDS, order="next_due_at, id desc", limit=limit)
        rated = self.sudo()._answers_to_rate(mine, min(limit, ANSWERS_TO_RATE))
        return [ticket._account_matter() for ticket in found.sudo() + rated]

    def _answers_to_rate(self, mine, limit):
        """Return the appeals whose answers are not marked yet, while they can be."""
        since = fields.Datetime.now() - marks.OPEN_FOR
        answered = Domain("state", "in", MARKED_STATES) & Domain("answered_at", ">", since)
        return self.search_fetch(
            mine & answered & Domain("mark_ids", "=", False), OPEN_FIELDS, order="answered_at desc", limit=limit
        )

    def _account_matter(self):
        about, path = f"{self.name} · {self._customer_title()}", f"/my/appeals/{self.id}"
        if self.state == "awaiting_info":
            return Matter(True, self.env._("Answer what we asked you"), about, path)
        if self.state in MARKED_STATES:
            return Matter(True, self.env._("Rate our answer"), about, f"{path}#mark")
        due = self._customer_due()
        late = due.get("near") == "late"
        return Matter(False, self._customer_state(), about, path, self._customer_term(), self.next_due_at or None, late)
