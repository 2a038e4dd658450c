from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..surveys import is_low
from .forgetting import forget_moment
from .survey_user_input import SILENT

TOLD_WAYS = [("email", "By e-mail, now"), ("phone", "By phone"), ("person", "In person or on paper")]
#: What the act notes, and nobody writes.
BY_ACT_ONLY = {"state", "told_at", "told_by_id", "mark_id", "visit_id", "sheet_id", "due_on"}


class GridLowMark(models.Model):
    """A low mark, of an answer, of a visit or in a questionnaire: the supervisor finds out why and tells the customer.

    There is one for an appeal, whatever the customer marks later, one for a visit, and one for a sheet, however many of
    its marks are low. Of an anonymous survey it holds nobody, so nobody is told, and no branch where few were asked:
    the head looks into it then. Of a visitor whom nobody knows it holds nobody either.
    """

    _name = "grid.low.mark"
    _description = "Low mark to be looked into"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "due_on, id"

    mark_id = fields.Many2one("grid.appeal.mark", readonly=True, index="btree_not_null", ondelete="cascade")
    ticket_id = fields.Many2one(related="mark_id.ticket_id", store=True, index=True, string="Appeal")
    visit_id = fields.Many2one("grid.queue.ticket", "Visit", readonly=True, index="btree_not_null", ondelete="cascade")
    sheet_id = fields.Many2one(
        "survey.user_input", readonly=True, index="btree_not_null", ondelete="cascade", groups="base.group_system"
    )
    campaign_id = fields.Many2one(related="sheet_id.campaign_id", store=True, index="btree_not_null", string="Survey")
    is_anonymous = fields.Boolean("Nobody knows whose", compute="_compute_said", compute_sudo=True)
    partner_id = fields.Many2one("res.partner", "Customer", compute="_compute_said", compute_sudo=True)
    branch_id = fields.Many2one("grid.branch", "Branch", compute="_compute_place", store=True, index=True)
    company_id = fields.Many2one("res.company", compute="_compute_place", store=True, index=True)
    value = fields.Integer("Value of the mark", compute="_compute_said", compute_sudo=True, aggregator=None)
    words = fields.Text(compute="_compute_said", compute_sudo=True)
    executor_id = fields.Many2one("res.users", "Who served", compute="_compute_said", compute_sudo=True)
    user_id = fields.Many2one("res.users", "Who looks into it", domain=[("share", "=", False)], index="btree_not_null")
    due_on = fields.Date("To be answered by", required=True, readonly=True)
    state = fields.Selection(
        [("open", "To be answered"), ("answered", "Answered")], "Status", required=True, readonly=True, default="open"
    )
    answer = fields.Text("Answer to the customer", help="Why it was so, and what was done.")
    told_way = fields.Selection(TOLD_WAYS, "How the customer is told", default="email")
    told_at = fields.Datetime("Told", readonly=True)
    told_by_id = fields.Many2one("res.users", "Told by", readonly=True)

    _once = models.Constraint("UNIQUE (mark_id)", "The mark is looked into already.")
    _visit_once = models.Constraint("UNIQUE (visit_id)", "The mark of the visit is looked into already.")
    _sheet_once = models.Constraint("UNIQUE (sheet_id)", "The sheet is looked into already.")
    _one_source = models.Constraint(
        "CHECK (num_nonnulls(mark_id, visit_id, sheet_id) = 1)",
        "A low mark is one of an answer, of a visit or of a questionnaire.",
    )
    _open_idx = models.Index("(due_on, id) WHERE state = 'open'")

    @api.depends("ticket_id", "visit_id", "campaign_id")
    def _compute_display_name(self):
        for one in self:
            one.display_name = one.ticket_id.display_name or one.campaign_id.display_name or one._visit_words()

    def _visit_words(self):
        visit = self.visit_id
        if not visit:
            return False
        day = format_date(self.env, visit.day)
        return self.env._(
            "Visit %(ticket)s, %(day)s, %(office)s", ticket=visit.name, day=day, office=visit.office_id.name
        )

    @api.depends("mark_id", "visit_id", "sheet_id.stratum_id.is_few")
    def _compute_place(self):
        for one in self:
            source = one.mark_id or one.visit_id or one.sheet_id.stratum_id
            hides = one.sheet_id.campaign_id.is_anonymous and one.sheet_id.stratum_id.is_few
            one.company_id, one.branch_id = source.company_id, not hides and source.branch_id

    @api.depends("mark_id.value", "mark_id.words", "visit_id.mark", "visit_id.partner_id", "sheet_id")
    def _compute_said(self):
        for one in self:
            lines = one.sheet_id.user_input_line_ids
            low = one.sheet_id._low_lines().sorted("value_scale")
            said = [f"{line.question_id.title} – {line.value_scale}" for line in low]
            said += filter(None, (line.value_text_box or line.value_char_box for line in lines))
            one.value = one.mark_id.value or one.visit_id.mark or low[:1].value_scale
            one.words = one.mark_id.words or "\n".join(said)
            one.partner_id = one.ticket_id.partner_id or one.visit_id.partner_id or one.sheet_id.partner_id
            one.executor_id = one.mark_id.executor_id or one.visit_id.user_id
            one.is_anonymous = one.campaign_id.is_anonymous or bool(one.visit_id and not one.partner_id)

    # ------------------------------------------------------------------
    # Where it comes from
    # ------------------------------------------------------------------
    @api.model
    def _open(self, marks):
        """Give each of these marks, where it is low, to the supervisor of its branch; once a mark."""
        new = marks.filtered(lambda mark: mark.value <= mark.company_id.low_mark)
        new -= self.search([("mark_id", "in", new.ids)]).mark_id
        leaders = new.ticket_id._deadline_recipients("supervisor")
        found = self.create(
            [
                {
                    "mark_id": mark.id,
                    "user_id": leaders[mark.ticket_id.id][:1].id,
                    "due_on": self._due_day(mark.company_id),
                }
                for mark in new
            ]
        )
        found._schedule()
        return found

    @api.model
    def _open_visit(self, visit):
        """Give the mark of a visit, where it is low, to a supervisor of its branch."""
        if not is_low(visit.mark, visit.company_id.low_mark):
            return self
        found = self.create({"visit_id": visit.id, "due_on": self._due_day(visit.company_id)})
        found._give_to_leader()
        return found

    @api.model
    def _open_sheet(self, sheet):
        """Give a sheet with low marks to a supervisor of its branch, or to the head where the branch is not shown."""
        if not sheet._low_lines():
            return self
        found = self.with_context(**SILENT).create(
            {"sheet_id": sheet.id, "due_on": self._due_day(sheet.campaign_id.company_id)}
        )
        found._give_to_leader()
        if found.is_anonymous:
            forget_moment(found, found.activity_ids)
        return found

    @api.model
    def _due_day(self, company):
        return company._legal_today() + timedelta(company.low_mark_days)

    def _give_to_leader(self):
        self.user_id = self._leaders()[:1]
        self._schedule()

    def _leaders(self):
        """Return the supervisors of the branch, else the heads of the company."""
        tickets = self.env["helpdesk.ticket"]
        heads = tickets._holders("head")
        supervisors = tickets._holders("supervisor") - heads
        heads = heads.filtered(lambda user: self.company_id in user.company_ids)._at_work()
        return (self.branch_id and tickets._seeing(self.branch_id, heads)(supervisors)) or heads

    def _schedule(self):
        for one in self.filtered("user_id"):
            said = one.with_context(lang=one.user_id.lang, mail_activity_quick_update=True)
            if one.campaign_id:
                summary = said.env._("Low mark in the survey “%(survey)s”", survey=one.campaign_id.name)
            else:
                summary = said.env._("Low mark: %(value)s of 5", value=one.value)
            said.activity_schedule(
                "mail.mail_activity_data_todo", date_deadline=one.due_on, user_id=one.user_id.id, summary=summary
            )

    def write(self, vals):
        if not self.env.su:
            if BY_ACT_ONLY & vals.keys():
                raise UserError(self.env._("Press “Answer the customer” when the answer is written."))
            self._refuse_answered()
        return super().write(vals)

    def _refuse_answered(self):
        if any(one.state == "answered" for one in self):
            raise UserError(self.env._("The customer has been answered: what was said stays as it is."))
