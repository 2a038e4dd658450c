from odoo.exceptions import AccessError, UserError

from odoo.addons.grid_service.models.grid_service_request_appeal import HISTORY
from odoo.addons.grid_service.models.grid_service_request_lapse import LAPSED

from .history import History
from .request_acts import Act
from .scans import Scans

COURSE = ("request", "act", "days_ago", "time", "by", "text", "amount", "visit_days_left")


class Courses:
    """The courses of requests: their acts, done in the order in which they happened, by the people who did them."""

    def __init__(self, store, moments, begun):
        self.store, self.moments, self.begun = store, moments, begun
        self.history, self.scans = History(store.env), Scans(store)

    def lead(self):
        """Do every act of the file; the numbers of the requests follow the order of their submission."""
        for moment, row in sorted(self._dated(), key=lambda one: one[0]):
            draft, request = self.begun[row["request"]]
            request = self._in_hands(request, row).with_context(service_history=HISTORY)
            try:
                at = self._due(request, row, moment)
                Act(row, draft, request, at, self.moments.today, self.scans).do()
            except (UserError, AccessError) as refusal:
                row.fail("act", str(refusal))
            self.history.happened({request.ticket_id: moment})

    def _dated(self):
        """Return `(moment, row)` of the acts; each act of a request comes after the one before it."""
        dated, last = [], {}
        for row in self.store.read("request_acts.csv", COURSE):
            self.store.find(row, "request", "request")
            if row["request"] not in self.begun:  # loaded before, its course with it
                continue
            request = self.begun[row["request"]][1]
            zone = request.branch_id.tz or request.company_id.legal_tz
            before = last.get(request)
            moment = self.moments.act(row.number("days_ago"), row.time("time"), zone, row["by"], before)
            moment = max(moment, before or moment)
            last[request] = moment
            dated.append((moment, row))
        return dated

    def _in_hands(self, request, row):
        """Return the request as the person has it who did the act; nobody: the program did it in its time."""
        if not row["by"]:
            return request.with_context(service_lapse=LAPSED)
        name = self.store.name
        person = self.store.ids.get(name("user", row["by"])) or self.store.ids.get(name("portal", row["by"]))
        return request.with_user(person or self.store.find(row, "by", "user")).sudo()

    def _due(self, request, row, moment):
        """Return when the program acts: not before the term has passed, whatever days off there were."""
        return moment if row["by"] or not request.actor_due_at else max(moment, request.actor_due_at)
