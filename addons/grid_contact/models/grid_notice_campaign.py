from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.grid_appeal.appeals.placeholders import unknown
from odoo.addons.grid_customer.models.res_partner import CUSTOMER_GROUPS

from .. import campaigns
from .grid_notice import STATES as NOTICE_STATES
from .grid_notice_refusal import CHANNEL_NAMES
from .grid_notice_template import OCCASIONS

#: What a text may name; each is filled for the recipient.
FIELDS = ("name", "address", "account", "point", "branch", "phone", "company", "start", "end", "cause")
#: What only a debtor's text may name.
DEBT_FIELDS = ("debt", "as_of")
#: What law requires to be told: a refusal of messages does not hold.
REQUIRED_BY_LAW = ("emergency", "duty")
BY_BUTTON_ONLY = {"state", "approved_by_id", "approved_at", "taken_back_at", "occasion"}
CHANNEL_FIELDS = ("channel_1", "channel_2", "channel_3", "channel_4")


class GridNoticeCampaign(models.Model):
    """A mass message by the auto-informer: what is said to whom, by which channels in order, and what became of it."""

    _name = "grid.notice.campaign"
    _description = "Campaign of the auto-informer"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Campaign", required=True, tracking=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("preparing", "Being prepared"),
            ("running", "Being sent"),
            ("stopped", "Stopped"),
            ("done", "Done"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, default=lambda self: self.env.company
    )
    branch_id = fields.Many2one(
        "grid.branch",
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda self: self.env["grid.branch"]._default_branch(),
        help="Whose customers are told, with those of lower branches; empty: all customers of the company.",
    )
    basis = fields.Selection(
        [
            ("emergency", "Emergency: at once, also at night"),
            ("duty", "Duty by law: also to those who refused messages"),
            ("service", "Service: not to those who refused messages"),
            ("news", "News and offers: only to those who agreed"),
        ],
        "On what ground",
        required=True,
        default="service",
        tracking=True,
    )
    template_id = fields.Many2one("grid.notice.template", "Template", ondelete="set null")
    occasion = fields.Selection(OCCASIONS, compute="_compute_occasion", store=True, precompute=True)
    body = fields.Text(
        "Text", compute="_compute_body", store=True, readonly=False, required=True, precompute=True, tracking=True
    )
    channel_1 = fields.Selection(CHANNEL_NAMES, "First by", required=True, default="sms")
    channel_2 = fields.Selection(CHANNEL_NAMES, "then by")
    channel_3 = fields.Selection(CHANNEL_NAMES, "after that by")
    channel_4 = fields.Selection(CHANNEL_NAMES, "at last by")
    call_attempts = fields.Integer("Calls to one recipient, at most", required=True, default=3)
    call_step = fields.Integer("Minutes between calls", required=True, default=15)
    starts_at = fields.Datetime("Not before")
    audience = fields.Selection(
        [("place", "By place and group"), ("list", "By a list")], "To whom", required=True, default="place"
    )
    address = fields.Char("Address has the words", help="For example: Кемерово, Ленина. Empty: every address.")
    group_1 = fields.Boolean(CUSTOMER_GROUPS[0][1], default=True)
    group_2 = fields.Boolean(CUSTOMER_GROUPS[1][1], default=True)
    group_3 = fields.Boolean(CUSTOMER_GROUPS[2][1], default=True)
    reliability_category = fields.Selection([("1", "I"), ("2", "II"), ("3", "III")], "Only reliability category")
    list_file = fields.Binary(
        "List (XLSX or CSV)", attachment=True, copy=False, groups="grid_customer.group_supervisor"
    )
    list_name = fields.Char(copy=False, groups="grid_customer.group_supervisor")
    expected_count = fields.Integer("Expected", readonly=True, copy=False)
    prepared_count = fields.Integer("Prepared", readonly=True, copy=False)
    progress = fields.Integer("Prepared, %", compute="_compute_progress")
    part_count = fields.Integer("Parts of SMS", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False)
    approved_at = fields.Datetime(readonly=True, copy=False)
    taken_back_at = fields.Datetime("Taken back", readonly=True, copy=False)
    notice_ids = fields.One2many("grid.notice", "campaign_id")
    total_count = fields.Integer("Recipients", compute="_compute_tally", compute_sudo=True)
    positive_count = fields.Integer("Received", compute="_compute_tally", compute_sudo=True)
    negative_count = fields.Integer("Not received", compute="_compute_tally", compute_sudo=True)
    failed_count = fields.Integer("Not transmitted", compute="_compute_tally", compute_sudo=True)
    refused_count = fields.Integer("Refused", compute="_compute_tally", compute_sudo=True)
    waiting_count = fields.Integer("Waiting", compute="_compute_tally", compute_sudo=True)
    told_percent = fields.Float("Told, %", compute="_compute_tally", compute_sudo=True, digits=(5, 1))

    _calls_positive = models.Constraint("CHECK (call_attempts BETWEEN 1 AND 10)", "One to ten calls are made.")
    _step_positive = models.Constraint("CHECK (call_step BETWEEN 1 AND 1440)", "A step lasts one minute to one day.")
    _running_idx = models.Index("(state) WHERE state IN ('preparing', 'running')")

    @api.depends("template_id")
    def _compute_occasion(self):
        for campaign in self:  # a template that is deleted leaves what was told with it
            campaign.occasion = campaign.template_id.occasion or campaign.occasion

    @api.depends("template_id")
    def _compute_body(self):
        for campaign in self:
            campaign.body = campaign.template_id.body or campaign.body

    @api.depends("expected_count", "prepared_count")
    def _compute_progress(self):
        for campaign in self:
            expected = campaign.expected_count
            campaign.progress = 100 * campaign.prepared_count // expected if expected else 0

    @api.depends("notice_ids.state")
    def _compute_tally(self):
        rows = self.env["grid.notice"]._read_group(
            [("campaign_id", "in", self.ids)], ["campaign_id", "state"], ["__count"]
        )
        for campaign in self:
            tally = campaigns.tally({state: count for one, state, count in rows if one == campaign})
            for state in campaigns.STATES:
                campaign[f"{state}_count"] = getattr(tally, state)
            campaign.total_count, campaign.told_percent = tally.total, tally.told_percent

    # ------------------------------------------------------------------
    # What may be written
    # ------------------------------------------------------------------
    @api.constrains("body")
    def _check_body(self):
        for campaign in self:
            if wrong := unknown(campaign.body or "", FIELDS + DEBT_FIELDS):
                raise ValidationError(
                    self.env._(
                        "The text names %(wrong)s. Only these fields exist: %(known)s.",
                        wrong=", ".join(wrong),
                        known=", ".join(FIELDS + DEBT_FIELDS),
                    )
                )

    @api.constrains(*CHANNEL_FIELDS)
    def _check_channels(self):
        for campaign in self:
            chosen = [campaign[field] for field in CHANNEL_FIELDS if campaign[field]]
            if len(chosen) != len(set(chosen)):
                raise ValidationError(self.env._("Each channel stands in the order once."))

    def write(self, vals):
        if not self.env.su:
            if BY_BUTTON_ONLY & vals.keys():
                raise UserError(self.env._("A campaign is approved, stopped and resumed by its buttons."))
            fixed = vals.keys() - {"name"}
            if fixed and any(campaign.state != "draft" for campaign in self):
                raise UserError(
                    self.env._("The campaign has begun: it stays as it was approved. Duplicate it for another one.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        if any(campaign.state != "draft" for campaign in self):
            raise UserError(self.env._("A campaign that has begun is kept: its report says who was told."))

    def _plan(self):
        """Return what is tried, in order."""
        channels = tuple(self[field] for field in CHANNEL_FIELDS if self[field])
        step = timedelta(minutes=self.call_step)
        return campaigns.Plan(channels, self.call_attempts, step, is_over=bool(self.taken_back_at))

    def _is_required_by_law(self):
        return self.basis in REQUIRED_BY_LAW

    def _quiet_hours(self):
        return campaigns.EMERGENCY if self.basis == "emergency" else campaigns.USUAL

    def _report_notes(self):
        """Return what the head of the report says of the audience; for audiences that have something to say."""
        return []

    # ------------------------------------------------------------------
    # Drill-down
    # ------------------------------------------------------------------
    def action_open_notices(self):
        """Open the recipients; the context's `notice_state` keeps those of one column of the report."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_contact.grid_notice_action")
        state = self.env.context.get("notice_state")
        domain = [("campaign_id", "=", self.id)]
        if state in dict(NOTICE_STATES):
            domain.append(("state", "=", state))
        return {**action, "domain": domain, "context": {}}

    def action_report(self):
        """Save the report as a workbook."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/grid_contact/campaign/{self.id}.xlsx", "target": "download"}
