"""Every counted indicator again, by plain Python over all records of a company."""

from collections import Counter
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from odoo import fields

OPEN = ("new", "registered", "in_work", "awaiting_info")
OF_SERVICE = ("transmission", "service")
COMPLAINTS = ("complaint", "claim")
THEMES = ("transmission", "power_quality", "connection", "metering", "service", "maintenance", "other")
#: {indicator: kind of the documents that it counts}
DOCUMENTS = {
    "informativeness_1_2a": "regulation",
    "informativeness_1_2b": "unit_statute",
    "informativeness_1_2c": "job_instruction",
    "informativeness_1_2d": "report_form",
}
#: {indicator: (category of the appeals that it counts, complaints alone)}
CATEGORIES = {
    "informativeness_5_1": ("grid_quality.category_how_to_appeal", False),
    "informativeness_6_2": ("grid_quality.category_information_absent", False),
    "execution_4_1": ("grid_appeal.category_personal_data", True),
}
ANNULLED = ("annulled_no_docs", "annulled_unpaid", "annulled_not_signed")


def mean(numbers):
    numbers = list(numbers)
    return Fraction(sum(numbers), len(numbers)) if numbers else None


def share(part, whole, scale=100):
    return Fraction(len(part) * scale, len(whole)) if whole else None


def kept(whole, breaches):
    return Fraction(whole, max(1, whole - breaches)) if whole else None


