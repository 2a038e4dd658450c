from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    next_step = fields.Char("What is next", compute="_compute_next_step")
    due_explanation = fields.Text("Explanation of the date", compute="_compute_due_explanation", compute_sudo=True)
    other_promise = fields.Char("What is due before the answer", compute="_compute_other_promise", compute_sudo=True)

    @api.depends("state", "answer_id.state", "is_anonymous", "partner_id")
    @api.depends_context("lang", "uid")
    def _compute_next_step(self):
        """Name the act that the appeal waits for, as its button does; who has no such button reads whose it is."""
        answers = self.env.user.has_group("grid_customer.group_specialist")
        others = not answers and self.env._("A specialist answers")
        steps = {
            "new": self.env._("Register"),
            "registered": self.env._("Take into work"),
            "in_work": others or self.env._("Write the answer"),
            "drafted": others or self.env._("Send the answer"),
            "nobody": self.env._("Refuse or redirect"),
            "awaiting_info": self.env._("Wait for the applicant"),
            "answered": self.env._("Close"),
        }
        for step, tickets in self.sudo().grouped(lambda ticket: ticket._step()).items():
            tickets.with_env(self.env).next_step = steps.get(step)

    def _step(self):
        """Return the state, or of an appeal in work that its answer is written already, or that it can have none."""
        if self.state != "in_work":
            return self.state
        if self._has_nobody_to_tell():
            return "nobody"
        return "drafted" if self.answer_id.state == "draft" else "in_work"

    @api.depends("deadline_ids.explanation", "answer_code", "state")
    @api.depends_context("lang")
    def _compute_due_explanation(self):
        for ticket in self:
            deadline = ticket._shown_deadline()
            ticket.due_explanation = deadline._explain("staff") if deadline else False

    @api.depends("next_due_at", "deadline_ids.state", "answer_code", "state")
    @api.depends_context("lang")
    def _compute_other_promise(self):
        """Name the promise whose date comes first, where that is not the one the form explains."""
        for ticket in self:
            running = ticket.deadline_ids.filtered(lambda promise: promise.state == "running")
            first = running.filtered(lambda promise, due=ticket.next_due_at: promise.due_at == due)
            ticket.other_promise = bool(first) and ticket._shown_deadline() not in first and first[0].rule_id.name

    def _shown_deadline(self):
        """Return the promise the form explains: registration first, the answer afterwards."""
        code = "appeal_register" if self.state == "new" else self.answer_code
        return self._valid_deadline(code)

    def _answer_deadline(self):
        """Return the promise of an answer, of the rule that the table of laws chose."""
        return self._valid_deadline(self.answer_code)

    def _valid_deadline(self, code):
        """Return the promise of a code that counts: one that was cancelled explains nothing any more."""
        return self.sudo().deadline_ids.filtered(lambda d: d.code == code and d.state != "cancelled")[:1]
