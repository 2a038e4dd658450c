import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.base.models.res_partner import _tz_get

CODE = re.compile(r"[A-Z]{2,5}")


class GridBranch(models.Model):
    """A part of the grid operator (филиал, РЭС): it has a time zone, a territory and its own numbers."""

    _name = "grid.branch"
    _description = "Branch"
    _parent_store = True
    _order = "sequence, code, id"
    _rec_names_search = ["name", "code"]
    _check_company_auto = True

    name = fields.Char(required=True)
    code = fields.Char(required=True, help="2 to 5 Latin capitals: the beginning of every appeal number of the branch.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    parent_id = fields.Many2one("grid.branch", "Higher branch", index=True, ondelete="restrict", check_company=True)
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("grid.branch", "parent_id", "Lower branches")
    office_ids = fields.One2many("grid.office", "branch_id", "Offices")
    tz = fields.Selection(_tz_get, "Time zone", help="Legal dates are counted in it; empty: the zone of the company.")
    country_id = fields.Many2one(related="company_id.country_id", string="Country of the company")
    state_id = fields.Many2one(
        "res.country.state",
        "Region",
        ondelete="restrict",
        domain="[('country_id', '=?', country_id)]",
        help="Its own days off count for the branch; empty: the region of the higher branch.",
    )
    calendar_day_ids = fields.One2many("legal.calendar.day", "branch_id", "Own days")
    calendar_day_count = fields.Integer(compute="_compute_calendar_day_count")
    territory = fields.Text(help="Towns and districts that the branch serves.")
    address = fields.Char()
    phone = fields.Char()
    email = fields.Char()
    emergency_phone = fields.Char("Emergency line", help="Answers day and night: a torn wire, a fire, an outage.")
    head_name = fields.Char("Head", help="Signs the letters of the branch.")
    head_position = fields.Char("Position of the head")

    _code_uniq = models.Constraint("UNIQUE (company_id, code)", "Another branch of the company has this code.")

    @api.model_create_multi
    def create(self, vals_list):
        branches = super().create(vals_list)
        self._forget_who_sees()
        return branches

    def write(self, vals):
        result = super().write(vals)
        if "parent_id" in vals:
            self._forget_who_sees()
        return result

    def _forget_who_sees(self):
        """Record rules are kept in memory with the branches that each person sees."""
        self.env["res.users"].invalidate_model(["seen_branch_ids"])
        self.env.registry.clear_cache()

    @api.constrains("code")
    def _check_code(self):
        for branch in self:
            if not CODE.fullmatch(branch.code):
                raise ValidationError(
                    self.env._(
                        "The branch code “%(code)s” does not fit: write 2 to 5 Latin capital letters, for example KEM.",
                        code=branch.code,
                    )
                )

    @api.constrains("state_id", "company_id")
    def _check_state(self):
        for branch in self:
            country = branch.company_id.sudo().country_id
            if country and branch.state_id and branch.state_id.country_id != country:
                raise ValidationError(
                    self.env._(
                        "%(region)s is not a region of %(country)s, the country of the company. Choose another one.",
                        region=branch.state_id.display_name,
                        country=country.name,
                    )
                )

    @api.depends("calendar_day_ids")
    def _compute_calendar_day_count(self):
        counts = dict(
            self.env["legal.calendar.day"]._read_group([("branch_id", "in", self.ids)], ["branch_id"], ["__count"])
        )
        for branch in self:
            branch.calendar_day_count = counts.get(branch, 0)

    def _legal_places(self):
        """Return the places whose own days off count here, the widest first: region, higher branches, this one."""
        branch, branches = self.sudo(), []
        while branch:
            branches.insert(0, branch)
            branch = branch.parent_id
        regions = [one.state_id for one in branches if one.state_id]
        return [*regions[-1:], *branches]

    def action_calendar_days(self):
        """Open the days off and working days of this branch alone."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("legal_deadline.legal_calendar_day_action")
        own = {"display_name": self.env._("Own days"), "domain": [("branch_id", "=", self.id)]}
        return {**action, **own, "context": {"default_place": f"{self._name},{self.id}"}}

    @api.model
    def _default_branch(self):
        """The user's first branch in this company, else the company's first top branch."""
        company = self.env.company
        own = self.env.user.branch_ids.filtered(lambda branch: branch.company_id == company)
        if not own:
            own = self.sudo().search([("company_id", "=", company.id), ("parent_id", "=", False)], limit=1)
        return self.browse(own[:1].ids)
