from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.grid_customer.identity import phones

from .. import texting

STATES = [
    ("waiting", "Waiting"),
    ("sending", "Being sent"),
    ("sent", "Sent, no receipt yet"),
    ("delivered", "Delivered"),
    ("undelivered", "Not delivered"),
    ("failed", "Not sent"),
]
#: After which nothing more is learned of an SMS.
ENDS = ("delivered", "undelivered", "failed")
#: Who goes first when many wait: somebody looks at the screen for a code; a notice of one; a campaign.
URGENT, USUAL, MASS = 0, 10, 20


class GridSms(models.Model):
    """One SMS to one telephone: what was said, in how many parts, and what became of it."""

    _name = "grid.sms"
    _description = "SMS"
    _order = "id desc"
    _rec_name = "phone"

    provider_id = fields.Many2one("grid.sms.provider", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    branch_id = fields.Many2one("grid.branch", readonly=True, index="btree_not_null", ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True, index="btree_not_null", ondelete="set null")
    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", readonly=True, index="btree_not_null", ondelete="set null")
    phone = fields.Char("Telephone", required=True, readonly=True, index=True)
    body = fields.Char("Text", readonly=True)
    is_secret = fields.Boolean(readonly=True, help="Its text opens something: it is forgotten as soon as it is sent.")
    is_private = fields.Boolean(readonly=True, help="Only those who manage campaigns read it: it names a debt.")
    part_count = fields.Integer("Parts", required=True, readonly=True)
    alphabet = fields.Selection([("gsm7", "Latin (GSM-7)"), ("ucs2", "Cyrillic (UCS-2)")], required=True, readonly=True)
    priority = fields.Integer(required=True, readonly=True, default=USUAL)
    state = fields.Selection(STATES, required=True, readonly=True, default="waiting")
    send_until = fields.Datetime(readonly=True, help="From then on it is quiet at the recipient's.")
    sent_at = fields.Datetime(readonly=True)
    ended_at = fields.Datetime(readonly=True)
    error = fields.Char(readonly=True)
    part_ids = fields.One2many("grid.sms.part", "sms_id", readonly=True)

    _waiting_idx = models.Index("(provider_id, priority, id) WHERE state = 'waiting'")
    _open_idx = models.Index("(provider_id, state) WHERE state IN ('sending', 'sent')")
    _date_idx = models.Index("(create_date)")

    # ------------------------------------------------------------------
    # Queueing
    # ------------------------------------------------------------------
    @api.model
    def _queue(self, phone, words, provider=None, priority=USUAL, **origin):
        """Queue one SMS; it goes as soon as this transaction is kept.

        :param origin: `partner_id`, `ticket_id`, `branch_id`, `is_secret`
        :raises UserError: no provider is set, the telephone takes no SMS, or the text is not one by the standard
        """
        provider = provider or self.env["grid.sms.provider"]._of_company()
        if not provider:
            raise UserError(self.env._("No provider of SMS is set. An administrator sets one."))
        phone = phones.bare(phones.normalise(phone or "") or "")
        if not texting.takes_sms(phone):
            raise UserError(self.env._("An SMS goes to a mobile telephone."))
        self._refuse_wrong(words)
        return self._queue_all(provider, [{"phone": phone, "body": words, "priority": priority, **origin}])

    @api.model
    def _queue_all(self, provider, messages):
        """Queue SMS whose telephones and texts are known to be right; they go as soon as this transaction is kept.

        :param messages: values of each: `phone`, `body`, and what else is known of it
        """
        values = []
        for one in messages:
            cut = texting.message(one["body"])
            shape = {"part_count": cut.count, "alphabet": cut.alphabet}
            values.append({"provider_id": provider.id, "company_id": provider.company_id.id, **shape, **one})
        created = self.sudo().create(values)
        created._make_parts()
        provider._wake()
        return created

    @api.model
    def _refuse_wrong(self, words):
        if wrong := texting.fault(words):
            raise UserError(self._wrong_words(wrong, words))

    @api.model
    def _wrong_words(self, wrong, words):
        if wrong == "empty":
            return self.env._("An SMS without words is not sent.")
        return self.env._(
            "The text has %(length)s characters; the standard of service takes an SMS of %(limit)s at most."
            " Shorten it.",
            length=len(words),
            limit=texting.LIMIT,
        )

    def _make_parts(self):
        """Make what is handed over: each part by SMPP, the whole text where the provider cuts it itself."""
        parts = []
        for sms in self:
            cut = texting.message(sms.body).parts if sms.provider_id.kind == "smpp" else (sms.body,)
            for number, text in enumerate(cut, start=1):
                parts.append({"sms_id": sms.id, "provider_id": sms.provider_id.id, "number": number, "body": text})
        self.env["grid.sms.part"].sudo().create(parts)

    @api.model
    def _refresh(self, ids):
        """Let SMS say what their parts have come to, and tell where they come from; one query."""
        if not ids:
            return
        self.env["grid.sms.part"].flush_model()
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """WITH now_is AS (
                       SELECT sms.id,
                              CASE WHEN bool_or(part.state = 'failed') THEN 'failed'
                                   WHEN bool_or(part.state = 'undelivered') THEN 'undelivered'
                                   WHEN bool_or(part.state IN ('sending', 'unclear')) THEN 'sending'
                                   WHEN bool_and(part.state = 'waiting') THEN 'waiting'
                                   WHEN bool_or(part.state = 'waiting') THEN 'sending'
                                   WHEN bool_and(part.state = 'delivered') THEN 'delivered'
                                   ELSE 'sent' END AS state,
                              max(part.error) AS error
                         FROM grid_sms AS sms JOIN grid_sms_part AS part ON part.sms_id = sms.id
                        WHERE sms.id = ANY(%(ids)s) GROUP BY sms.id)
                   UPDATE grid_sms AS sms
                      SET state = now_is.state,
                          error = now_is.error,
                          sent_at = CASE WHEN now_is.state IN ('sent', 'delivered', 'undelivered')
                                         THEN coalesce(sms.sent_at, %(now)s) ELSE sms.sent_at END,
                          ended_at = CASE WHEN now_is.state = ANY(%(ends)s) THEN %(now)s END,
                          body = CASE WHEN sms.is_secret AND now_is.state NOT IN ('waiting', 'sending')
                                      THEN NULL ELSE sms.body END
                     FROM now_is
                    WHERE now_is.id = sms.id AND sms.state IS DISTINCT FROM now_is.state
                RETURNING sms.id, sms.state, sms.is_secret""",
                ids=list(ids),
                now=fields.Datetime.now(),
                ends=list(ENDS),
            )
        )
        self.invalidate_model()
        self.browse(id_ for id_, state, secret in rows if secret and state not in ("waiting", "sending"))._forget()
        self.browse(id_ for id_, state, _secret in rows if state in ENDS)._ended()

    def _forget(self):
        """Keep no text that opens something."""
        self.sudo().part_ids.write({"body": False})

    def _ended(self):
        """Told of SMS that have come to an end; whoever sent them overrides it."""

    @api.model
    def _give_up_quiet(self, provider):
        """Give back what did not leave before the quiet hours; who sent it overrides this and finds another moment."""

    # ------------------------------------------------------------------
    # What is shown
    # ------------------------------------------------------------------
    @api.depends("phone")
    def _compute_display_name(self):
        for sms in self:
            sms.display_name = phones.spoken(sms.phone or "")
