"""A year in which every counted indicator has a figure of its own, and rows around it that do not count.

company      TSA, TSL  UTC+7   TSB  UTC+10 (its year begins three hours earlier)
neighbour    TSN       the same kinds of rows, all of the year: none of them counts
"""

from .common_indicator import YEAR
from .common_rows import RowsCase

IN_JUNE = f"{YEAR}-06-15 05:00:00"
#: Moments of UTC around the year of a branch: the first two belong to it, the others do not.
EDGES = {
    7: (f"{YEAR - 1}-12-31 17:00:00", f"{YEAR}-12-31 16:59:59", f"{YEAR - 1}-12-31 16:59:59", f"{YEAR}-12-31 17:00:00"),
    10: (
        f"{YEAR - 1}-12-31 14:00:00",
        f"{YEAR}-12-31 13:59:59",
        f"{YEAR - 1}-12-31 13:59:59",
        f"{YEAR}-12-31 14:00:00",
    ),
}
#: (how many, kind, theme, category, further columns)
APPEALS = [
    (11, "consultation", "metering", "", {"closed_at_first_contact": True}),
    (2, "consultation", "service", "grid_quality.category_how_to_appeal", {}),
    (7, "complaint", "power_quality", "", {}),
    (5, "complaint", "transmission", "", {}),
    (3, "complaint", "service", "grid_quality.category_information_absent", {}),
    (4, "complaint", "other", "grid_appeal.category_personal_data", {}),
    (3, "claim", "power_quality", "", {}),
    (2, "claim", "transmission", "", {}),
    (1, "consultation", "other", "grid_appeal.category_personal_data", {}),
    (6, "authority_request", "maintenance", "", {"is_repeat": True}),
    (8, "application", "other", "", {"next_due_at": f"{YEAR}-07-01 05:00:00"}),
    (4, "proposal", "connection", "", {}),
    (1, "gratitude", "service", "", {}),
]
#: {theme: days to the answer of one more application}
ANSWERED = {"transmission": 3, "power_quality": 6, "connection": 9, "metering": 13, "service": 17, "maintenance": 22,
            "other": 31}  # fmt: skip
#: {kind: how many are in force at the end of the year}
DOCUMENTS = {"regulation": 5, "unit_statute": 3, "job_instruction": 4, "report_form": 7}
#: (how many, columns of the connection, columns of its request)
CONNECTIONS = [
    (5, {"offer_at": IN_JUNE, "offer_late": False}, {}),
    (2, {"offer_at": IN_JUNE, "offer_late": True}, {}),
    (4, {"connected_at": f"{YEAR}-08-01 05:00:00", "works_due_at": f"{YEAR}-09-01 05:00:00"}, {}),
    (1, {"connected_at": f"{YEAR}-08-01 05:00:00", "works_due_at": f"{YEAR}-07-01 05:00:00"}, {}),
    (1, {"ended_as": "annulled_no_docs"}, {"outcome": "annulled"}),
    (2, {"ended_as": "annulled_unpaid"}, {"outcome": "annulled"}),
    (3, {"ended_as": "annulled_not_signed"}, {"outcome": "annulled"}),
]
#: Minutes that visitors of an office waited; half an hour is not longer than half an hour.
WAITS = (3, 8, 14, 29, 30, 31, 47)
#: {state of the promise to call back: how many}
CALLBACKS = {"met": 9, "missed": 2, "running": 1}
#: {(channel, state) of messages: how many}
MESSAGES = {("voice", "positive"): 13, ("voice", "negative"): 3, ("voice", "failed"): 2, ("voice", "refused"): 5,
            ("voice", "waiting"): 1, ("sms", "positive"): 4}  # fmt: skip


