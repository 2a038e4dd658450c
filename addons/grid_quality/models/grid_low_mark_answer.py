from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .holding import hold


class GridLowMark(models.Model):
    """A low mark is closed by the answer to the customer, which stays in the history."""

    _inherit = "grid.low.mark"

    def action_answer(self):
        """Tell the customer, and close the matter; a second click changes nothing.

        Of an anonymous sheet, or a visitor whom nobody knows, nobody is told: what was done is noted.

        :raises UserError: there is no answer yet, or no e-mail to send it to
        """
        self.ensure_one()
        self.check_access("write")
        hold(self)
        if self.state == "answered":
            return True
        if not (self.answer or "").strip():
            raise UserError(self._said_lacking())
        self.sudo()._tell()
        self.sudo().write({"state": "answered", "told_at": fields.Datetime.now(), "told_by_id": self.env.uid})
        self.sudo().activity_ids.action_feedback()
        return True

    def _said_lacking(self):
        if self.is_anonymous:
            return self.env._("Write what was found and done first.")
        return self.env._("Write the answer to the customer first.")

    def _tell(self):
        way = dict(self._fields["told_way"]._description_selection(self.env)).get(self.told_way, "")
        if self.is_anonymous:
            self._message_log(body=Markup("<p>%s</p>") % self.env._("What was done: %(answer)s", answer=self.answer))
        elif self.told_way == "email":
            self._tell_by_email()
        else:
            said = self.env._("Answer on the mark, %(way)s: %(answer)s", way=way.lower(), answer=self.answer)
            if self.ticket_id:
                self.ticket_id._log_act(said)
            else:
                self._message_log(body=Markup("<p>%s</p>") % said)

    def _tell_by_email(self):
        """Queue the letter to the customer: of an appeal it is kept there, else here."""
        address = self.ticket_id._answer_email() if self.ticket_id else self.partner_id.email_normalized
        if not address:
            raise UserError(
                self.env._("There is no e-mail. Tell the customer by phone or in person, and choose that way.")
            )
        log = self.env._("Answer on the mark: %(email)s. %(answer)s", email=address, answer=self.answer)
        if self.ticket_id:
            self.ticket_id._queue_customer_mails(
                [{"ticket": self.ticket_id, "email_to": address, "log": log, **self._letter()}]
            )
            return
        letter = self._letter()
        self.env["mail.mail"].create(
            {
                "model": self._name,
                "res_id": self.id,
                "subject": letter["subject"],
                "body": Markup("<p>%s</p>") % log,
                "body_html": letter["body"],
                "author_id": self.env.user.partner_id.id,
                "email_from": self.branch_id.email or self.company_id.email_formatted,
                "email_to": address,
                "auto_delete": False,
                "is_notification": False,
                "record_company_id": self.company_id.id,
            }
        )
        self.env["helpdesk.ticket"]._wake_mail_queue()

    def _letter(self):
        """Return subject and body of the letter, in the language of the customer."""
        if self.ticket_id:
            reader = self.ticket_id.with_context(lang=self.ticket_id._letter_lang())
            frame = reader._mail_values()
            lead = reader.env._("On your mark of the answer to appeal No. %(number)s", number=reader.number)
        else:
            reader = self.with_context(lang=self.partner_id.lang or self.company_id.partner_id.lang)
            branch, company = reader.branch_id, reader.company_id
            frame = {
                "company": company,
                "branch": branch,
                "phone": branch.phone or company.phone,
                # neither a visit nor a survey has a page to go on with: what is still wrong is a matter for an appeal
                "status_url": f"{self.env['helpdesk.ticket']._site_url(company.id)}/appeal",
                "status_label": reader.env._("Write to us"),
            }
            lead = reader._lead()
        values = {**frame, "lead": lead, "lines": self.answer.splitlines()}
        return {"subject": lead, "body": reader.env["ir.qweb"]._render("grid_quality.mail_low_mark", values)}

    def _lead(self):
        """Return what the letter is about: the visit, or the survey."""
        if visit := self.visit_id:
            return self.env._("On your mark of the visit on %(day)s", day=format_date(self.env, visit.day))
        return self.env._("On your answers to the survey “%(survey)s”", survey=self.campaign_id.survey_id.title)
