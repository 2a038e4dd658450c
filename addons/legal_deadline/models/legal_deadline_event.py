from odoo import api, fields, models
from odoo.exceptions import UserError

from .legal_deadline import CAUSES, MOVING
from .legal_rule import UNITS


class LegalDeadlineEvent(models.Model):
    """An act on a promise. What happened is corrected by a new act, never by editing an old one."""

    _name = "legal.deadline.event"
    _description = "Event of a Legal Deadline"
    _inherit = ["legal.deadline.entry"]
    _order = "happened_at desc, id desc"
    _rec_name = "kind"

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

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse whatever is no act: an act writes its event itself, with who did it and when."""
        if self.env.context.get("deadline_act") is not MOVING:
            raise UserError(self.env._("The history of a deadline is written by its acts alone."))
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        """Refuse everybody, the superuser included: the record of an act is evidence."""
        raise UserError(self.env._("The history of a deadline is never edited. Record a new act that corrects it."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The history of a deadline is never deleted."))
