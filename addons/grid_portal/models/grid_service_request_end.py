from odoo import models


class GridServiceRequest(models.Model):
    """Why a request ended without its service, as its applicant reads it: the ground, its law, what to do next."""

    _inherit = "grid.service.request"

    def _customer_end(self):
        """Return how the request ended otherwise than it was asked, or None.

        :return: `{"reason": lines, "asked": lines that were asked for and did not come, "law": term and norm,
            "further": sentences, "can_ask_again": bool}`; only what the applicant was told, or said himself
        """
        if not self.outcome or self.outcome == "done":
            return None
        move = self.move_ids[-1:]
        act = move.transition_id
        told = act.notify_applicant or act.actor == "applicant"
        return {
            "reason": (move.reason or "").splitlines() if told else [],
            "asked": (self.move_ids[-2:-1].items or []) if self.outcome == "annulled" else [],
            "law": self._law_of_end(move),
            "further": self._further_of_end(),
            "can_ask_again": self.outcome != "terminated",
        }

    def _law_of_end(self, move):
        """Return the term and the norm of the end: of the term that passed unused, else of the end by the passport."""
        code = move.transition_id.after_rule_code or self.step_id.printed_rule_code
        return self._reckoned_ahead(code, move.at)[1]._said_law() or self.step_id.norm or ""

    def _further_of_end(self):
        """Return how to dispute what the company decided."""
        if self.outcome not in ("refused", "terminated"):
            return ""
        return self.env["grid.appeal.letter"]._further(self.ticket_id)
