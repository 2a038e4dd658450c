from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..identity import documents
from . import protected
from .res_partner import PERSONAL_DATA_READERS


class ResPartner(models.Model):
    """The identity document of a person."""

    _name = "res.partner"
    _inherit = ["res.partner", "grid.access.logged"]
    _protected_subject = None

    snils = protected.Char("SNILS", copy=False, prefetch=False, groups=PERSONAL_DATA_READERS)
    birth_date = protected.Date(copy=False, prefetch=False, groups=PERSONAL_DATA_READERS)
    identity_kind = protected.Selection(
        [
            ("passport", "Passport of the Russian Federation"),
            ("foreign", "Foreign passport"),
            ("other", "Another document"),
        ],
        "Identity document",
        copy=False,
        prefetch=False,
        groups=PERSONAL_DATA_READERS,
    )
    identity_number = protected.Char(
        "Series and number", index="btree_not_null", copy=False, prefetch=False, groups=PERSONAL_DATA_READERS
    )
    identity_department = protected.Char("Department code", copy=False, prefetch=False, groups=PERSONAL_DATA_READERS)
    identity_issued_on = protected.Date("Issued on", copy=False, prefetch=False, groups=PERSONAL_DATA_READERS)
    identity_issued_by = protected.Char("Issued by", copy=False, prefetch=False, groups=PERSONAL_DATA_READERS)
    identity_scan = protected.Binary("Scan of the identity document", copy=False, groups=PERSONAL_DATA_READERS)
    identity_scan_name = fields.Char(copy=False, groups=PERSONAL_DATA_READERS)

    @api.onchange("identity_kind", "identity_number", "identity_department")
    def _onchange_identity(self):
        """Show the spelling in which the numbers will be stored."""
        self.identity_number = documents.normalise_number(self.identity_kind, self.identity_number) or False
        self.identity_department = documents.normalise_department(self.identity_department) or False

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._normalise_identity(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._normalise_identity(vals))

    def _normalise_identity(self, vals):
        """One spelling of every number before it is stored, so that it is found by the whole of it."""
        vals = dict(vals)
        if vals.get("identity_number"):
            kind = vals.get("identity_kind") or self.sudo()[:1].identity_kind
            vals["identity_number"] = documents.normalise_number(kind, vals["identity_number"])
        if vals.get("identity_department"):
            vals["identity_department"] = documents.normalise_department(vals["identity_department"])
        return vals

    @api.constrains("identity_kind", "identity_number", "identity_department", "identity_issued_on", "birth_date")
    def _check_identity(self):
        today = self.env.company._legal_today()
        for partner in self.sudo():
            if code := partner._identity_fault(today):
                raise ValidationError(self._identity_sentence(code))

    def _identity_fault(self, today):
        kind = self.identity_kind
        if not kind and (self.identity_number or self.identity_issued_on):
            return "kind"
        return (
            (self.identity_number and documents.number_fault(kind, self.identity_number))
            or (self.identity_department and documents.department_fault(self.identity_department))
            or documents.issue_fault(kind, self.identity_issued_on, self.birth_date, today)
        )

    @api.model
    def _identity_sentence(self, code):
        return {
            "kind": self.env._("Choose which identity document it is."),
            "passport": self.env._(
                "A passport of the Russian Federation has a series of 4 digits and a number of 6, for example"
                " 3208 123456. Compare it with the document, or choose another kind of document."
            ),
            "zeros": self.env._("Zeros alone are not the number of a passport. Leave it empty if it is not known."),
            "department": self.env._(
                "A department code has 6 digits, for example 420-001. Compare it with the passport."
            ),
            "unborn": self.env._("The date of birth is in the future. Correct it."),
            "future": self.env._("The document cannot be issued in the future. Correct the date of issue."),
            "early": self.env._(
                "A passport of the Russian Federation is issued from the 14th birthday on. Correct the date of issue or"
                " the date of birth."
            ),
            "before_birth": self.env._("The document cannot be issued before its owner was born. Correct the dates."),
        }[code]

    def action_personal_data(self):
        """Open what is protected; every opening stays in the log of looks at personal data."""
        self.ensure_one()
        view = self.env.ref("grid_customer.res_partner_view_form_personal")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Personal data: %(customer)s", customer=self.display_name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }
