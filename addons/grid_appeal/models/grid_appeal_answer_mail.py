from odoo import models


class GridAppealAnswer(models.Model):
    """The way of an answer by e-mail."""

    _inherit = "grid.appeal.answer"

    def action_retry_mail(self):
        """Put a failed e-mail back into the queue; the letter stays the one that was signed."""
        self.check_access("write")
        self.sudo().mail_id.filtered(lambda mail: mail.state == "exception").mark_outgoing()
        self.ticket_id._wake_mail_queue()
        return True

    def _create_mail(self, letter, number, date):
        """Queue the letter; the SMTP server being down only delays it."""
        address = self.ticket_id._answer_email()
        if self.delivery not in ("email", "portal") or not address:
            return self.env["mail.mail"]
        answer = self.with_context(lang=self.ticket_id._letter_lang())
        subject = answer.env._("Answer to appeal No. %(number)s", number=self.ticket_id.number)
        return self.ticket_id._queue_customer_mails(
            [
                {
                    "ticket": self.ticket_id,
                    "email_to": address,
                    "subject": subject,
                    "body": answer._mail_body(number, date),
                    "attachments": letter,
                    "log": self.env._("Answer No. %(number)s: %(email)s", number=number, email=address),
                }
            ]
        )

    def _mail_body(self, number, date):
        ticket, letter = self.ticket_id, self.env["grid.appeal.letter"]
        lead = self.env._(
            "The answer to your appeal No. %(appeal)s is below and in the attached letter No. %(number)s of %(date)s.",
            appeal=ticket.number,
            number=number,
            date=ticket._letter_date(date),
        )
        return self.env["ir.qweb"]._render(
            "grid_appeal.mail_answer",
            {
                **ticket._mail_values(),
                "lead": lead,
                "answer": letter._clean_body(self, pictures=False),
                "further": letter._further(ticket),
            },
        )
