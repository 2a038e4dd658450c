import json
from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..calls import Event

KINDS = [
    ("incoming", "Came in"),
    ("menu", "Voice menu"),
    ("ringing", "Rings"),
    ("answered", "Answered"),
    ("transferred", "Handed over"),
    ("recording", "Recorded"),
    ("hung_up", "Ended"),
]
KEPT_DAYS = 90  # by then nothing of a call is told any more; what it came to stays in the call


class GridCallEvent(models.Model):
    """One thing that an exchange told of a call: kept as it came, never edited."""

    _name = "grid.call.event"
    _description = "Event of a call"
    _order = "at, id"
    _rec_name = "kind"

    call_id = fields.Many2one("grid.call", required=True, readonly=True, ondelete="cascade")
    key = fields.Char(required=True, readonly=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True)
    said = fields.Json(readonly=True)

    _key_uniq = models.Constraint("UNIQUE (call_id, key)", "This event of the call is known already.")

    @api.model
    def _keep(self, told):
        """Keep what is told, `[(id of a call, Event)]`, in one statement; a second delivery changes nothing."""
        rows = [(call_id, event.key, event.kind, event.at, json.dumps(self._said(event))) for call_id, event in told]
        ids, keys, kinds, moments, said = (list(column) for column in zip(*rows, strict=True))
        self.env.cr.execute(
            SQL(
                """INSERT INTO grid_call_event (call_id, key, kind, at, said, create_date)
                   SELECT told.*, %(now)s
                     FROM unnest(%(ids)s, %(keys)s::varchar[], %(kinds)s::varchar[], %(moments)s::timestamp[],
                                 %(said)s::jsonb[]) AS told
                       ON CONFLICT (call_id, key) DO NOTHING""",
                now=fields.Datetime.now(),
                ids=ids,
                keys=keys,
                kinds=kinds,
                moments=moments,
                said=said,
            )
        )

    @api.model
    def _said(self, event):
        names = ("caller", "line", "operator", "step", "exit", "recording")
        return {name: value for name in names if (value := getattr(event, name))}

    @api.model
    def _of(self, calls):
        """Return `{id of a call: its events}` in one query."""
        rows = self.env.execute_query(
            SQL("SELECT call_id, key, kind, at, said FROM grid_call_event WHERE call_id IN %s", tuple(calls.ids))
        )
        found = defaultdict(list)
        for call_id, key, kind, at, said in rows:
            found[call_id].append(Event(key, kind, at, **said))
        return found

    @api.autovacuum
    def _gc_old(self):
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search([("create_date", "<", limit), ("call_id.ended_at", "<", limit)], limit=50_000).unlink()
