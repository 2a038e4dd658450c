from odoo import api, models

from odoo.addons.mail.tools.discuss import Store

from .ir_attachment_papers import without_keys


class MailMessage(models.Model):
    """The history shows and passes on files to those only who may open them."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        pictured = [position for position, vals in enumerate(vals_list) if "<img" in (vals.get("body") or "")]
        messages = super().create(vals_list)
        if not self.env.su and (closed := messages.sudo().attachment_ids.with_env(self.env)._closed_papers()):
            raise closed._closed_error()
        self.browse(messages[position].id for position in pictured).sudo()._take_keys_out()
        return messages

    def _read_format(self, fnames, load="_classic_read"):
        """Leave closed files out: Odoo reads messages as the system."""
        rows = super()._read_format(fnames, load)
        if "attachment_ids" in fnames and not self.env.su:
            files = self.env["ir.attachment"].browse({id_ for row in rows for id_ in row["attachment_ids"]})
            closed = set(files._closed_papers().ids)
            for row in rows:
                row["attachment_ids"] = [id_ for id_ in row["attachment_ids"] if id_ not in closed]
        return rows

    def _take_keys_out(self):
        """Take out the keys that Odoo writes into notes for their pictures, where files are not for all."""
        for message in self.filtered(lambda one: one.model and "access_token=" in (one.body or "")):
            if message.model in self.env and not self.env[message.model]._files_open:
                message.body = without_keys(message.body)

    def _to_store_defaults(self, target):
        shown = super()._to_store_defaults(target)
        for attribute in shown:
            if isinstance(attribute, Store.Many) and attribute.field_name == "attachment_ids":
                attribute.value = self._open_attachments
        return shown

    @api.model
    def _open_attachments(self, message):
        files = message.sudo().attachment_ids
        return files - files._closed_papers()


class MailMail(models.Model):
    """A letter to the staff brings its reader no file that he may not open."""

    _inherit = "mail.mail"

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        letters = super()._prepare_outgoing_list(mail_server, doc_to_followers)
        for letter in letters if self.attachment_ids else ():
            users = letter["partner_id"] and letter["partner_id"].sudo().user_ids
            if any(self.attachment_ids.with_user(user)._closed_papers() for user in users or ()):
                letter.update(
                    attachments=[],
                    body=without_keys(letter["body"]),
                    body_alternative=without_keys(letter["body_alternative"]),
                )
        return letters
