from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date, format_datetime

from ..outages import BY_CONTRACT, Interval, Terms, first_warning, hours_of_year, length_rules, objections

WARNING_RULE = "planned_outage_notice_354"
RECOMMENDED_RULE = "planned_outage_notice_gost"
#: Norms of the Utility Rules bind groups 1 and 2; they are chosen by this fact.
OF_HOUSEHOLDS = {"customer_group": "1"}
YEAR_NORM, PRICE_NORM = "outage_cat3_year", "outage_price_cut"


class GridOutage(models.Model):
    """What law says of an outage: when it may start, how long it may last, how much of the year is spent."""

    _inherit = "grid.outage"

    earliest_on = fields.Date(
        "Earliest lawful day", compute="_compute_notices", store=True, help="By the first written warning."
    )
    notices_lack = fields.Boolean("Notices lack", compute="_compute_notices", store=True)
    notice_words = fields.Text("What law says of the notices", compute="_compute_notice_words")
    length_words = fields.Text("What law says of the length", compute="_compute_length_words")
    year_words = fields.Text("Hours of the year", compute="_compute_year_words")

    @api.depends(
        *("kind", "started_at", "branch_id", "contract_days", "point_count", "house_count"),
        *("notice_ids.audience", "notice_ids.given_on", "notice_ids.in_writing"),
    )
    def _compute_notices(self):
        for outage in self:
            try:
                terms = outage.kind == "planned" and outage._notice_terms()
                outage.earliest_on = terms and terms.earliest
                outage.notices_lack = bool(terms) and any(one.forbids for one in outage._objections(terms))
            except UserError:  # no norm is in force on the day: whoever presses the button reads it
                outage.earliest_on, outage.notices_lack = False, True

    @api.depends("notices_lack", "earliest_on", "state")
    @api.depends_context("lang")
    def _compute_notice_words(self):
        for outage in self:
            try:
                planned = outage.kind == "planned" and outage.state in ("draft", "announced")
                outage.notice_words = planned and "\n".join(map(outage._objection_words, outage._objections()))
            except UserError as refusal:
                outage.notice_words = str(refusal)

    def _check_notices(self):
        """Refuse a planned outage that law does not let start on its day.

        :raises UserError: what lacks, and the earliest lawful day
        """
        for outage in self.filtered(lambda one: one.kind == "planned"):
            if against := [one for one in outage._objections() if one.forbids]:
                raise UserError("\n".join(map(outage._objection_words, against)))

    def _objections(self, terms=None):
        terms = terms or self._notice_terms()
        return objections(self._local_day(self.started_at), self._audiences(), self.notice_ids._values(), terms)

    def _notice_terms(self):
        rules, branch = self.env["legal.rule"].sudo(), self.branch_id
        warned = first_warning(self.notice_ids._values())
        earliest = None
        if warned:
            moment, _why = rules._due(WARNING_RULE, self._midday(warned), branch, **OF_HOUSEHOLDS)
            earliest = self._local_day(moment)
        recommended, _why = rules._due(RECOMMENDED_RULE, self.started_at, branch)
        return Terms(earliest, self._local_day(recommended), self.contract_days or None)

    def _objection_words(self, objection):
        words = {
            "households_not_warned": self.env._(
                "Citizens are not warned in writing: an outage of apartment houses may start only when ten working days"
                " have passed after the warning (Decree 354, p. 117 b). Enter the written warning, its day and means."
            ),
            "households_too_early": self.env._(
                "The start is too early: ten working days must have passed after the written warning (Decree 354,"
                " p. 117 b). The earliest lawful day is %(day)s. Move the start to it or later."
            ),
            "contract_unknown": self.env._(
                "Legal entities are hit, and nobody said how many days ahead their contracts promise a notice: law sets"
                " no number. Enter the term of the contracts here or in the settings of the company."
            ),
            "companies_not_told": self.env._(
                "Legal entities are not told: by their contracts the notice is given not later than %(day)s."
            ),
            "companies_told_late": self.env._(
                "Legal entities were told too late: by their contracts the notice is given not later than %(day)s."
                " Move the start."
            ),
            "recommended_late": self.env._(
                "GOST R 53368 recommends the message a month ahead, not later than %(day)s. This forbids nothing."
            ),
        }
        return words[objection.code] % {"day": objection.day and format_date(self.env, objection.day)}

    # ------------------------------------------------------------------
    # How long it may last
    # ------------------------------------------------------------------
    @api.depends("started_at", "ended_at", "expected_end_at", "point_count", "state")
    @api.depends_context("lang")
    def _compute_length_words(self):
        for outage in self:
            outage.length_words = "\n".join(outage._length_lines()) if outage.started_at else False

    def _length_lines(self):
        lines = []
        for code in length_rules(self._hit_kinds()):
            try:
                lines.append(self._length_line(code))
            except UserError as refusal:
                lines.append(str(refusal))
        return lines

    def _length_line(self, code):
        if code == BY_CONTRACT:
            return self.env._(
                "Points of categories I and II are hit: their allowed length stands in the contract, never above that"
                " of category III (Decree 861, p. 31(6))."
            )
        rules = self.env["legal.rule"].sudo()
        until, _why = rules._due(code, self.started_at, self.branch_id, **OF_HOUSEHOLDS)
        rule = rules.browse(rules._rulebook().choose(code, self._local_day(self.started_at), dict(OF_HOUSEHOLDS)).key)
        end = self.ended_at or self.expected_end_at
        words = self.env._("%(name)s: until %(until)s.", name=rule.name, until=self._local_words(until))
        if end and end > until:
            words += " " + self._excess_words(until, end)
        return words

    def _excess_words(self, until, end):
        """Say the hours above the allowed, and the facts of a price cut; a figure that is not confirmed is marked."""
        norm = self.env["grid.outage.norm"]._on(PRICE_NORM, self._local_day(self.started_at))
        hours = Decimal((end - until) // timedelta(minutes=1)) / 60
        said = self.env._("Above the allowed: %(hours)s h.", hours=f"{hours:.1f}")
        if not norm:
            return said
        cut = self.env._("Off the price of the month: %(percent)s %%.", percent=f"{float(hours) * norm.amount:.2f}")
        doubt = "" if norm._is_sure() else self.env._("The figure of law is not confirmed: check it before use.")
        return " ".join(filter(None, [said, cut, doubt]))

    # ------------------------------------------------------------------
    # Hours of the year
    # ------------------------------------------------------------------
    @api.depends("point_count", "state", "ended_at")
    @api.depends_context("lang")
    def _compute_year_words(self):
        for outage in self:
            outage.year_words = outage.state == "restored" and outage._year_line()

    def _year_line(self):
        """Say how many points of category III have had more hours without supply in the year than law allows."""
        day = self._local_day(self.ended_at)
        norm = self.env["grid.outage.norm"]._on(YEAR_NORM, day)
        over = norm and self._points_over(norm.amount, day.year)
        if not over:
            return False
        doubt = (
            "" if norm._is_sure() else self.env._("This number of hours is not confirmed: check the law before use.")
        )
        words = self.env._(
            "Points of category III above %(hours)g hours without supply in %(year)s: %(count)s (%(clause)s).",
            hours=norm.amount,
            year=day.year,
            count=over,
            clause=norm.clause,
        )
        return " ".join(filter(None, [words, doubt]))

    def _points_over(self, hours, year):
        """Count the points hit whose outages of the local year last longer; points with equal outages are read once."""
        rows = self.env.execute_query(
            SQL(
                """SELECT outages, count(*) FROM (
                       SELECT every.usage_point_id, array_agg(every.outage_id ORDER BY every.outage_id) AS outages
                         FROM grid_outage_usage_point AS hit
                         JOIN grid_usage_point AS point ON point.id = hit.usage_point_id
                              AND point.reliability_category = '3'
                         JOIN grid_outage_usage_point AS every ON every.usage_point_id = hit.usage_point_id
                        WHERE hit.outage_id = %s GROUP BY 1) AS of_points
                    GROUP BY outages""",
                self.id,
            )
        )
        outages = self.sudo().browse({id_ for ids, _count in rows for id_ in ids}).filtered("ended_at")
        lasted = {one.id: Interval(one._local(one.started_at), one._local(one.ended_at)) for one in outages}
        limit = Fraction(hours)
        return sum(
            count for ids, count in rows if hours_of_year([lasted[id_] for id_ in ids if id_ in lasted], year) > limit
        )

    # ------------------------------------------------------------------
    # Local time
    # ------------------------------------------------------------------
    def _zone(self):
        return self.env["legal.rule"]._zone_of(self.branch_id, self.company_id or self.env.company)

    def _local(self, moment):
        """Return a stored moment by the clock of the branch, naive."""
        return self.env["legal.rule"]._local(moment, self._zone()).replace(tzinfo=None)

    def _local_day(self, moment):
        return self._local(moment).date()

    def _local_words(self, moment):
        return format_datetime(self.env, moment, tz=self._zone(), dt_format="dd.MM.yyyy HH:mm")

    def _midday(self, day):
        """Return noon of a local day as a stored moment: an event whose day alone is known."""
        noon = datetime.combine(day, time(12), ZoneInfo(self._zone()))
        return noon.astimezone(UTC).replace(tzinfo=None)

    @api.model
    def _day_bounds(self, first, last, zone):
        """Return the stored moments from the beginning of one local day to the end of another."""
        edges = (first, last + timedelta(days=1))
        return tuple(
            datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None) for day in edges
        )

    def _exact_hours(self):
        return Decimal((self.ended_at - self.started_at) // timedelta(seconds=1)) / 3600
