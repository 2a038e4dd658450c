from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..appeals.life import ENDED_STATES

BATCH = 500
# the one act that still changes a measure of a closed appeal; it cannot be sent over any API
MEASURE_DONE = object()


class GridAppealMeasure(models.Model):
    """What the company did or will do because of an appeal (columns 30 and 31 of form 4.9)."""

    _name = "grid.appeal.measure"
    _description = "Measure on an appeal"
    _inherit = ["grid.appeal.line", "mail.thread", "mail.activity.mixin"]
    _order = "state desc, planned_on, id"

    name = fields.Char("Measure", required=True)
    planned_on = fields.Date("Planned for", tracking=True)
    done_on = fields.Date("Done on", copy=False)
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done")], compute="_compute_state", store=True, string="Status"
    )
    branch_id = fields.Many2one(
        "grid.branch", "Unit", compute="_compute_branch_id", store=True, readonly=False, ondelete="restrict"
    )
    team_id = fields.Many2one("helpdesk.ticket.team", "Team", ondelete="restrict")
    user_id = fields.Many2one(
        "res.users", "Responsible", domain=[("share", "=", False)], default=lambda self: self.env.user, index=True
    )
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, index=True)
    number = fields.Char(related="ticket_id.number", string="Appeal number")

    # the daily list and the reminder ask for planned ones by date
    _planned_idx = models.Index("(planned_on, id) WHERE state = 'planned'")

    @api.depends("done_on")
    def _compute_state(self):
        for measure in self:
            measure.state = "done" if measure.done_on else "planned"

    @api.depends("ticket_id")
    def _compute_branch_id(self):
        for measure in self:
            measure.branch_id = measure.branch_id or measure.ticket_id.branch_id

    @api.constrains("planned_on", "done_on")
    def _check_dates(self):
        for measure in self:
            if not measure.planned_on and not measure.done_on:
                raise ValidationError(
                    self.env._(
                        "The measure “%(name)s” needs a date: when it is planned for or when it was done.",
                        name=measure.name,
                    )
                )
            if measure.done_on and measure.done_on > measure._today():
                raise ValidationError(
                    self.env._(
                        "The measure “%(name)s” cannot be done in the future: write the day it is planned for.",
                        name=measure.name,
                    )
                )

    def _today(self):
        """The day at the branch of the appeal."""
        return self.ticket_id._today()

    # ------------------------------------------------------------------
    # What is done stays; of a closed appeal a planned measure is only marked as done
    # ------------------------------------------------------------------
    def write(self, vals):
        if self.env.context.get("measure_act") is not MEASURE_DONE:
            self._refuse_done()
            self._refuse_ended(self.ticket_id)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_recorded(self):
        self._refuse_done()
        self._refuse_ended(self.ticket_id)

    def _refuse_done(self):
        for measure in self:
            if measure.state == "done":
                raise UserError(
                    self.env._("The measure “%(name)s” is done and is not changed any more.", name=measure.name)
                )

    @api.model
    def _refuse_ended(self, tickets):
        for ticket in tickets:
            if ticket.state in ENDED_STATES:
                raise UserError(
                    self.env._(
                        "The appeal %(number)s is closed: its measures are not changed any more, "
                        "a planned one is only marked as done.",
                        number=ticket.number,
                    )
                )

    # ------------------------------------------------------------------
    # Acts
    # ------------------------------------------------------------------
    def action_done(self):
        """Mark planned measures as done today; a second click changes nothing."""
        self.check_access("read")
        self._check_may_finish()
        planned = self.filtered(lambda measure: measure.state == "planned")
        for day, measures in planned.grouped(lambda measure: measure._today()).items():
            measures.sudo().with_context(measure_act=MEASURE_DONE).write({"done_on": day})
        for measure in planned:
            measure.ticket_id._log_act(
                self.env._("Measure done: %(name)s (%(user)s).", name=measure.name, user=self.env.user.name)
            )
        planned.sudo().activity_ids.action_feedback()
        return True

    def _check_may_finish(self):
        user = self.env.user
        serves = user.has_group("grid_customer.group_manager") or user.has_group("grid_customer.group_specialist")
        if not self.env.su and not serves and any(measure.user_id != user for measure in self):
            raise AccessError(
                self.env._("A measure is marked as done by the person responsible for it or by those who answer.")
            )

    # ------------------------------------------------------------------
    # Reminders
    # ------------------------------------------------------------------
    @api.model
    def _cron_remind(self):
        """Give whoever is responsible a task for each measure whose day has passed, once."""
        while self._remind() and self.env["ir.cron"]._commit_progress(BATCH):
            pass

    @api.model
    def _remind(self):
        today = fields.Date.context_today(self)
        late = self.sudo().search(
            [
                ("state", "=", "planned"),
                ("planned_on", "<", today),
                ("user_id", "!=", False),
                ("activity_ids", "=", False),
            ],
            limit=BATCH,
        )
        for user, measures in late.grouped("user_id").items():
            measures.with_context(mail_activity_quick_update=True, lang=user.lang).activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=today,
                user_id=user.id,
                summary=measures.with_context(lang=user.lang).env._("Planned measure is late"),
            )
        return len(late)
