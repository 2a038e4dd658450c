from collections import defaultdict
from decimal import Decimal

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date, formatLang

from ..metering import Reading, judge
from .grid_meter_reading import ZONES

#: Sources in which no customer copied the number: kept even where they contradict the readings around them.
WITNESSED = {"inspector", "smart"}
HISTORY = 13  # readings before one, by which its size is judged: a year of months


class GridMeterReading(models.Model):
    """How a reading is judged beside its neighbours, and how it is said."""

    _inherit = "grid.meter.reading"

    def _judge(self):
        """Refuse what cannot be, mark what is unlikely; a batch asks for its histories once."""
        found = defaultdict(self.browse)
        for reading, verdict, before, after in self._verdicts():
            reading._check_day()
            if verdict.fault:
                raise UserError(reading._refusal(verdict.fault, before, after))
            if verdict.finding:
                found[verdict.finding] += reading
        for finding, readings in found.items():
            readings._act({"finding": finding, "state": "to_verify"})

    def _verdicts(self):
        """Yield each reading with what is thought of it, those before it, the newest first, and the one after it."""
        histories = self._histories(HISTORY)
        for reading in self:
            before, after = histories.get(reading, ((), None))
            witnessed = reading.source in WITNESSED
            yield (
                reading,
                judge(reading._given(), before, after, reading.meter_id.dial_digits, witnessed),
                before,
                after,
            )

    def _check_day(self):
        meter = self.meter_id
        if self.read_on > self.company_id._legal_today():
            raise UserError(self.env._("A meter is not read in the future. Correct the date of the reading."))
        meter._check_stood_on(self.read_on)
        if self.zone not in meter._zones():
            raise UserError(
                self.env._(
                    "The meter %(meter)s does not count the zone %(zone)s. Correct the zone, or the meter's zones.",
                    meter=meter.display_name,
                    zone=dict(ZONES)[self.zone],
                )
            )

    def _refusal(self, fault, before, after):
        """Return the sentence of a refusal: what happened, what to do."""
        names = {
            "value": self._number(self.value),
            "last": before and self._words(before[0]),
            "next": after and self._words(after),
            "digits": self.meter_id.dial_digits,
        }
        return {
            "negative": self.env._("A reading is not below zero. Copy the number of the dial.", **names),
            "too_long": self.env._(
                "The dial has %(digits)s digits before the point; %(value)s has more. Copy the number of the dial "
                "without the digits after the point.",
                **names,
            ),
            "below_last": self.env._(
                "%(value)s is below the reading before: %(last)s. Look at the dial again; if the number is right, ask "
                "for an inspector, who reads the meter at its place.",
                **names,
            ),
            "above_next": self.env._(
                "%(value)s is above a later reading: %(next)s. Look at the number and the date again.", **names
            ),
        }[fault]

    def _doubt(self, verdict, before):
        """Return why a number that is taken is unlikely all the same."""
        names = {
            "value": self._number(self.value),
            "last": self._words(before[0]),
            "consumed": self._number(verdict.consumed),
        }
        if verdict.finding == "roll_over":
            return self.env._(
                "%(value)s is below the reading before: %(last)s. Did the dial run past its end and begin anew?",
                **names,
            )
        return self.env._(
            "By %(value)s the meter counted %(consumed)s kWh since the reading before, %(last)s: far more than usual.",
            **names,
        )

    # --- neighbours
    def _given(self):
        return Reading(self.read_on, Decimal(str(self.value)))

    def _histories(self, depth):
        """Return `{reading: (those before it, the newest first, the one after it or None)}`, in one query."""
        known = [one for one in self if one.meter_id.id and one.zone and one.read_on]
        if not known:
            return {}
        self.env["grid.meter.reading"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT asked.place, other.side, other.read_on, other.value
                     FROM unnest(%(places)s, %(meters)s, %(zones)s::varchar[], %(days)s::date[])
                          AS asked(place, meter_id, zone, day)
                    CROSS JOIN LATERAL (
                          (SELECT 'before' AS side, read_on, value FROM grid_meter_reading
                            WHERE meter_id = asked.meter_id AND zone = asked.zone AND state <> 'corrected'
                              AND read_on < asked.day
                            ORDER BY read_on DESC LIMIT %(depth)s)
                           UNION ALL
                          (SELECT 'after', read_on, value FROM grid_meter_reading
                            WHERE meter_id = asked.meter_id AND zone = asked.zone AND state <> 'corrected'
                              AND read_on > asked.day
                            ORDER BY read_on LIMIT 1)) AS other
                    ORDER BY asked.place, other.read_on DESC""",
                places=list(range(len(known))),
                meters=[one.meter_id.id for one in known],
                zones=[one.zone for one in known],
                days=[one.read_on for one in known],
                depth=depth,
            )
        )
        found = {one: ([], None) for one in known}
        for place, side, day, value in rows:
            reading, (before, after) = Reading(day, Decimal(str(value))), found[known[place]]
            found[known[place]] = ([*before, reading], after) if side == "before" else (before, reading)
        return found

    def _last_of(self, meters):
        """Return `{meter: its last current readings, one a zone}`, those of the reader's own branches."""
        if not meters.ids:
            return {}
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT last.id FROM unnest(%s) AS asked(meter_id), unnest(%s::varchar[]) AS counted(zone)
                    CROSS JOIN LATERAL (SELECT id FROM grid_meter_reading
                          WHERE meter_id = asked.meter_id AND zone = counted.zone AND state <> 'corrected'
                          ORDER BY read_on DESC LIMIT 1) AS last""",
                meters.ids,
                [code for code, _name in ZONES],
            )
        )
        readings = self.browse(row[0] for row in rows)._filtered_access("read")
        return readings.sorted("zone").grouped("meter_id")

    # --- words
    def _number(self, value):
        value = float(value)
        return formatLang(self.env, value, digits=0 if value.is_integer() else 3)

    def _words(self, given=None):
        """Say a reading, this one or a neighbour of it: the zone, the number, the day."""
        given = given or self._given()
        return self.env._(
            "%(zone)s %(value)s (%(day)s)",
            zone=dict(ZONES)[self.zone],
            value=self._number(given.value),
            day=format_date(self.env, given.day),
        )
