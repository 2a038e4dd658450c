from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from .grid_appeal_outgoing import DRAFT_FIELDS

KINDS = [
    ("info_request", "Request for information"),
    ("extension", "Notice of an extension"),
    ("redirect", "Notice of a redirect"),
    ("forwarding", "Letter that forwards the appeal"),
    ("refusal", "Notice of a refusal"),
    ("withdrawal", "Notice of a withdrawal"),
]
#: The rule by which an appeal is redirected and its sender told.
REDIRECT = "appeal_redirect_59fz"
#: The rule that lets the term of an answer be extended.
EXTENSION = "appeal_extension_59fz"
NUMBERED = "num_nulls(outgoing_number, outgoing_date, letter_id)"


class GridAppealNotice(models.Model):
    """The letter of an act on an appeal other than its answer; sending it is the act.

    A draft is prepared by the handler and kept until it is sent; an extension and a refusal are sent by the head.
    A dialog that is opened and closed again makes none.
    """

    _name = "grid.appeal.notice"
    _inherit = "grid.appeal.outgoing"
    _description = "Notice on an appeal"
    _order = "id desc"

    _letter_route = "/grid_appeal/notice"
    _draft_fields = DRAFT_FIELDS | {
        "reason",
        "ground_id",
        "refusal_ground_id",
        "earlier_ids",
        "receiver_id",
        "reply_by",
        "document",
    }

    kind = fields.Selection(KINDS, required=True, readonly=True)
    reason = fields.Text(help="Said in the letter and kept in the history.")
    body = fields.Html(compute="_compute_body", store=True, readonly=False)
    delivery = fields.Selection(selection_add=[("none", "Without a letter")], ondelete={"none": "set default"})
    ground_id = fields.Many2one("legal.ground", "Ground of the extension", domain="[('id', 'in', allowed_ground_ids)]")
    allowed_ground_ids = fields.Many2many("legal.ground", compute="_compute_allowed_ground_ids")
    due_after = fields.Datetime("New date", compute="_compute_due_after")
    refusal_ground_id = fields.Many2one(
        "grid.refusal.ground",
        "Ground of the refusal",
        ondelete="restrict",
        domain="[('law_basis', 'in', (False, law_basis))]",
    )
    needs_earlier = fields.Boolean(related="refusal_ground_id.needs_earlier")
    needs_document = fields.Boolean(related="refusal_ground_id.needs_document")
    law_basis = fields.Selection(related="ticket_id.law_basis")
    earlier_ids = fields.Many2many(
        "helpdesk.ticket",
        "grid_appeal_notice_earlier_rel",
        "notice_id",
        "ticket_id",
        "Earlier answered appeals",
        domain="[('id', 'in', answered_ids)]",
    )
    answered_ids = fields.Many2many("helpdesk.ticket", compute="_compute_answered_ids")
    receiver_id = fields.Many2one(
        "res.partner", "To whom", check_company=True, domain="[('is_company', '=', True)]", ondelete="restrict"
    )
    reply_by = fields.Date("Please answer by", help="Asked of the applicant; the term of our answer goes on.")
    document = fields.Char(help="Its kind, number and date.")
    redirect_by = fields.Datetime("Redirect not later than", compute="_compute_redirect_by")

    _one_draft = models.UniqueIndex(
        "(ticket_id, kind) WHERE state = 'draft'", "This letter is being prepared already: go on with the draft."
    )
    _sent_complete = models.Constraint(
        f"""CHECK (CASE WHEN state = 'draft' THEN num_nonnulls(outgoing_number, outgoing_date, letter_id, sent_at) = 0
            WHEN delivery = 'none' THEN {NUMBERED} = 3 AND num_nulls(sent_at, sent_by_id) = 0
            ELSE {NUMBERED} = 0 AND num_nulls(sent_at, sent_by_id) = 0 END)""",
        "A sent notice has its number, date and letter; a draft has none of them.",
    )

    @api.model
    def default_get(self, fields):
        """Begin with what the appeal says, in the dialog of an act: its context names the appeal and the kind."""
        defaults = super().default_get(fields)
        ticket_id, kind = (self.env.context.get(f"default_{name}") for name in ("ticket_id", "kind"))
        if not ticket_id or not kind:
            return defaults
        begun = self.env["helpdesk.ticket"].browse(ticket_id)._prepare_notice_vals(kind)
        return {**defaults, **{name: value for name, value in begun.items() if name in fields}}

    @api.depends("outgoing_number", "kind", "ticket_id.number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for notice in self:
            label = self.env._("%(letter)s: %(number)s", letter=notice._letter_kind(), number=notice.ticket_id.number)
            notice.display_name = notice.outgoing_number or label

    @api.depends("ticket_id")
    def _compute_allowed_ground_ids(self):
        for notice in self:
            notice.allowed_ground_ids = notice.ticket_id._answer_deadline().rule_id.extension_ground_ids

    @api.depends("ticket_id", "kind", "state")
    def _compute_due_after(self):
        """Show the date an extension would give, before it is one."""
        for notice in self:
            promise = notice.ticket_id._answer_deadline()
            if notice.kind != "extension" or notice.state == "sent" or not promise:
                notice.due_after = notice.kind == "extension" and promise.due_at
                continue
            amount = promise.rule_id.extension_amount
            acts = self.env["legal.deadline.act"].sudo()
            notice.due_after = acts.new({"deadline_id": promise.id, "act": "extend", "amount": amount}).due_after

    @api.depends("ticket_id.partner_id")
    def _compute_answered_ids(self):
        """Offer the appeals of the same customer that were answered on the merits before this one."""
        for notice in self:
            ticket = notice.ticket_id
            notice.answered_ids = False
            if ticket.partner_id:
                answered = [("partner_id", "=", ticket.partner_id.id), ("answered_at", "!=", False)]
                notice.answered_ids = ticket.search([*answered, ("id", "!=", ticket.id)])

    @api.depends("ticket_id", "kind")
    def _compute_redirect_by(self):
        for notice in self:
            asked = notice.kind == "redirect" and notice.ticket_id.registered_at
            notice.redirect_by = asked and self.env["legal.rule"]._naive(notice._term(REDIRECT)[0].due)

    def _term(self, code):
        """Return a term of the act as reckoned from the registration, and the rule that sets it."""
        ticket = self.ticket_id
        return self.env["legal.rule"]._reckon(code, ticket.registered_at, ticket._deadline_circumstances())

    @api.depends(
        "kind", "reason", "ground_id", "refusal_ground_id", "earlier_ids", "receiver_id", "reply_by", "document"
    )
    def _compute_body(self):
        """Write the letter anew from what the act says; what is typed into it afterwards stays until that changes."""
        for notice in self:
            notice.body = notice._in_letter_lang()._written()

    @api.constrains("receiver_id")
    def _check_receiver(self):
        for notice in self:
            if notice.receiver_id and notice.receiver_id == notice.company_id.partner_id:
                raise UserError(self.env._("The appeal is redirected to somebody else, not to our own company."))

    @api.model
    def _fixed_fields(self):
        return super()._fixed_fields() | {"kind"}

    # --- the words of the letter
    def _written(self):
        """Return the text of the letter, from its template and the facts of the act."""
        if not self.ticket_id or not self.kind:
            return Markup()
        return self.env["ir.qweb"]._render(f"grid_appeal.notice_{self.kind}", self._facts_of_letter())

    def _facts_of_letter(self):
        ticket = self.ticket_id
        promise = ticket._answer_deadline()
        letters = self.env["grid.appeal.letter"]
        return {
            "notice": self,
            "ticket": ticket,
            "salutation": ticket._salutation(),
            "registered": ticket._letter_date(ticket.registered_at),
            "reason": (self.reason or "").strip(),
            "due": ticket._letter_date(promise.due_at),
            "due_after": ticket._letter_date(self.due_after),
            "reply_by": ticket._letter_date(self.reply_by),
            "norm": letters._act_and_clause(self._rule_of_letter(promise)),
            "question": html2plaintext(ticket.description or "", include_references=False).strip(),
        }

    def _rule_of_letter(self, promise):
        """Return the norm a letter cites: of the redirect, else of the answer whose term it moves."""
        code = {"redirect": REDIRECT, "forwarding": REDIRECT, "extension": EXTENSION}.get(self.kind)
        return self._term(code)[1] if code and self.ticket_id.registered_at else promise.rule_id

    def _letter_kind(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]

    def _letter_subject(self):
        if self.kind == "forwarding":
            return super()._letter_subject()
        subject = (self.ticket_id.name or "").strip(" .")
        return self.env._("%(letter)s on the appeal “%(subject)s”", letter=self._letter_kind(), subject=subject)

    def _letter_parts(self):
        further = self.kind == "refusal" and self.env["grid.appeal.letter"]._further(self.ticket_id)
        return {**super()._letter_parts(), "further": further or ""}

    # --- who is addressed
    def _email(self):
        return (self.receiver_id.email_normalized or "") if self.kind == "forwarding" else super()._email()

    def _status_url(self):
        return "" if self.kind == "forwarding" else super()._status_url()

    def _addressee(self):
        return (self.receiver_id, "") if self.kind == "forwarding" else super()._addressee()
