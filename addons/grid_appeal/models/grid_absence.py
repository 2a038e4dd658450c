from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..appeals import life


class GridAbsence(models.Model):
    """When a person is away and who stands in: nothing is assigned to her, and her open work is handed over."""

    _name = "grid.absence"
    _description = "Absence"
    _order = "date_from desc, id desc"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users", "Absent", required=True, index=True, ondelete="restrict", domain=[("share", "=", False)]
    )
    date_from = fields.Date("First day", required=True, default=fields.Date.context_today)
    date_to = fields.Date("Last day", required=True)
    substitute_id = fields.Many2one("res.users", "Substitute", ondelete="restrict", domain=[("share", "=", False)])
    note = fields.Char("Reason", help="Leave, illness, business trip.")
    handed_over_at = fields.Datetime("Work handed over", readonly=True, copy=False)
    handed_over_by_id = fields.Many2one("res.users", "Handed over by", readonly=True, copy=False)

    _dates = models.Constraint("CHECK (date_from <= date_to)", "An absence ends on the day it begins or later.")
    _substitute = models.Constraint("CHECK (substitute_id <> user_id)", "Somebody else stands in for an absent person.")

    @api.model
    def _absent_around(self, day):
        """Return `{user: absences}` within a day of this one: branches live in different zones. One query."""
        return (
            self.sudo()
            .search([("date_from", "<=", day + timedelta(days=1)), ("date_to", ">=", day - timedelta(days=1))])
            .grouped("user_id")
        )

    def _covers(self, day):
        return bool(self._on(day))

    def _substitutes(self, day):
        """Return those who stand in on a day of the branch."""
        return self._on(day).substitute_id

    def _on(self, day):
        return self.filtered(lambda absence: absence.date_from <= day <= absence.date_to)

    def action_hand_over(self):
        """Give the open work of an absent person to the substitute: appeals, questions and tasks."""
        self.ensure_one()
        if not self.env.su and not self.env.user.has_group("grid_customer.group_supervisor"):
            raise AccessError(self.env._("The work of an absent person is handed over by a supervisor."))
        self.check_access("write")
        if not self.substitute_id:
            raise UserError(self.env._("Name the substitute first: the work goes to somebody."))
        mine = Domain("user_id", "=", self.user_id.id)
        tickets = self.env["helpdesk.ticket"].search(mine & Domain("state", "in", life.OPEN_STATES))
        taken = tickets._hand_over(self.substitute_id, self.user_id)
        parts = self._hand_over_parts(mine)
        self.sudo().write({"handed_over_at": fields.Datetime.now(), "handed_over_by_id": self.env.uid})
        return self._say_handed_over(taken, tickets - taken, parts)

    def _hand_over_parts(self, mine):
        """Give the open questions and tasks of other people's appeals."""
        questions = self.env["grid.appeal.question"].search(mine & Domain("state", "=", "open"))
        questions = questions.filtered(lambda question: self.substitute_id not in question.ticket_id.sudo()._barred())
        tasks = self.env["legal.inner.term"]
        tasks = tasks.search(mine & Domain("ticket_id", "!=", False) & tasks._domain_open())
        for part in questions, tasks:
            part.sudo().user_id = self.substitute_id
        for ticket in (questions.sudo().ticket_id + tasks.sudo().ticket_id)._origin:
            ticket._log_act(
                self.env._(
                    "Part handed over from %(absent)s to %(substitute)s by %(user)s.",
                    absent=self.user_id.name,
                    substitute=self.substitute_id.name,
                    user=self.env.user.name,
                )
            )
        return len(questions) + len(tasks)

    def _say_handed_over(self, taken, left, parts):
        message = self.env._(
            "Handed over to %(substitute)s: appeals %(appeals)s, questions and tasks %(parts)s.",
            substitute=self.substitute_id.name,
            appeals=len(taken),
            parts=parts,
        )
        if left:
            message += " " + self.env._(
                "Left, since the substitute does not see them or is complained of: %(numbers)s.",
                numbers=", ".join(left.mapped("display_name")),
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "warning" if left else "success", "message": message, "sticky": bool(left)},
        }
