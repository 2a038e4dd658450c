from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .legal_deadline import CAUSES
from .legal_rule import UNITS


class LegalDeadlineEvent(models.Model):
    """An act on a promise. What happened is corrected by a new act, never by editing an old one."""

    _name = "legal.deadline.event"
    _description = "Event of a Legal Deadline"
    _order = "happened_at desc, id desc"
    _rec_name = "kind"

    deadline_id = fields.Many2one("legal.deadline", required=True, readonly=True, ondelete="restrict", index=True)
    kind = fields.Selection(
        [
            ("start", "Started"),
            ("pause", "Paused"),
            ("resume", "Resumed"),
            ("extend", "Extended"),
            ("redirect", "Redirected"),
            ("done", "Done"),
            ("miss", "Closed as missed"),
            ("cause", "Cause of the miss named"),
            ("move", "Moved"),
            ("settle", "Preliminary date settled"),
            ("cancel", "Cancelled"),
        ],
        required=True,
        readonly=True,
    )
    happened_at = fields.Datetime(required=True, readonly=True, help="When the act took place.")
    user_id = fields.Many2one("res.users", string="Recorded by", required=True, readonly=True, ondelete="restrict")
    reason = fields.Text(readonly=True)
    document = fields.Char(readonly=True, help="The document of the act: its kind, number and date.")
    ground_id = fields.Many2one("legal.ground", readonly=True, ondelete="restrict")
    notified_at = fields.Datetime(string="Customer told", readonly=True, help="When the customer was told of the act.")
    receiver = fields.Char(string="Redirected to", readonly=True)
    amount = fields.Integer(string="Extended by", readonly=True)
    unit = fields.Selection(UNITS, readonly=True)
    cause = fields.Selection(CAUSES, string="Cause of the miss", readonly=True)
    due_before = fields.Datetime(string="Due before", readonly=True)
    due_after = fields.Datetime(readonly=True)

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs):
        """An event is read by who may read its promise."""
        if not (self.env.su or bypass_access):
            readable = self.env["legal.deadline"]._search([])
            domain = Domain(domain) & Domain("deadline_id", "in", readable)
        return super()._search(domain, offset, limit, order, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if not result and self:
            deadlines = self.sudo().deadline_id.sudo(False)
            refused = deadlines - deadlines._filtered_access("read")
            if refused:
                forbidden = self.filtered(lambda one: one.sudo().deadline_id in refused)
                return forbidden, lambda: self.env["ir.rule"]._make_access_error(operation, forbidden)
        return result

    def write(self, vals):  # pylint: disable=method-required-super
        """Refuse everybody, the superuser included: the record of an act is evidence."""
        raise UserError(self.env._("The history of a deadline is never edited. Record a new act that corrects it."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The history of a deadline is never deleted."))
