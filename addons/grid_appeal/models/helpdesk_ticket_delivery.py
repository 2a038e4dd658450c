from odoo import models

from ..letters import DELAYED, DELIVERED, FAILED, READ


class HelpdeskTicket(models.Model):
    """What became of the letters to the customer, as mail servers report it afterwards."""

    _inherit = "helpdesk.ticket"

    def _mail_reported(self, mail, report):
        """Note what a mail server says of a letter of ours; a letter that failed needs another way."""
        self.ensure_one()
        self._log_act(self._delivery_words(mail, report))
        if report.action == FAILED:
            self._mail_failed(mail, report)

    def _mail_failed(self, mail, report):
        """Mark a letter as not delivered and have a person look for another way to the customer."""
        mail.write({"state": "exception", "failure_type": "unknown", "failure_reason": report.reason})
        if person := self._responsible():
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=person.id,
                summary=self.env._("Not delivered: “%(subject)s”", subject=mail.subject),
                note=self._delivery_words(mail, report),
            )

    def _responsible(self):
        """Return who looks after the appeal: its handler or whoever stands in for him, else a supervisor; or nobody."""
        people = self._deadline_recipients("executor")[self.id] or self._deadline_recipients("supervisor")[self.id]
        return people[:1]

    def _delivery_words(self, mail, report):
        values = {
            "subject": mail.subject,
            "address": report.recipient or mail.email_to,
            "reason": report.reason or self.env._("the mail server gives no reason"),
        }
        words = {
            FAILED: self.env._(
                "The letter “%(subject)s” has not been delivered to %(address)s: %(reason)s. "
                "Correct the address, or choose another way to tell the customer.",
                **values,
            ),
            DELAYED: self.env._(
                "The letter “%(subject)s” has not reached %(address)s yet: %(reason)s. The mail servers keep trying.",
                **values,
            ),
            DELIVERED: self.env._("The letter “%(subject)s” has been delivered to %(address)s.", **values),
            READ: self.env._("The letter “%(subject)s” has been opened by its reader at %(address)s.", **values),
        }
        unclear = self.env._(
            "A mail server reports on the letter “%(subject)s” to %(address)s. "
            "A supervisor finds the report in “Incoming letters”.",
            **values,
        )
        return words.get(report.action, unclear)
