from odoo import fields, models


class HelpdeskTicket(models.Model):
    """The approval of the current answer, on the appeal itself."""

    _inherit = "helpdesk.ticket"

    answer_approval = fields.Selection(related="answer_id.validation_status", string="Approval of the answer")
    answer_needs_approval = fields.Boolean(related="answer_id.need_validation", string="The answer needs approval")
    answer_is_mine_to_approve = fields.Boolean(related="answer_id.can_review", string="I may approve the answer")
    answer_approval_note = fields.Char(related="answer_id.approval_note", string="Course of the approval")

    def action_request_answer_approval(self):
        return self.answer_id.action_request_approval()

    def action_approve_answer(self):
        return self.answer_id.validate_tier()

    def action_reject_answer(self):
        return self.answer_id.reject_tier()
