from odoo import api, fields, models
from odoo.exceptions import AccessError

from .helpdesk_ticket_outcome import JUDGED_KINDS

HEAD = "grid_customer.group_head"


class HelpdeskTicket(models.Model):
    """Who closes a complaint or a claim: the head of the unit.

    An answer that a head has approved is his act: whoever serves the appeal closes it after that.
    """

    _inherit = "helpdesk.ticket"

    may_close = fields.Boolean("I may close it", compute="_compute_may_close")

    # the daily list of the head
    _to_close_idx = models.Index(
        "(answered_at, id) WHERE active IS TRUE AND state = 'answered' AND kind IN ('complaint', 'claim')"
    )

    @api.depends("state", "kind", "answer_id")
    @api.depends_context("uid")
    def _compute_may_close(self):
        answered = self.filtered(lambda ticket: self._is_actor("close") and ticket.state == "answered")
        closable = answered - answered._left_to_head()
        for ticket in self:
            ticket.may_close = ticket in closable

    def _left_to_head(self):
        """Return the complaints and claims that the user may not close: no head has approved their answer."""
        if self.env.su or self.env.user.has_group(HEAD):
            return self.browse()
        judged = self.filtered(lambda ticket: ticket.kind in JUDGED_KINDS)
        return judged.filtered(lambda ticket: not any(user.has_group(HEAD) for user in ticket.answer_id._approvers()))

    def _begin(self, act):
        begun = super()._begin(act)
        if act == "close" and (left := self._left_to_head()):
            raise AccessError(
                self.env._(
                    "The complaint %(appeal)s is closed by the head of the unit: no head has approved its answer.",
                    appeal=left[0].display_name,
                )
            )
        return begun

    @api.depends("kind", "answer_id")
    @api.depends_context("uid")
    def _compute_next_step(self):
        result = super()._compute_next_step()
        answered = self.sudo().filtered(lambda ticket: ticket.state == "answered").with_env(self.env)
        for ticket in answered._left_to_head():
            ticket.next_step = self.env._("The head closes it")
        return result
