from odoo import models


class MailComposeMessage(models.TransientModel):
    """A list of appeals is no mailing list: each applicant is written to by a letter with a number."""

    _inherit = "mail.compose.message"

    def _action_send_mail_mass_mail(self, res_ids, auto_commit=False):
        if self.model == "helpdesk.ticket" and not self.env.su:
            raise self.env["helpdesk.ticket"]._only_by_letter()
        return super()._action_send_mail_mass_mail(res_ids, auto_commit=auto_commit)
