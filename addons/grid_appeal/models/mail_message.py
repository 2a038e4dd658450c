from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import email_normalize

# Long enough to mend a slip of the pen, too short to change what others have read and acted upon.
FRESH = timedelta(minutes=10)
# What a reader marks for himself; it changes nothing of what was said.
MARKS = {"starred_partner_ids", "notification_ids", "pinned_at"}
# What the author may change of a fresh note: his words, never whose they are or when they were said.
OWN_WORDS = {"body", "subject", "attachment_ids"}
# What a person says; letters and automatic replies are written down by the product alone.
SAID_BY_PEOPLE = {"comment", "notification", "user_notification"}
# The clocks of what calls and of what writes are the same; a long act lies between them.
NOW = timedelta(minutes=5)


class MailMessage(models.Model):
    """The history of appeals is evidence: it grows and is not rewritten."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        if not self.env.su:
            messages._refuse_other_names()
        return messages

    def _refuse_other_names(self):
        """Refuse to write as somebody else, at another time, or of what did not happen; the product may (sudo)."""
        for message in self.sudo().filtered(lambda message: message._is_of_appeals()):
            if not message._is_in_own_name():
                raise AccessError(
                    self.env._(
                        "In the history of an appeal you write in your own name and as of now: no other author, "
                        "address or moment can be given, and no letter or change that there was not."
                    )
                )

    def _is_in_own_name(self):
        own = self.env.user.partner_id
        addresses = {own.email_formatted, email_normalize(own.email)}
        return (
            self.author_id in (own, own.browse())
            and (not self.email_from or {self.email_from, email_normalize(self.email_from)} & addresses)
            and self.message_type in SAID_BY_PEOPLE
            and abs(self.date - fields.Datetime.now()) < NOW
            and not self.tracking_value_ids
        )

    def write(self, vals):
        if changed := vals.keys() - MARKS:
            self._refuse_rewriting(changed)
        return super().write(vals)

    def unlink(self):
        self.check_access("unlink")
        self._refuse_rewriting()
        return super().unlink()

    def _refuse_rewriting(self, names=OWN_WORDS):
        """Refuse to change the history of appeals, but for a fresh note of one's own."""
        if not self.env.su:
            self._refuse_kept(names)

    def _refuse_kept(self, names=OWN_WORDS):
        for message in self.sudo().filtered(lambda message: message._is_of_appeals()):
            if names - OWN_WORDS or not message._is_fresh_note():
                raise UserError(
                    self.env._(
                        "The history of appeals is kept as it was written: only an own note may be corrected, "
                        "within %(minutes)s minutes. Write a new note on what is wrong.",
                        minutes=int(FRESH.total_seconds() // 60),
                    )
                )

    def _is_of_appeals(self):
        return self.model == "helpdesk.ticket" or (self.model or "").startswith("grid.appeal.")

    def _is_fresh_note(self):
        own = self.message_type == "comment" and self.author_id == self.env.user.partner_id
        return own and self.create_date > fields.Datetime.now() - FRESH


class MailTrackingValue(models.Model):
    """What changed from what to what is part of the same history."""

    _inherit = "mail.tracking.value"

    def write(self, vals):
        self.mail_message_id._refuse_rewriting(vals.keys())
        return super().write(vals)

    def unlink(self):
        self.mail_message_id._refuse_rewriting()
        return super().unlink()


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _check_can_update_message_content(self, messages):
        """The chatter edits as the system: who asks for it is asked here."""
        if not self.env.su:
            messages._refuse_kept()
        return super()._check_can_update_message_content(messages)
