import re
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, consteq, email_normalize
from odoo.tools.translate import LazyTranslate

from odoo.addons.grid_customer.identity import phones

_lt = LazyTranslate(__name__)

DIGITS = 6
TRIES = 5
VALID = timedelta(minutes=15)
OPEN = timedelta(minutes=30)  # how long what a code has opened stays open
SENDINGS = 3  # to one e-mail or phone within an hour
KEPT = timedelta(days=1)
BATCH = 1000
HANDLE = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 random bytes
# Where the letter to an unknown addressee would go; it is taken back before anything is sent.
NOBODY = "nobody@example.invalid"
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}

#: What a letter says that its code is for; any other purpose confirms the address.
PURPOSES = {
    "status": _lt("With this code you see on our site how your appeal or request goes on."),
    "account": _lt("With this code you open your personal account on our site, or set a new password of it."),
}
#: The page where one begins again for a code of a purpose; that of consents has a secret address, which is not sent.
PAGES = {
    "status": "/status",
    "account": "/account/new",
    "appeal": "/appeal",
    "consent": "/status",
    "enquiry": "/connect",
}
CONFIRMS = _lt("With this code you confirm your address on our site.")


class GridPortalCode(models.Model):
    """A one-time code: who types it has read what was sent to the e-mail or phone.

    The page knows its handle, the addressee its digits; here is a keyed digest of both. Whether anything was sent is
    told to nobody: an unknown addressee gets a handle too, with the same work done.
    """

    _name = "grid.portal.code"
    _inherit = ["grid.portal.limited"]
    _description = "One-time code"
    _order = "id desc"

    _hourly = {"address_mark": 20}

    handle = fields.Char(required=True, readonly=True)
    purpose = fields.Char(required=True, readonly=True)
    subject = fields.Char(readonly=True, help="What the code is asked for, as its page named it.")
    contact_mark = fields.Char(required=True, readonly=True)
    digest = fields.Char(readonly=True)
    tries = fields.Integer(required=True, readonly=True, default=0)
    used_at = fields.Datetime(readonly=True)

    _handle_uniq = models.Constraint("UNIQUE (handle)", "A handle is given only once.")
    _address_idx = models.Index("(address_mark, create_date)")
    _contact_idx = models.Index("(contact_mark, create_date)")
    _create_idx = models.Index("(create_date)")

    # ------------------------------------------------------------------
    # Sending
    # ------------------------------------------------------------------
    @api.model
    def _send(self, purpose, address, marks, subject=""):
        """Send a code to an e-mail or a phone, and return its record: the page carries its `handle`.

        :param purpose: what the code opens; who confirms a code looks whether it is for that
        :param address: where to; nothing is sent where no code can go, or where too many went within the hour
        :param marks: who asks, by `controllers.shared.marks`
        :param subject: what is asked for; it is read again from the confirmed record, not from the page
        :return: empty when this network address has asked too often
        """
        if self._over_limit(marks):
            return self.browse()
        contact, handle = self._contact(address), secrets.token_urlsafe(32)
        digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        contact_mark = self._mark("contact", contact or handle)
        is_sent = not self._has_enough(contact_mark) and bool(contact)
        code = self.create(
            {
                **marks,
                "handle": handle,
                "purpose": purpose,
                "subject": subject,
                "contact_mark": contact_mark,
                "digest": self._digest(handle, digits) if is_sent else False,
            }
        )
        code._deliver(contact, digits, is_sent)
        return code

    @api.model
    def _reaches(self, address):
        """Whether a code can go there; a phone only where a provider of SMS is."""
        return bool(self._contact(address))

    @api.model
    def _texting(self):
        """Return what sends an SMS, `send(phone, words)`; addons with a provider override it, here is none."""
        return None

    @api.model
    def _contact(self, address):
        """Return the one spelling of an address a code can go to; empty for any other."""
        if email := email_normalize(address or ""):
            return email
        return phones.bare(phones.normalise(address or "") or "") if self._texting() else ""

    @api.model
    def _has_enough(self, contact_mark):
        """Whether an addressee got all codes of the hour; who asks at the same moment waits for the other."""
        self._hold(contact_mark)
        with self.env.registry.cursor() as beside:
            beside.execute(
                SQL(
                    """SELECT count(*) FROM grid_portal_code
                        WHERE contact_mark = %s AND create_date > %s AND digest IS NOT NULL""",
                    contact_mark,
                    fields.Datetime.now() - timedelta(hours=1),
                )
            )
            return beside.fetchone()[0] >= SENDINGS

    def _deliver(self, contact, digits, is_sent):
        """Queue the message; of one that is not sent the same work is done and taken back: time tells nothing."""
        if is_sent and "@" not in contact:
            self._texting()(contact, self._said(digits))
            return
        with self.env.cr.savepoint() as queued:
            self._queue_mail(contact if is_sent else NOBODY, digits)
            if not is_sent:
                queued.rollback()

    def _said(self, digits):
        return self.env._(
            "Code %(digits)s, %(company)s. Tell it to nobody. It is valid for %(minutes)s minutes: %(page)s",
            digits=digits,
            company=self.env.company.name,
            minutes=int(VALID.total_seconds() // 60),
            page=self._page(),
        )

    def _page(self):
        return f"{self.env.company.get_base_url()}{PAGES[self.purpose]}"

    def _queue_mail(self, email, digits):
        company = self.env.company
        values = {
            "company": company,
            "branch": self.env["grid.branch"],
            "phone": company.phone,
            "purpose": self._said_purpose(),
            "digits": digits,
            "minutes": int(VALID.total_seconds() // 60),
            "page": self._page(),
        }
        sender = company.email_formatted or self.env.user.email_formatted
        self.env["mail.mail"].create(
            {
                "model": self._name,
                "res_id": self.id,
                "subject": self.env._("Code of confirmation"),  # not the digits: subjects stand in logs of mail servers
                "body": False,
                "body_html": self.env["ir.qweb"]._render("grid_portal.mail_code", values),
                "email_from": sender,
                "reply_to": sender,
                "email_to": email,
                "headers": repr(HEADERS),
                "auto_delete": True,
                "is_notification": False,
                "record_company_id": company.id,
            }
        )
        self.env["helpdesk.ticket"]._wake_mail_queue()

    def _said_purpose(self):
        return self.env._(PURPOSES.get(self.purpose, CONFIRMS))  # pylint: disable=translation-not-lazy

    # ------------------------------------------------------------------
    # Confirming
    # ------------------------------------------------------------------
    @api.model
    def _confirm(self, handle, digits):
        """Return the record of a code that is right, once; nothing for any other, or after too many tries.

        The try and the use are kept at once, whatever becomes of the caller's transaction: who has more to do than to
        read does it by a request of its own, which finds the code by `_of_handle` and asks whether it `_is_open`.
        Tries at the same moment wait for each other. What are not six digits is no try.
        """
        digits = self._read_digits(digits)
        if not self._is_handle(handle) or not digits:
            return self.browse()
        self._hold(handle)
        now = fields.Datetime.now()
        with self.env.registry.cursor() as beside:
            beside.execute(
                SQL(
                    """UPDATE grid_portal_code
                          SET tries = tries + 1, used_at = CASE WHEN digest = %(digest)s THEN %(now)s END
                        WHERE handle = %(handle)s AND create_date > %(since)s AND tries < %(tries)s AND used_at IS NULL
                    RETURNING id, used_at IS NOT NULL""",
                    digest=self._digest(handle, digits),
                    handle=handle,
                    now=now,
                    since=now - VALID,
                    tries=TRIES,
                )
            )
            code_id, is_right = beside.fetchone() or (False, False)
        code = self.browse(code_id or [])
        code.invalidate_recordset(["tries", "used_at"])
        return code if is_right else self.browse()

    @api.model
    def _read_digits(self, typed):
        """Return the six digits that were typed, however they are spaced; nothing when there are not six."""
        digits = re.sub(r"[^0-9]", "", typed or "")
        return digits if len(digits) == DIGITS else ""

    @api.model
    def _was_used(self, handle):
        """Whether the code has been confirmed, by another request at this moment too: a button is pressed twice."""
        with self.env.registry.cursor() as beside:
            beside.execute(SQL("SELECT 1 FROM grid_portal_code WHERE handle = %s AND used_at IS NOT NULL", handle))
            return bool(beside.fetchone())

    @api.model
    def _of_handle(self, handle, purpose, marks):
        """Return the code that a page of this session carries; in another session its handle opens nothing."""
        own = [("handle", "=", handle), ("purpose", "=", purpose), ("session_mark", "=", marks["session_mark"])]
        return self.search(own, limit=1) if self._is_handle(handle) else self.browse()

    def _is_open(self):
        """Whether the code was confirmed, and not too long ago."""
        return bool(self.used_at) and self.used_at > fields.Datetime.now() - OPEN

    def _was_sent_to(self, address):
        """Whether the code went to this address, however it is spelled."""
        mark = self._mark_of(address)
        return bool(self.digest and mark) and consteq(self.contact_mark, mark)

    @api.model
    def _mark_of(self, address):
        """Return the mark of an address a code can go to, however it is spelled; empty for any other."""
        contact = self._contact(address)
        return self._mark("contact", contact) if contact else ""

    @api.model
    def _is_handle(self, handle):
        return isinstance(handle, str) and bool(HANDLE.fullmatch(handle))

    @api.model
    def _digest(self, handle, digits):
        return self._mark("code", f"{handle} {digits}")

    @api.model
    def _hold(self, what):
        """Wait for whoever works with the same now; it is let go when the transaction ends."""
        self.env.execute_query(SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", f"grid.portal.code {what}"))

    # ------------------------------------------------------------------
    # Tidying up
    # ------------------------------------------------------------------
    @api.autovacuum
    def _gc_old(self):
        """Codes of yesterday go, and their letters that could not be sent."""
        old = self.search([("create_date", "<", fields.Datetime.now() - KEPT)], limit=BATCH)
        self.env["mail.mail"].search([("model", "=", self._name), ("res_id", "in", old.ids)]).unlink()
        old.unlink()
        return len(old), len(old) == BATCH
