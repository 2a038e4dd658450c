import hashlib
import json
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import consteq

from ..texting import unknown_fields

#: What a template of a gateway may name.
FIELDS = ("phone", "text", "sender", "login", "password", "id")
EXAMPLE = (
    '{"login": "{{ login }}", "psw": "{{ password }}", "phones": "{{ phone }}", "mes": "{{ text }}", "id": "{{ id }}"}'
)


class GridSmsProvider(models.Model):
    """Who carries our SMS: a gateway asked by HTTP, or an SMS centre by SMPP.

    A further kind extends `kind` and gives `_work_<kind>`.
    """

    _name = "grid.sms.provider"
    _inherit = "grid.kept.password"
    _description = "Provider of SMS"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    kind = fields.Selection(
        [("smpp", "SMPP 3.4"), ("http", "HTTP"), ("trial", "Trial: nothing is sent")], required=True, default="smpp"
    )
    sender = fields.Char("Shown as sender", required=True, help="A name of up to 11 Latin letters, or a number.")
    parts_per_second = fields.Integer("Parts a second, at most", required=True, default=10)
    validity_minutes = fields.Integer(
        "Given up after, minutes",
        required=True,
        default=240,
        help="The provider tries no longer to reach a telephone that is switched off. A message of which nobody knows"
        " whether it was taken, because the connection broke, is sent again after this time unless a receipt comes.",
    )
    # SMPP
    host = fields.Char()
    port = fields.Integer(default=2775)
    is_tls = fields.Boolean("Encrypted (TLS)")
    # HTTP
    url = fields.Char("Address")
    method = fields.Selection(
        [("json", "POST with JSON"), ("form", "POST with a form"), ("get", "GET")], "Asked by", default="json"
    )
    template = fields.Text(
        "What is asked", default=EXAMPLE, help="JSON with fields: phone, text, sender, login, password, id (ours)."
    )
    bearer = fields.Boolean("Password as a bearer token", help="In the header Authorization, not in the request.")
    answer_id_path = fields.Char("Its number in the answer", default="id", help="For example messages.0.id.")
    answer_error_path = fields.Char("Its error in the answer", default="error", help="Empty there: the SMS was taken.")
    knows_our_id = fields.Boolean(
        "Refuses the same id twice",
        help="The gateway promises to send only one SMS with the same id: what is in doubt is repeated at once.",
    )
    # reports of delivery by HTTP
    report_key_digest = fields.Char(groups=fields.NO_ACCESS, copy=False)
    report_id_path = fields.Char("Number in a report", default="id")
    report_state_path = fields.Char("State in a report", default="status")
    delivered_words = fields.Char("Words for delivered", default="delivered, 1")
    undelivered_words = fields.Char("Words for not delivered", default="undelivered, expired, 3, 20")
    failed_words = fields.Char("Words for not sent", default="rejected, failed, 22")
    report_url = fields.Char("Address for reports", compute="_compute_report_url")
    # what customers write
    is_answered = fields.Boolean(
        "Customers can answer",
        help="The provider hands over SMS to the number of the sender: a mark may be given by a digit, and “STOP” ends"
        " messages. Every SMS is in the journal of incoming ones.",
    )
    incoming_url = fields.Char("Address for incoming SMS", compute="_compute_report_url")
    incoming_id_path = fields.Char("Number of an incoming SMS", default="id", help="By which its repetition is known.")
    incoming_phone_path = fields.Char("Telephone of an incoming SMS", default="phone")
    incoming_text_path = fields.Char("Text of an incoming SMS", default="text")
    waiting_count = fields.Integer("Waiting", compute="_compute_waiting_count", compute_sudo=True)
    trouble = fields.Char("Last trouble", readonly=True, copy=False)

    _rate_positive = models.Constraint("CHECK (parts_per_second > 0)", "At least one part a second is sent.")
    _validity_positive = models.Constraint(
        "CHECK (validity_minutes BETWEEN 1 AND 10080)", "An SMS is given up after one minute to seven days."
    )

    # ------------------------------------------------------------------
    # What may be entered
    # ------------------------------------------------------------------
    @api.constrains("kind", "host", "port", "url", "template", "active")
    def _check_is_whole(self):
        for provider in self.filtered("active"):
            if provider.kind == "smpp" and not (provider.host and provider.port):
                raise ValidationError(self.env._("Fill in the host and the port of the SMS centre."))
            if provider.kind == "http":
                provider._check_gateway()

    @api.constrains("is_answered", "sender")
    def _check_has_number(self):
        if any(one.is_answered and not (one.sender or "").isdecimal() for one in self):
            raise ValidationError(self.env._("Customers can answer a number, not a name: write the number as sender."))

    def _check_gateway(self):
        if not (self.url or "").startswith(("https://", "http://127.0.0.1")):
            raise ValidationError(
                self.env._("The address of the gateway begins with https://: texts and telephones are personal data.")
            )
        try:
            template = json.loads(self.template or "")
        except ValueError as error:
            raise ValidationError(self.env._("What is asked is not JSON: %(error)s.", error=error)) from None
        if unknown := unknown_fields(template, FIELDS):
            raise ValidationError(
                self.env._(
                    "What is asked names %(unknown)s. Only these fields exist: %(known)s.",
                    unknown=", ".join(unknown),
                    known=", ".join(FIELDS),
                )
            )
        if self.method != "json" and not isinstance(template, dict):
            raise ValidationError(self.env._("A form and a GET ask with a plain list of names and values."))

    # ------------------------------------------------------------------
    # Which one carries
    # ------------------------------------------------------------------
    @api.model
    def _of_company(self, company=None):
        """Return the provider that carries a company's SMS; empty while none is set."""
        company = company or self.env.company
        return self.sudo().search([("company_id", "=", company.id)], limit=1)

    def _compute_waiting_count(self):
        counts = self.env["grid.sms"]._read_group(
            [("provider_id", "in", self.ids), ("state", "in", ("waiting", "sending"))], ["provider_id"], ["__count"]
        )
        counts = dict(counts)
        for provider in self:
            provider.waiting_count = counts.get(provider, 0)

    def _room(self):
        """Return how many more messages are taken now: as many as leave within two minutes."""
        return max(0, self.parts_per_second * 120 - self.waiting_count)

    def action_open_messages(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_contact.grid_sms_action")
        return {**action, "domain": [("provider_id", "=", self.id)]}

    # ------------------------------------------------------------------
    # Reports of delivery
    # ------------------------------------------------------------------
    def _compute_report_url(self):
        for provider in self:
            site = provider.get_base_url()
            provider.report_url = f"{site}/sms/report/{provider.id}" if provider.id else False
            provider.incoming_url = f"{site}/sms/incoming/{provider.id}" if provider.id else False

    def action_issue_report_key(self):
        """Make a new key for what the gateway tells us and show it once; the one before stops working."""
        self.ensure_one()
        self.check_access("write")
        key = secrets.token_urlsafe(32)
        self.sudo().report_key_digest = self._digest(key)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("The key for the gateway: copy it now, it is not shown again"),
                "message": key,
                "sticky": True,
                "type": "success",
            },
        }

    @api.model
    def _digest(self, key):
        return hashlib.sha256(key.encode()).hexdigest()

    def _has_report_key(self, key):
        """Whether a report comes with the key of this provider."""
        return bool(key and self.report_key_digest) and consteq(self._digest(key), self.report_key_digest)

    def _report_state(self, word):
        """Return the state that a word of the provider means; `sent` for any other."""
        word = word.strip().lower()
        for state in ("delivered", "undelivered", "failed"):
            words = (self[f"{state}_words"] or "").lower().split(",")
            if word and word in (one.strip() for one in words):
                return state
        return "sent"

    def action_try(self):
        """Send one SMS to the user's own telephone."""
        self.ensure_one()
        self.check_access("write")
        phone = self.env.user.partner_id.phone_sanitized
        if not phone:
            raise UserError(self.env._("Write a mobile telephone into your own card first: the trial goes there."))
        words = self.env._("A trial of SMS. %(company)s", company=self.company_id.name)
        self.env["grid.sms"].sudo().with_company(self.company_id)._queue(phone, words, provider=self)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": self.env._("The SMS is queued; see the journal."), "type": "info"},
        }
