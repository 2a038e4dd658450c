from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import is_html_empty

from ..appeals import life
from .helpdesk_ticket import THEMES

# given by the acts of a question
BY_ACT_ONLY = {"state", "answered_by_id", "answered_at"}


class GridAppealQuestion(models.Model):
    """One of several questions of an appeal, with an executor and an answer of its own.

    Whoever may write the appeal asks questions of it; the executor, of whatever branch, answers his own
    and no more. Statistics count the appeal once, by its own theme.
    """

    _name = "grid.appeal.question"
    _description = "Question of an appeal"
    _order = "sequence, id"

    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="ticket_id.company_id")
    branch_id = fields.Many2one(related="ticket_id.branch_id")
    sequence = fields.Integer("Order", default=10)
    name = fields.Char("Question", required=True)
    category_id = fields.Many2one("helpdesk.ticket.category", "Category", ondelete="restrict")
    theme = fields.Selection(THEMES, required=True, default="other")
    team_id = fields.Many2one("helpdesk.ticket.team", "Department", ondelete="restrict")
    user_id = fields.Many2one("res.users", "Executor", ondelete="restrict", domain=[("share", "=", False)])
    state = fields.Selection(
        [("open", "Waits for its answer"), ("answered", "Answered")],
        "Status",
        required=True,
        readonly=True,
        default="open",
        copy=False,
    )
    answer = fields.Html(sanitize_style=True, strip_classes=True, copy=False)
    answered_by_id = fields.Many2one("res.users", "Answered by", readonly=True, copy=False)
    answered_at = fields.Datetime("Answered at", readonly=True, copy=False)
    is_mine = fields.Boolean("I may answer", compute="_compute_is_mine")

    _answered_complete = models.Constraint(
        "CHECK ((state = 'answered') = (answered_by_id IS NOT NULL AND answered_at IS NOT NULL))",
        "An answered question says who answered it and when; an open one does not.",
    )
    _open_user_idx = models.Index("(user_id, ticket_id) WHERE state = 'open'")
    _user_idx = models.Index("(user_id) WHERE user_id IS NOT NULL")

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        leading = self.ticket_id._filtered_access("write")
        for question in self:
            question.is_mine = question.user_id == self.env.user or question.ticket_id in leading

    @api.onchange("category_id")
    def _onchange_category_id(self):
        self.theme = self.category_id.theme or self.theme
        if self.category_id:
            self.team_id = self.env["helpdesk.ticket.team"]._for_appeal(self) or self.team_id

    @api.constrains("user_id", "ticket_id")
    def _check_complained_of(self):
        for question in self.sudo():
            if question.user_id & question.ticket_id._barred():
                raise ValidationError(
                    self.env._(
                        "The appeal complains of %(user)s: somebody else answers its questions.",
                        user=question.user_id.name,
                    )
                )

    @api.constrains("user_id")
    def _check_performer(self):
        for question in self:
            question.ticket_id._refuse_performer(question.user_id, anywhere=True)

    # ------------------------------------------------------------------
    # Who may set and who may answer
    # ------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        questions = super().create([{k: v for k, v in vals.items() if k not in BY_ACT_ONLY} for vals in vals_list])
        questions._check_leading()
        questions._check_appeal_is_open()
        return questions

    def write(self, vals):
        if not self.env.su:
            self._check_edit(vals)
        return super().write(vals)

    def _check_edit(self, vals):
        if BY_ACT_ONLY & vals.keys() or "ticket_id" in vals:
            raise UserError(self.env._("Press “Answered” when the answer is ready; a question stays with its appeal."))
        self._check_appeal_is_open()
        if vals.keys() - {"answer"}:
            self._check_leading()
        else:
            self._check_executor()
        answered = self.filtered(lambda question: question.state == "answered")
        if answered and vals.keys() - {"sequence"}:
            raise UserError(
                self.env._("“%(question)s” is answered. Open it again to change it.", question=answered[0].name)
            )

    def _check_leading(self):
        """Refuse whoever does not lead the appeals."""
        if not self.env.su and self.ticket_id - self.ticket_id._filtered_access("write"):
            raise AccessError(
                self.env._("Only who leads the appeal sets its questions and their executors. You answer your own.")
            )

    def _check_executor(self):
        if not self.env.su and not all(self.mapped("is_mine")):
            raise AccessError(self.env._("The question is answered by its executor or by who leads the appeal."))

    def _check_appeal_is_open(self):
        for ticket in self.ticket_id.sudo():
            if ticket.state not in life.OPEN_STATES:
                raise UserError(
                    self.env._(
                        "The appeal %(appeal)s is no longer considered: its questions stay as they are.",
                        appeal=ticket.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_registered(self):
        self._check_leading()
        if any(ticket.number for ticket in self.ticket_id.sudo()):
            raise UserError(self.env._("A question of a registered appeal is never deleted."))

    # ------------------------------------------------------------------
    # Acts
    # ------------------------------------------------------------------
    def action_answered(self):
        """Note that the answers are ready for the letter."""
        self._check_executor()
        self._check_appeal_is_open()
        for question in self:
            if is_html_empty(question.answer):
                raise UserError(
                    self.env._("Write the answer to “%(question)s” before it is noted.", question=question.name)
                )
        waiting = self.filtered(lambda question: question.state == "open")
        waiting.sudo().write(
            {"state": "answered", "answered_by_id": self.env.uid, "answered_at": fields.Datetime.now()}
        )
        waiting._log(self.env._("answered by %(user)s", user=self.env.user.name))
        return True

    def action_open_again(self):
        """Give an answered question back to its executor."""
        self._check_executor()
        self._check_appeal_is_open()
        answered = self.filtered(lambda question: question.state == "answered")
        answered.sudo().write({"state": "open", "answered_by_id": False, "answered_at": False})
        answered._log(self.env._("opened again by %(user)s", user=self.env.user.name))
        return True

    def action_open_form(self):
        """Open the question in a window of its own, where its executor writes the answer."""
        self.ensure_one()
        return {**self.get_formview_action(), "name": self.name, "target": "new"}

    def _log(self, what):
        """Write an act into the history of the appeals, in one batch."""
        for ticket, questions in self.sudo().grouped("ticket_id").items():
            names = ticket._quoted(questions)
            ticket._log_act(self.env._("Question %(names)s: %(what)s.", names=names, what=what))
