from collections import defaultdict
from functools import partial

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import retrying

BATCH = 500


class LegalInnerTerm(models.Model):
    """Reminds the co-executor a day before the inner date, and him and who set it once it has passed."""

    _inherit = "legal.inner.term"

    reminded = fields.Selection(
        [("soon", "Of the date that draws near"), ("late", "Of the date that has passed")], readonly=True, copy=False
    )

    _open_due_idx = models.Index("(due_at, id) WHERE done_at IS NULL")

    @api.model
    def _remind_and_commit(self, level):
        """Commit one batch; return whether there may be another one and the time for it."""
        terms = self.sudo().search(self._domain_to_remind(level), limit=BATCH, order="due_at, id")
        terms.reminded = level
        told = defaultdict(self.sudo().browse)
        for term in terms:
            for user in term._reminded_users(level)._at_work():
                told[user] += term
        for user, theirs in told.items():
            theirs.with_context(lang=user.lang)._tell(user, level)
        left = self.env["ir.cron"]._commit_progress(len(terms))
        return terms and left

    @api.model
    def _domain_to_remind(self, level):
        if level == "late":
            return self._domain_of_state("overdue") & Domain("reminded", "!=", "late")
        return self._domain_of_state("due_soon") & Domain("reminded", "=", False)

    def _reminded_users(self, level):
        return self.user_id | self.create_uid if level == "late" else self.user_id

    def _tell(self, user, level):
        """Send one message that lists the terms, by mail or to the inbox as the user prefers."""
        subject = {
            "soon": self.env._("Inner terms draw near: %(count)s", count=len(self)),
            "late": self.env._("Inner terms missed: %(count)s", count=len(self)),
        }[level]
        self._notify_of_terms(user, subject)

    def _notify_of_terms(self, user, subject):
        self.env["mail.thread"].message_notify(
            partner_ids=user.partner_id.ids,
            subject=subject,
            body=Markup("<ul>%s</ul>") % Markup("").join(term._reminder_line() for term in self),
            force_send=False,
        )

    def _reminder_line(self):
        promise = self.deadline_id
        link = f"{self.get_base_url()}/mail/view?model={promise.res_model}&res_id={promise.res_id}"
        said = self.env._(
            "%(name)s, by %(due)s, %(user)s", name=self.name, due=promise._said(self.due_at), user=self.user_id.name
        )
        return Markup('<li><a href="%s">%s</a>: %s</li>') % (link, promise.record_name, said)


class LegalDeadline(models.Model):
    _inherit = "legal.deadline"

    @api.model
    def _cron_remind(self):
        """Remind of inner terms, too, by the same job."""
        result = super()._cron_remind()
        for level in ("soon", "late"):
            while retrying(partial(self.env["legal.inner.term"]._remind_and_commit, level), self.env):
                pass
        return result
