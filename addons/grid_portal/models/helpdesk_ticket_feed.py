from odoo import api, models
from odoo.fields import Domain

from ..account import Event

TOLD = [
    "name",
    "number",
    "state",
    "received_at",
    "registered_at",
    "assigned_date",
    "answered_at",
    "closed_date",
    "branch_id",
]
#: The life of an appeal that was answered at once: of one moment, in this order.
COMING, WORK, ANSWER, ENDING = range(4)
#: What a letter tells of is told by the letter.
ENDED_SILENTLY = ("closed", "withdrawn")


class HelpdeskTicket(models.Model):
    """What the feed of the account tells of appeals: their stages, and what the customer has added."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _account_events(self, customer, limit):
        mine = Domain("partner_id", "=", customer.id) & Domain("service_id", "=", False)
        return [
            *self._events_of_coming(mine, limit),
            *self._events_of_work(mine, limit),
            *self._events_of_ending(mine, limit),
            *self._events_of_words(mine, customer, limit),
        ]

    def _events_of_coming(self, mine, limit):
        for ticket in self.search_fetch(mine, TOLD, order="registered_at desc nulls first, id desc", limit=limit):
            words = self.env._("The appeal is registered") if ticket.number else self.env._("The appeal is received")
            yield ticket._event(ticket.registered_at or ticket.received_at, words, COMING)

    def _events_of_work(self, mine, limit):
        taken = mine & Domain("assigned_date", "!=", False) & Domain("state", "not in", ("new", "registered"))
        for ticket in self.search_fetch(taken, TOLD, order="assigned_date desc, id desc", limit=limit):
            if begun_at := ticket._customer_considered_at():
                yield ticket._event(begun_at, self.env._("The appeal is being considered"), WORK)

    def _events_of_ending(self, mine, limit):
        ended = mine & Domain("closed_date", "!=", False) & Domain("state", "in", ENDED_SILENTLY)
        for ticket in self.search_fetch(ended, TOLD, order="closed_date desc, id desc", limit=limit):
            closed = ticket.state == "closed"
            words = self.env._("The appeal is closed") if closed else self.env._("You have withdrawn the appeal")
            yield ticket._event(ticket.closed_date, words, ENDING)

    def _events_of_words(self, mine, customer, limit):
        written = Domain("model", "=", self._name) & Domain("author_id", "=", customer.id)
        written &= Domain("message_type", "in", ("email", "comment"))
        messages = self.env["mail.message"].search_fetch(written, ["res_id", "date"], order="id desc", limit=limit)
        theirs = {
            ticket.id: ticket
            for ticket in self.search_fetch(mine & Domain("id", "in", messages.mapped("res_id")), TOLD)
        }
        for message in messages:
            if ticket := theirs.get(message.res_id):
                yield ticket._event(message.date, self.env._("You have added to the appeal"), WORK, is_read=True)

    def _event(self, at, words, order, is_read=False):
        about = ". ".join(filter(None, [self.number and f"№ {self.number}", self.name]))
        return Event(at, self._customer_moment(at), words, about, f"/my/appeals/{self.id}", is_read, order)


class GridAppealAnswer(models.Model):
    _inherit = "grid.appeal.answer"

    @api.model
    def _account_events(self, customer, limit):
        mine = Domain("ticket_id.partner_id", "=", customer.id) & Domain("state", "=", "sent")
        return [
            answer.ticket_id._event(
                answer.sent_at,
                self.env._("Our answer, letter No. %(number)s", number=answer.outgoing_number),
                ANSWER,
                bool(answer.read_at),
            )
            for answer in self.search_fetch(
                mine, ["ticket_id", "sent_at", "outgoing_number", "read_at"], order="sent_at desc, id desc", limit=limit
            )
        ]


class GridAppealNotice(models.Model):
    _inherit = "grid.appeal.notice"

    @api.model
    def _account_events(self, customer, limit):
        mine = Domain("ticket_id.partner_id", "=", customer.id) & Domain("letter_id", "!=", False)
        return [
            notice.ticket_id._event(
                notice.sent_at,
                self.env._("%(letter)s, No. %(number)s", letter=notice._letter_kind(), number=notice.outgoing_number),
                ANSWER,
                bool(notice.read_at),
            )
            for notice in self.search_fetch(
                mine & Domain("kind", "!=", "forwarding"),
                ["ticket_id", "kind", "sent_at", "outgoing_number", "read_at"],
                order="sent_at desc, id desc",
                limit=limit,
            )
        ]
