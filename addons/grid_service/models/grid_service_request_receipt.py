from odoo import fields, models
from odoo.exceptions import UserError


class GridServiceRequest(models.Model):
    """The receipt of a notice by the applicant, from which his term may count."""

    _inherit = "grid.service.request"

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

    def action_notice_received(self):
        """Record that the notice was received today, by who hands it over."""
        self._receive_notice(fields.Datetime.now())
        return True
