from odoo import fields, models

from odoo.addons.grid_appeal.appeals.life import ENDED_STATES, OPEN_STATES

# how the page calls what staff see in green, yellow and red
NEAR = {"running": "in_time", "due_soon": "near", "overdue": "late"}


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "grid.account.reader"]

    # What the customer said, and what the law lets the customer know of its course.
    _portal_fields = frozenset(
        {
            "id",
            "display_name",
            "active",
            "number",
            "name",
            "description",
            "kind",
            "theme",
            "state",
            "partner_id",
            "partner_name",
            "partner_email",
            "partner_phone",
            "received_at",
            "registered_at",
            "answered_at",
            "closed_date",
            "priority",  # the order of appeals begins with it
            "next_due_at",
            "answer_ids",
            "oral_answer",
            "service_id",  # what a passport leads is among the requests
        }
    )

    def _compute_access_url(self):
        """Send the customer from every mail and letter to the page of the personal account."""
        for ticket in self:
            ticket.access_url = f"/my/appeals/{ticket.id}"

    # ------------------------------------------------------------------
    # Words for the customer
    # ------------------------------------------------------------------
    def _customer_state(self):
        """The state as the customer understands it."""
        self.ensure_one()
        words = {
            "new": self.env._("Received, being registered"),
            "registered": self.env._("Registered"),
            "in_work": self.env._("Being considered"),
            "awaiting_info": self.env._("Waiting for what we asked you"),
            "answered": self.env._("Answered"),
            "closed": self.env._("Closed"),
            "redirected": self.env._("Forwarded to another organisation"),
            "refused": self.env._("Not considered"),
            "withdrawn": self.env._("Taken back by you"),
        }
        return words.get(self.state) or dict(self._fields["state"]._description_selection(self.env))[self.state]

    def _customer_title(self):
        """Which appeal it is: number and day, before registration the day alone."""
        self.ensure_one()
        values = {"number": self.number, "received": self._local_text(self.received_at)}
        if self.number:
            return self.env._("No. %(number)s, received %(received)s", **values)
        return self.env._("Received %(received)s", **values)

    def _customer_promise(self, deadline):
        """What we owe next and by which day, as a sentence."""
        self.ensure_one()
        if not deadline:
            return ""
        due = self._customer_date(deadline.due_at)
        if self.state == "new":
            return self.env._("We register it not later than %(due)s", due=due)
        return self.env._("We answer not later than %(due)s", due=due)

    def _customer_row(self):
        """Return what the list says of the appeal."""
        due, asked = self._customer_due(), self.state == "awaiting_info"
        return {
            "path": f"/my/appeals/{self.id}",
            "name": self.name,
            "stage": self._customer_state(),
            "title": self._customer_title(),
            "due": self.env._("Answer what we asked you") if asked else self._customer_term(),
            "due_class": "fw-bold" if asked else f"grid_due_{due['near']}" if due else "",
        }

    def _customer_term(self):
        """Return until when we owe the next thing, and that it is our term; "" when nothing is owed."""
        due = self._customer_due()
        return self.env._("Our term: %(due)s", due=due["words"]) if due else ""

    def _customer_due(self):
        """Until when we owe the next thing: words and how near it is, as staff see it; empty when nothing is owed."""
        self.ensure_one()
        if not self.next_due_at or self.state not in OPEN_STATES:
            return {}
        due = self._customer_day(self.next_due_at)
        left = (due - self._customer_day(fields.Datetime.now())).days
        day = self._customer_date(due)
        if left < 0:
            words = self.env._("by %(day)s; %(days)s d. late", day=day, days=-left)
        elif left == 0:
            words = self.env._("today, %(day)s", day=day)
        elif left == 1:
            words = self.env._("tomorrow, %(day)s", day=day)
        else:
            words = self.env._("by %(day)s, %(days)s d. left", day=day, days=left)
        return {"near": NEAR.get(self.deadline_state, ""), "words": words}

    def _customer_stages(self):
        """The way of the appeal in the order it goes: (words, date, passed)."""
        self.ensure_one()
        unanswered = self.state in ENDED_STATES and not self.answered_at
        last = self._customer_state() if unanswered else self.env._("Answered")
        ended_at = self.closed_date if unanswered else self.answered_at
        considered = self.state not in ("new", "registered")
        moments = [
            (self.env._("Received"), self.received_at, True),
            (self.env._("Registered"), self.registered_at, bool(self.registered_at)),
            (self.env._("Being considered"), considered and self._customer_considered_at(), considered),
            (last, ended_at, bool(ended_at)),
        ]
        stages = [(words, self._customer_date(moment), passed) for words, moment, passed in moments]
        if self.next_due_at and self.state in OPEN_STATES:
            owed = 1 if self.state == "new" else -1
            ahead = self.env._("not later than %(due)s", due=self._customer_date(self.next_due_at))
            stages[owed] = (stages[owed][0], ahead, False)
        return stages

    def _customer_considered_at(self):
        """Return since when its handler considers the appeal; nothing when it was given to him after its end."""
        begun_at, ended_at = self.assigned_date, self.answered_at or self.closed_date
        return begun_at if begun_at and (not ended_at or begun_at <= ended_at) else None

    def _customer_day(self, moment):
        """The local day of a moment where the branch is."""
        return self._local(moment).date()

    # ------------------------------------------------------------------
    # Papers for the customer
    # ------------------------------------------------------------------
    def _customer_papers(self, kind):
        """The files (`file`), answers (`letter`) or other letters (`notice`) of the appeal for its customer."""
        papers = {"file": self._customer_files, "letter": self._customer_answers, "notice": self._customer_notices}
        return papers[kind]()

    def _unread_until(self):
        """Return until when letters were sent that this reader has not read; none for staff who look at the page."""
        if self.partner_id not in self.env.user.acting_partner_ids:
            return None
        unread = (self._customer_answers()._unread_in_account(), self._customer_notices()._unread_in_account())
        return max((letter.sent_at for letters in unread for letter in letters), default=None)

    def _note_reading(self, until):
        """Note that the customer, or who acts for him, has read what was sent until a moment; what came since stays."""
        for letters in (self._customer_answers(), self._customer_notices()):
            letters.filtered(lambda letter: letter.sent_at <= until)._read_in_account()

    def _customer_files(self):
        """The files the customer gave, by the form or by e-mail; never what the staff put beside them."""
        appeals = self.sudo()
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_id", "in", self.ids), ("res_field", "=", False)], order="id")
        )
        letters = appeals.message_ids.filtered(lambda message: message.message_type == "email")
        theirs = letters.filtered(lambda message: all(message.author_id.user_ids.mapped("share")))
        return files.filtered(
            lambda file: file.is_from_applicant or file.create_uid.share or file in theirs.attachment_ids
        )

    def _customer_answers(self):
        """The answers that have been sent."""
        return self.answer_ids.filtered(lambda answer: answer.state == "sent")

    def _customer_notices(self):
        """The other letters to the customer that have been sent, the newest first."""
        return self.notice_ids.filtered(lambda notice: notice.letter_id and notice.kind != "forwarding")
