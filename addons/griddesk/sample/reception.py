from datetime import timedelta

from odoo import Command
from odoo.tools import SQL

from odoo.addons.grid_reception.queueing import rank

SERVICES = ("ref", "office", "letter", "name", "staff", "minutes")
WINDOWS = ("ref", "office", "name", "services", "login")
#: How many may wait with a ticket taken by phone, where a window is open.
BY_PHONE = 5
#: What happens to a ticket, in its order; each is so many minutes before the loading.
ACTS = ("issued", "called", "started", "ended")
TICKETS = (
    *("ref", "service", "category", "origin", "customer", "window"),
    *(f"{act}_minutes_ago" for act in ACTS),
    *("outcome", "to_service", "note", "mark"),
)
#: How a visit at a window ended: the state of the ticket, and the event that ended it.
OUTCOMES = {
    "served": ("done", "finished"),
    "no_show": ("no_show", "no_show"),
    "handed_over": ("waiting", "handed_over"),
}


def load_reception(store, moments):
    """Open the windows of offices and lead their queues of this day up to now."""
    _load_services(store)
    _load_windows(store, moments)
    Queue(store, moments).load()


def _load_services(store):
    services = store.env["grid.reception.service"]
    kinds = dict(services._fields["staff"].selection)
    rows = store.fresh(store.read_if_there("reception_services.csv", SERVICES), "reception_service", "ref")
    vals_list = [
        {
            "office_id": store.find(row, "office", "office"),
            "letter": row.text("letter"),
            "name": row.text("name"),
            "staff": row.choice("staff", kinds),
            "minutes": row.number("minutes"),
        }
        for row in rows
    ]
    store.create(services, rows, vals_list, "reception_service", "ref")


def _load_windows(store, moments):
    """A window whose employee is named is open since the first ticket of the day."""
    rows = store.fresh(store.read_if_there("windows.csv", WINDOWS), "window", "ref")
    vals_list = [
        {
            "office_id": store.find(row, "office", "office"),
            "name": row.text("name"),
            "service_ids": [Command.set(store.find_all(row, "services", "reception_service"))],
        }
        for row in rows
    ]
    people = [row["login"] and store.find(row, "login", "user") for row in rows]
    windows = store.create(store.env["grid.window"], rows, vals_list, "window", "ref")
    for user, window in zip(people, windows, strict=True):
        if user:
            window.with_user(user).sudo()._open()
    opened = windows.filtered("user_id")
    opened.opened_at = moments.ago(150)
    opened.office_id.remote_limit = BY_PHONE


class Queue:
    """The tickets of a day: each is given by the program, then its course is dated as it happened."""

    def __init__(self, store, moments):
        self.store, self.moments, self.env = store, moments, store.env
        self.tickets = self.env["grid.queue.ticket"]

    def load(self):
        rows = self.store.fresh(self.store.read_if_there("queue_tickets.csv", TICKETS), "queue_ticket", "ref")
        if not rows:
            return
        vals_list = [self._vals(row) for row in rows]
        tickets = self.store.create(self.tickets, rows, vals_list, "queue_ticket", "ref")
        events = []
        for row, ticket in zip(rows, tickets, strict=True):
            ticket.write(self._lived(row, ticket))
            events += self._events(row, ticket)
        self._date_issues(tickets)
        self.env["grid.queue.event"].create(events)

    def _vals(self, row):
        fields = self.tickets._fields
        return {
            **{name: row.choice(name, dict(fields[name].selection)) for name in ("category", "origin")},
            "service_id": self.store.find(row, "service", "reception_service"),
            "partner_id": row["customer"] and self.store.find(row, "customer", "customer"),
        }

    def _lived(self, row, ticket):
        """Return what the acts of a row made of its ticket."""
        at, office = self._acts(row), ticket.office_id
        lived = {
            "issued_at": at["issued"],
            "rank": rank(at["issued"], office._head_start(ticket.category)),
            **self._waits(ticket, at["issued"]),
        }
        if "called" not in at:
            return lived
        window = self.env["grid.window"].browse(self.store.find(row, "window", "window"))
        wait = at["called"] - at["issued"]
        lived |= {
            "state": "serving" if "started" in at else "called",
            "window_id": window.id,
            "user_id": window.user_id.id,
            "called_at": at["called"],
            "started_at": at.get("started"),
            "wait_seconds": wait.total_seconds(),
            "is_late": at["called"] > lived["due_at"],
        }
        return lived | self._end(row, ticket, at) if "ended" in at else lived

    def _end(self, row, ticket, at):
        state, _kind = OUTCOMES[row.choice("outcome", OUTCOMES)]
        served = at["ended"] - at["started"] if "started" in at else timedelta()
        ended = {"state": state, "service_seconds": served.total_seconds()}
        if row["mark"]:
            ended["mark"] = row.number("mark")
        if row["outcome"] != "handed_over":
            return {**ended, "finished_at": at["ended"]}
        waits_anew = {"window_id": False, "started_at": False, **self._waits(ticket, at["ended"])}
        service = self.store.find(row, "to_service", "reception_service")
        return {**ended, **waits_anew, "service_id": service, "note": row.text("note")}

    def _waits(self, ticket, since):
        return {"waiting_since": since, "due_at": self.tickets._wait_until(ticket.office_id, since)}

    def _acts(self, row):
        """Return the moment of each act that has happened; one that comes before its cause is refused."""
        at = {act: self.moments.ago(row.number(f"{act}_minutes_ago")) for act in ACTS if row[f"{act}_minutes_ago"]}
        if "issued" not in at or list(at.values()) != sorted(at.values()):
            row.fail("issued_minutes_ago", self.env._("the acts of the ticket do not follow each other."))
        return at

    def _events(self, row, ticket):
        at = self._acts(row)
        kinds = {"called": "called", "started": "started", "ended": OUTCOMES.get(row["outcome"], (None, None))[1]}
        window = self.env["grid.window"].browse("called" in at and self.store.find(row, "window", "window"))
        return [
            {
                "ticket_id": ticket.id,
                "kind": kinds[act],
                "at": moment,
                "window_id": window.id,
                "user_id": window.user_id.id,
                "note": row["note"] if act == "ended" else "",
            }
            for act, moment in at.items()
            if act != "issued"
        ]

    def _date_issues(self, tickets):
        """Set the events of the issue, which nobody edits by hand, to the moment of the issue."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """UPDATE grid_queue_event AS event SET at = ticket.issued_at, user_id = NULL
                     FROM grid_queue_ticket AS ticket WHERE ticket.id = event.ticket_id AND ticket.id = ANY(%s)""",
                tickets.ids,
            )
        )
        self.env["grid.queue.event"].invalidate_model(["at", "user_id"])
