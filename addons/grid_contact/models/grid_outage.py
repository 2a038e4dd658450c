from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

OPEN_STATES = ("announced", "under_way")
#: What only the buttons set.
BY_BUTTON_ONLY = {"state", "name", "point_count", "house_count", "usage_point_ids", "restored_by_id", "told_at"}
BY_BUTTON_ONLY |= {"tell_due", "tell_refusal"}
#: What was hit and when, which figures rest on once supply is back.
FROZEN_WHEN_OVER = {"kind", "branch_id", "feeder_ids", "house_ids", "started_at", "expected_end_at", "ended_at"}
#: What the lawfulness of an announced outage depends on.
LAWFUL_BY = {"feeder_ids", "house_ids", "started_at", "contract_days"}


class GridOutage(models.Model):
    """An interruption of supply (отключение): planned or emergency; whom it hits, since when, until when, why."""

    _name = "grid.outage"
    _description = "Outage"
    _inherit = ["mail.thread"]
    _order = "started_at desc, id desc"
    _check_company_auto = True

    name = fields.Char("Number", readonly=True, copy=False, index=True)
    kind = fields.Selection(
        [("planned", "Planned"), ("emergency", "Emergency")], required=True, default="emergency", tracking=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("announced", "Announced"),
            ("under_way", "Under way"),
            ("restored", "Restored"),
            ("cancelled", "Cancelled"),
        ],
        string="Status",
        required=True,
        readonly=True,
        copy=False,
        default="draft",
        tracking=True,
    )
    branch_id = fields.Many2one(
        "grid.branch",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["grid.branch"]._default_branch(),
        tracking=True,
    )
    company_id = fields.Many2one(related="branch_id.company_id", store=True, precompute=True, index=True)
    feeder_ids = fields.Many2many(
        "grid.feeder", string="Feeders", check_company=True, domain="[('branch_id', 'child_of', branch_id)]"
    )
    started_at = fields.Datetime("Start", required=True, default=fields.Datetime.now, tracking=True)
    expected_end_at = fields.Datetime("Expected end", tracking=True)
    ended_at = fields.Datetime("Supply restored", copy=False, tracking=True)
    restored_by_id = fields.Many2one("res.users", "Restored by", readonly=True, copy=False)
    cause = fields.Char(tracking=True, help="What happened, or why the works are needed; customers read it.")
    works = fields.Char(help="Which works are done; customers read it.")
    official = fields.Char(
        "Responsible official",
        compute="_compute_official",
        store=True,
        readonly=False,
        help="Named in notices of planned outages (GOST R 53368).",
    )
    source_reference = fields.Char("Record of the dispatcher", help="Number in the dispatcher's journal or system.")
    form_8_1_no = fields.Char("Number in form 8.1")
    contract_days = fields.Integer(
        "Notice by contracts, days",
        compute="_compute_contract_days",
        store=True,
        readonly=False,
        help="How many days ahead the contracts of the legal entities hit promise a notice; 0: not given.",
    )
    notice_ids = fields.One2many("grid.outage.notice", "outage_id", "Notices", copy=False)
    expectation_ids = fields.One2many("grid.outage.expectation", "outage_id", "Expected ends", readonly=True)
    ticket_ids = fields.One2many("helpdesk.ticket", "outage_id", "Appeals")
    hours = fields.Float("Length, hours", compute="_compute_hours", store=True, digits=(12, 2), aggregator=None)
    point_hours = fields.Float("Point-hours", compute="_compute_hours", store=True, digits=(16, 2))
    point_count = fields.Integer("Usage points hit", readonly=True, copy=False)
    house_count = fields.Integer("Houses", readonly=True, copy=False, aggregator=None)
    told_at = fields.Datetime("Everybody was told", readonly=True, copy=False)

    _name_uniq = models.Constraint("UNIQUE (company_id, name)", "Another outage of the company has this number.")
    _ends_after_start = models.Constraint("CHECK (ended_at >= started_at)", "Supply is restored after it failed.")
    _expected_after_start = models.Constraint(
        "CHECK (expected_end_at >= started_at)", "The expected end is after the start."
    )
    _contract_days_positive = models.Constraint("CHECK (contract_days >= 0)", "A term of notice is not below zero.")
    _order_idx = models.Index("(started_at DESC, id DESC)")
    _open_idx = models.Index("(branch_id, started_at) WHERE state IN ('announced', 'under_way')")
    _untold_idx = models.Index("(id) WHERE state = 'restored' AND told_at IS NULL")

    @api.depends("name", "feeder_ids.name", "kind")
    def _compute_display_name(self):
        for outage in self:
            words = [outage.name and f"№ {outage.name}", ", ".join(outage.feeder_ids.mapped("name"))]
            outage.display_name = " · ".join(filter(None, words)) or self.env._("New outage")

    @api.depends("branch_id")
    def _compute_official(self):
        for outage in self:
            said = (outage.branch_id.head_position, outage.branch_id.head_name)
            outage.official = " ".join(filter(None, said))

    @api.depends("branch_id")
    def _compute_contract_days(self):
        for outage in self:
            outage.contract_days = outage.company_id.outage_contract_days

    @api.depends("started_at", "ended_at", "point_count")
    def _compute_hours(self):
        for outage in self:
            length = outage.ended_at - outage.started_at if outage.ended_at else timedelta()
            outage.hours = length / timedelta(hours=1)
            outage.point_hours = outage.hours * outage.point_count

    # ------------------------------------------------------------------
    # What people write, and what the buttons do
    # ------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_by_hand(vals)
        outages = super().create(vals_list)
        for outage in outages.sudo():
            outage.name = self.env["ir.sequence"].sudo().with_company(outage.company_id).next_by_code("grid.outage")
        outages._keep_expectation()
        outages._find_hits()
        return outages

    def write(self, vals):
        self._refuse_by_hand(vals)
        if not self.env.su and FROZEN_WHEN_OVER & vals.keys():
            self._refuse_over()
            self._refuse_another_kind(vals)
        expected = {outage: outage.expected_end_at for outage in self}
        done = super().write(vals)
        self.filtered(lambda outage: outage.expected_end_at != expected[outage])._keep_expectation()
        if {"feeder_ids", "house_ids"} & vals.keys():
            self._find_hits()
        if LAWFUL_BY & vals.keys():
            self.filtered(lambda outage: outage.state == "announced")._check_notices()
        return done

    def _refuse_by_hand(self, vals):
        if not self.env.su and BY_BUTTON_ONLY & vals.keys():
            raise UserError(self.env._("An outage is announced, started, restored and cancelled by its buttons."))

    def _refuse_over(self):
        if over := self.filtered(lambda outage: outage.state in ("restored", "cancelled")):
            raise UserError(
                self.env._(
                    "Outage %(outage)s is over: what it hit and when stays as it was. Add what you know as a note.",
                    outage=over[0].display_name,
                )
            )

    def _refuse_another_kind(self, vals):
        """An announced outage does not become an emergency one: that would be a way round the notices."""
        if {"kind", "branch_id"} & vals.keys() and any(outage.state != "draft" for outage in self):
            raise UserError(
                self.env._(
                    "The kind and the branch stay as they were announced. Cancel the outage and enter another one."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if any(outage.state != "draft" for outage in self):
            raise UserError(self.env._("An outage that was announced is never deleted. Cancel it."))

    def _keep_expectation(self):
        """Keep each expected end as it was said, by whom and when."""
        self.env["grid.outage.expectation"].sudo().create(
            [
                {"outage_id": outage.id, "expected_end_at": outage.expected_end_at, "said_by_id": self.env.uid}
                for outage in self
                if outage.expected_end_at
            ]
        )
