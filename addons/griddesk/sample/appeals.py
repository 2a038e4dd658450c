import re
from collections import defaultdict

from markupsafe import Markup

from odoo.addons.grid_appeal.models.helpdesk_ticket_first_contact import FIRST_CONTACT_KIND
from odoo.addons.grid_appeal.models.helpdesk_ticket_outcome import JUDGED_KINDS

from .history import History
from .moments import ACTS

LIVE = ("window", "phone")  # whoever asks is still there to be answered
CHANNELS = (*LIVE, "post", "email", "site", "account")
TOLD = ("registered_by", "handler", "answer")
APPEALS = (
    *("ref", "branch", "channel", "kind", "theme", "customer", "usage_point", "subject", "text", "state"),
    *(f"{act}_{part}" for act in ACTS for part in ("days_ago", "time")),
    *TOLD,
)
# How far an appeal has got in each state, and whether somebody works on it.
HAPPENED = {"new": 1, "registered": 2, "in_work": 2, "answered": 3, "closed": 4}

# Words by which the answer to a complaint says that it was not justified.
REFUSAL = re.compile(r"отказано|оснований для возмещения нет", re.IGNORECASE)


def load_appeals(store, moments):
    """Create the appeals and let each live its life: the same acts as people do, at their own moments; return them."""
    rows = store.fresh(store.read("appeals.csv", APPEALS), "appeal", "ref")
    if not rows:
        return store.env["helpdesk.ticket"]
    lives = [Life(store, row, moments) for row in rows]
    vals_list = [life.vals() for life in lives]
    history = History(store.env)
    tickets = store.create(store.env["helpdesk.ticket"], rows, vals_list, "appeal", "ref")
    for life, ticket in zip(lives, tickets, strict=True):
        life.ticket = ticket
    _happened(history, lives, "received")
    _register(lives, history)
    lives = [life for life in lives if not life.told_at_once]
    _take(lives, history)
    _answer(lives, history)
    _close(lives, history)
    return tickets


class Life:
    """An appeal of the file: its row, the moments of its acts, the people who did them."""

    def __init__(self, store, row, moments):
        self.store, self.row, self.env = store, row, store.env
        self.ticket = None
        self.branch = self.env["grid.branch"].browse(store.find(row, "branch", "branch"))
        self.moments = moments.of(row, self.branch.tz or self.branch.company_id.legal_tz)
        self.state = row.choice("state", HAPPENED)
        if len(self.moments) != HAPPENED[self.state]:
            row.fail("state", self.env._("the dates of the acts do not fit the state “%(state)s”.", state=self.state))
        if "answered" in self.moments:
            row.text("answer")
        self.registrar = self.person("registered_by")
        self.handler = self.person("handler")

    @property
    def told_at_once(self):
        """Whether the person who asked had the answer before the call or the visit ended."""
        row, moments = self.row, self.moments
        asked = row["channel"] in LIVE and row["kind"] == FIRST_CONTACT_KIND
        return asked and "closed" in moments and moments["closed"].date() == moments["received"].date()

    def person(self, column):
        """Who did the act; a letter that parses registers itself."""
        users = self.env["res.users"]
        if not self.row[column]:
            return users.browse(self.env.uid)
        return users.browse(self.store.find(self.row, column, "user"))

    def vals(self):
        row, store = self.row, self.store
        fields = self.env["helpdesk.ticket"]._fields
        channel = row.choice("channel", CHANNELS)
        return {
            "name": row.text("subject"),
            "description": Markup("<p>%s</p>") % row.text("text"),
            "kind": row.choice("kind", dict(fields["kind"].selection)),
            "theme": row.choice("theme", dict(fields["theme"].selection)),
            "channel_id": self.env.ref(f"grid_appeal.channel_{channel}").id,
            "branch_id": self.branch.id,
            "partner_id": store.find(row, "customer", "customer"),
            "usage_point_id": row["usage_point"] and store.find(row, "usage_point", "point"),
            "received_at": self.moments["received"],
        }

    def by(self, person):
        """The appeal in the hands of a person, who is not hindered by the branch of his own."""
        return self.ticket.with_user(person).sudo()


def _register(lives, history):
    """One by one, the earliest first, since the numbers follow each other."""
    registered = sorted((life for life in lives if "registered" in life.moments), key=_moment_of("registered"))
    for life in registered:
        ticket, moment = life.by(life.registrar), life.moments["registered"]
        if life.told_at_once:
            ticket._answer_at_once(life.row["answer"], moment)
        else:
            ticket._register_new(moment)
    _happened(history, registered, "registered")


def _take(lives, history):
    taken = [life for life in lives if life.row["handler"]]
    by_handler = defaultdict(lambda: history.env["helpdesk.ticket"])
    for life in taken:
        by_handler[life.handler] += life.ticket
    for handler, tickets in by_handler.items():
        tickets.with_user(handler).sudo().action_take()
    _happened(history, taken, "registered")


def _answer(lives, history):
    """Number the answers one by one, print them together, let them leave."""
    answered = sorted((life for life in lives if "answered" in life.moments), key=_moment_of("answered"))
    letters = history.env["grid.appeal.letter"]
    drafts = [_draft(life) for life in answered]
    numbers = [draft._next_outgoing(life.moments["answered"]) for life, draft in zip(answered, drafts, strict=True)]
    sheets = [letters._outgoing_sheet(draft, *number) for draft, number in zip(drafts, numbers, strict=True)]
    for life, draft, number, pdf in zip(answered, drafts, numbers, letters._print_many(sheets), strict=True):
        draft._leave(life.moments["answered"], *number, pdf)
        _deliver(draft, life.moments["answered"])
    _happened(history, answered, "answered")


def _deliver(answer, moment):
    """Say that a letter went to the post on its day, or was handed over at the window."""
    if answer.delivery == "post":
        answer._by_delivery().write({"posted_on": answer.outgoing_date})
    elif answer.delivery == "handed":
        answer._by_delivery().write({"delivered_at": moment, "delivered_to": answer.ticket_id.partner_name})


def _draft(life):
    ticket = life.by(life.handler)
    vals = ticket._prepare_answer()
    if life.row["channel"] == "window":
        vals["delivery"] = "handed"
    vals["body"] += Markup("<p>%s</p>") % life.row["answer"]
    answer = ticket.env["grid.appeal.answer"].create(vals)
    if answer.need_validation:
        answer.action_request_approval()
        answer.with_user(answer.sudo().reviewer_ids[:1]).validate_tier()
    answer._check_sendable()
    return answer


def _close(lives, history):
    closed = [life for life in lives if "closed" in life.moments]
    heads = history.env.ref("grid_customer.group_head").all_user_ids
    for life in closed:
        ticket = life.by(life.handler)
        if ticket.kind in JUDGED_KINDS:
            ticket.outcome = "unjustified" if REFUSAL.search(life.row["answer"]) else "justified"
        if ticket.with_user(life.handler)._left_to_head():
            ticket = life.by(heads.filtered(lambda head, company=ticket.company_id: company in head.company_ids)[:1])
        ticket._close(life.moments["closed"])
    _happened(history, closed, "closed")


def _happened(history, lives, act):
    history.happened({life.ticket: life.moments[act] for life in lives})


def _moment_of(act):
    return lambda life: life.moments[act]
