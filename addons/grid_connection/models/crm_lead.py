import hashlib

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import email_normalize, html2plaintext

from ..applications import kilowatts, too_exact
from .grid_connection import POWERS, VOLTAGES

#: What an enquiry hands on to the application, by the same names.
HANDED_ON = (
    *("object_address", "voltage_kv", "reliability_category", "settlement_type", "distance_m"),
    *("is_temporary", "branch_id", "expected_on"),
)
#: What the public calculator may leave, and how long its words may be.
LENGTHS = {"contact_name": 200, "phone": 40, "email": 200, "object_address": 300, "description": 2000}


class CrmLead(models.Model):
    """An enquiry about a connection: what somebody wants before he applies; it becomes one application."""

    _inherit = "crm.lead"

    is_connection = fields.Boolean("Enquiry about a connection", index="btree_not_null")
    power_new_kw = fields.Float("New power, kW", digits=(16, 3))
    power_existing_kw = fields.Float("Power connected earlier, kW", digits=(16, 3))
    object_address = fields.Char("Place of the receivers")
    voltage_kv = fields.Selection(VOLTAGES, "Voltage", default="0.4")
    reliability_category = fields.Selection([("1", "I"), ("2", "II"), ("3", "III")], default="3")
    settlement_type = fields.Selection([("city", "City"), ("rural", "Countryside")], "Settlement")
    distance_m = fields.Float("To the network, m", digits=(16, 2))
    is_temporary = fields.Boolean("Temporary")
    expected_on = fields.Date("Power expected on")
    branch_id = fields.Many2one("grid.branch", index="btree_not_null", ondelete="restrict", check_company=True)
    connection_id = fields.Many2one(
        "grid.connection", "Request", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )
    enquiry_key = fields.Char(readonly=True, copy=False, help="Tells a second delivery of one enquiry.")

    _enquiry_key_uniq = models.UniqueIndex(
        "(enquiry_key) WHERE enquiry_key IS NOT NULL", "This enquiry is there already."
    )

    @api.constrains(*POWERS, "distance_m")
    def _check_quantities(self):
        for lead in self:
            self.env["grid.connection"]._refuse_slips(lead, (*POWERS, "distance_m"))

    @api.constrains("expected_on")
    def _check_expected_on(self):
        for lead in self.filtered("expected_on"):
            if lead.expected_on < (lead.company_id or self.env.company)._legal_today():
                raise ValidationError(
                    self.env._(
                        "“%(field)s” has passed: %(day)s. Give a day that is still to come.",
                        field=self._fields["expected_on"]._description_string(self.env),
                        day=lead.expected_on.strftime("%d.%m.%Y"),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._check_reachable()
        return leads

    def write(self, vals):
        done = super().write(vals)
        if vals.keys() & {"is_connection", "phone", "email_from", "partner_id"}:
            self._check_reachable()
        return done

    def _check_reachable(self):
        """No constraint: phone and e-mail follow the customer, and a constraint looks before they have."""
        for lead in self.filtered("is_connection"):
            customer = lead.partner_id.sudo()
            self._refuse_unreachable(lead.phone, lead.email_from, customer.phone, customer.email)

    @api.model
    def _refuse_unreachable(self, *ways):
        if not any(ways):
            raise ValidationError(self.env._("Leave a phone or an e-mail: we answer there."))

    @api.model
    def _left_by(self, customer):
        """Return the enquiries of a customer: those linked, and unlinked ones that name the e-mail of the card.

        A phone proves nothing here: anybody may type it, and nobody has confirmed it.
        """
        left = Domain("partner_id", "=", customer.id)
        if address := email_normalize(customer.email or ""):
            left |= Domain("partner_id", "=", False) & Domain("email_normalized", "=", address)
        return self.with_context(active_test=False).search(left & Domain("is_connection", "=", True), order="id")

    def action_make_application(self):
        """Make an application of an enquiry, once, and win it; a second click opens the same one."""
        self.ensure_one()
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError:
            raise UserError(self.env._("Another person works on this enquiry at the moment. Open it again.")) from None
        self.invalidate_recordset(["connection_id"])
        if not self.connection_id:
            self.connection_id = self.env["grid.connection"].create(self._application_vals())
            self.sudo().action_set_won()  # counts chances in tables that staff do not read
        return {
            "type": "ir.actions.act_window",
            "res_model": "grid.connection",
            "res_id": self.connection_id.id,
            "views": [(False, "form")],
        }

    def _application_vals(self):
        if not self.partner_id:
            raise UserError(self.env._("Choose or create the customer first: an application has its applicant."))
        connections = self.env["grid.connection"]
        vals = {
            **{name: self[name] for name in HANDED_ON if name != "branch_id"},
            "branch_id": (self.branch_id or self.env["grid.branch"]._default_branch()).id,
            "partner_id": self.partner_id.id,
            "power_new_kw": self.power_new_kw,
            "power_existing_kw": self.power_existing_kw,
            "subject": self.name,
            "description": html2plaintext(self.description or "") or False,
        }
        service = connections.new(vals).fitting_service_id
        if not service:
            raise UserError(
                self.env._(
                    "No passport in force serves this enquiry. Check its power and voltage, or register an appeal."
                )
            )
        return {**vals, "service_id": service.id}

    # ------------------------------------------------------------------
    # What the public calculator leaves
    # ------------------------------------------------------------------
    @api.model
    def _leave_enquiry(self, values):
        """Keep an enquiry that a visitor of the site leaves; return it. The same one on the same day is kept once.

        `values`: contact_name, phone, email, object_address, description, power_new_kw, power_existing_kw, voltage_kv,
        reliability_category, settlement_type, distance_m, is_temporary, expected_on, branch_id (an id); others are
        refused.

        :raises ValidationError: a sentence for the visitor
        """
        vals = self._enquiry_vals(values)
        return self._left_enquiry(vals) or self._keep_enquiry(vals)

    @api.model
    def _left_enquiry(self, vals):
        """Return the enquiry that was left already, by a click at the same moment too; or none."""
        self.env["grid.customer.key"].sudo()._lock([f"enquiry {vals['enquiry_key']}"])
        return self.sudo().search([("enquiry_key", "=", vals["enquiry_key"])], limit=1)

    @api.model
    def _keep_enquiry(self, vals):
        return self.sudo().with_context(mail_create_nosubscribe=True).create(vals)

    @api.model
    def _enquiry_vals(self, values):
        vals = dict(values)
        for name, length in LENGTHS.items():
            vals[name] = " ".join(str(vals.get(name) or "").split())[:length]
        email, phone = vals.pop("email"), vals.pop("phone")
        self._refuse_unreachable(email, phone)
        if not vals["contact_name"] or not vals["object_address"]:
            raise ValidationError(self.env._("Give your name and the place where power is needed."))
        allowed = {*LENGTHS, *HANDED_ON, "power_new_kw", "power_existing_kw"}
        if unknown := vals.keys() - allowed:
            raise ValidationError(
                self.env._("The enquiry cannot carry this: %(names)s.", names=", ".join(sorted(unknown)))
            )
        self._check_enquiry_numbers(vals)
        day = fields.Date.to_string(self.env.company._legal_today())
        seen = "|".join([email.lower(), phone, vals["object_address"].lower(), str(vals["power_new_kw"]), day])
        return {
            **vals,
            "email_from": email or False,
            "phone": phone or False,
            "type": "opportunity",
            "is_connection": True,
            "company_id": self.env.company.id,
            "name": self.env._(
                "Connection of %(power)s kW, %(address)s",
                power=f"{kilowatts(vals['power_new_kw']).normalize():f}",
                address=vals["object_address"],
            ),
            "enquiry_key": hashlib.sha256(seen.encode()).hexdigest(),
            "user_id": False,
        }

    @api.model
    def _check_enquiry_numbers(self, vals):
        for name in ("power_new_kw", "power_existing_kw", "distance_m"):
            try:
                vals[name] = float(str(vals.get(name) or 0).replace(",", "."))
                inexact = not 0 <= vals[name] < 1e7 or (name != "distance_m" and too_exact(vals[name]))
            except ValueError:
                inexact = True
            if inexact:
                raise ValidationError(
                    self.env._(
                        "“%(field)s” is a number, not below zero; power has at most three decimals.",
                        field=self._fields[name]._description_string(self.env),
                    )
                )
        try:
            vals["expected_on"] = fields.Date.to_date(vals.get("expected_on") or False)
        except ValueError:
            raise ValidationError(
                self.env._("“%(value)s” is not a date.", value=str(vals["expected_on"])[:40])
            ) from None
        slips = self.new({name: vals[name] for name in (*POWERS, "distance_m", "expected_on")})
        slips._check_quantities()
        slips._check_expected_on()
        if not vals["power_new_kw"]:
            raise ValidationError(self.env._("Say how much power is needed, in kW."))
        for name, known in self._enquiry_choices().items():
            if vals.get(name) and vals[name] not in known:
                raise ValidationError(
                    self.env._("“%(value)s” is not offered here: choose from the list.", value=str(vals[name])[:40])
                )

    @api.model
    def _enquiry_choices(self):
        names = ("voltage_kv", "reliability_category", "settlement_type")
        choices = {name: dict(self._fields[name]._description_selection(self.env)) for name in names}
        return {
            **choices,
            "branch_id": self.env["grid.branch"].sudo().search([("company_id", "=", self.env.company.id)]).ids,
        }
