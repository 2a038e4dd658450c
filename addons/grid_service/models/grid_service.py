from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

FAMILIES = [
    ("transmission", "Transmission of electricity"),
    ("connection", "Technological connection"),
    ("metering", "Metering"),
]


class GridService(models.Model):
    """A passport of a service or process (паспорт услуги (процесса)): one edition of it.

    It drives the printed passport, the public page, the form of a request and the way of the case, so that
    they cannot differ. An edition in force is not edited: a new one begins on a day, and requests that run
    stay on theirs. A draft promises no dates.
    """

    _name = "grid.service"
    _description = "Service passport"
    _order = "family, sequence, code, valid_from desc"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, index=True, help="The same in every edition of the passport.")
    name = fields.Char("Service", required=True, translate=True)
    family = fields.Selection(FAMILIES, required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: every company.")
    state = fields.Selection(
        [("draft", "Draft"), ("published", "In force")], required=True, default="draft", readonly=True, copy=False
    )
    valid_from = fields.Date("In force from", copy=False)
    valid_to = fields.Date("In force to", copy=False, help="The last day; empty: open.")
    draft_reason = fields.Text(
        "Why it is a draft", translate=True, help="Said on the public page: which terms no published source gives."
    )
    applicants = fields.Text("Circle of applicants", translate=True)
    offered_when = fields.Char(
        help="Facts of the applicant and the object for which the passport is meant, as in the rules of terms: "
        "customer_group=1;power_total_kw<=15."
    )
    facts = fields.Char(
        "True of every request",
        help="Facts that the passport itself sets, as in the rules of terms: track=account. Of the editions of a rule "
        "it prints those that can hold with them.",
    )
    price = fields.Text("Fee and its basis", translate=True)
    conditions = fields.Text("Conditions of provision", translate=True)
    result = fields.Text(translate=True)
    rule_code = fields.Char("Rule of the whole term", help="The term named in the head of the passport.")
    contacts = fields.Text(translate=True, help="Empty: the contacts of the company.")
    category_id = fields.Many2one(
        "helpdesk.ticket.category", "Appeal category", required=True, ondelete="restrict", index="btree_not_null"
    )
    is_online = fields.Boolean("Asked for on the site", default=True)
    step_ids = fields.One2many("grid.service.step", "service_id", "Steps", copy=True)
    document_ids = fields.One2many("grid.service.document", "service_id", "Papers of the applicant", copy=True)
    transition_ids = fields.One2many("grid.service.transition", "service_id", "Transitions")
    start_step_id = fields.Many2one("grid.service.step", compute="_compute_start_step_id")
    is_in_force = fields.Boolean("In force today", compute="_compute_is_in_force", search="_search_is_in_force")

    _edition_uniq = models.UniqueIndex(
        "(code, COALESCE(company_id, 0), valid_from)", "The passport has an edition from this day already."
    )
    _published_dated = models.Constraint(
        "CHECK (state = 'draft' OR valid_from IS NOT NULL)", "An edition in force has its first day."
    )
    _dates_ordered = models.Constraint("CHECK (valid_to >= valid_from)", "The last day is not before the first.")

    @api.depends("step_ids.is_start")
    def _compute_start_step_id(self):
        for service in self:
            service.start_step_id = service.step_ids.filtered("is_start")[:1]

    @api.depends("state", "valid_from", "valid_to")
    @api.depends_context("company")
    def _compute_is_in_force(self):
        in_force = self.filtered_domain(self._in_force_on(self.env.company._legal_today()))
        in_force.is_in_force = True
        (self - in_force).is_in_force = False

    def _search_is_in_force(self, operator, _value):
        return self._in_force_on(self.env.company._legal_today()) if operator == "in" else NotImplemented

    @api.model
    def _in_force_on(self, day):
        """Return what finds the editions in force on a local day, of every company."""
        published = Domain("state", "=", "published") & Domain("valid_from", "<=", day)
        return published & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))

    @api.constrains("offered_when", "facts")
    def _check_facts(self):
        for service in self:
            service._meant_for()

    def _meant_for(self):
        """Return the conditions under which requests walk this passport: whom it is meant for, what it sets itself."""
        rules = self.env["legal.rule"]
        return rules._parsed_facts(self.offered_when) + rules._parsed_facts(self.facts)

    @api.constrains("code", "company_id", "state", "valid_from", "valid_to")
    def _check_editions(self):
        """Two editions in force on one day would make two truths."""
        for service in self.filtered(lambda one: one.state == "published"):
            others = self.search(
                [
                    ("code", "=", service.code),
                    ("company_id", "=", service.company_id.id),
                    ("state", "=", "published"),
                    ("id", "!=", service.id),
                    *([("valid_from", "<=", service.valid_to)] if service.valid_to else []),
                    "|",
                    ("valid_to", "=", False),
                    ("valid_to", ">=", service.valid_from),
                ]
            )
            if others:
                raise ValidationError(
                    self.env._(
                        "Two editions of the passport “%(name)s” would be in force on one day.", name=service.name
                    )
                )

    @api.model
    def _in_force(self, code, day, company):
        """Return the edition of a passport in force on a local day: the company's own, else the shared one; or none."""
        return self._all_in_force("code", code, day, company)

    @api.model
    def _all_in_force(self, name, value, day, company):
        """Return the passports in force on a local day whose field has a value, one edition of each code."""
        of_company = Domain("company_id", "in", (False, company.id))
        found = self.search(Domain(name, "=", value) & of_company & self._in_force_on(day))
        own_first = found.sorted(lambda one: not one.company_id)
        return found & self.browse().concat(*(same[:1] for same in own_first.grouped("code").values()))

    def _check_promises_dates(self):
        """Refuse to lead a request by a draft: its dates would be invented."""
        if drafts := self.filtered(lambda service: service.state == "draft"):
            raise UserError(
                self.env._(
                    "The passport “%(name)s” is a draft and promises no dates. %(why)s Register an appeal instead.",
                    name=drafts[0].name,
                    why=drafts[0].draft_reason or "",
                )
            )

    def _load_records(self, data_list, update=False):
        """A shipped passport is loaded once; afterwards it is the methodologist's, and no upgrade writes it."""
        return super()._load_records([{**data, "noupdate": True} for data in data_list], update)
