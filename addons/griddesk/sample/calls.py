from datetime import timedelta

from odoo.addons.grid_contact.calls import Event
from odoo.addons.grid_customer.identity import phones

TELEPHONES = ("login", "telephone")
EXCHANGES = ("ref", "name", "branch", "line")
CALLS = (
    *("ref", "exchange", "customer", "phone", "began_minutes_ago", "menu", "wait_seconds", "talk_seconds"),
    *("operator", "result", "message", "note"),
)
#: The points of the voice menu; a caller who waits for nobody after them found the answer there.
MENU = {"1": "1", "2": "2"}
IN_MENU = 8  # seconds


def load_calls(store, company, moments):
    """Tell the calls of this day as a telephone exchange does; what was lost or promised is called back."""
    known = store.read_if_there("exchanges.csv", EXCHANGES)
    exchanges = store.fresh(known, "exchange", "ref")
    if exchanges:
        _set_telephones(store)
    vals_list = [
        {
            "name": row.text("name"),
            "company_id": company.id,
            "branch_id": store.find(row, "branch", "branch"),
            "channel_id": store.env.ref("grid_appeal.channel_phone").id,
        }
        for row in exchanges
    ]
    store.create(store.env["grid.appeal.source"], exchanges, vals_list, "exchange", "ref")
    rows = store.fresh(store.read_if_there("calls.csv", CALLS), "call", "ref")
    lines = {exchange["ref"]: exchange["line"] for exchange in known}
    told = [Told(store, row, moments, lines) for row in rows]
    calls = store.env["grid.call"]
    for exchange in {one.exchange: None for one in told}:
        of_exchange = [one for one in told if one.exchange == exchange]
        events = [(one.row["ref"], event) for one in of_exchange for event in one.events()]
        taken = calls._take_events(store.env["grid.appeal.source"].browse(exchange), events)
        by_number = {call.source_number: call for call in taken}
        for one in of_exchange:
            one.call = by_number[one.row["ref"]]
            one.wrap_up()
    store.keep(calls.union(*(one.call for one in told)), rows, "call", "ref")


def _set_telephones(store):
    users = store.env["res.users"]
    for row in store.read_if_there("telephones.csv", TELEPHONES):
        user = users.browse(store.find(row, "login", "user"))
        user.telephone = user.telephone or row.text("telephone")


class Told:
    """A call of the file: what the exchange told of it, and what the operator noted."""

    def __init__(self, store, row, moments, lines):
        self.store, self.row, self.env = store, row, store.env
        self.exchange = store.find(row, "exchange", "exchange")
        self.line = lines[row["exchange"]]
        self.began = moments.ago(row.number("began_minutes_ago"))
        self.customer = self.env["res.partner"].browse(row["customer"] and store.find(row, "customer", "customer"))
        self.operator = self.env["res.users"].browse(row["operator"] and store.find(row, "operator", "user"))
        if row["talk_seconds"] and not self.operator.telephone:
            row.fail("operator", self.env._("nobody at a telephone talked."))
        self.call = self.env["grid.call"]

    def events(self):
        """Return the events in their order: the menu, the wait, the talk, the end."""
        row, second = self.row, 0
        told = [("incoming", 0, {"caller": self._caller(), "line": self.line})]
        if row["menu"]:
            second = IN_MENU
            exit_ = "operator" if row["wait_seconds"] else "solved"
            told.append(("menu", second, {"step": row.choice("menu", MENU), "exit": exit_}))
        if row["wait_seconds"]:
            second += row.number("wait_seconds")
        if row["talk_seconds"]:
            told.append(("answered", second, {"operator": self.operator.telephone}))
            second += row.number("talk_seconds")
        told.append(("hung_up", max(second, IN_MENU + 20), {}))
        return [Event(kind, kind, self.began + timedelta(seconds=at), **said) for kind, at, said in told]

    def _caller(self):
        """Return the number that calls; empty: it is hidden."""
        typed = self.customer.phone or self.row["phone"]
        return phones.bare(self.env["res.partner"]._normalise_phone(typed) or "")

    def wrap_up(self):
        """Note what the call came to: an appeal, a promise, or one of the results of the list."""
        row, call = self.row, self.call
        if row["message"]:
            call._came_to("registered", self.env["helpdesk.ticket"].browse(self.store.find(row, "message", "message")))
        elif row["result"] == "callback":
            self._promise()
        elif row["result"]:
            results = {one.code: one.id for one in self.env["grid.call.result"].search([("is_by_act", "=", False)])}
            call.with_user(self.operator).sudo().action_wrap_up(results[row.choice("result", results)], row["note"])

    def _promise(self):
        call = self.call
        self.env["grid.callback"]._promise(
            [
                {
                    "phone": call.caller,
                    "partner_id": call.partner_id.id,
                    "company_id": call.company_id.id,
                    "branch_id": call.branch_id.id,
                    "reason": "promised",
                    "question": self.row.text("note"),
                    "call_id": call.id,
                    "asked_at": call.ended_at,
                }
            ]
        )
        call._came_to("callback")
