import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.grid_customer.models.res_partner import CUSTOMER_GROUPS

from .holding import hold

#: What a page, a paper sheet and a table of results can show alike.
QUESTION_TYPES = ("scale", "simple_choice", "multiple_choice", "text_box", "char_box")
WAYS_OF_ASKING = [
    ("email", "Invitation by e-mail"),
    ("sms", "Invitation by SMS"),
    ("call", "Call of an operator"),
    ("kiosk", "Screen of a window, after a visit"),
    ("ivr", "Voice menu, after a call"),
    ("hand", "Paper sheets only"),
]


class GridSurveyCampaign(models.Model):
    """One survey of customers: a questionnaire, whom it asks about which period, and until when answers are taken.

    Anonymous means that nobody of the staff can tell whose sheet is whose:

    - a sheet holds neither the customer nor the invitation, only a digest of both (`ballot`) that nobody can
      compute without the secret of the server; it serves to refuse a second sheet;
    - an invitation does not change when its sheet comes, so it cannot be seen who answered;
    - a paper sheet is known by the number of its blank alone; to whom a blank was handed is kept, which one is not;
    - a sheet keeps the day, not the moment, and is numbered by chance within nothing that an invitation shows;
    - the branch and the group of a sheet are not shown where fewer than `FEW` were asked (`grid.survey.stratum`).

    An operator who asks by phone hears the answers; afterwards nobody can tell whose they are.
    """

    _name = "grid.survey.campaign"
    _description = "Survey of customers"
    _inherit = ["mail.thread"]
    _order = "period_from desc, id desc"
    _check_company_auto = True

    name = fields.Char("Survey", required=True, tracking=True)
    state = fields.Selection(
        [("draft", "Being prepared"), ("running", "Answers are taken"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, default=lambda self: self.env.company
    )
    survey_id = fields.Many2one("survey.survey", "Questionnaire", required=True, index=True, ondelete="restrict")
    period_from = fields.Date("Asks about the period from", required=True)
    period_to = fields.Date("to", required=True)
    expires_on = fields.Date("Answers are taken until", required=True, help="The day itself included.")
    is_anonymous = fields.Boolean(
        "Anonymous", default=True, help="Nobody of the staff can tell whose answers are whose, even afterwards."
    )
    asks_by = fields.Selection(WAYS_OF_ASKING, "Asked by", required=True, default="email")
    # whom it asks; nothing chosen means everybody
    group_1 = fields.Boolean(CUSTOMER_GROUPS[0][1], default=True)
    group_2 = fields.Boolean(CUSTOMER_GROUPS[1][1], default=True)
    group_3 = fields.Boolean(CUSTOMER_GROUPS[2][1], default=True)
    branch_ids = fields.Many2many("grid.branch", string="Branches", check_company=True, help="Empty: every branch.")
    channel_ids = fields.Many2many(
        "helpdesk.ticket.channel",
        string="Only who appealed by",
        help="In the period of the survey. Empty: whether they appealed or not.",
    )
    by_channel = fields.Boolean(
        "Parts by channel too",
        help="By which channel a customer appealed last in the period; who did not appeal is a part of its own.",
    )
    sample_size = fields.Integer(
        "Customers to ask", default=400, help="Shared out to the parts in proportion to their customers."
    )
    seed = fields.Char(
        "Seed of the draw",
        required=True,
        copy=False,
        default=lambda self: secrets.token_hex(4),
        help="The same seed draws the same customers: anybody can repeat the draw.",
    )
    stratum_ids = fields.One2many("grid.survey.stratum", "campaign_id", "Who is asked", readonly=True)
    invitation_ids = fields.One2many("grid.survey.invitation", "campaign_id", "Invitations", readonly=True)
    sheet_ids = fields.One2many("survey.user_input", "campaign_id", "Sheets", readonly=True)
    result_ids = fields.One2many("grid.survey.result", "campaign_id", "Results", readonly=True)
    population = fields.Integer("Customers", compute="_compute_counts", compute_sudo=True)
    asked_count = fields.Integer("Asked", compute="_compute_counts", compute_sudo=True)
    sent_count = fields.Integer("Invitations sent", compute="_compute_counts", compute_sudo=True)
    unreached_count = fields.Integer("Not reached", compute="_compute_counts", compute_sudo=True)
    sheet_count = fields.Integer("Answered", compute="_compute_counts", compute_sudo=True)

    _period_order = models.Constraint("CHECK (period_from <= period_to)", "The period ends before it begins.")
    _sample_positive = models.Constraint("CHECK (sample_size >= 0)", "The number of customers to ask is not below 0.")
    _running_idx = models.Index("(expires_on) WHERE state = 'running'")

    @api.depends("stratum_ids.population", "stratum_ids.asked", "invitation_ids.state", "sheet_ids")
    def _compute_counts(self):
        own = [("campaign_id", "in", self.ids)]
        strata = self.env["grid.survey.stratum"]._read_group(own, ["campaign_id"], ["population:sum", "asked:sum"])
        states = self.env["grid.survey.invitation"]._read_group(own, ["campaign_id", "state"], ["__count"])
        sheets = self.env["survey.user_input"]._read_group(own, ["campaign_id"], ["__count"])
        sizes = {campaign: counts for campaign, *counts in strata}
        states, sheets = {(campaign, state): count for campaign, state, count in states}, dict(sheets)
        for campaign in self:
            campaign.population, campaign.asked_count = sizes.get(campaign, (0, 0))
            campaign.sent_count = sum(states.get((campaign, state), 0) for state in ("sent", "handed"))
            campaign.unreached_count = states.get((campaign, "unreached"), 0)
            campaign.sheet_count = sheets.get(campaign, 0)

    @api.constrains("group_1", "group_2", "group_3")
    def _check_groups(self):
        if any(not campaign._groups() for campaign in self):
            raise ValidationError(self.env._("Choose at least one group of customers."))

    def _groups(self):
        """Return the codes of the groups that are asked."""
        return [code for code, _name in CUSTOMER_GROUPS if self[f"group_{code}"]]

    def _questions(self):
        """Return the questions in order, without headings of sections."""
        return self.sudo().survey_id.question_and_page_ids.filtered(lambda one: not one.is_page)

    # ------------------------------------------------------------------
    # What runs stays as it was begun
    # ------------------------------------------------------------------
    def write(self, vals):
        fixed = vals.keys() - self._may_change()
        if fixed and not self.env.su and any(campaign.state != "draft" for campaign in self):
            raise UserError(
                self.env._(
                    "The survey has begun: only its name, its last day and its blanks change. Duplicate it for "
                    "another one."
                )
            )
        if "state" in vals and not self.env.su:
            raise UserError(self.env._("A survey is begun and closed by its buttons."))
        return super().write(vals)

    def _may_change(self):
        """Return the fields of a survey that has begun which may change."""
        return {"name", "expires_on", "state"}

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        if any(campaign.state != "draft" for campaign in self):
            raise UserError(self.env._("A survey that has begun is closed, not deleted: its answers are counted."))

    # ------------------------------------------------------------------
    # Acts
    # ------------------------------------------------------------------
    def action_begin(self):
        """Draw who is asked and begin to take answers; a second click changes nothing."""
        self.check_access("write")
        for campaign in hold(self).filtered(lambda one: one.state == "draft"):
            campaign._check_ready()
            campaign.sudo()._draw()
            campaign.sudo().state = "running"
        self.env.ref("grid_quality.cron_survey_invitations").sudo()._trigger()
        return True

    def action_close(self):
        """Take no more answers; invitations that were not sent yet are not sent."""
        self.check_access("write")
        hold(self).filtered(lambda one: one.state == "running").sudo().state = "closed"
        return True

    def _check_ready(self):
        questions = self._questions()
        if not questions:
            raise UserError(self.env._("The questionnaire has no question yet."))
        other = questions.filtered(lambda one: one.question_type not in QUESTION_TYPES)
        if other:
            raise UserError(
                self.env._(
                    "“%(question)s” is of a kind that a paper sheet cannot carry. Make it a scale, a choice or a text.",
                    question=other[0].title,
                )
            )
        if self.expires_on < self._today():
            raise UserError(self.env._("The last day to answer has passed already. Set a later one."))

    def _today(self):
        return self.company_id.sudo()._legal_today()

    def _is_open(self):
        """Whether an answer is taken today."""
        return self.state == "running" and self.expires_on >= self._today()

    @api.model
    def _close_expired(self):
        """Close surveys whose last day has passed, in the zone of their company."""
        for campaign in self.sudo().search([("state", "=", "running")]):
            if not campaign._is_open():
                campaign.state = "closed"

    def action_paper(self):
        """Enter paper sheets: one page a sheet, the next one comes when it is saved."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/grid_quality/sheet/{self.id}", "target": "new"}

    def action_answers(self):
        """Open every answer that the results count."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_quality.grid_survey_answer_action")
        return {**action, "domain": [("campaign_id", "=", self.id)], "context": {"search_default_by_question": 1}}

    def action_words(self):
        """Open what customers wrote in their own words."""
        return {**self.action_answers(), "context": {"search_default_with_words": 1}}

    def action_invitations(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_quality.grid_survey_invitation_action")
        return {**action, "domain": [("campaign_id", "=", self.id)]}

    def action_unreached(self):
        """Open those whom an SMS or a call did not reach."""
        return {**self.action_invitations(), "context": {"search_default_unreached": 1}}
