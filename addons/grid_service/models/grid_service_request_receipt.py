from odoo import api, fields, models
from odoo.exceptions import UserError


class GridServiceRequest(models.Model):
    """The receipt of a notice by the applicant, from which his term may count."""

    _inherit = "grid.service.request"

    dispatch_ids = fields.One2many("grid.service.dispatch", "request_id", "Dispatched", readonly=True)
    awaits_receipt = fields.Boolean(compute="_compute_awaits_receipt", compute_sudo=True)

    @api.depends("step_id", "notice_received_at", "submitted_at")
    def _compute_awaits_receipt(self):
        for request in self:
            request.awaits_receipt = request.step_id.from_receipt and not request.notice_received_at

    def _receive_notice(self, at):
        """Record when the applicant received the notice of the stage; the term that waited for it begins."""
        self.check_access("write")
        self._lock()
        at = fields.Datetime.to_datetime(at)
        for request in self:
            if not request.step_id.sudo().from_receipt or request.notice_received_at:
                raise UserError(
                    self.env._("“%(request)s” waits for no receipt of a notice.", request=request.display_name)
                )
            if not request.entered_at <= at <= fields.Datetime.now():
                raise UserError(self.env._("A notice is received after it was sent, and not in the future."))
            due_at, _rule, why = request._waits_at(request.step_id.sudo(), at)[request]
            request.sudo()._by_move().write({"notice_received_at": at, "actor_due_at": due_at, "actor_why": why})
            request.ticket_id.sudo()._log_act(
                self.env._(
                    "The applicant received the notice on %(when)s; to be done by %(due)s.",
                    when=request._local_text(at),
                    due=request._local_text(due_at),
                )
            )

    def _receipt_unknown(self, transition):
        return self.env._(
            "“%(act)s”: its term counts from the day the applicant received the notice. Record that day first.",
            act=transition.name,
        )

    def _forget_receipt(self):
        """The notice came back: nobody knows of a receipt any more, and no term runs from it."""
        for request in self.filtered("notice_received_at"):
            request._by_move().write({"notice_received_at": False, "actor_due_at": False, "actor_why": False})
            request.ticket_id._log_act(
                self.env._("The notice came back: the term of the applicant begins when it is delivered.")
            )

    def action_record_receipt(self):
        """Note how the papers of the stage were sent and received."""
        self.ensure_one()
        last = self.move_ids[-1:]
        dispatch = self.dispatch_ids.filtered(lambda one: one.move_id == last) or last.sudo()._send_papers()
        return dispatch.with_env(self.env).action_note_delivery()
