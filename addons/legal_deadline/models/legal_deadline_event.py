from odoo import api, fields, models
from odoo.exceptions import UserError


class LegalDeadlineEvent(models.Model):
    """An act on a promise. What happened is corrected by a new act, never by editing an old one."""

    _name = "legal.deadline.event"
    _description = "Event of a Legal Deadline"
    _order = "happened_at desc, id desc"
    _rec_name = "kind"

    deadline_id = fields.Many2one(
        "legal.deadline", required=True, readonly=True, ondelete="restrict", index=True
    )
    kind = fields.Selection(
        [
            ("start", "Started"),
            ("pause", "Paused"),
            ("resume", "Resumed"),
            ("extend", "Extended"),
            ("redirect", "Redirected"),
            ("done", "Done"),
            ("cancel", "Cancelled"),
        ],
        required=True,
        readonly=True,
    )
    happened_at = fields.Datetime(required=True, readonly=True, help="When the act took place.")
    user_id = fields.Many2one(
        "res.users", string="Recorded by", required=True, readonly=True, ondelete="restrict"
    )
    reason = fields.Text(readonly=True)

    def write(self, vals):
        """Refuse everybody, the superuser included: the record of an act is evidence."""
        raise UserError(
            self.env._(
                "The history of a deadline is never edited. Record a new act that corrects it."
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The history of a deadline is never deleted."))
