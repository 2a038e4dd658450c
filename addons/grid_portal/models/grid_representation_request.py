from odoo import api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.fields import Domain

from odoo.addons.grid_customer.models import protected
from odoo.addons.grid_customer.models.res_partner import PERSONAL_DATA_READERS

#: What a person who decides may correct by the paper.
BY_THE_PAPER = {"principal_id", "result", "document_number", "document_date", "valid_until"}


class GridRepresentationRequest(models.Model):
    """What somebody asks in the account: to be recorded as representative of another customer.

    It is checked by a person with the paper before the eyes, and is told nothing until then: neither whether there is
    such a customer, nor what is on the card.
    """

    _name = "grid.representation.request"
    _description = "Request to act for another customer"
    _inherit = ["grid.access.logged", "grid.portal.limited"]
    _order = "id desc"
    _check_company_auto = True

    _hourly = {"session_mark": 5, "address_mark": 20}

    partner_id = fields.Many2one(
        "res.partner", "Who asks", required=True, readonly=True, index=True, ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, default=lambda self: self.env.company
    )
    kind = fields.Selection(
        [("attorney", "By power of attorney"), ("legal", "By law or charter, as head, parent or guardian")],
        "On what ground",
        required=True,
        readonly=True,
    )
    principal_name = fields.Char("For whom, as written", required=True, readonly=True)
    principal_number = fields.Char("INN, OGRN or account, as written", required=True, readonly=True)
    principal_id = fields.Many2one(
        "res.partner",
        "Customer",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Found by the number where one card has it. Compare it with the paper, or choose another one.",
    )
    document_number = fields.Char("Number of the document")
    document_date = fields.Date("Date of the document")
    valid_until = fields.Date(help="The last day of the term.")
    scan = protected.Binary("Scan of the document", copy=False, readonly=True, groups=PERSONAL_DATA_READERS)
    scan_name = fields.Char(copy=False, readonly=True, groups=PERSONAL_DATA_READERS)
    state = fields.Selection(
        [("asked", "To be checked"), ("accepted", "Accepted"), ("refused", "Refused")],
        required=True,
        readonly=True,
        default="asked",
        index=True,
    )
    result = fields.Text("Why it was refused", help="The customer reads it in the account and in a letter.")
    representation_id = fields.Many2one("grid.representation", "Recorded as", readonly=True, ondelete="set null")
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_at = fields.Datetime(readonly=True)

    _session_mark_idx = models.Index("(session_mark, create_date)")
    _address_mark_idx = models.Index("(address_mark, create_date)")

    @api.depends("partner_id", "principal_name")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._(
                "%(representative)s for %(principal)s",
                representative=one.partner_id.display_name,
                principal=one.principal_name,
            )

    # ------------------------------------------------------------------
    # In the account
    # ------------------------------------------------------------------
    @api.model
    def _asked_already(self, customer, typed):
        """Return what was asked in these very words and is not decided; a click at the same moment waits here."""
        self.env["grid.service.request"]._wait_for_other_clicks(customer)
        same = Domain([("partner_id", "=", customer.id), ("state", "=", "asked")])
        return self.search(same & Domain.AND(Domain(name, "=", said) for name, said in typed.items()), limit=1)

    @api.model
    def _ask(self, customer, typed, scan, marks):
        """Keep what somebody asks; a second click finds the first; none when too much came within the hour.

        :param typed: what was typed, field by field
        :param scan: the document, an attachment
        :param marks: who asks, see `grid.portal.limited`
        """
        if asked := self._asked_already(customer, typed):
            return asked
        if self._over_limit(marks):
            return self.browse()
        principal = self._principal_by(typed["principal_number"])
        found = {"partner_id": customer.id, "principal_id": principal.id}
        return self.create({**typed, **marks, **found, "scan": scan.datas, "scan_name": scan.name})

    @api.model
    def _principal_by(self, number):
        """Return the one customer who has a number, for staff to compare with the paper; else none."""
        number = "".join(number.split())
        has_it = Domain.OR(Domain(name, "=", number) for name in ("inn", "ogrn", "usage_point_ids.account_number"))
        ours = Domain("company_id", "in", [self.env.company.id, False])
        found = self.env["res.partner"].search(ours & has_it, limit=2)
        return found if len(found) == 1 else found.browse()

    def _customer_words(self):
        """Return what has become of the request, as who asks reads it."""
        if self.state == "refused":
            return self.env._("Refused: %(why)s", why=self.result)
        if self.state == "accepted":
            return self.representation_id._customer_words() if self.representation_id else self.env._("Accepted.")
        return self.env._("We check the document. What we decide will stand here and come by e-mail.")

    # ------------------------------------------------------------------
    # What staff do
    # ------------------------------------------------------------------
    def action_accept(self):
        """Record the representative with the term of the paper.

        :raises UserError: no customer is chosen, or the paper is of no force today
        """
        self._hold_asked()
        for request in self:
            if not request.principal_id:
                raise UserError(self.env._("Choose the customer whom the paper names."))
            paper = self.env["grid.representation"].create(request._representation_vals())
            today = request.company_id._legal_today()
            if paper._state_on(today) in ("expired", "revoked"):
                raise UserError(paper._refusal(today))
            request.sudo().representation_id = paper
        self._decide("accepted")

    def _representation_vals(self):
        asked = self.sudo()
        return {
            "principal_id": self.principal_id.id,
            "representative_id": self.partner_id.id,
            "kind": self.kind,
            "document_number": self.document_number,
            "document_date": self.document_date,
            "valid_until": self.valid_until,
            "scan": asked.scan,
            "scan_name": asked.scan_name,
        }

    def action_refuse(self):
        """State why the representative is not recorded."""
        self._hold_asked()
        if any(not (request.result or "").strip() for request in self):
            raise UserError(self.env._("Write why it is refused, and what to send instead: the customer reads it."))
        self._decide("refused")

    def write(self, vals):
        """Let a person correct by the paper what was typed, until it is decided: the rest is done by an act."""
        if not self.env.su and (vals.keys() - BY_THE_PAPER or any(request.state != "asked" for request in self)):
            raise AccessError(self.env._("A request to act for another customer is decided by its buttons, once."))
        return super().write(vals)

    def _hold_asked(self):
        """Hold the requests until the end of the transaction: a second click is tried again after the first."""
        self.check_access("write")
        if self - self.try_lock_for_update(allow_referencing=True):
            raise ConcurrencyError("two decisions on one request at the same time")
        if any(request.state != "asked" for request in self):
            raise UserError(self.env._("This request was decided already. Open it again to see how."))

    def _decide(self, state):
        self.sudo().write({"state": state, "decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()})
        for request in self.sudo():
            request._send_decision()

    def _send_decision(self):
        """Write to who asked, unless only the account is to tell."""
        customer, company = self.partner_id, self.company_id
        if not customer.email or customer.notice_way == "account":
            return
        request = self.with_context(lang=customer.lang or company.partner_id.lang)
        values = {"company": company, "branch": self.env["grid.branch"], "phone": company.phone, "asked": request}
        sender = company.email_formatted or self.env.user.email_formatted
        body = request.env["ir.qweb"]._render("grid_portal.mail_representation", values)
        self.env["mail.mail"].create(
            {
                "model": self._name,
                "res_id": self.id,
                "subject": request.env._("For whom you act"),
                "body_html": body,
                "email_from": sender,
                "reply_to": sender,
                "email_to": customer.email,
                "auto_delete": True,
                "is_notification": False,
                "record_company_id": company.id,
            }
        )
        self.env["helpdesk.ticket"]._wake_mail_queue()
