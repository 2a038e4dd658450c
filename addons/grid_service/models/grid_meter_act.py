from odoo import api, fields, models
from odoo.exceptions import UserError


class GridMeterAct(models.AbstractModel):
    """What the grid operator establishes at a usage point, with terms that run from the act it makes of it."""

    _name = "grid.meter.act"
    _inherit = ["mail.thread", "legal.deadline.mixin", "grid.derived"]
    _description = "Act of metering"
    _deadline_user_field = "user_id"
    _check_company_auto = True

    meter_id = fields.Many2one(
        "grid.meter", "Meter", index="btree_not_null", ondelete="restrict", check_company=True, tracking=True
    )
    usage_point_id = fields.Many2one(
        "grid.usage.point",
        compute="_compute_usage_point_id",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        compute="_compute_partner_id",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
        ondelete="restrict",
        check_company=True,
        help="Whose the point was on the day of the act.",
    )
    branch_id = fields.Many2one(
        "grid.branch",
        compute="_compute_branch_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="branch_id.company_id", store=True, precompute=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self.env.user,
        index=True,
        domain=[("share", "=", False)],
        tracking=True,
    )

    @api.depends("meter_id")
    def _compute_usage_point_id(self):
        for act in self:
            act.usage_point_id = act.meter_id.usage_point_id or act.usage_point_id

    @api.depends("usage_point_id")
    def _compute_partner_id(self):
        for act in self:
            act.partner_id = act.usage_point_id.partner_id or act.partner_id

    @api.depends("usage_point_id")
    def _compute_branch_id(self):
        for act in self:
            act.branch_id = act.usage_point_id.branch_id or act.branch_id or act.branch_id._default_branch()

    def _deadline_branch(self):
        return self.branch_id

    def _deadline_facts(self):
        return {"customer_group": self._customer_group()}

    def _customer_group(self):
        return self.usage_point_id.effective_group or self.partner_id.customer_group

    def _start_terms(self, made_field, codes):
        """Promise what follows from an act, counted from the moment it was made."""
        for made_at, acts in self.grouped(made_field).items():
            if made_at:
                acts._refuse_future(made_at)
                for code in codes:
                    acts._deadline_start(code, made_at)

    def _refuse_future(self, moment):
        if moment and moment > fields.Datetime.now():
            raise UserError(self.env._("An act is recorded after it was done, not before. Correct the date."))
