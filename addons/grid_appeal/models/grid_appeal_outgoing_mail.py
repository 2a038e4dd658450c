from odoo import models


class GridAppealOutgoing(models.AbstractModel):
    """The way of a letter by e-mail."""

    _inherit = "grid.appeal.outgoing"

    def action_retry_mail(self):
        """Put a failed e-mail back into the queue; the letter stays the one that was signed."""
        self.check_access("write")
        self.sudo().mail_id.filtered(lambda mail: mail.state == "exception").mark_outgoing()
        self.ticket_id._wake_mail_queue()
        return True

    def _create_mail(self, letter, number, date):
        """Queue the letter; the SMTP server being down only delays it."""
        address = self._email()
        if self.delivery not in ("email", "portal") or not address:
            return self.env["mail.mail"]
        reader = self._in_letter_lang()
        return self.ticket_id._queue_customer_mails(
            [
                {
                    "ticket": self.ticket_id,
                    "email_to": address,
                    "subject": reader._letter_title(),
                    "body": reader._mail_body(number, date),
                    "attachments": letter + self._enclosures(),
                    "log": self.env._(
                        "%(letter)s No. %(number)s: %(email)s",
                        letter=self._letter_kind(),
                        number=number,
                        email=address,
                    ),
                }
            ]
        )

    def _enclosures(self):
        """Return the files that travel with the letter."""
        return self.env["ir.attachment"]

    def _mail_body(self, number, date):
        return self.env["ir.qweb"]._render(
            "grid_appeal.mail_answer",
            {
                **self.ticket_id._mail_values(),
                "status_url": self._status_url(),
                "lead": self._mail_lead(number, date),
                "answer": self.env["grid.appeal.letter"]._clean_body(self, pictures=False),
                "further": self._letter_parts()["further"],
                "mark_url": self._mark_url(),
            },
        )

    def _status_url(self):
        """Return where the reader sees how the appeal goes on; empty for one to whom that page opens nothing."""
        return self.ticket_id._status_url()

    def _mark_url(self):
        """Return where the reader says what he thinks of the answer; for an addon that has such a page."""
        return ""

    def _mail_lead(self, number, date):
        return self.env._(
            "On your appeal No. %(appeal)s: %(letter)s. The text is below and in the attached letter No. %(number)s "
            "of %(date)s.",
            appeal=self.ticket_id.number,
            letter=self._letter_kind().lower(),
            number=number,
            date=self.ticket_id._letter_date(date),
        )
