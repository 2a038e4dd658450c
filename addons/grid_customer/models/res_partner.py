from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize

from ..identity import numbers, phones

CUSTOMER_GROUPS = [
    ("1", "Group 1: citizens and their equals"),
    ("2", "Group 2: providers of utilities"),
    ("3", "Group 3: legal entities and entrepreneurs"),
]
NUMBER_FIELDS = tuple(numbers.FAULTS)
POINT_READERS = "grid_customer.group_staff,base.group_portal"
PERSONAL_DATA_READERS = "grid_customer.group_manager,grid_customer.group_specialist,grid_customer.group_privacy"


class ResPartner(models.Model):
    _inherit = "res.partner"

    customer_kind = fields.Selection(
        [("individual", "Citizen"), ("entrepreneur", "Entrepreneur"), ("legal_entity", "Legal entity")],
        "Kind of customer",
        compute="_compute_customer_kind",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        tracking=True,
    )
    customer_group = fields.Selection(
        CUSTOMER_GROUPS,
        "Customer group",
        compute="_compute_customer_group",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        tracking=True,
        help="The usual group of the customer; a usage point may have another.",
    )
    is_small_business = fields.Boolean(
        "Small or medium business",
        tracking=True,
        help="Stands in the register of small and medium businesses of the tax service.",
    )
    inn = fields.Char("INN", index="btree_not_null", tracking=True)
    kpp = fields.Char("KPP", tracking=True)
    ogrn = fields.Char("OGRN", index="btree_not_null", tracking=True)
    usage_point_ids = fields.One2many("grid.usage.point", "partner_id", "Usage points", groups=POINT_READERS)
    usage_point_count = fields.Integer(
        "Number of usage points", compute="_compute_usage_point_count", groups=POINT_READERS
    )
    ref_company_ids = fields.One2many(
        "res.company", "partner_id", "Companies it stands for", bypass_search_access=True, groups="base.group_user"
    )
    # what every registration looks up
    phone_sanitized = fields.Char(index="btree_not_null")
    email_normalized = fields.Char(index="btree_not_null")
    company_id = fields.Many2one(default=lambda self: self._default_customer_company())

    _complete_name_trgm = models.Index(
        lambda registry: registry.has_trigram and f"USING gin ({registry.unaccent('complete_name')} gin_trgm_ops)"
    )
    _phone_sanitized_trgm = models.Index(
        lambda registry: registry.has_trigram and f"USING gin ({registry.unaccent('phone_sanitized')} gin_trgm_ops)"
    )
    _email_normalized_trgm = models.Index(
        lambda registry: registry.has_trigram and f"USING gin ({registry.unaccent('email_normalized')} gin_trgm_ops)"
    )

    @api.model
    def _default_customer_company(self):
        """What a clerk creates is the clerk's company's; the system's own partners stay common."""
        if not self.env.su and self.env.user.has_group("grid_customer.group_staff"):
            return self.env.company
        return False

    @api.depends("is_company")
    def _compute_customer_kind(self):
        for partner in self:
            if partner.is_company:
                partner.customer_kind = "legal_entity"
            elif partner.customer_kind != "entrepreneur":
                partner.customer_kind = "individual"

    @api.depends("customer_kind")
    def _compute_customer_group(self):
        for partner in self:
            partner.customer_group = "1" if partner.customer_kind == "individual" else "3"

    @api.depends("usage_point_ids")
    def _compute_usage_point_count(self):
        counts = dict(
            self.env["grid.usage.point"]._read_group([("partner_id", "in", self.ids)], ["partner_id"], ["__count"])
        )
        for partner in self:
            partner.usage_point_count = counts.get(partner, 0)

    @api.onchange("customer_kind")
    def _onchange_customer_kind(self):
        self.is_company = self.customer_kind == "legal_entity"

    @api.onchange("inn", "kpp", "ogrn")
    def _onchange_numbers(self):
        for field in ("inn", "kpp", "ogrn"):
            if self[field]:
                self[field] = numbers.normalise(field, self[field])

    @api.onchange("phone", "country_id", "company_id")
    def _onchange_phone_validation(self):
        """As it will be stored. The base reads ten digits by the company's country: 905… would become Canadian."""
        if self.phone:
            self.phone = phones.normalise(self.phone) or self.phone

    @api.constrains("email")
    def _check_email(self):
        """An answer sent by e-mail must have one place to go to."""
        for partner in self:
            if fault := self._email_fault(partner.email):
                raise ValidationError(fault)

    @api.model
    def _email_fault(self, text):
        """Return what is wrong with an e-mail address as typed, in a sentence; nothing for an empty one."""
        if not (text or "").strip() or email_normalize(text):
            return ""
        return self.env._(
            "“%(email)s” is not an e-mail address. Write it as name@domain.ru, or leave it empty.", email=text.strip()
        )

    @api.constrains("inn", "kpp", "ogrn", "snils", "customer_kind")
    def _check_numbers(self):
        for partner in self.sudo():
            for field in NUMBER_FIELDS:
                if partner[field] and (sentence := self._number_fault(field, partner[field], partner.customer_kind)):
                    raise ValidationError(sentence)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._normalise_vals(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._normalise_vals(vals))

    @api.model
    def _normalise_vals(self, vals):
        """One spelling of every number before it is stored; kind and is_company say the same."""
        vals = dict(vals)
        for field in NUMBER_FIELDS:
            if vals.get(field):
                vals[field] = numbers.normalise(field, vals[field]) or False
        if vals.get("phone"):
            vals["phone"] = self._normalise_phone(vals["phone"])
        if vals.get("customer_kind") and "is_company" not in vals:
            vals["is_company"] = vals["customer_kind"] == "legal_entity"
        return vals

    @api.model
    def _normalise_phone(self, text):
        """Any spelling of one number to +7…; a sentence when it is not a number."""
        if not (text or "").strip():
            return False
        phone = phones.normalise(text)
        if not phone:
            raise UserError(
                self.env._(
                    "“%(phone)s” is not a phone number that can be called. Write one number with its area code,"
                    " for example 8 (3842) 36-45-67 or +7 905 123-45-67.",
                    phone=text,
                )
            )
        return phone

    @api.model
    def _number_fault(self, field, value, kind):
        """A sentence that says what is wrong with a number and what to do, or False."""
        value = numbers.normalise(field, value)
        code = numbers.fault(field, value, kind)
        if not code:
            return False
        sentences = {**self._common_sentences(value), **getattr(self, f"_{field}_sentences")(value)}
        label = self._fields[field]._description_string(self.env)
        return self.env._("%(field)s: %(sentence)s", field=label, sentence=sentences[code])

    @api.model
    def _common_sentences(self, value):
        return {
            "digits": self.env._("“%(value)s” has characters other than digits.", value=value),
            "zeros": self.env._("zeros alone are not a number. Leave the field empty if the number is not known."),
            "checksum": self.env._(
                "“%(value)s” is mistyped, its check digits do not match. Compare it with the document.", value=value
            ),
        }

    @api.model
    def _inn_sentences(self, value):
        return {
            "length": self.env._(
                "“%(value)s” has %(count)s digits; a legal entity has 10, a citizen or an entrepreneur 12.",
                value=value,
                count=len(value),
            ),
            "person": self.env._(
                "“%(value)s” has 12 digits, so it belongs to a person. Write the 10 digits of the legal entity or"
                " change the kind of customer.",
                value=value,
            ),
            "organisation": self.env._(
                "“%(value)s” has 10 digits, so it belongs to a legal entity. Write the 12 digits of the person or"
                " change the kind of customer.",
                value=value,
            ),
        }

    @api.model
    def _kpp_sentences(self, value):
        return {
            "kind": self.env._("only a legal entity has it. Clear the field or change the kind of customer."),
            "shape": self.env._(
                "“%(value)s” does not fit. It has 9 characters: 4 digits, 2 digits or Latin capitals, 3 digits.",
                value=value,
            ),
        }

    @api.model
    def _ogrn_sentences(self, value):
        return {
            "kind": self.env._("a citizen has none. Clear the field or change the kind of customer."),
            "length": self.env._(
                "“%(value)s” has %(count)s digits; a legal entity has 13 (OGRN), an entrepreneur 15 (OGRNIP).",
                value=value,
                count=len(value),
            ),
            "first": self.env._("“%(value)s” begins wrongly: OGRN begins with 1 or 5, OGRNIP with 3.", value=value),
        }

    @api.model
    def _snils_sentences(self, value):
        return {
            "kind": self.env._("a legal entity has none. Clear the field or change the kind of customer."),
            "length": self.env._(
                "“%(value)s” does not fit: 11 digits are needed, for example 112-233-445 95.", value=value
            ),
        }
