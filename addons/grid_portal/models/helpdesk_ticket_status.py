from urllib.parse import urlencode

from odoo import api, fields, models

from odoo.addons.grid_appeal.appeals import numbers
from odoo.addons.grid_appeal.appeals.life import OPEN_STATES


class HelpdeskTicket(models.Model):
    """How an appeal goes on, for whoever knows its number and reads its e-mail; a letter leads there."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _of_typed_number(self, typed, company):
        """Return the registered appeal that a typed number means, also of a request; empty when there is none."""
        means = numbers.readings(typed)
        found = self.search([("number", "in", means), ("company_id", "=", company.id)])
        return found.sorted(lambda ticket: means.index(ticket.number))[:1]

    def _public_contact(self):
        """Return where a code about the appeal goes: its e-mail, else its phone."""
        return self._answer_email() or self.partner_phone or self.partner_id.phone or ""

    def _public_status(self):
        """Return what the page of the state shows: no name, no address, no words of the appeal, no papers."""
        self.ensure_one()
        if self.service_id:
            return self.service_request_ids._public_status()
        deadline = self._shown_deadline() if self.state in OPEN_STATES else self.deadline_ids.browse()
        return {
            "heading": self.env._("Your appeal"),
            "about": dict(self._fields["kind"]._description_selection(self.env))[self.kind],
            "title": self._customer_title(),
            "state": self._customer_state(),
            "stages": self._customer_stages(),
            "shape": "grid_stages",
            "turn": self._public_turn(),
            "promise": self._customer_promise(deadline),
            "why": deadline._explain("public") if deadline else "",
            "path": f"/my/appeals/{self.id}",
        }

    def _public_turn(self):
        """Say who acts next."""
        if self.state in ("new", "registered", "in_work"):
            if self.next_due_at and self.next_due_at < fields.Datetime.now():
                return self.env._("It is our turn, and we are late: the term has passed. Call us and name the number.")
            return self.env._("It is our turn. Nothing is asked of you now.")
        words = {
            "awaiting_info": self.env._("It is your turn: send us what our letter asks for."),
            "redirected": self.env._("The body that is named in our letter answers you. Nothing is asked of you."),
            "refused": self.env._("Our letter says why, and how to appeal against it."),
        }
        return words.get(self.state) or self.env._("Nothing is asked of you any more.")

    def _status_url(self):
        """Lead to the page of states with the number filled in: its owner who is signed in is led on to the account."""
        return f"{self._site_url(self.company_id.id)}/status?{urlencode({'number': self.number or ''})}"

    def _account_path(self):
        """Return the page of the account."""
        if self.service_id:
            return f"/my/requests/{self.service_request_ids.id}"
        return f"/my/appeals/{self.id}"
