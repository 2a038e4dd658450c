from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)
WITHOUT_EXECUTOR, WITHOUT_TEAM = _lt("Without an executor"), _lt("Without a team")

STATES = [
    ("new", "New"),
    ("registered", "Registered"),
    ("in_work", "In work"),
    ("awaiting_info", "Waiting for the applicant"),
    ("answered", "Answered"),
    ("closed", "Closed"),
    ("redirected", "Redirected"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
]
KINDS = [
    ("consultation", "Consultation, request for information"),
    ("complaint", "Complaint"),
    ("claim", "Claim"),
    ("application", "Application for a service"),
    ("outage_message", "Outage report"),
    ("proposal", "Proposal, review"),
    ("gratitude", "Thanks"),
    ("pd_request", "Request about personal data"),
    ("authority_request", "Request of an authority"),
    ("negative_info", "Report of theft or unmetered consumption"),
]
THEMES = [
    ("transmission", "Transmission of electricity"),
    ("power_quality", "Power quality"),
    ("connection", "Technological connection"),
    ("metering", "Metering"),
    ("service", "Quality of service"),
    ("maintenance", "Maintenance of the network"),
    ("other", "Other"),
]
LAW_BASES = [("59-FZ", "Law 59-FZ"), ("186", "Order 186")]
GROUPS = [("1", "Group 1"), ("2", "Group 2"), ("3", "Group 3")]


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "legal.deadline.mixin"]
    # danger first, then the newest; what makes an appeal urgent ends with the act that answers it
    _order = "priority desc, id desc"
    _mail_post_access = "write"
    _rec_names_search = ["number", "name", "applicant_search"]

    # --- what it is
    name = fields.Char(index="trigram")
    description = fields.Html(index="trigram")
    kind = fields.Selection(KINDS, required=True, default="consultation", tracking=True)
    theme = fields.Selection(THEMES, required=True, default="other", tracking=True)
    category_id = fields.Many2one(index="btree_not_null", tracking=True)
    channel_id = fields.Many2one(
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_channel(),
        help="The way by which the appeal came.",
    )
    # --- its life; the stage shows the state and is never a truth of its own
    # not tracked: each act writes its own line of history, with who and when
    state = fields.Selection(STATES, required=True, default="new", readonly=True, copy=False)
    stage_id = fields.Many2one(
        compute="_compute_stage_id",
        store=True,
        readonly=False,
        precompute=True,
        tracking=False,
    )
    number = fields.Char(
        "Registration number",
        default=False,
        copy=False,
        index="trigram",
    )
    received_at = fields.Datetime("Received", required=True, default=fields.Datetime.now, copy=False)
    registered_at = fields.Datetime("Registered", readonly=True, copy=False)
    registered_by_id = fields.Many2one("res.users", "Registered by", readonly=True, copy=False)
    answered_at = fields.Datetime("Answered", readonly=True, copy=False)
    closed_date = fields.Datetime("Closed on", readonly=True)
    # --- who works on it
    user_id = fields.Many2one(
        string="Handler",
        compute=None,
        index="btree_not_null",
        copy=False,
        falsy_value_label=WITHOUT_EXECUTOR,
    )
    team_id = fields.Many2one(compute=None, falsy_value_label=WITHOUT_TEAM)
    # --- who asks, and where
    branch_id = fields.Many2one(
        "grid.branch",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["grid.branch"]._default_branch(),
    )
    office_id = fields.Many2one("grid.office", index="btree_not_null", domain="[('branch_id', '=', branch_id)]")
    usage_point_id = fields.Many2one(
        "grid.usage.point",
        index="btree_not_null",
        domain="[('partner_id', '=', partner_id)]",
    )
    partner_id = fields.Many2one(string="Customer", index="btree_not_null", tracking=True)
    partner_name = fields.Char("Applicant")
    partner_email = fields.Char(index="btree_not_null")
    partner_phone = fields.Char("Phone", index="trigram")
    partner_inn = fields.Char("INN")
    is_anonymous = fields.Boolean("Anonymous", help="The applicant gave no name.")
    # --- which law sets the term
    customer_group = fields.Selection(GROUPS, readonly=True, copy=False)
    law_id = fields.Many2one("grid.appeal.law", readonly=True, copy=False, ondelete="restrict", index="btree_not_null")
    law_basis = fields.Selection(LAW_BASES, "Law applied", readonly=True, copy=False)
    answer_code = fields.Char("Rule of the answer", readonly=True, copy=False)

    _number_uniq = models.Constraint(
        "UNIQUE (company_id, number)",
        "This registration number is given to another appeal.",
    )
    # lists of open work by due date: their filters carry the same condition; what record rules ask is included, so
    # that counting reads no row
    _open_due_idx = models.Index(
        "(next_due_at, id) WHERE active IS TRUE AND state IN ('new', 'registered', 'in_work', 'awaiting_info')"
    )
    _open_urgent_idx = models.Index(
        "(priority DESC, next_due_at, id) INCLUDE (branch_id, company_id)"
        " WHERE active IS TRUE AND state IN ('new', 'registered', 'in_work', 'awaiting_info')"
    )
    _open_user_idx = models.Index(
        "(user_id, priority DESC, next_due_at)"
        " WHERE active IS TRUE AND state IN ('new', 'registered', 'in_work', 'awaiting_info')"
    )
    _order_idx = models.Index("(priority DESC, id DESC)")
    _partner_phone_idx = models.Index("(partner_phone) WHERE partner_phone IS NOT NULL")
    _branch_received_idx = models.Index("(branch_id, received_at DESC)")

    @api.model
    def _default_channel(self):
        """The contact centre speaks by phone, everybody else receives people at a window."""
        code = "phone" if self.env.user.has_group("grid_customer.group_operator") else "window"
        return self.env.ref(f"grid_appeal.channel_{code}", False)

    @api.depends("state")
    def _compute_stage_id(self):
        stages = self.env["helpdesk.ticket.stage"]._of_states()
        for ticket in self:
            ticket.stage_id = stages.get(ticket.state)

    @api.depends("number", "name")
    def _compute_display_name(self):
        for ticket in self:
            ticket.display_name = " ".join(filter(None, [ticket.number, ticket.name]))

    @api.constrains("received_at")
    def _check_received_at(self):
        now = fields.Datetime.now()
        for ticket in self:
            if ticket.received_at > now:
                raise ValidationError(
                    self.env._(
                        "An appeal cannot be received in the future (%(when)s). Correct the date of receipt.",
                        when=ticket._local_text(ticket.received_at),
                    )
                )

    @api.constrains("branch_id", "company_id")
    def _check_branch_company(self):
        for ticket in self:
            if ticket.branch_id.company_id != ticket.company_id:
                raise ValidationError(
                    self.env._(
                        "The branch %(branch)s belongs to another company.",
                        branch=ticket.branch_id.name,
                    )
                )

    @api.onchange("category_id")
    def _onchange_category_id(self):
        self.kind = self.category_id.kind or self.kind
        self.theme = self.category_id.theme or self.theme

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        result = super()._onchange_partner_id()
        self.partner_phone = self.partner_id.phone or self.partner_phone
        points = self.partner_id.usage_point_ids
        self.usage_point_id = points if len(points) == 1 else False
        return result

    # --- deadlines
    def _deadline_branch(self):
        return self.branch_id

    def _deadline_facts(self):
        facts = {
            "law_basis": self.law_basis,
            "customer_group": self.customer_group,
            "kind": self.kind,
            "channel": self.channel_id._known("statutory_form"),
        }
        return {fact: value for fact, value in facts.items() if value}

    def _deadline_reasons(self, code):
        """Print the row of the table that chose the law; registration has a law of its own facts."""
        if code != self.answer_code or not self.law_id:
            return []
        return [{"code": "law", "law": self.law_id.id, "basis": self.law_basis}]

    def _deadline_vals(self, code, started_at, facts, reckoned):
        """Count from each appeal's own receipt what the law counts from there, in one batch."""
        by_receipt = code == self.answer_code and self.law_id._known("answer_from") == "receipt"
        if code == "appeal_register" or by_receipt:
            started_at = self.received_at
            reckoned = reckoned.setdefault(started_at, {})
        return super()._deadline_vals(code, started_at, facts, reckoned)
