from odoo import SUPERUSER_ID, models

from ..appeals import declension, form_4_9
from ..appeals.table import Column
from .helpdesk_ticket_form_4_9 import FORM_FIELDS

ACTS = ("extend", "redirect")
# all but the texts of the appeal
JOURNAL_FIELDS = [
    *FORM_FIELDS,
    *("name", "registered_at", "registered_by_id", "category_id", "customer_group", "usage_point_id", "previous_id"),
    *("partner_id", "partner_name", "partner_phone", "partner_email", "is_anonymous", "representative_id"),
    *("user_id", "team_id", "sender_number", "sender_date"),
]


class HelpdeskTicket(models.Model):
    """Appeals as lines of the registration journal: who asked what, by when, who answered how.

    It names people: see grid.appeal.journal for who may have it.
    """

    _inherit = "helpdesk.ticket"

    def _journal_columns(self):
        """Return `{key: Column}` in order; whoever knows more of an appeal adds a column and its cell."""
        columns = {
            "position": (self.env._("No."), 8),
            "number": (self.env._("Registration number"), 34),
            "received": (self.env._("Received"), 19),
            "registered": (self.env._("Registered"), 19),
            "registrar": (self.env._("Registered by"), 22),
            "channel": (self.env._("Channel, sender's number"), 26),
            "kind": (self.env._("Kind"), 24),
            "theme": (self.env._("Theme, category"), 28),
            "applicant": (self.env._("Applicant"), 32),
            "representative": (self.env._("Representative, paper"), 26),
            "group": (self.env._("Customer group"), 9),
            "contacts": (self.env._("Contacts for the answer"), 46),
            "place": (self.env._("Place, account, meter"), 35),
            "subject": (self.env._("Subject"), 31),
            "norm": (self.env._("Norm"), 30),
            "due": (self.env._("Answer by"), 18),
            "control": (self.env._("Internal control"), 18),
            "handler": (self.env._("Handler, team"), 24),
            "acts": (self.env._("Extension, redirect"), 26),
            "previous": (self.env._("Earlier appeal"), 34),
            "answer": (self.env._("Answer: number, date, way"), 36),
            "fact": (self.env._("Answered in time"), 19),
            "measures": (self.env._("Measures"), 28),
            "mark": (self.env._("Mark"), 9),
            "state": (self.env._("State"), 19),
        }
        return {key: Column(title, width) for key, (title, width) in columns.items()}

    def _journal_rows(self, first):
        """Return the lines of a batch of appeals, numbered from `first`."""
        self.fetch(JOURNAL_FIELDS)
        keys = list(self._journal_columns())
        labels = {
            name: dict(self._fields[name]._description_selection(self.env)) for name in ("kind", "theme", "state")
        }
        promises = self._answer_promises()
        acts, papers, answers = self._journal_acts(promises), self._journal_papers(), self._journal_answers()
        rows = []
        for position, ticket in enumerate(self, start=first):
            cells = {"position": position, **ticket._journal_cells(promises.get(ticket.id), labels)}
            cells["acts"] = acts.get(ticket.id, "")
            cells["representative"] = ticket._journal_representative(papers)
            cells["answer"] = answers.get(ticket.id, "")
            rows.append(tuple(cells[key] or "" for key in keys))
        return rows

    def _journal_cells(self, promise, labels):
        """Return `{key: text or moment}` of one appeal; moments are those of its branch."""
        return {
            "number": self.number,
            "received": self._journal_moment(self.received_at),
            "registered": self._journal_moment(self.registered_at),
            "registrar": _short(self._registrar()),
            "channel": _joined([self.channel_id.name, self.sender_number, _day(self.sender_date)]),
            "kind": labels["kind"][self.kind],
            "theme": _joined([labels["theme"][self.theme], self.category_id.name]),
            "applicant": self.partner_id.name or self.partner_name or (self.is_anonymous and self.env._("Anonymous")),
            "group": self.customer_group,
            "contacts": self._journal_contacts(),
            "place": self._journal_place(),
            "subject": self.name,
            "norm": promise and self._journal_norm(promise.rule_id),
            "due": promise and self._journal_moment(promise.due_at).date(),
            "control": promise and self._journal_moment(promise.control_at).date(),
            "handler": _joined([_short(self.user_id.name), self.team_id.name]),
            "previous": self.previous_id.number,
            "fact": self._journal_fact(promise),
            "measures": form_4_9.measures(self._journal_measures()),
            "mark": self.sudo().mark_ids[:1].value,
            "state": labels["state"][self.state],
        }

    def _registrar(self):
        """The name of the person who registered; letters and forms register themselves."""
        user = self.registered_by_id
        return "" if user.id == SUPERUSER_ID or user.share else user.name or ""

    def _journal_papers(self):
        """Return the last paper of each representative of a batch, by customer and representative, in one search."""
        found = self.env["grid.representation"].search(
            [
                ("principal_id", "in", self.partner_id.ids),
                ("representative_id", "in", self.representative_id.ids),
            ],
            order="id",
        )
        return {(paper.principal_id, paper.representative_id): paper for paper in found}

    def _journal_representative(self, papers):
        """Who acted for the applicant, by which paper, until when."""
        if not self.representative_id:
            return ""
        paper = papers.get((self.partner_id, self.representative_id), self.env["grid.representation"])
        until = paper.valid_until and self.env._("until %(day)s", day=_day(paper.valid_until))
        return _joined([self.representative_id.name, paper.document_number, _day(paper.document_date), until])

    def _journal_norm(self, rule):
        act = rule.act_id
        number = act.number and self.env._("No. %(number)s of %(date)s", number=act.number, date=_day(act.date))
        return _joined([number or act.name, rule.clause])

    def _journal_moment(self, moment):
        return moment and self._local(moment).replace(tzinfo=None, second=0, microsecond=0)

    def _journal_contacts(self):
        address = ", ".join(self.partner_id._postal_address()) if self.partner_id else ""
        return _joined([self.partner_phone, self.partner_email, address])

    def _journal_place(self):
        point = self.usage_point_id
        meters = ", ".join(point.meter_ids.filtered(lambda meter: not meter.removed_on).mapped("name"))
        return _joined([point.address, point.account_number, point.name, meters])

    def _journal_answers(self):
        """Return the number, the date and the way of the letters that left, `{id: words}`, in one search."""
        sent = self.env["grid.appeal.answer"].search_fetch(
            [("ticket_id", "in", self.ids), ("state", "=", "sent")],
            ["ticket_id", "outgoing_number", "outgoing_date", "delivery"],
        )
        ways = dict(sent._fields["delivery"]._description_selection(self.env))
        return {
            answer.ticket_id.id: _joined([answer.outgoing_number, _day(answer.outgoing_date), ways[answer.delivery]])
            for answer in sent
        }

    def _journal_fact(self, promise):
        words = {
            form_4_9.IN_TERM: self.env._("In term"),
            form_4_9.LATE: self.env._("After the term"),
            form_4_9.UNANSWERED: self.env._("Left without an answer"),
        }
        return words.get(self._fact_of_answer(promise), "")

    def _journal_measures(self):
        """Measures with their days, the planned ones said to be so."""
        for measure in self.measure_ids:
            planned = measure.state == "planned"
            name = self.env._("Planned: %(measure)s", measure=measure.name) if planned else measure.name
            yield name, measure.planned_on if planned else measure.done_on

    def _journal_acts(self, promises):
        """Return what moved the terms of a batch and when the applicant was told, `{id: words}`, in one search."""
        owners = {promise.id: owner for owner, promise in promises.items()}
        events = self.env["legal.deadline.event"].search_fetch(
            [("deadline_id", "in", list(owners)), ("kind", "in", ACTS)],
            ["deadline_id", "kind", "happened_at", "notified_at", "reason", "receiver", "due_after"],
            order="id",
        )
        words = {}
        for event in events:
            ticket = self.browse(owners[event.deadline_id.id])
            words.setdefault(ticket.id, []).append(ticket._journal_act(event))
        return {owner: "; ".join(acts) for owner, acts in words.items()}

    def _journal_act(self, event):
        told = self._journal_moment(event.notified_at or event.happened_at)
        if event.kind == "extend":
            due = _day(self._journal_moment(event.due_after))
            return self.env._("Extended to %(due)s, applicant told on %(told)s", due=due, told=_day(told))
        return self.env._("Redirected to %(to)s, applicant told on %(told)s", to=event.receiver or "", told=_day(told))


def _joined(parts):
    return "; ".join(filter(None, parts))


def _short(name):
    return declension.surname_first(name or "", declension.NOMINATIVE)


def _day(date):
    return date.strftime("%d.%m.%Y") if date else ""
