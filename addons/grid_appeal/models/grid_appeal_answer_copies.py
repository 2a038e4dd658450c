from markupsafe import Markup, escape

from odoo import fields, models
from odoo.tools import email_normalize


class GridAppealAnswer(models.Model):
    """The answer to a collective appeal leaves for all of its applicants at once."""

    _inherit = "grid.appeal.answer"

    copy_ids = fields.One2many("grid.answer.copy", "answer_id", "Sent to the other applicants")

    def _readers(self):
        """Return the applicants who get a letter of their own."""
        ticket = self.ticket_id
        return ticket.coapplicant_ids.browse() if ticket.answers_to_applicant_only else ticket.coapplicant_ids

    def _reader(self):
        """Return the applicant a copy is made for; a number sent over the API is none."""
        reader = self.env.context.get("reader")
        return reader if isinstance(reader, models.BaseModel) else None

    # --- who is addressed
    def _addressee(self):
        reader = self._reader()
        return (self.env["res.partner"], reader.name) if reader else super()._addressee()

    def _address_lines(self):
        reader = self._reader()
        return reader._address_lines() if reader else super()._address_lines()

    def _email(self):
        reader = self._reader()
        return email_normalize(reader.email or "") if reader else super()._email()

    def _status_url(self):
        # a code to the page goes to the applicant, and the account is the applicant's
        return "" if self._reader() else super()._status_url()

    def _body_to_read(self):
        """Greet the reader of a copy by his own name; a greeting written by hand stays."""
        reader, body = self._reader(), super()._body_to_read()
        if not reader or not body:
            return body
        ticket = self._in_letter_lang().ticket_id
        own = escape(ticket._salutation_to(reader.partner_id, reader.name))
        return Markup(body).replace(escape(ticket._salutation()), own, 1)

    # --- sending
    def _missing_of_delivery(self):
        unreachable = self._readers().filtered(lambda person: not person._way())
        return [
            *super()._missing_of_delivery(),
            *(
                self.env._(
                    "%(person)s, one of the applicants, has neither an e-mail nor a postal address: "
                    "add one on the page “Applicants”.",
                    person=person.name,
                )
                for person in unreachable
            ),
        ]

    def _leave(self, now, number, date, pdf):
        result = super()._leave(now, number, date, pdf)
        self._send_copies(number, date)
        return result

    def _send_copies(self, number, date):
        """Print and send a letter for each of the other applicants, in batches."""
        readers = self._readers()
        if not readers:
            return
        attachments = self._print_copies(readers, number, date)
        mail_of = self._mail_copies(readers, attachments, number, date)
        self.env["grid.answer.copy"].sudo().create(
            [
                {
                    "answer_id": self.id,
                    "coapplicant_id": reader.id,
                    "delivery": reader._way(),
                    "letter_id": letter.id,
                    "mail_id": mail_of.get(reader.id),
                }
                for reader, letter in zip(readers, attachments, strict=True)
            ]
        )
        self.ticket_id._log_act(
            self.env._(
                "Answer No. %(number)s goes to the other applicants too: %(people)s.",
                number=number,
                people=", ".join(readers.mapped("name")),
            )
        )

    def _print_copies(self, readers, number, date):
        """Return the letter of each reader, printed together and kept as files."""
        letters = self.env["grid.appeal.letter"]
        sheets = [
            letters.with_context(reader=reader)._outgoing_sheet(self.with_context(reader=reader), number, date)
            for reader in readers
        ]
        attachments = self.env["ir.attachment"].sudo()
        for pdf in letters._print_many(sheets):
            attachments += self._create_letter(number, pdf)
        return attachments

    def _mail_copies(self, readers, attachments, number, date):
        """Queue the letters of those who are written to by e-mail; return {reader id: e-mail id}."""
        queued = [
            (reader, letter, self.with_context(reader=reader))
            for reader, letter in zip(readers, attachments, strict=True)
            if reader._way() == "email"
        ]
        mails = self.ticket_id._queue_customer_mails(
            [answer._mail_of_copy(answer._email(), letter, number, date) for _reader, letter, answer in queued]
        )
        return {reader.id: mail.id for (reader, _letter, _answer), mail in zip(queued, mails, strict=True)}

    def _mail_of_copy(self, address, letter, number, date):
        reader = self._in_letter_lang()
        return {
            "ticket": self.ticket_id,
            "email_to": address,
            "subject": reader._letter_title(),
            "body": reader._mail_body(number, date),
            "attachments": letter,
            "log": self.env._("Answer No. %(number)s: %(email)s", number=number, email=address),
        }
