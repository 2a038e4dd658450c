from contextlib import contextmanager

from psycopg2.extensions import TRANSACTION_STATUS_IDLE

from odoo import fields, models
from odoo.tools import SQL

#: The one statement of "next": two windows at the same moment skip each other's ticket; minutes as the field has them.
CALL = """
UPDATE grid_queue_ticket
   SET state = 'called', window_id = %(window)s, user_id = %(user)s, for_window_id = NULL,
       called_at = %(now)s, started_at = NULL, is_late = is_late OR %(now)s > due_at,
       wait_seconds = greatest(wait_seconds, extract(epoch FROM %(now)s - waiting_since)::int, 0),
       wait_minutes = round(greatest(wait_seconds, extract(epoch FROM %(now)s - waiting_since)::int, 0) / 60.0, 1),
       write_date = %(now)s, write_uid = %(user)s
 WHERE id = (SELECT id FROM grid_queue_ticket
              WHERE office_id = %(office)s AND state = 'waiting' AND day = %(day)s AND service_id = ANY(%(services)s)
                AND (for_window_id IS NULL OR for_window_id = %(window)s)
              ORDER BY rank, id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id
"""


class GridWindow(models.Model):
    """The next visitor of a window."""

    _inherit = "grid.window"

    @contextmanager
    def _at_once(self):
        """Give this window in a short transaction of its own, which sees what others have committed meanwhile.

        The usual one keeps to what it saw when it began: of windows that press at the same moment it would refuse
        all but one, and repeat them seconds later.
        """
        with self.env.registry.cursor() as cr:
            if cr.connection.get_transaction_status() == TRANSACTION_STATUS_IDLE:
                cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            window = self.with_env(self.env(cr=cr))
            yield window
            window.env.flush_all()

    def _next(self):
        """Finish with the visitor who is served and call the next one; return her ticket, empty when nobody waits.

        A second click finds the ticket called by the first one.
        """
        self.ensure_one()
        self.env.cr.execute("SELECT id FROM grid_window WHERE id = %s FOR UPDATE", [self.id])  # a second click waits
        current = self._current()
        if current.state == "called":
            return current
        current._finish()
        self.env.flush_all()
        called = self.env.execute_query(
            SQL(
                CALL,
                window=self.id,
                user=self.env.uid,
                now=fields.Datetime.now(),
                office=self.office_id.id,
                day=self.office_id._today(),
                services=self.service_ids.ids,
            )
        )
        ticket = self.env["grid.queue.ticket"].sudo().browse([row[0] for row in called])
        ticket.invalidate_recordset(flush=False)
        ticket._note("called")
        ticket._say()
        return ticket
