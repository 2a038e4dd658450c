"""Every tile of the live page again, by plain Python over all records of a company: `{code: value or bars}`."""

from collections import Counter
from datetime import timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

OPEN = ("new", "registered", "in_work", "awaiting_info")
WORKED = ("registered", "in_work", "awaiting_info")
#: The last day of each age of what is open.
AGES = (3, 10, 20, 30, None)
FUNNEL = ("applied", "offered", "contracted", "connected")


def percent(part, whole):
    return round(100 * len(part) / len(whole), 1) if whole else None


class SlowTiles:
    """What the page shows at a moment, a period of local days being asked for."""

    def __init__(self, env, company, now, first):
        self.env, self.company, self.now = env(su=True), company, now
        self.today = self._day(now, self.env["grid.branch"])
        self.first = first
        self.appeals = self._all("helpdesk.ticket")
        self.open = [one for one in self.appeals if one.state in OPEN]
        self.overdue = [one for one in self.open if one.next_due_at and one.next_due_at < now]
        self.answered = [one for one in self.appeals if one.answered_at]

    def _all(self, model):
        return list(self.env[model].search([("company_id", "=", self.company.id)]))

    def _day(self, moment, branch):
        zone = ZoneInfo(branch.tz or self.company.legal_tz)
        return moment and moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).date()

    def _of(self, ones, name, first, last=None):
        return [
            one
            for one in ones
            if one[name] and first <= self._day(one[name], one.branch_id) <= (last or self.today)
        ]  # fmt: skip

    def values(self):
        return {
            **self.of_now(),
            **self.of_late(),
            **self.of_term(),
            **self.of_mix(),
            **self.of_others(),
            **self.of_outages(),
            **self.of_queue(),
            **self.of_appointments(),
            **self.of_calls(),
        }

    def of_now(self):
        due = [one for one in self.open if one.next_due_at and one.next_due_at >= self.now]
        drafts = [one for one in self.env["grid.appeal.answer"].search([]) if one.ticket_id.company_id == self.company]
        waiting = [one for one in drafts if one.state == "draft" and one.validation_status in ("waiting", "pending")]
        closed = [one for one in self.appeals if one.state == "closed"]
        return {
            "overdue": len(self.overdue),
            "due_today": len(self._of(due, "next_due_at", self.today)),
            "unassigned": len([one for one in self.appeals if one.state in WORKED and not one.user_id]),
            "at_approval": len(waiting),
            "registered_today": len(self._of(self.appeals, "registered_at", self.today)),
            "closed_today": len(self._of(closed, "closed_date", self.today)),
        }

    def of_late(self):
        names = {"branch": "branch_id", "team": "team_id", "executor": "user_id", "cause": "cause_id"}
        return {f"overdue_by_{code}": Counter(one[name].id for one in self.overdue) for code, name in names.items()}

    def of_term(self):
        monday = self.today - timedelta(self.today.weekday())
        weeks = [monday - timedelta(weeks=week) for week in range(11, -1, -1)]
        since = {"week": monday, "month": self.today.replace(day=1), "year": self.today.replace(month=1, day=1)}
        asked = [one for one in self._of(self.appeals, "registered_at", self.first) if one.kind == "consultation"]
        return {
            **{f"in_term_{code}": self._in_term(first) for code, first in since.items()},
            "in_term_by_week": [self._in_term(week, week + timedelta(6)) for week in weeks],
            "first_contact": percent([one for one in asked if one.closed_at_first_contact], asked),
        }

    def _in_term(self, first, last=None):
        answered = self._of(self.answered, "answered_at", first, min(last or self.today, self.today))
        return percent([one for one in answered if not one.answered_late], answered)

    def of_mix(self):
        ages = Counter()
        for one in self.open:
            old = max((self.today - self._day(one.received_at, one.branch_id)).days, 0)
            ages[next(last for last in AGES if last is None or old <= last)] += 1
        return {
            "open_by_age": [ages[last] for last in AGES],
            "open_by_channel": Counter(one.channel_id.id for one in self.open),
            "open_by_theme": Counter(one.theme for one in self.open),
        }

    def of_others(self):
        applied = self._of(self._all("grid.connection.funnel"), "submitted_at", self.first)
        requests = [one for one in self._all("grid.service.request") if not one.outcome]
        marks = self._of(self._all("grid.appeal.mark"), "marked_at", self.first)
        mean = Fraction(sum(one.value for one in marks), len(marks)) if marks else None
        return {
            "connection_funnel": [sum(one[name] for one in applied) for name in FUNNEL],
            "late_stages": Counter(
                one.step_id.id for one in requests if one.next_due_at and one.next_due_at < self.now
            ),
            "satisfaction": round(float(mean), 2),
            "marks": Counter(one.value for one in marks),
        }

    def of_outages(self):
        outages = self._all("grid.outage")
        off = [one for one in outages if one.state == "under_way"]
        ahead = [one for one in outages if one.state in ("draft", "announced") and one.started_at >= self.now]
        soon = self.now + timedelta(days=7)
        return {
            "outages_now": len(off),
            "points_without_supply": sum(one.point_count for one in off),
            "outages_ahead": len([one for one in ahead if one.state == "announced" and one.started_at < soon]),
            "outages_not_noticed": len([one for one in ahead if one.notices_lack]),
        }

    def of_queue(self):
        tickets = self._all("grid.queue.ticket")
        waiting = [one for one in tickets if one.state == "waiting"]
        past = [one for one in tickets if self.first <= one.day <= self.today]
        done = [one for one in past if one.state == "done"]
        timed = [one for one in done if one.service_seconds]
        marks = [one.mark for one in done if one.mark]
        return {
            "queue_waiting": len(waiting),
            "queue_waiting_late": len([one for one in waiting if one.due_at < self.now]),
            "queue_in_time": percent([one for one in done if not one.is_late], done),
            "queue_wait": self._mean_minutes(done, "wait_seconds"),
            "queue_service": self._mean_minutes(timed, "service_seconds"),
            "queue_mark": round(sum(marks) / len(marks), 2),
            "queue_wait_by_staff": self._by_staff(done, "wait_seconds"),
            "queue_service_by_staff": self._by_staff(timed, "service_seconds"),
            "queue_no_shows": len([one for one in past if one.state == "no_show"]),
            "queue_by_hour": Counter(one.hour for one in done),
            "queue_by_service": Counter(one.service_id for one in done),
            "queue_by_window": Counter(one.window_id for one in done),
        }

    def of_appointments(self):
        given = [one for one in self._all("grid.appointment") if one.kind == "office" and one.state != "cancelled"]
        today = self._of(given, "slot_at", self.today)
        booked = [one for one in today if one.state == "booked"]
        missed = [one for one in self._of(given, "slot_at", self.first) if one.state == "missed"]
        came = [one for one in self._all("grid.queue.ticket") if one.category == "appointment"]
        return {
            "appointment_today": len(today),
            "appointment_came": len([one for one in today if one.state in ("arrived", "served")]),
            "appointment_to_come": len([one for one in booked if one.slot_at >= self.now]),
            "appointment_late": len([one for one in booked if one.slot_at < self.now]),
            "appointment_waiting": len([one for one in came if one.state == "waiting" and one.slot_at < self.now]),
            "appointment_by_office": Counter(one.office_id for one in today),
            "appointment_missed": len(missed),
            "appointment_missed_by_office": Counter(one.office_id for one in missed),
        }

    def _mean_minutes(self, visits, seconds):
        return round(sum(one[seconds] for one in visits) / 60 / len(visits), 2)

    def _by_staff(self, visits, seconds):
        """The means of those who receive visitors, in the order in which the standard names them."""
        groups = [[one for one in visits if one.service_id.staff == staff] for staff in ("admin", "manager", "cashier")]
        return [self._mean_minutes(group, seconds) for group in groups if group]

    def of_calls(self):
        today = self._of(self._all("grid.call"), "began_at", self.today)
        answered, lost = ([one for one in today if one.stage == stage] for stage in ("answered", "lost"))
        callbacks = [one for one in self._all("grid.callback") if one.state in ("open", "taken")]
        return {
            "call_answered": len(answered),
            "call_lost": len(lost),
            "call_service_level": percent([one for one in answered if one.is_in_time], answered + lost),
            "callback_at_risk": len([one for one in callbacks if one.next_due_at - self.now <= timedelta(hours=2)]),
        }
