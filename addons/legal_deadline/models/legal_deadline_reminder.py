from collections import defaultdict
from functools import partial

from markupsafe import Markup

from odoo import api, fields, models
from odoo.service.model import retrying

from .legal_deadline import MOVING
from .legal_deadline_notice import LEVELS

BATCH = 500
LADDER = [level for level, _label in LEVELS]


class LegalDeadlineMixin(models.AbstractModel):
    _inherit = "legal.deadline.mixin"

    def _deadline_recipients(self, level):
        """Return `{id of a record: users}` to be told of its deadlines on a level of the ladder.

        The batch is asked at once. A record left out has nobody on the level: the next one is told.
        """
        name = self._deadline_user_field
        return {record.id: record[name] for record in self} if name and level == "executor" else {}


class LegalDeadline(models.Model):
    """Warns before a date and after it: the executor, the supervisor, the head, once each."""

    _inherit = "legal.deadline"

    notice_ids = fields.One2many("legal.deadline.notice", "deadline_id", "Warnings")

    @api.model
    def _cron_remind(self):
        """Give every warning that is due, in batches that are kept or lost whole.

        A batch interrupted is given anew the next time; one that met another run of the same job
        is repeated at once, and finds what is left.
        """
        for level in LADDER:
            while retrying(partial(self._remind_and_commit, level), self.env):
                pass

    @api.model
    def _remind_and_commit(self, level):
        """Commit one batch; return whether there may be another one and the time for it."""
        told = self._remind(level)
        left = self.env["ir.cron"]._commit_progress(told)
        return told and left

    @api.model
    def _remind(self, level):
        """Write the notices of one batch and send the messages; return the number of promises."""
        notices = self.env["legal.deadline.notice"].sudo()._write_due(level, BATCH)
        promises = notices.deadline_id.sorted(lambda one: (one.due_at, one.id))
        recipients = promises._recipients(level)
        for users, part in notices.grouped(lambda notice: recipients[notice.deadline_id]).items():
            part.with_context(deadline_act=MOVING).user_ids = users
        told = defaultdict(self.sudo().browse)
        for promise in promises:
            for user in recipients[promise]:
                told[user] += promise
        for user, theirs in told.items():
            theirs.with_context(lang=user.lang)._tell(user, level)
        return len(notices)

    def _recipients(self, level):
        """Return `{promise: users}`; where a level has nobody, the next one up is told in its place.

        Archived users and those of the portal are never told.
        """
        found = dict.fromkeys(self, self.env["res.users"])
        for rung in LADDER[LADDER.index(level) :]:
            missing = self.filtered(lambda promise: not found[promise])
            for model, records in missing._records_by_model().items():
                users = records._deadline_recipients(rung)
                for promise in missing.filtered(lambda one, model=model: one.res_model == model):
                    found[promise] = users.get(promise.res_id, self.env["res.users"])._at_work()
        return found

    def _tell(self, user, level):
        """Send one message that lists the promises, by mail or to the inbox as the user prefers."""
        subject, lead = self._reminder_words(level)
        lines = Markup("").join(promise._reminder_line(level) for promise in self)
        self.env["mail.thread"].message_notify(
            partner_ids=user.partner_id.ids,
            subject=subject,
            body=Markup("<p>%s</p><ul>%s</ul>") % (lead, lines),
            force_send=False,
        )

    def _reminder_words(self, level):
        count = len(self)
        return {
            "executor": (
                self.env._("Deadlines draw near: %(count)s", count=count),
                self.env._(
                    "These deadlines end soon. Keep them, or extend them before the date where the law allows it."
                ),
            ),
            "supervisor": (
                self.env._("Deadlines at risk: %(count)s", count=count),
                self.env._("Half of the time since the warning is gone, and these deadlines are not kept yet."),
            ),
            "head": (
                self.env._("Deadlines missed: %(count)s", count=count),
                self.env._("These deadlines have passed and are not kept yet."),
            ),
        }[level]

    def _reminder_line(self, level):
        values = {
            "rule": self.rule_id.name,
            "due": self._said(self.due_at),
            "user": self.user_id.name,
        }
        if level == "executor" or not self.user_id:
            said = self.env._("%(rule)s, due %(due)s", **values)
        else:
            said = self.env._("%(rule)s, due %(due)s, %(user)s", **values)
        link = f"{self.get_base_url()}/mail/view?model={self.res_model}&res_id={self.res_id}"
        return Markup('<li><a href="%s">%s</a>: %s</li>') % (link, self.record_name, said)