class CountedCase(RowsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.workshop = cls.factory.copy({"name": "ООО «Мастерская»", "is_small_business": True})
        for branch in (cls.branch, cls.their_branch):
            cls._make_year(branch)
            cls._make_queue(branch)
            cls._make_callbacks(branch)
            cls._make_messages(branch)
        cls._make_edges()
        cls._make_documents()
        cls._make_sheets()
        cls._make_late_of_other_years()
        cls._value(cls, "antitrust_breaches").write({"fact_text": "1", "document": "Справка № 1"})
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def _make_year(cls, branch):
        """Everything of a year in the middle of it, in one branch."""
        made = {}
        for count, kind, theme, category, columns in APPEALS:
            for _number in range(count):
                appeal = cls._row(branch, IN_JUNE, kind=kind, theme=theme, category=category, **columns)
                made.setdefault((kind, theme), []).append(appeal)
        for theme, days in ANSWERED.items():
            at = cls._later(IN_JUNE, days)
            late = theme == "other"
            cls._row(branch, IN_JUNE, kind="application", theme=theme, answered_at=at, answered_late=late)
        cls._promises(made["complaint", "power_quality"], "met", 5)
        cls._promises(made["authority_request", "maintenance"], "missed", 2)
        cls._promises(made["application", "other"], "running", 1)
        complaints = made["complaint", "transmission"]
        cls._columns(complaints[0], partner_id=cls.veteran.id)
        for appeal, day in zip(complaints, ("20", "21", "30"), strict=False):
            cls._measure(appeal, f"{YEAR}-06-{day}")
        cls._measure(made["claim", "transmission"][0], f"{YEAR}-06-22")
        for day, kind in ((25, "complaint"), (26, "claim")):
            about = cls._row(branch, f"{YEAR}-06-{day} 05:00:00", kind=kind, theme="transmission")
            cls._columns(about, previous_id=complaints[0].id)
        for appeal, value in zip(complaints, (5, 4, 2), strict=False):
            cls._mark(appeal, value, IN_JUNE)
        cls._make_services(branch)

    @classmethod
    def _make_services(cls, branch):
        for customer, days in ((cls.citizen, 14), (cls.workshop, 43), (cls.factory, 27)):
            cls._request("meter_replace", branch, customer, IN_JUNE, days, outcome="done")
            cls._request("meter_replace", branch, customer, IN_JUNE, 90, outcome="withdrawn")
        drafted = cls._request("tr_conclude", branch, cls.factory, IN_JUNE, None)
        step = drafted.service_id.step_ids.filtered(lambda one: one.code == "contract_sent")
        cls.env["grid.service.move"].create(
            {"request_id": drafted.id, "step_id": step.id, "at": f"{YEAR}-07-04 20:00:00"}
        )
        for count, columns, request in CONNECTIONS:
            for _number in range(count):
                cls._connection(branch, IN_JUNE, request, **columns)
        unsent = [cls._connection(branch, IN_JUNE, {}).request_id for _number in range(5)]
        cls._promises(unsent[:1], "running", 1, code="tp_offer")
        cls._promises(unsent[1:], "missed", 4, code="tp_offer")
        for name, planned in (
            ("Окно в субботу", IN_JUNE[:10]),
            ("Смс", IN_JUNE[:10]),
            ("Вывеска", f"{YEAR + 1}-01-01"),
        ):
            one = cls.env["grid.improvement"].create(
                {"name": name, "branch_id": branch.id, "company_id": branch.company_id.id}
            )
            cls._columns(one, state="done", done_on=planned)

    @classmethod
    def _make_queue(cls, branch):
        office = cls.env["grid.office"].create({"name": "Центр", "branch_id": branch.id, "address": "ул. Мира, 1"})
        service = cls.env["grid.reception.service"].create({"office_id": office.id, "name": "Касса", "letter": "К"})
        visits = [("done", f"{YEAR}-06-15", minutes) for minutes in WAITS]
        visits += [("no_show", f"{YEAR}-06-15", 90), ("done", f"{YEAR - 1}-12-31", 120), ("left", f"{YEAR}-12-31", 200)]
        for state, day, minutes in visits:
            ticket = cls.env["grid.queue.ticket"].create({"service_id": service.id})
            ticket.write({"state": state, "day": day, "wait_seconds": minutes * 60})

    @classmethod
    def _make_callbacks(cls, branch):
        for place, (state, count) in enumerate(CALLBACKS.items()):
            promised = cls.env["grid.callback"]._promise(
                [
                    {
                        "phone": f"+7905{branch.id:05}{place}{number:01}",
                        "company_id": branch.company_id.id,
                        "branch_id": branch.id,
                        "reason": "promised",
                        "asked_at": IN_JUNE,
                    }
                    for number in range(count)
                ]
            )
            cls.env.flush_all()
            cls.env.cr.execute(
                "UPDATE legal_deadline SET state = %s WHERE res_model = 'grid.callback' AND res_id IN %s",
                (state, tuple(promised.ids)),
            )
            if state != "running":
                cls.env.cr.execute(
                    "UPDATE grid_callback SET state = 'done', next_due_at = NULL WHERE id IN %s", (tuple(promised.ids),)
                )
            cls.env.invalidate_all(flush=False)

    @classmethod
    def _make_messages(cls, branch):
        campaign = cls.env["grid.notice.campaign"].create(
            {"name": "Ремонт", "branch_id": branch.id, "company_id": branch.company_id.id, "body": "Ремонт"}
        )
        messages = [
            {"channel": channel, "state": state, "ended_at": state != "waiting" and IN_JUNE}
            for (channel, state), count in MESSAGES.items()
            for _number in range(count)
        ]
        messages.append({"channel": "voice", "state": "positive", "ended_at": f"{YEAR - 1}-06-15 05:00:00"})
        common = {"campaign_id": campaign.id, "company_id": branch.company_id.id, "branch_id": branch.id}
        cls.env["grid.notice"].create(
            [{**common, "recipient": str(place), **one} for place, one in enumerate(messages)]
        )

    @classmethod
    def _make_edges(cls):
        """Rows at the first and the last moment of the year of each branch, and just outside of it."""
        for branch, zone in ((cls.branch, 7), (cls.other_branch, 10)):
            for moment in EDGES[zone]:
                appeal = cls._row(branch, moment, kind="consultation", theme="metering", answered_at=moment)
                cls._mark(appeal, 1, moment)
                cls._connection(branch, moment, {}, offer_at=moment, offer_late=True)
                cls._request("meter_replace", branch, cls.citizen, moment, 0, outcome="done")

    @classmethod
    def _make_sheets(cls):
        """Sheets of two answers: seven by the internet, two in writing, four by voice; one of the year before."""
        today = cls.company._legal_today()
        survey = cls.env["survey.survey"].create({"title": "Опрос", "survey_type": "survey"})
        questions = [{"title": title, "question_type": "scale", "survey_id": survey.id} for title in ("Срок", "Ответ")]
        questions = cls.env["survey.question"].create(questions)
        campaign = cls.env["grid.survey.campaign"].create(
            {"name": "Опрос", "survey_id": survey.id, "branch_ids": cls.branch.ids, "expires_on": today,
             "period_from": f"{YEAR}-01-01", "period_to": f"{YEAR}-12-31"}
        )  # fmt: skip
        part = {"campaign_id": campaign.id, "branch_id": cls.branch.id, "customer_group": "1"}
        part = cls.env["grid.survey.stratum"].create({**part, "population": 100, "asked": 0})
        for day, way, count in (
            (f"{YEAR}-12-31", "internet", 7),
            (f"{YEAR}-01-01", "written", 2),
            (f"{YEAR}-06-15", "auto_informer", 4),
            (f"{YEAR - 1}-12-31", "written", 1),
        ):
            for number in range(count):
                sheet = cls.env["survey.user_input"]._new_sheet(
                    {"survey_id": survey.id, "campaign_id": campaign.id, "stratum_id": part.id, "way": way,
                     "ballot": f"{day}{number}", "answered_on": day, "state": "done", "predefined_question_ids": False}
                )  # fmt: skip
                line = {"user_input_id": sheet.id, "answer_type": "scale", "value_scale": 5}
                sheet.user_input_line_ids.create([{**line, "question_id": one.id} for one in questions])

    @classmethod
    def _make_late_of_other_years(cls):
        """What is late is late, whatever year it came in; what is closed is not."""
        late = {"kind": "application", "theme": "other", "next_due_at": f"{YEAR}-02-01 05:00:00"}
        for branch, at in (
            (cls.branch, f"{YEAR - 1}-12-20 05:00:00"),
            (cls.other_branch, f"{YEAR + 1}-01-20 05:00:00"),
        ):
            cls._row(branch, at, **late)
            cls._row(branch, at, **late, state="closed")

    @classmethod
    def _make_documents(cls):
        documents, valid = cls.env["grid.document"], {"valid_from": f"{YEAR}-12-31"}
        for kind, count in DOCUMENTS.items():
            one = {"kind": kind, "name": kind, **valid}
            documents.create([one] * count)
            documents.create([
                {**one, "company_id": cls.neighbour.id},
                {**one, "valid_from": f"{YEAR + 1}-01-01"},
                {**one, "valid_from": f"{YEAR}-01-01", "valid_until": f"{YEAR}-12-30"},
            ])  # fmt: skip
