from odoo import api, models

from odoo.addons.legal_deadline.models.bulk import insert_all


class MailMail(models.Model):
    _inherit = "mail.mail"

    @api.model
    def _queue(self, letters):
        """Queue letters about records of one model, with the same values given of each; two statements do it.

        The base goes through a hundred inverse fields for each letter, and a plain one fills none of them. A batch
        with files goes its way.
        """
        if any(letter["attachment_ids"] for letter in letters):
            return self.create(letters)
        given = letters[0].keys() - {"attachment_ids"}
        said = {name for name in given if self._fields[name].inherited}
        message = self.env["mail.message"].with_context(default_message_type="email_outgoing")
        of_messages, of_mails = map(self._column_defaults, (message, self))
        messages = insert_all(
            message,
            [
                {**of_messages, **{name: letter[name] for name in said}, "message_id": message._get_message_id(letter)}
                for letter in letters
            ],
        )
        mails = insert_all(
            self,
            [
                {**of_mails, **{name: letter[name] for name in given - said}, "mail_message_id": made.id}
                for made, letter in zip(messages, letters, strict=True)
            ],
        )
        messages.invalidate_recordset(["mail_ids"], flush=False)
        written_to = self.env[letters[0]["model"]].browse(letter["res_id"] for letter in letters)
        written_to.invalidate_recordset(["message_ids", "message_needaction", "message_needaction_counter"])
        return mails

    @api.model
    def _column_defaults(self, model):
        return model.default_get([name for name, field in model._fields.items() if field.store and field.column_type])
