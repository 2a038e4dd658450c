from odoo import fields, models
from odoo.tools import email_normalize

from .. import texting


class ResPartner(models.Model):
    _inherit = "res.partner"

    notice_way = fields.Selection(
        selection_add=[("sms", "By SMS, e-mail and in the personal account")], ondelete={"sms": "set default"}
    )

    def _takes_sms(self):
        """Whether an SMS reaches this customer now: a mobile telephone, and a provider."""
        self.ensure_one()
        phone = (self.sudo().phone_sanitized or "").partition(" ")[0]
        company = self.sudo().company_id or self.env.company
        return texting.takes_sms(phone) and bool(self.env["grid.sms.provider"]._of_company(company))


class HelpdeskTicket(models.Model):
    """Receipts and news of appeals by SMS too, for customers who chose so: what it is, and where it is read."""

    _inherit = "helpdesk.ticket"

    def _send_receipt(self):
        written = super()._send_receipt()
        for ticket in self - written:
            words = ticket.env._("Appeal No. %(number)s is registered", number=ticket.number)
            ticket._text_customer(words)
        return written

    def _queue_customer_mails(self, mails):
        """Text what is written, to the customer alone; letters to others go as they are."""
        queued = super()._queue_customer_mails(mails)
        for mail in mails:
            ticket = mail["ticket"]
            if email_normalize(mail["email_to"]) == email_normalize(ticket.partner_id.sudo().email or ""):
                ticket._text_customer(mail["subject"])
        return queued

    def _text_customer(self, words):
        """Queue an SMS with a link to the state; words that do not fit are cut."""
        customer = self.partner_id.sudo()
        if customer.notice_way != "sms" or not customer._takes_sms():
            return
        link = self._status_url()
        room = texting.LIMIT - len(link) - len(". ")
        said = words if len(words) <= room else f"{words[: max(room - 1, 0)]}…"
        sms = self.env["grid.sms"].sudo().with_company(self.company_id)
        text = f"{said}. {link}" if room > len("№ ") else words[: texting.LIMIT]
        sms._queue(
            customer.phone_sanitized, text, partner_id=customer.id, ticket_id=self.id, branch_id=self.branch_id.id
        )
