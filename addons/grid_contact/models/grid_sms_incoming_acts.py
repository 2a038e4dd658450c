from odoo import fields, models
from odoo.exceptions import LockError, UserError
from odoo.tools.mail import plaintext2html

from odoo.addons.grid_appeal.letters import first_words, kind_and_theme


class GridSmsIncoming(models.Model):
    """What people make of an SMS of a customer: an appeal, or nothing."""

    _inherit = "grid.sms.incoming"

    def action_register(self):
        """Register an appeal, and open it; pressed twice, or by two people, there is one."""
        self.ensure_one()
        self._hold()
        if not self.ticket_id:
            self._become_appeal()
            self.sudo().write(self._decided())
        return self.action_open_appeal()

    def action_open_appeal(self):
        self.ensure_one()
        return self.ticket_id.get_formview_action()

    def action_no_appeal(self):
        """Note that these need no answer; what has become an appeal or a mark stays what it is."""
        self._hold()
        waiting = self.sudo().filtered(lambda one: one.state in ("new", "late"))
        waiting.write({"state": "read", **self._decided()})
        return True

    def _hold(self):
        """Hold the messages for a decision of somebody who serves customers.

        :raises AccessError: of anybody else
        :raises UserError: a colleague is deciding at this moment
        """
        self.env["grid.appeal.desk"]._check_role()
        self.check_access("read")
        try:
            self.sudo().lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("A colleague is deciding about this SMS now. Look again in a minute.")
            ) from error

    def _decided(self):
        return {"decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()}

    def _become_appeal(self):
        ticket = self.env["helpdesk.ticket"].with_company(self.company_id).create(self._appeal_vals())
        ticket.action_register()
        self.sudo().write({"state": "registered", "ticket_id": ticket.id})

    def _appeal_vals(self):
        text = self.body or ""
        kind, theme = kind_and_theme("", text)
        branches = self.env["grid.branch"].with_company(self.company_id)
        return {
            "name": first_words(text) or self.env._("SMS"),
            "description": plaintext2html(text),
            "kind": kind,
            "theme": theme,
            "channel_id": self.env.ref("grid_contact.channel_sms").id,
            "received_at": self.received_at,
            "branch_id": (self.branch_id or branches._default_branch()).id,
            "partner_id": self.partner_id.id,
            "partner_phone": self.phone,
        }