class SlowCount:
    """Every figure by plain Python over all records of the company: the program's queries are not asked."""

    def __init__(self, env, company, year):
        self.env, self.company, self.year = env(su=True, context={"active_test": False}), company, year
        self.appeals = [one for one in self._of("helpdesk.ticket", "received_at") if one.number]
        self.measures = self._of("grid.appeal.measure", "done_on", branch=lambda one: one.ticket_id.branch_id)
        self.requests = self._of("grid.service.request", "ended_at")
        self.connections = self._of("grid.connection.funnel", "submitted_at")
        self.connected = self._of("grid.connection.funnel", "connected_at")

    def _local(self, moment, branch):
        if not isinstance(moment, datetime):
            return moment
        zone = ZoneInfo(branch.tz or self.company.legal_tz)
        return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).date()

    def _of(self, model, day, branch=lambda one: one.branch_id):
        everything = self.env[model].search([("company_id", "=", self.company.id)])
        return [one for one in everything if one[day] and self._local(one[day], branch(one)).year == self.year]

    def _days(self, ones, later, since, branch=lambda one: one.branch_id):
        return mean(
            (self._local(later(one), branch(one)) - self._local(since(one), branch(one))).days
            for one in ones
            if later(one) and since(one)
        )

    def facts(self):
        parts = (self.of_documents, self.of_categories, self.of_appeals, self.of_measures, self.of_services)
        parts += (self.of_connections, self.of_management, self.of_desk)
        return {code: fact for part in parts for code, fact in part().items()}

    def of_documents(self):
        """In force on the last day of the year, or today in a year that goes on."""
        day = min(date(self.year, 12, 31), self.company._legal_today())
        documents = self.env["grid.document"].search([("company_id", "=", self.company.id)])
        valid = [
            one
            for one in documents
            if (not one.valid_from or one.valid_from <= day) and (not one.valid_until or one.valid_until >= day)
        ]
        counts = {code: len([one for one in valid if one.kind == kind]) for code, kind in DOCUMENTS.items()}
        counts["informativeness_1_2b"] = min(1, counts["informativeness_1_2b"])
        return {code: Fraction(count) for code, count in counts.items()}

    def of_categories(self):
        facts = {}
        for code, (xmlid, complaints) in CATEGORIES.items():
            above = self.env.ref(xmlid)
            found = [one for one in self.appeals if self._is_below(one.category_id, above)]
            found = [one for one in found if one.kind in COMPLAINTS] if complaints else found
            facts[code] = share(found, self.appeals)
        return facts

    def _is_below(self, category, above):
        while category and category != above:
            category = category.parent_id
        return category == above

    def of_appeals(self):
        appeals = self.appeals
        complaints = [one for one in appeals if one.kind in COMPLAINTS]
        of_service = [one for one in complaints if one.theme in OF_SERVICE]
        kinds = Counter(one.kind for one in appeals)
        judged = sum(kinds[kind] for kind in (*COMPLAINTS, "authority_request"))
        first = [one for one in self.env["res.partner"].search([]) if one.has_priority]
        first = [one for one in first if not one.company_id or one.company_id == self.company]
        return {
            "informativeness_6_1": share([one for one in appeals if one.kind == "consultation"], appeals),
            "execution_2_1": share([one for one in complaints if one.theme == "power_quality"], appeals),
            "feedback_2_1": share(of_service, appeals),
            "feedback_2_2": share([o for o in of_service if "done" in o.measure_ids.mapped("state")], of_service),
            "feedback_2_4": Fraction(kinds["authority_request"] * 100, judged) if judged else None,
            "feedback_2_5": share([one for one in appeals if one.kind in ("proposal", "gratitude")], appeals),
            **self.of_surveys(),
            "feedback_4_1": share([one for one in complaints if one.partner_id.has_priority], first, 1000),
        }

    def of_surveys(self):
        """Sheets for each thousand customers who have a usage point."""
        points = self.env["grid.usage.point"].search([("company_id", "=", self.company.id)])
        sheets = self.env["survey.user_input"].search([("campaign_id.company_id", "=", self.company.id)])
        sheets = [one for one in sheets if one.answered_on.year == self.year]
        ways = {"feedback_3_2a": "written", "feedback_3_2b": "internet", "feedback_3_2c": "auto_informer"}
        return {
            code: share([one for one in sheets if one.way == way], points.partner_id, 1000)
            for code, way in ways.items()
        }

    def of_measures(self):
        changes = self._of("grid.improvement", "done_on")
        on_complaints = [one for one in self.measures if one.ticket_id.kind in COMPLAINTS]
        about = [one for one in self.appeals if one.kind in COMPLAINTS and self._about_measure(one)]
        return {
            "feedback_2_6": Fraction(len([one for one in changes if one.state == "done"])),
            "feedback_2_3": share(about, on_complaints),
            "feedback_3_1": self._days(
                on_complaints,
                lambda one: one.done_on,
                lambda one: one.ticket_id.registered_at,
                lambda one: one.ticket_id.branch_id,
            ),
        }

    def _about_measure(self, appeal):
        came = self._local(appeal.received_at, appeal.branch_id)
        calendar = self.env["legal.calendar.day"]._calendar(self.company.id)
        days = filter(None, appeal.previous_id.measure_ids.mapped("done_on"))
        return any(day <= came and calendar.working_days_between(day, came) <= 30 for day in days)

    def of_services(self):
        installed = [one for one in self.requests if one.service_id.code == "meter_replace" and one.outcome == "done"]
        small = [one for one in installed if self._is_small(one.partner_id)]
        large = [one for one in installed if one not in small]
        moves = self._of("grid.service.move", "at", branch=lambda one: one.request_id.branch_id)
        drafts = [
            one
            for one in moves
            if one.step_id.code == "contract_sent" and one.request_id.service_id.code == "tr_conclude"
        ]
        of_request = (lambda one: one.ended_at, lambda one: one.submitted_at)
        return {
            "execution_1_1": self._days(
                drafts,
                lambda one: one.at,
                lambda one: one.request_id.submitted_at,
                lambda one: one.request_id.branch_id,
            ),
            "execution_1_2a": self._days(small, *of_request),
            "execution_1_2b": self._days(large, *of_request),
        }

    def _is_small(self, customer):
        return customer.customer_kind != "legal_entity" or customer.is_small_business

    def of_connections(self):
        offered = [one for one in self.connections if one.offered]
        unsent = [one for one in self.connections if not one.offered and self._is_overdue(one)]
        late = [one for one in offered if one.connection_id.offer_late]
        slow = [one for one in self.connected if one.works_late]
        page = self.env["grid.indicator.year"]._last_version(self.company, self.year, self.env["grid.branch"])
        breaches = [one for one in page.value_ids if one.indicator_id.code == "antitrust_breaches" and one.has_fact]
        return {
            "applications": kept(len(offered + unsent), len(late + unsent)),
            "connections": kept(len(self.connected), len(slow)),
            "antitrust": kept(len(self.connections), int(breaches[0].fact)) if breaches else None,
            "internal_tp_offers": share([one for one in offered if one not in late], offered + unsent),
            "internal_tp_works": share([one for one in self.connected if not one.works_late], self.connected),
            **{
                f"internal_tp_{how}": share([one for one in self.connections if one.ended_as == how], self.connections)
                for how in ANNULLED
            },
        }

    def _is_overdue(self, application):
        """Whether the offer was promised for a day that has passed."""
        request = application.connection_id.request_id
        promised = [("res_model", "=", request._name), ("res_id", "=", request.id), ("code", "=", "tp_offer")]
        now = fields.Datetime.now()
        states = {one.state: one.due_at for one in self.env["legal.deadline"].search(promised)}
        return "missed" in states or ("running" in states and states["running"] < now)

    def of_management(self):
        answered = self._of("helpdesk.ticket", "answered_at")
        registered = self._of("helpdesk.ticket", "registered_at")
        talks = [one for one in registered if one.kind == "consultation"]
        everything = self.env["helpdesk.ticket"].search([("company_id", "=", self.company.id)])
        now = fields.Datetime.now()
        late = [one for one in everything if one.state in OPEN and one.next_due_at and one.next_due_at < now]
        marks = self._of("grid.appeal.mark", "marked_at")
        of_answer = (lambda one: one.answered_at, lambda one: one.registered_at)
        return {
            "internal_in_term": share([one for one in answered if not one.answered_late], answered),
            "internal_answer_days": self._days(answered, *of_answer),
            **{
                f"internal_answer_days_{theme}": self._days([o for o in answered if o.theme == theme], *of_answer)
                for theme in THEMES
            },
            "internal_repeat": share([one for one in self.appeals if one.is_repeat], self.appeals),
            "internal_first_contact": share([one for one in talks if one.closed_at_first_contact], talks),
            "internal_overdue": Fraction(len(late)),
            "internal_mark": mean(one.value for one in marks),
        }

    def of_desk(self):
        """What the queue, call-backs and calls of the auto-informer record."""
        visits = [one for one in self._of("grid.queue.ticket", "day") if one.state == "done"]
        callbacks = self._of("grid.callback", "asked_at")
        ends = [self._end_of_promise(one) for one in callbacks]
        called = [one for one in self._of("grid.notice", "ended_at") if one.channel == "voice"]
        called = [one for one in called if one.state in ("positive", "negative", "failed")]
        return {
            "internal_wait": mean(Fraction(one.wait_seconds, 60) for one in visits),
            "internal_wait_long": share([one for one in visits if one.wait_seconds > 30 * 60], visits),
            "internal_callback": share([end for end in ends if end == "met"], [end for end in ends if end]),
            "internal_positive_call": share([one for one in called if one.state == "positive"], called),
        }

    def _end_of_promise(self, record):
        """Return how what was promised about a record ended: met, or missed, as it is already; None while it may be."""
        promised = [("res_model", "=", record._name), ("res_id", "=", record.id)]
        (promise,) = self.env["legal.deadline"].search(promised)
        is_late = promise.state == "running" and promise.due_at < fields.Datetime.now()
        return "missed" if is_late else {"met": "met", "missed": "missed"}.get(promise.state)
