from decimal import Decimal
from fractions import Fraction

from odoo import models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from ..indicators import IndicatorError, Kept, rounded, share_kept

SCALES = {"share": 100, "per_thousand": 1000}


class GridIndicator(models.Model):
    """Facts counted from records, by local days of the branch, with the rights of whoever reads.

    Figures and the lists that open behind them come from one domain, so they never differ; the company's own figure
    is what somebody sees who sees every branch, and it is his that a closed year keeps.
    """

    _inherit = "grid.indicator"

    def _count(self, place, known):
        """Return the fact of each of the counted indicators at a place, `{indicator: Decimal or None}`.

        `place`: a `LocalYear`; `known`: the facts entered there, `{indicator: Decimal or None}`. A domain
        that several indicators use is counted once, each by one query. What the reader has no right to count is
        None, “no data”, and so are more breaches, entered for the whole company, than the cases that the reader sees.
        """
        memo, facts = {}, {}
        for row in self:
            try:
                facts[row] = rounded(row._fact(place, known, memo))
            except (AccessError, IndicatorError):
                facts[row] = None
        return facts

    def _fact(self, place, known, memo):
        if self.aggregate == "mean":
            return self._mean(place)
        if self.aggregate == "mean_days":
            return self._mean_days(place)
        if self.aggregate == "kept":
            return share_kept(self.code, self._cases(place, known, memo))
        part = self._number("counted", place, memo)
        if self.aggregate == "count":
            return Fraction(part)
        if self.aggregate == "exists":
            return Fraction(min(part, 1))
        whole = self._number("whole", place, memo)
        return Fraction(part * SCALES[self.aggregate], whole) if whole else None

    def _cases(self, place, known, memo):
        """Return the cases of an indicator and how many of them were breaches, counted or entered below it."""
        breached = self._number("counted", place, memo) if self.counted_model else self._entered_below(known)
        return Kept(self._number("whole", place, memo), breached)

    def _entered_below(self, known):
        """Return the breaches entered for the indicators below this one; None where one has no data."""
        below = [fact for row, fact in known.items() if row.parent_id == self]
        return None if None in below or not below else int(sum(below))

    def _number(self, side, place, memo):
        records, domain = self._asked(side, place)
        key = records._name, repr(domain)
        if key not in memo:
            memo[key] = records.search_count(domain)
        return memo[key]

    def _mean(self, place):
        records, domain = self._asked("counted", place)
        [(mean, number)] = records._read_group(domain, [], [f"{self.counted_field}:{how}" for how in ("avg", "count")])
        return Fraction(Decimal(str(mean))) if number else None

    def _mean_days(self, place):
        """Return the mean of days between two local dates; the ORM has no such aggregate."""
        records, domain = self._asked("counted", place)
        query = records._search(domain)
        query.order = None
        zone = self._zone_sql(records, query, place)
        later, since = (self._day_sql(records, query, name, zone) for name in (self.counted_field, self.counted_since))
        [(total, number)] = self.env.execute_query(query.select(SQL("SUM(%s - %s)", later, since), SQL("COUNT(*)")))
        return Fraction(total, number) if number else None

    def _zone_sql(self, records, query, place):
        """Return the zone of each record, by whose clock its days are."""
        last, *others = place.zones_of(self.counted_model)
        zone = SQL("%s", last)
        for name in others:
            own = place.of_zone(self.counted_model, name).optimize_full(records)
            zone = SQL("CASE WHEN %s THEN %s ELSE %s END", own._to_sql(records, query.table, query), name, zone)
        return zone

    def _day_sql(self, records, query, name, zone):
        sql = records._field_to_sql(query.table, name, query)
        if records._fields[name].type == "date":
            return sql
        return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", sql, zone)

    # ------------------------------------------------------------------
    # Which records
    # ------------------------------------------------------------------
    def _asked(self, side, place):
        """Return the records of one side, `counted` or `whole`, of a place: `(model, domain)`."""
        model = self._whole_model() if side == "whole" else self.counted_model
        domain = self._parsed(self[f"{side}_domain"])
        domain &= place.whose(model) if self.is_state else place.domain(model, self[f"{side}_day"])
        if side == "counted" and self.aggregate == "mean_days":
            # days are those of records that have both dates
            domain &= Domain(self.counted_field, "!=", False) & Domain(self.counted_since, "!=", False)
        return self.env[model].with_context(active_test=False), domain

    def _said_counted_by(self):
        """Return the day that puts the counted records into a period, as the reader calls it."""
        model = self.counted_model or self._whole_model()
        how = self._countable().get(model)
        if self.fact_source != "counted" or not how:
            return ""
        if how.valid and not self.counted_day:
            return self.env._("in force on the last day")
        day = "" if self.is_state else self.counted_day or how.day
        return self.env[model]._fields[day]._description_string(self.env) if day else self.env._("as it is now")

    def _action_records(self, side, place, closed=False):
        """Open exactly the records that are counted; of a closed year, those that would be counted today."""
        records, domain = self._asked(side, place)
        name = self.display_name
        if closed:
            name = self.env._("%(form)s: records as they are today", form=name)
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": records._name,
            "views": [(False, "list"), (False, "form")],
            "domain": list(domain),
            "context": {"active_test": False, "create": False},
        }
