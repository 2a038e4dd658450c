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
    territory = fields.Text(help="Towns and districts that the branch serves.")
    address = fields.Char()
    phone = fields.Char()
    email = fields.Char()
    head_name = fields.Char("Head", help="Signs the letters of the branch.")
    head_position = fields.Char("Position of the head")

    _code_uniq = models.Constraint("UNIQUE (company_id, code)", "Another branch of the company has this code.")

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

    @api.model
    def _default_branch(self):
        """The user's first branch in this company, else the company's first top branch."""
        company = self.env.company
        own = self.env.user.branch_ids.filtered(lambda branch: branch.company_id == company)
        if not own:
            own = self.sudo().search([("company_id", "=", company.id), ("parent_id", "=", False)], limit=1)
        return self.browse(own[:1].ids)
