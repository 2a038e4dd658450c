from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .grid_service_step import PHASES

#: Only a move along the passport changes these; it proves itself by this object in the context, which no API can send.
MOVE = object()
BY_MOVE_ONLY = {
    "service_id",
    "step_id",
    "ticket_id",
    "entered_at",
    "actor_due_at",
    "actor_why",
    "notice_received_at",
    "reminded_at",
    "submitted_at",
    "ended_at",
    "next_due_at",
}
#: What the applicant asked for, where and when: never edited once it is submitted.
FROZEN = {"partner_id", "branch_id", "company_id", "channel_id", "received_at", "description"}


class GridServiceRequest(models.Model):
    """A request for a service (заявка): an appeal that walks the steps of a passport.

    The passport says who acts next, in what legal term and what may follow. What the company owes is a promise
    (`legal.deadline`); what somebody else is to do has a date too, `actor_due_at`, and is no promise of ours.
    """

    _name = "grid.service.request"
    _inherit = ["legal.deadline.mixin", "grid.service.pipeline", "grid.derived"]
    _description = "Service request"
    _order = "id desc"
    _rec_names_search = ["number", "subject"]
    _check_company_auto = True

    service_id = fields.Many2one(
        "grid.service",
        "Passport",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_in_force', '=', True)]",
    )
    family = fields.Selection(related="service_id.family", store=True, precompute=True)
    subject = fields.Char("What is asked", required=True, index="trigram")
    description = fields.Text("In the applicant's words")
    # --- who asks, and where
    partner_id = fields.Many2one(
        "res.partner", "Applicant", required=True, index=True, ondelete="restrict", check_company=True
    )
    representative_id = fields.Many2one("res.partner", index="btree_not_null", ondelete="restrict", check_company=True)
    usage_point_id = fields.Many2one(
        "grid.usage.point",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('partner_id', '=', partner_id)]",
    )
    channel_id = fields.Many2one(
        "helpdesk.ticket.channel",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env["helpdesk.ticket"]._default_channel(),
    )
    branch_id = fields.Many2one(
        "grid.branch",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["grid.branch"]._default_branch(),
    )
    company_id = fields.Many2one(related="branch_id.company_id", store=True, precompute=True, index=True)
    received_at = fields.Datetime("Received", required=True, default=fields.Datetime.now, copy=False)
    # --- who works on it
    user_id = fields.Many2one("res.users", "Handler", index="btree_not_null", copy=False)
    contractor_id = fields.Many2one(
        "res.partner",
        "Contractor",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('customer_kind', '!=', 'individual')]",
        help="Who does the works for the company; the company answers for them.",
    )
    # --- where it stands
    ticket_id = fields.Many2one(
        "helpdesk.ticket", "Appeal", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    number = fields.Char(related="ticket_id.number", string="Number", store=True, index="trigram")
    step_id = fields.Many2one("grid.service.step", "Stage", readonly=True, copy=False, index=True, ondelete="restrict")
    state = fields.Char(related="step_id.code", string="State", store=True, precompute=True, index=True)
    phase = fields.Selection(
        related="step_id.phase", string="Phase", store=True, precompute=True, group_expand="_expand_phases"
    )
    actor = fields.Selection(related="step_id.actor", string="Who acts", store=True, precompute=True)
    outcome = fields.Selection(related="step_id.outcome", store=True, precompute=True)
    entered_at = fields.Datetime("On this stage since", readonly=True, copy=False)
    actor_due_at = fields.Datetime(
        "Theirs to do by", readonly=True, copy=False, help="The date of whoever acts, when it is not the company."
    )
    notice_received_at = fields.Datetime(
        "Notice received",
        readonly=True,
        copy=False,
        help="When the applicant received the notice of the stage; terms that count from it wait until it is known.",
    )
    actor_why = fields.Json(readonly=True, copy=False)
    reminded_at = fields.Datetime(readonly=True, copy=False)
    submitted_at = fields.Datetime("Submitted", readonly=True, copy=False)
    ended_at = fields.Datetime("Ended", readonly=True, copy=False)
    move_ids = fields.One2many("grid.service.move", "request_id", "Course", readonly=True)
    paper_ids = fields.One2many("grid.service.paper", "request_id", "Papers", copy=False)

    _open_due_idx = models.Index("(next_due_at, id) WHERE outcome IS NULL")
    _open_step_idx = models.Index("(service_id, step_id, next_due_at) WHERE outcome IS NULL")
    _open_phase_idx = models.Index("(phase, next_due_at, id) WHERE outcome IS NULL")
    # the columns of the pipeline are counted from the index alone
    _open_count_idx = models.Index(
        "(company_id, branch_id, phase) INCLUDE (id, user_id, submitted_at, next_due_at) WHERE outcome IS NULL"
    )
    _open_user_idx = models.Index("(user_id, next_due_at) WHERE outcome IS NULL")
    _lapse_idx = models.Index("(actor_due_at, id) WHERE outcome IS NULL AND actor_due_at IS NOT NULL")
    _branch_received_idx = models.Index("(branch_id, received_at DESC)")
    _ticket_uniq = models.UniqueIndex("(ticket_id) WHERE ticket_id IS NOT NULL", "An appeal is one request only.")

    @api.model
    def _expand_phases(self, phases, domain):
        """Show every column of the pipeline, an empty one too; what has ended has left it."""
        return [code for code, _name in PHASES if code not in ("draft", "ended") or code in phases]

    @api.depends("number", "subject")
    def _compute_display_name(self):
        for request in self:
            request.display_name = " ".join(filter(None, [request.number, request.subject]))

    @api.constrains("received_at")
    def _check_received_at(self):
        now = fields.Datetime.now()
        if any(request.received_at > now for request in self):
            raise ValidationError(self.env._("A request is not received in the future. Correct the date of receipt."))

    # ------------------------------------------------------------------
    # What a draft starts with, and what nobody edits afterwards
    # ------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        services = self.env["grid.service"].browse({vals["service_id"] for vals in vals_list if vals.get("service_id")})
        services._check_promises_dates()
        first = {service.id: service.start_step_id.id for service in services}
        now = fields.Datetime.now()
        given = BY_MOVE_ONLY - {"service_id"}
        vals_list = [{name: value for name, value in vals.items() if name not in given} for vals in vals_list]
        for vals in vals_list:
            vals.update(step_id=first.get(vals.get("service_id")), entered_at=now)
        return super().create(vals_list)

    def write(self, vals):
        if self.env.context.get("service_move") is MOVE:
            return super().write(vals)
        self._refuse_edit(vals)
        if "service_id" in vals:  # a draft that is to follow another passport starts at its first step
            service = self.env["grid.service"].browse(vals["service_id"])
            service._check_promises_dates()
            vals = {**vals, "step_id": service.start_step_id.id}
        return super().write(vals)

    def _refuse_edit(self, vals):
        """What the way of a request gave, and what was submitted, is not edited by hand."""
        submitted = self.filtered("submitted_at")
        if vals.keys() & (BY_MOVE_ONLY if submitted else BY_MOVE_ONLY - {"service_id"}):
            raise UserError(self.env._("The stage of a request and its dates are given by its acts, not by hand."))
        if submitted and vals.keys() & FROZEN:
            raise UserError(
                self.env._(
                    "“%(request)s” is submitted: who applied, where, when and with what words stays as it was.",
                    request=submitted[0].display_name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        if self.filtered("submitted_at"):
            raise UserError(self.env._("A submitted request is never deleted."))

    def _by_move(self):
        """Return the requests as a move writes them."""
        return self.with_context(service_move=MOVE)

    @api.onchange("service_id")
    def _onchange_service_id(self):
        self.subject = self.subject or self.service_id.name

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        points = self.partner_id.usage_point_ids
        self.usage_point_id = points if len(points) == 1 else False
