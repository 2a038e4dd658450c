from odoo import api, models
from odoo.fields import Domain

from ..account import Matter

OPEN_FIELDS = ["number", "subject", "submitted_at", "received_at", "actor", "actor_due_at", "next_due_at"]


class GridServiceRequest(models.Model):
    """Requests on the start page of the account: what their applicant is to do, and what others do for her."""

    _inherit = "grid.service.request"

    @api.model
    def _account_matters(self, customer, limit):
        """Return the matters of the open requests of a customer."""
        if not self.has_access("read"):
            return []
        is_open = Domain("partner_id", "=", customer.id) & Domain("outcome", "=", False)
        is_theirs = Domain("actor", "=", "applicant")
        found = self.search_fetch(is_open & is_theirs, OPEN_FIELDS, order="actor_due_at, id desc", limit=limit)
        found += self.search_fetch(is_open & ~is_theirs, OPEN_FIELDS, order="next_due_at, id desc", limit=limit)
        cases = found.sudo()
        cases.move_ids.fetch(["items"])  # of each case the last one is read: all at once, not one by one
        return [case._account_matter() for case in cases if not case._waits_for_payment()]

    def _waits_for_payment(self):
        """Whether the turn of the applicant is to pay, which is told apart."""
        return self.actor == "applicant" and bool(self.connection_ids._part_to_pay())

    def _account_matter(self):
        path = f"/my/requests/{self.id}"
        if not self.submitted_at:
            words = self.env._("Finish the application and send it")
            return Matter(True, words, self.subject, f"{path}#act", self._customer_title())
        about = f"{self.subject} · {self._customer_title()}"
        moments = {"due_at": self.act_due_at or None, "is_late": self.act_is_late}
        mine, turn = self._customer_turn()
        if mine:
            return Matter(True, self._account_words(), about, f"{path}#now", self._account_note(), **moments)
        return Matter(False, self.step_id.name, about, path, turn, **moments)

    def _account_words(self):
        """Return what the applicant is to do, with its day while it has not passed."""
        words = self._account_act()
        if self.act_due_at and not self.act_is_late:
            return self.env._("%(act)s by %(due)s", act=words, due=self._customer_date(self.act_due_at))
        return words

    def _account_act(self):
        if "complete" in self._customer_acts().mapped("papers"):
            return self.env._("Add the papers")
        return self.env._("Your act is needed: %(stage)s", stage=self.step_id.name)

    def _account_note(self):
        lacking = "; ".join(self._customer_lists())
        if self.act_is_late:
            late = self.env._("The term ended on %(due)s.", due=self._customer_date(self.act_due_at))
            return f"{late} {lacking}".strip()
        return lacking
