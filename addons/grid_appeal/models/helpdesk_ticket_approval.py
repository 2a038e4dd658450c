from odoo import fields, models
from odoo.exceptions import AccessError

#: What decides which rules of approval an answer falls under.
JUDGED = {"kind", "category_id", "theme"}


class HelpdeskTicket(models.Model):
    """The approval of the current answer, on the appeal itself."""

    _inherit = "helpdesk.ticket"

    answer_approval = fields.Selection(related="answer_id.validation_status", string="Approval of the answer")
    answer_needs_approval = fields.Boolean(related="answer_id.need_validation", string="The answer needs approval")
    answer_is_mine_to_approve = fields.Boolean(related="answer_id.can_review", string="I may approve the answer")
    answer_approval_note = fields.Char(related="answer_id.approval_note", string="Course of the approval")

    def _approval_rules(self):
        """Return {appeal: the rules of approval its answer falls under}; the alike are judged once."""
        answers = self.env["grid.appeal.answer"].sudo()
        rules = self.env["tier.definition"].sudo().search([("model", "=", answers._name)])
        found = {}
        alike = self.grouped(lambda ticket: (ticket.kind, ticket.category_id, ticket.theme, ticket.company_id))
        for tickets in alike.values():
            asking = answers.new({"ticket_id": tickets[0].id})._rules_that_ask(rules)
            found |= dict.fromkeys(tickets, asking)
        return found

    def write(self, vals):
        if not JUDGED & vals.keys() or self._may_lift_approval():
            return super().write(vals)
        registered = self.filtered(lambda ticket: ticket.state != "new")
        before = registered._approval_rules()
        done = super().write(vals)
        after = registered._approval_rules()
        for ticket in registered:
            if before[ticket] - after[ticket]:
                raise AccessError(
                    self.env._(
                        "The answer to the appeal %(appeal)s must be approved, and with this correction it would need "
                        "no such approval: ask a supervisor or the head to correct it.",
                        appeal=ticket.display_name,
                    )
                )
        return done

    def _may_lift_approval(self):
        user = self.env.user
        return self.env.su or any(user.has_group(f"grid_customer.group_{role}") for role in ("supervisor", "head"))

    def action_request_answer_approval(self):
        return self.answer_id.action_request_approval()

    def action_approve_answer(self):
        return self.answer_id.validate_tier()

    def action_reject_answer(self):
        return self.answer_id.reject_tier()
