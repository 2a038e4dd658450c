from datetime import UTC, datetime, timedelta

from odoo import api, fields, models

from odoo.addons.grid_appeal.models.grid_api_refusal import ApiRefusal
from odoo.addons.grid_customer.identity import phones

from ..calls import EXITS, KINDS, Event

EVENTS_MAX = 500
LINE_MAX, LINK_MAX = 100, 1000
TEXTS = {"call": LINE_MAX, "id": LINE_MAX, "line": LINE_MAX, "operator": 40, "step": LINE_MAX, "recording": LINK_MAX}
KNOWN = frozenset({*TEXTS, "event", "at", "caller", "exit"})
#: Clocks of machines differ; a moment beyond it is a mistake of the zone.
AHEAD = timedelta(minutes=10)


class GridApi(models.AbstractModel):
    """What an exchange tells of calls, whoever made it: events one by one or in batches."""

    _inherit = "grid.api"

    @api.model
    def call_events(self, idempotency_key, batch):
        """Take events of calls; return for each call its stage.

        :param str idempotency_key: one for each batch, the same when it is delivered again
        :param dict batch: `{"events": [...]}`, each as `CallEvent` in the document of the interface
        """
        source = self._source()
        requests = self.env["grid.api.request"].sudo()
        request = ["call_events", self._object(batch)]
        return requests._once(source, idempotency_key, request, lambda: self._take_call_events(source, batch))

    def _take_call_events(self, source, batch):
        told = self._read_call_events(batch)
        calls = self.env["grid.call"].sudo().with_company(source.company_id)._take_events(source, told)
        answer = {"calls": [{"call": call.source_number, "stage": call.stage} for call in calls]}
        return self.env["helpdesk.ticket"], answer

    # ------------------------------------------------------------------
    # What is sent
    # ------------------------------------------------------------------
    def _read_call_events(self, batch):
        """Return `[(call, Event)]`; everything that is wrong is named at once."""
        wrong = list(self._unknown(batch, {"events"}))
        events = batch.get("events")
        if not isinstance(events, list) or not 0 < len(events) <= EVENTS_MAX:
            words = self.env._("Send a list of 1 to %(max)s events.", max=EVENTS_MAX)
            raise self._invalid([*wrong, ("events", "malformed", words)])
        told = [
            self._collect(wrong, self._read_call_event, f"events[{position}]", event)
            for position, event in enumerate(events)
        ]
        if wrong:
            raise self._invalid(wrong)
        return told

    def _read_call_event(self, place, event):
        if not isinstance(event, dict):
            words = self.env._("An event is an object of JSON.")
            raise ApiRefusal(422, "invalid", words, wrong=[(place, "malformed", words)])
        wrong, read = [(name, code, words) for name, code, words in self._unknown(event, KNOWN)], {}
        readers = {
            **{name: (self._read_call_text, name, limit) for name, limit in TEXTS.items()},
            "event": (self._read_call_choice, "event", KINDS),
            "exit": (self._read_call_choice, "exit", ("", *EXITS)),
            "at": (self._read_call_moment,),
            "caller": (self._read_caller,),
        }
        for name, (reader, *arguments) in readers.items():
            read[name] = self._collect(wrong, reader, event, *arguments)
        if wrong:
            named = [(f"{place}.{name}", code, words) for name, code, words in wrong]
            raise ApiRefusal(422, "invalid", "", wrong=named)
        number, kind, key = read.pop("call"), read.pop("event"), read.pop("id")
        return number, Event(key, kind, **read)

    def _read_call_text(self, event, name, limit):
        needed, value = name in ("call", "id"), event.get(name)
        value = "" if value is None and not needed else value
        fits = isinstance(value, str) and len(value) <= limit and value.isprintable()
        if not fits or (needed and not value.strip()):
            words = self.env._("“%(name)s” is a text of no more than %(max)s characters.", name=name, max=limit)
            raise self._wrong(name, "malformed", words)
        if name == "recording" and value and not value.startswith(("https://", "http://")):
            raise self._wrong(name, "malformed", self.env._("A recording is a link that begins with https://."))
        return value.strip()

    def _read_call_choice(self, event, name, choices):
        value = event.get(name, "" if "" in choices else None)
        if value not in choices:
            listed = ", ".join(filter(None, choices))
            words = self.env._("“%(name)s” is one of: %(choices)s.", name=name, choices=listed)
            raise self._wrong(name, "unknown", words)
        return value

    def _read_call_moment(self, event):
        try:
            moment = datetime.fromisoformat(event.get("at"))
            moment = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else None
        except (TypeError, ValueError, OverflowError):
            moment = None
        if not moment:
            words = self.env._("Write the moment as 2026-03-02T10:15:00+07:00, with the offset from UTC.")
            raise self._wrong("at", "malformed", words)
        if moment > fields.Datetime.now() + AHEAD:
            words = self.env._("The moment lies in the future. Check the clock and the offset from UTC.")
            raise self._wrong("at", "future", words)
        return moment

    def _read_caller(self, event):
        caller = event.get("caller")
        if caller in (None, ""):
            return ""
        if phone := phones.normalise(caller) if isinstance(caller, str) and len(caller) <= LINE_MAX else None:
            return phones.bare(phone)
        words = self.env._("The caller is a phone number with its area code; leave it out when the number is hidden.")
        raise self._wrong("caller", "malformed", words)
