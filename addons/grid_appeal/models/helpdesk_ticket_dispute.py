from odoo import api, fields, models
from odoo.exceptions import UserError

#: How an appeal has ended when its applicant was told something that can be disputed.
DISPUTABLE = ("answered", "closed", "refused")


class HelpdeskTicket(models.Model):
    """An appeal that disputes how another one was answered: nobody who answered that one decides on it."""

    _inherit = "helpdesk.ticket"

    is_dispute = fields.Boolean(
        "Disputes the answer",
        readonly=True,
        copy=False,
        help="The applicant does not agree with the answer to the previous appeal.",
    )

    may_dispute = fields.Boolean("A dispute can be registered", compute="_compute_may_dispute")

    _one_dispute = models.UniqueIndex("(previous_id) WHERE is_dispute", "The answer is disputed already.")

    @api.depends("state", "next_ids.is_dispute")
    @api.depends_context("uid")
    def _compute_may_dispute(self):
        is_actor = self._is_actor("reopen")
        for ticket in self:
            ticket.may_dispute = is_actor and ticket.state in DISPUTABLE and not ticket._disputed_by()

    @api.constrains("is_dispute", "previous_id")
    def _check_dispute(self):
        for ticket in self:
            if ticket.is_dispute and ticket.previous_id.state not in DISPUTABLE:
                raise UserError(ticket.previous_id._refusal("dispute"))

    def _refusal(self, act):
        if act != "dispute":
            return super()._refusal(act)
        return self.env._(
            "The appeal %(appeal)s has no answer of ours that could be disputed. While it is considered, add to it; "
            "when it has ended otherwise, file a new one.",
            appeal=self.display_name,
        )

    def _disputed_by(self):
        """Return the appeal in which the applicant disputes the answer to this one."""
        return self.next_ids.filtered("is_dispute")

    def _check_disputable(self):
        """Refuse whoever may not register a dispute of this answer, and a second one."""
        self._begin("reopen")
        if dispute := self._disputed_by():
            raise UserError(
                self.env._(
                    "The answer to the appeal %(appeal)s is disputed already: No. %(number)s. Add to that one.",
                    appeal=self.display_name,
                    number=dispute.number,
                )
            )
        if self.state not in DISPUTABLE:
            raise UserError(self._refusal("dispute"))

    def action_dispute(self):
        """Ask for what the applicant does not agree with."""
        self.ensure_one()
        self._check_disputable()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("The applicant does not agree with the answer"),
            "res_model": "grid.appeal.dispute",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_ticket_id": self.id},
        }

    def _barred(self):
        """Whoever gave the disputed answer, and whoever was barred from giving it, does not judge it either."""
        barred = super()._barred()
        if disputed := self.filtered("is_dispute").previous_id:
            barred |= disputed._answerers() | disputed._barred()
        return barred

    def _passed_over(self):
        """Whoever approved the disputed answer judges it only where a supervisor finds nobody else for it."""
        approvers = self.filtered("is_dispute").previous_id.answer_ids._approvers()
        return super()._passed_over() | approvers

    def _answerers(self):
        """Return the users who answered these appeals: the executors of what was sent, and the handlers."""
        letters = self.sudo()
        refusals = letters.notice_ids.filtered(lambda notice: notice.kind == "refusal")
        executors = [
            sent.filtered(lambda one: one.state == "sent").executor_id for sent in (letters.answer_ids, refusals)
        ]
        return executors[0] | executors[1] | letters.user_id

    def _dispute(self, text, files, **values):
        """Register that the applicant disputes the answer; return the appeal, which is the same at a second time.

        :param text: what the applicant does not agree with, in plain text
        :param files: `[(name, bytes)]`
        :param values: more of the new appeal, its channel
        """
        self.ensure_one()
        self._begin("reopen")  # held until the end: a second click waits for the first
        if dispute := self._disputed_by():
            return dispute
        name = self.env._("I do not agree with the answer to No. %(number)s", number=self.number)
        vals = {
            **self._repeat_vals(),
            "name": name,
            "kind": "complaint",
            "is_dispute": True,
            "complained_of_id": self._answerers()[:1].id,
            "description": self._form_paragraphs(text),
            **values,
        }
        dispute = self.with_context(lang=self.company_id.partner_id.lang).create(vals)
        dispute._keep_papers(files)
        dispute.action_register()
        dispute._give_to_another()
        self._log_act(self.env._("The applicant disputes the answer: %(number)s.", number=dispute.number))
        return dispute

    def _give_to_another(self):
        """Give a dispute to whoever of its team may judge it; when nobody may, its supervisors name somebody."""
        if not self.user_id and not self._assign():
            people = self._deadline_recipients("supervisor")[self.id] - self._barred()
            for person in people:
                summary = self.env._("An answer is disputed: name somebody else to consider it")
                self.activity_schedule("mail.mail_activity_data_todo", user_id=person.id, summary=summary)
