from datetime import timedelta

from odoo import api, models, tools
from odoo.tools import SQL

from ..queueing import HourLoad

#: Eight weeks: enough visitors in each hour, and still the office as it is now.
LOAD_DAYS = 56


class GridOffice(models.Model):
    """How long one usually waits in an office by weekday and hour: for whoever chooses when to come."""

    _inherit = "grid.office"

    def _load(self, days=LOAD_DAYS):
        """Return {office: {(weekday, hour): HourLoad}} of its past days; Monday is 0, hours by the clock of the office.

        An office where nobody was served has none. Past days do not change any more: they are counted once a day.
        """
        if not self:
            return {}
        counted = self._counted_load(tuple(sorted(self.ids)), self[0]._today(), days)
        return {office: counted.get(office.id, {}) for office in self}

    @api.model
    @tools.ormcache("office_ids", "today", "days")
    def _counted_load(self, office_ids, today, days):
        self.env["grid.queue.ticket"].flush_model(["office_id", "day", "hour", "state", "wait_seconds"])
        rows = self.env.execute_query(
            SQL(
                """SELECT office_id, extract(isodow FROM day)::int - 1, hour, count(*), avg(wait_seconds)::float / 60
                     FROM grid_queue_ticket
                    WHERE office_id = ANY(%s) AND day >= %s AND day < %s AND state = 'done' GROUP BY 1, 2, 3""",
                list(office_ids),
                today - timedelta(days=days),
                today,
            )
        )
        counted = {}
        for office, weekday, hour, visitors, wait in rows:
            counted.setdefault(office, {})[weekday, hour] = HourLoad(visitors, wait)
        return counted
