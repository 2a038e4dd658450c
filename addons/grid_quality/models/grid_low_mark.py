from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .holding import hold

TOLD_WAYS = [("email", "By e-mail, now"), ("phone", "By phone"), ("person", "In person or on paper")]
#: What the act notes, and nobody writes.
BY_ACT_ONLY = {"state", "told_at", "told_by_id", "mark_id", "due_on"}


class GridLowMark(models.Model):
    """A low mark of an answer: the supervisor of the branch finds out why, and tells the customer what was done.

    There is one for an appeal, whatever the customer marks later. It is closed by the answer to the customer, which
    stands in the history of the appeal.
    """

    _name = "grid.low.mark"
    _description = "Low mark to be looked into"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "due_on, id"
    _rec_name = "ticket_id"

    mark_id = fields.Many2one("grid.appeal.mark", required=True, readonly=True, ondelete="cascade")
    ticket_id = fields.Many2one(related="mark_id.ticket_id", store=True, index=True, string="Appeal")
    branch_id = fields.Many2one(related="mark_id.branch_id", store=True, index=True)
    company_id = fields.Many2one(related="mark_id.company_id", store=True, index=True)
    value = fields.Integer("Value of the mark", related="mark_id.value", aggregator=None)
    words = fields.Text(related="mark_id.words")
    executor_id = fields.Many2one(related="mark_id.executor_id")
    user_id = fields.Many2one("res.users", "Who looks into it", domain=[("share", "=", False)], index="btree_not_null")
    due_on = fields.Date("To be answered by", required=True, readonly=True)
    state = fields.Selection(
        [("open", "To be answered"), ("answered", "Answered")], "Status", required=True, readonly=True, default="open"
    )
    answer = fields.Text("Answer to the customer", help="Why it was so, and what was done.")
    told_way = fields.Selection(TOLD_WAYS, "How the customer is told", default="email")
    told_at = fields.Datetime("Told", readonly=True)
    told_by_id = fields.Many2one("res.users", "Told by", readonly=True)

    _once = models.Constraint("UNIQUE (mark_id)", "The mark is looked into already.")
    _open_idx = models.Index("(due_on, id) WHERE state = 'open'")

    @api.model
    def _open(self, marks):
        """Give each of these marks, where it is low, to the supervisor of its branch; once a mark."""
        new = marks.filtered(lambda mark: mark.value <= mark.company_id.low_mark)
        new -= self.search([("mark_id", "in", new.ids)]).mark_id
        leaders = new.ticket_id._deadline_recipients("supervisor")
        found = self.create(
            [
                {
                    "mark_id": mark.id,
                    "user_id": leaders[mark.ticket_id.id][:1].id,
                    "due_on": mark.company_id._legal_today() + timedelta(mark.company_id.low_mark_days),
                }
                for mark in new
            ]
        )
        for one in found.filtered("user_id"):
            said = one.with_context(lang=one.user_id.lang, mail_activity_quick_update=True)
            said.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=one.due_on,
                user_id=one.user_id.id,
                summary=said.env._("Low mark: %(value)s of 5", value=one.value),
            )
        return found

    def write(self, vals):
        if not self.env.su:
            if BY_ACT_ONLY & vals.keys():
                raise UserError(self.env._("Press “Answer the customer” when the answer is written."))
            self._refuse_answered()
        return super().write(vals)

    def _refuse_answered(self):
        if any(one.state == "answered" for one in self):
            raise UserError(self.env._("The customer has been answered: what was said stays as it is."))

    # ------------------------------------------------------------------
    # The act
    # ------------------------------------------------------------------
    def action_answer(self):
        """Tell the customer, and close the matter; a second click changes nothing.

        :raises UserError: there is no answer yet, or no e-mail to send it to
        """
        self.ensure_one()
        self.check_access("write")
        hold(self)
        if self.state == "answered":
            return True
        if not (self.answer or "").strip():
            raise UserError(self.env._("Write the answer to the customer first."))
        ticket = self.ticket_id.sudo()
        if self.told_way == "email":
            ticket._queue_customer_mails([self.sudo()._letter(ticket)])
        else:
            way = dict(self._fields["told_way"]._description_selection(self.env))[self.told_way]
            ticket._log_act(self.env._("Answer on the mark, %(way)s: %(answer)s", way=way.lower(), answer=self.answer))
        self.sudo().write({"state": "answered", "told_at": fields.Datetime.now(), "told_by_id": self.env.uid})
        self.sudo().activity_ids.action_feedback()
        return True

    def _letter(self, ticket):
        """Return the letter to the customer, as letters of appeals are queued and kept."""
        address = ticket._answer_email()
        if not address:
            raise UserError(
                self.env._("The appeal has no e-mail. Tell the customer by phone or in person, and choose that way.")
            )
        reader = ticket.with_context(lang=ticket._letter_lang())
        values = {
            **reader._mail_values(),
            "lead": reader.env._("On your mark of the answer to appeal No. %(number)s", number=ticket.number),
            "lines": self.answer.splitlines(),
        }
        return {
            "ticket": ticket,
            "email_to": address,
            "subject": values["lead"],
            "body": reader.env["ir.qweb"]._render("grid_quality.mail_low_mark", values),
            "log": self.env._("Answer on the mark: %(email)s. %(answer)s", email=address, answer=self.answer),
        }
