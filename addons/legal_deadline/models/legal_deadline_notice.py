from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .legal_deadline import MOVING

#: Who is warned, one after the other: from the warning moment, from the middle of what is left, once it is late.
LEVELS = [("executor", "Executor"), ("supervisor", "Supervisor"), ("head", "Head")]


class LegalDeadlineNotice(models.Model):
    """A warning that was given: about which due date, to whom. An extended promise is warned about anew."""

    _name = "legal.deadline.notice"
    _description = "Warning of a Legal Deadline"
    _inherit = ["legal.deadline.entry"]
    _order = "sent_at desc, id desc"
    _rec_name = "level"

    deadline_id = fields.Many2one(index=False)  # the constraint's index begins with it
    level = fields.Selection(LEVELS, required=True, readonly=True)
    due_at = fields.Datetime("About the date", required=True, readonly=True)
    sent_at = fields.Datetime("Sent", required=True, readonly=True)
    user_ids = fields.Many2many("res.users", string="Told", readonly=True, help="Empty: there was nobody to tell.")

    _once = models.Constraint("UNIQUE (deadline_id, level, due_at)", "This warning has been given.")

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        """Refuse everybody: the reminder writes its notices itself."""
        raise UserError(self.env._("A warning is given by the reminder alone."))

    def write(self, vals):
        """Refuse whatever is not the reminder naming whom it told."""
        if self.env.context.get("deadline_act") is not MOVING:
            raise UserError(self.env._("A warning that was given is never edited."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A warning that was given is never deleted."))

    @api.model
    def _write_due(self, level, limit):
        """Write the warnings that are due now on a level, at most `limit` of them, and return them.

        Promises that another transaction has at hand are left for the next time; what another
        transaction warned of meanwhile ends in a serialisation failure, never in a second warning.
        """
        now = fields.Datetime.now()
        reached = {
            "executor": SQL("promise.warn_at <= %s", now),
            "supervisor": SQL("promise.warn_at + (promise.due_at - promise.warn_at) / 2 <= %s", now),
            "head": SQL("promise.due_at < %s", now),
        }
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """INSERT INTO legal_deadline_notice
                          (deadline_id, level, due_at, sent_at, create_uid, create_date, write_uid, write_date)
                   SELECT id, %(level)s, due_at, %(now)s, %(uid)s, %(now)s, %(uid)s, %(now)s
                     FROM (SELECT promise.id, promise.due_at
                             FROM legal_deadline AS promise
                            WHERE promise.state = 'running' AND promise.res_model = ANY(%(models)s)
                              AND promise.warn_at <= %(now)s AND %(reached)s
                              AND NOT EXISTS (
                                  SELECT FROM legal_deadline_notice AS notice
                                   WHERE notice.deadline_id = promise.id AND notice.level = %(level)s
                                     AND notice.due_at = promise.due_at)
                            ORDER BY promise.due_at, promise.id
                            LIMIT %(limit)s
                              FOR NO KEY UPDATE SKIP LOCKED) AS due
                   ON CONFLICT DO NOTHING
                   RETURNING id""",
                level=level,
                now=now,
                uid=self.env.uid,
                models=self.env["legal.deadline"]._promising_models(),
                reached=reached[level],
                limit=limit,
            )
        )
        return self.browse(id_ for (id_,) in rows)
