import logging
from datetime import timedelta

from psycopg2 import OperationalError
from psycopg2.errors import UniqueViolation

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

from odoo.addons.grid_appeal.appeals.danger import is_danger
from odoo.addons.grid_customer.identity import phones

from ..texting import digit_of, says_stop

_logger = logging.getLogger(__name__)

STATES = [
    ("new", "To be read"),
    ("mark", "Taken as a mark"),
    ("late", "Mark not taken: given already, or too late"),
    ("refusal", "No more SMS wanted"),
    ("registered", "Appeal registered"),
    ("read", "No appeal"),
]
#: A centre that was not answered sends a message again, and gives it no number: the same words so soon are the same.
REPEATED = timedelta(hours=1)
#: An SMS of ours that an answer may be to.
ANSWERED = timedelta(days=30)
PHONE_MAX = 40


class GridSmsIncoming(models.Model):
    """The journal of SMS from customers: what was written, and what became of it; nothing is dropped.

    ============ ================================================ =========================================
    what it says                                                  what becomes of it
    ============ ================================================ =========================================
    danger       the words that make an appeal one of danger      an appeal is registered at once
    stop         «стоп», “stop”                                   a refusal of SMS (`grid.notice.refusal`)
    a digit      a mark, where one was asked for by SMS           `_mark`, by whoever asks
    else                                                          a person reads it
    ============ ================================================ =========================================
    """

    _name = "grid.sms.incoming"
    _description = "Incoming SMS"
    _order = "id desc"
    _rec_name = "phone"

    provider_id = fields.Many2one("grid.sms.provider", required=True, readonly=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    branch_id = fields.Many2one("grid.branch", "Branch", readonly=True, index="btree_not_null", ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True, index="btree_not_null", ondelete="set null")
    phone = fields.Char("Telephone", required=True, readonly=True, index=True)
    body = fields.Text("Text", readonly=True)
    received_at = fields.Datetime("Came in", required=True, readonly=True)
    key = fields.Char("Number at the provider", readonly=True)
    answered_id = fields.Many2one(
        "grid.sms", "Our SMS before", readonly=True, index="btree_not_null", ondelete="set null"
    )
    answered_body = fields.Char("Our SMS before it", compute="_compute_answered_body", compute_sudo=True)
    danger = fields.Boolean("Danger to people", readonly=True)
    state = fields.Selection(STATES, "Status", required=True, readonly=True, default="new")
    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", readonly=True, index="btree_not_null", ondelete="set null")
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True)
    decided_at = fields.Datetime("Decided", readonly=True)

    _once = models.UniqueIndex("(provider_id, key) WHERE key IS NOT NULL")
    _new_idx = models.Index("(id DESC) WHERE state = 'new'")

    @api.depends("phone")
    def _compute_display_name(self):
        for one in self:
            one.display_name = phones.spoken(one.phone or "")

    @api.depends("answered_id.body", "answered_id.is_private")
    def _compute_answered_body(self):
        """Show what was answered; of a debt those who manage campaigns read."""
        for one in self:
            one.answered_body = not one.answered_id.is_private and one.answered_id.body

    # ------------------------------------------------------------------
    # Taking
    # ------------------------------------------------------------------
    @api.model
    def _take(self, provider, said):
        """Keep what customers wrote, each once, and let it become what it says; return what is new.

        :param said: `[(number at the provider or False, telephone, text)]`
        """
        journal = self.with_user(SUPERUSER_ID).with_company(provider.company_id)
        journal = journal.with_context(lang=provider.company_id.partner_id.lang)
        new = journal._not_there_yet(provider, [(key, self._number(phone), text) for key, phone, text in said])
        if not new:
            return journal.browse()
        try:
            taken = journal.create(journal._values(provider, new))
        except UniqueViolation as error:
            # the other delivery has just ended: the next try finds it
            raise ConcurrencyError("two deliveries of one SMS at the same time") from error
        taken._become()
        return taken.exists()

    @api.model
    def _number(self, phone):
        """Return a telephone as it is compared; a short number or a name stays as it is."""
        return phones.bare(phones.normalise(phone) or "") or phone.strip()[:PHONE_MAX] or "?"

    def _not_there_yet(self, provider, said):
        own = [("provider_id", "=", provider.id)]
        keys = [key for key, _phone, _text in said if key]
        known = set(self.search([*own, ("key", "in", keys)]).mapped("key")) if keys else set()
        lately = [("phone", "in", [phone for _key, phone, _text in said])]
        lately += [("key", "=", False), ("received_at", ">", fields.Datetime.now() - REPEATED)]
        known |= {(one.phone, one.body) for one in self.search([*own, *lately])}
        new = {}
        for key, phone, text in said:
            mark = key or (phone, text)
            if mark not in known:
                new.setdefault(mark, (key, phone, text))
        return list(new.values())

    def _values(self, provider, said):
        """Return the values of messages, with the customer and the branch where they are known."""
        numbers = {phone for _key, phone, _text in said}
        customers = self.env["res.partner"]._of_phones(numbers, provider.company_id)
        before = self._sent_before(provider.company_id, numbers)
        rows = []
        for key, phone, text in said:
            hers, sms = customers[phone], before.get(phone, self.env["grid.sms"])
            partner = hers & sms.partner_id or hers
            partner = partner if len(partner) == 1 else partner.browse()
            rows.append(
                {
                    "provider_id": provider.id,
                    "company_id": provider.company_id.id,
                    "branch_id": (sms.branch_id or partner.usage_point_ids[:1].branch_id).id,
                    "partner_id": partner.id,
                    "phone": phone,
                    "body": text,
                    "received_at": fields.Datetime.now(),
                    "key": key,
                    "answered_id": sms.id,
                    "danger": is_danger(text),
                }
            )
        return rows

    def _sent_before(self, company, numbers):
        """Return `{telephone: the last SMS to it}`, codes left aside, in one query."""
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (phone) phone, id FROM grid_sms
                    WHERE phone = ANY(%s) AND company_id = %s AND create_date > %s AND is_secret IS NOT TRUE
                    ORDER BY phone, id DESC""",
                list(numbers),
                company.id,
                fields.Datetime.now() - ANSWERED,
            )
        )
        return {phone: self.env["grid.sms"].browse(id_) for phone, id_ in rows}

    # ------------------------------------------------------------------
    # What it becomes
    # ------------------------------------------------------------------
    def _become(self):
        """Let each become what it says; one that cannot waits for a person and hinders no other."""
        for one in self.filtered(lambda one: one._says_what_to_do()):
            try:
                with self.env.cr.savepoint():
                    one._become_what_it_says()
            except (OperationalError, ConcurrencyError):
                raise  # tried again as a whole
            except Exception as error:
                _logger.warning("Incoming SMS %s waits for a person: %s", one.id, type(error).__name__)

    def _says_what_to_do(self):
        text = self.body or ""
        return self.danger or says_stop(text) or digit_of(text) is not None

    def _become_what_it_says(self):
        if self.danger:
            self._become_appeal()
        elif says_stop(self.body):
            self._refuse()
        else:
            self._mark(digit_of(self.body))

    def _refuse(self):
        """Note for every customer of this telephone that she wants no SMS; what law requires is sent all the same."""
        customers = self.env["res.partner"]._of_phones({self.phone}, self.company_id)[self.phone]
        if not customers:
            return
        refusals = self.env["grid.notice.refusal"]
        refused = refusals._refused(self.company_id, customers.ids)
        note = self.env._("An answer to an SMS")
        refusals.create(
            [
                {"partner_id": one.id, "company_id": self.company_id.id, "channel": "sms", "note": note}
                for one in customers
                if "sms" not in refused.get(one.id, ())
            ]
        )
        self.state = "refusal"

    def _mark(self, digit):
        """Take a digit as the mark that was asked for; whoever asks by SMS overrides it."""
