import json
import re

from markupsafe import Markup

from odoo import api, models, tools
from odoo.tools import formataddr

# RFC 3834: a machine's letter says so, and machines do not answer it.
AUTOMATIC = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
# Nobody reads these boxes; a receipt to them can only come back.
ROBOT = re.compile(r"^(no-?_?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|robot|autoreply)([+.\-_].*)?@")

TOLD_ON_SCREEN = ("site", "account", "app", "feedback_platform")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    # ------------------------------------------------------------------
    # The receipt of registration
    # ------------------------------------------------------------------
    def _send_receipt(self):
        """Tell the customers the number and the due date, in one batch; return those written to.

        An appeal that came through the internet carries the duty to confirm it: the promise starts
        with the registration and is kept by queueing the receipt. Who files on the site or in the
        account reads the number on the next page, with an e-mail or without.
        """
        internet = self.filtered(lambda ticket: ticket.channel_id._known("statutory_form") == "internet")
        addresses = {ticket: ticket._answer_email() for ticket in self}
        own = self.env["grid.own.address"]._all() if any(addresses.values()) else set()
        written = self.filtered(lambda t: addresses[t] and addresses[t] not in own and not ROBOT.match(addresses[t]))
        written -= written.filtered(lambda t: t.channel_id._known("code") in TOLD_ON_SCREEN and t._is_told_in_account())
        self._queue_customer_mails(written._receipts(addresses))
        for registered_at, tickets in internet.grouped("registered_at").items():
            tickets._deadline_start("appeal_confirm_receipt", registered_at)
            told = written | tickets.filtered(lambda ticket: ticket.channel_id._known("code") in TOLD_ON_SCREEN)
            (tickets & told)._deadline_done("appeal_confirm_receipt", registered_at)
        return written

    def _receipts(self, addresses):
        """Return the receipts as letters; none of what another letter confirms at the same moment."""
        mails, said = [], {}
        for ticket in self:
            reader = ticket.with_context(lang=ticket._letter_lang())
            values = {**reader._mail_values(), **reader._receipt_values(said)}
            mails.append(
                {
                    "ticket": ticket,
                    "email_to": addresses[ticket],
                    "subject": reader.env._("Appeal No. %(number)s is registered", number=ticket.number),
                    "body": reader.env["ir.qweb"]._render("grid_appeal.mail_receipt", values),
                    "log": self.env._("Receipt of registration: %(email)s", email=addresses[ticket]),
                    "headers": AUTOMATIC,
                }
            )
        return mails

    def _receipt_values(self, said=None):
        """What a receipt says, in the language of the context; `said` keeps what equal promises of a batch share."""
        deadline = self._answer_deadline()
        due = self._letter_date(deadline.due_at) if deadline else ""
        registered = self._letter_date(self.registered_at)
        return {
            "ticket": self,
            "number": self.number,
            "registered": registered,
            "received": self._letter_date(self.received_at),
            "due": due,
            "lead": self.env._(
                "Your appeal is registered: No. %(number)s of %(date)s.",
                number=self.number,
                date=registered,
            ),
            "promise": self.env._("We will answer not later than %(due)s.", due=due) if due else "",
            "explanation": self._said_once(deadline, {} if said is None else said),
        }

    @api.model
    def _said_once(self, deadline, said):
        """Explain a promise in lines; one explanation serves all promises that were counted alike."""
        if not deadline:
            return []
        key = self.env.lang, json.dumps(deadline.explanation)
        if key not in said:
            said[key] = deadline._explain(audience="public").splitlines()
        return said[key]

    # ------------------------------------------------------------------
    # Mail to the customer
    # ------------------------------------------------------------------
    def _mail_values(self):
        """What every mail to a customer shows around its text."""
        branch, company = self.branch_id, self.company_id
        return {
            "ticket": self,
            "company": company,
            "branch": branch,
            "phone": branch.phone or company.phone,
            "status_url": self._status_url(),
        }

    def _status_url(self):
        return f"{self._site_url(self.company_id.id)}/my/appeals/{self.id}"

    @api.model
    @tools.ormcache("company_id")
    def _site_url(self, company_id):
        """Return the address of a company's site; whatever changes it clears the cache."""
        return self.env["res.company"].sudo().browse(company_id).get_base_url()

    def _mail_from(self):
        """The branch writes under its own address, or under the company's."""
        address = self.branch_id.email or self.company_id.email
        return formataddr((self.company_id.name, address)) if address else self.env.user.email_formatted

    @api.model
    def _queue_customer_mails(self, mails):
        """Queue letters to customers in one batch; the mail queue sends and keeps them."""
        if not mails:
            return self.env["mail.mail"]
        tickets = self.browse([mail["ticket"].id for mail in mails]).sudo()
        sender = {ticket.id: ticket._mail_from() for ticket in tickets}
        reply_to = tickets._notify_get_reply_to()
        letters = [
            {
                "model": self._name,
                "res_id": mail["ticket"].id,
                "subject": mail["subject"],
                # the history shows one line, the customer gets the letter
                "body": Markup("<p>%s</p>") % mail["log"],
                "body_html": mail["body"],
                "author_id": self.env.user.partner_id.id,
                "email_from": sender[mail["ticket"].id],
                "reply_to": reply_to.get(mail["ticket"].id) or sender[mail["ticket"].id],
                "email_to": mail["email_to"],
                "attachment_ids": mail.get("attachments", self.env["ir.attachment"]).ids,
                "headers": repr(mail.get("headers", {})),
                "auto_delete": False,
                "is_notification": False,
                "record_company_id": mail["ticket"].company_id.id,
            }
            for mail in mails
        ]
        queued = self.env["mail.mail"].sudo()._queue(letters)
        self._wake_mail_queue()
        return queued

    @api.model
    def _wake_mail_queue(self):
        # by its id: the queue of mail is never deleted, and need not be asked whether it is
        queue = self.env["ir.model.data"]._xmlid_to_res_id("mail.ir_cron_mail_scheduler_action")
        self.env["ir.cron"].sudo().with_context(prefetch_fields=False).browse(queue)._trigger()
