from odoo import models

APPEAL = "helpdesk.ticket"


class GridIntake(models.Model):
    """Bounces and notices on the letters that we sent."""

    _inherit = "grid.intake"

    def _step_report(self, letter):
        """Say on the appeal what a mail server reports of a letter that left from it."""
        if not letter.report:
            return None
        mail = self._mail_reported_on(letter.report)
        if not mail:
            return None
        appeal = self.env[APPEAL].browse(mail.res_id).with_context(lang=self._lang())
        appeal._mail_reported(mail, letter.report)
        return {"state": "attached", "reason": "bounce", "ticket_id": appeal.id}

    def _mail_reported_on(self, report):
        """The letter to a customer that a report names, if an appeal of this company sent it."""
        mails = self.env["mail.mail"].search(
            [("message_id", "in", report.letters), ("model", "=", APPEAL), ("is_notification", "=", False)],
            order="id desc",
        )
        appeals = self.env[APPEAL].browse(mails.mapped("res_id")).exists()
        ours = appeals.filtered(lambda appeal: appeal.company_id == self.company_id)
        return mails.filtered(lambda mail: mail.res_id in ours.ids)[:1]
