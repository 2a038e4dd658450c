"""A year in which every counted indicator has a figure of its own, and rows around it that do not count.

company      TSA, TSL  UTC+7   TSB  UTC+10 (its year begins three hours earlier)
neighbour    TSN       the same kinds of rows, all of the year: none of them counts
"""

from datetime import datetime, timedelta

from odoo.tools import SQL

from .common_indicator import YEAR, IndicatorCase

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


class CountedCase(IndicatorCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch.tz, cls.other_branch.tz = "Asia/Novokuznetsk", "Asia/Vladivostok"
        cls.district.tz = "Asia/Novokuznetsk"
        cls.neighbour = cls.env["res.company"].create({"name": "Соседние сети"})
        cls.their_branch = cls.env["grid.branch"].create(
            {"name": "Сосед", "code": "TSN", "company_id": cls.neighbour.id, "tz": "Asia/Novokuznetsk"}
        )
        cls.veteran = cls.env["res.partner"].create({"name": "Ветеранов Пётр Ильич"})
        cls.env["grid.vulnerability"].create(
            {
                "partner_id": cls.veteran.id,
                "category_id": cls.env["grid.vulnerability.category"].search([], limit=1).id,
                "document": "Удостоверение № 1",
                "valid_from": f"{YEAR}-01-01",
            }
        )
        for branch in (cls.branch, cls.their_branch):
            cls._make_year(branch)
        cls._make_edges()
        cls._make_documents()
        cls._value(cls, "antitrust_breaches").write({"fact_text": "1", "document": "Справка № 1"})
        cls.env.flush_all()
        cls.env.invalidate_all()

    # --- rows
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
            cls._row(branch, IN_JUNE, kind="application", theme=theme, answered_at=at)
        cls._promises(made["complaint", "power_quality"], "met", 5)
        cls._promises(made["authority_request", "maintenance"], "missed", 2)
        cls._promises(made["application", "other"], "running", 1)
        complaints = made["complaint", "transmission"]
        cls._columns(complaints[0], partner_id=cls.veteran.id)
        for appeal, day in zip(complaints, ("20", "21", "30"), strict=False):
            cls._measure(appeal, f"{YEAR}-06-{day}")
        for day in (25, 26):
            about = cls._row(branch, f"{YEAR}-06-{day} 05:00:00", kind="complaint", theme="transmission")
            cls._columns(about, previous_id=complaints[0].id)
        for appeal, value in zip(complaints, (5, 4, 2), strict=False):
            cls._mark(appeal, value, IN_JUNE)
        cls._make_services(branch)

    @classmethod
    def _make_services(cls, branch):
        for customer, days in ((cls.citizen, 14), (cls.factory, 27)):
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
    def _make_edges(cls):
        """Rows at the first and the last moment of the year of each branch, and just outside of it."""
        for branch, zone in ((cls.branch, 7), (cls.other_branch, 10)):
            for moment in EDGES[zone]:
                appeal = cls._row(branch, moment, kind="consultation", theme="metering", answered_at=moment)
                cls._mark(appeal, 1, moment)
                cls._connection(branch, moment, {}, offer_at=moment, offer_late=True)
                cls._request("meter_replace", branch, cls.citizen, moment, 0, outcome="done")

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

    # --- one row
    @classmethod
    def _later(cls, at, days):
        return datetime.fromisoformat(at) + timedelta(days)

    @classmethod
    def _columns(cls, record, **columns):
        """Write columns as acts would have left them."""
        cls.env.flush_all()
        changes = SQL(", ").join(SQL("%s = %s", SQL.identifier(name), value) for name, value in columns.items())
        cls.env.cr.execute(SQL("UPDATE %s SET %s WHERE id = %s", SQL.identifier(record._table), changes, record.id))
        cls.env.invalidate_all(flush=False)
        return record

    @classmethod
    def _row(cls, branch, at, kind, theme, category="", **columns):
        appeal = cls._appeal(
            branch_id=branch.id, company_id=branch.company_id.id, received_at=at, kind=kind, theme=theme
        )
        columns["category_id"] = cls.env.ref(category).id if category else None
        return cls._columns(
            appeal, **{"next_due_at": None, "state": "registered", "registered_at": at, "kind": kind, "theme": theme,
                       **columns}
        )  # fmt: skip

    @classmethod
    def _promises(cls, appeals, state, count):
        rule = cls.env["legal.rule"].search([("code", "=", "appeal_answer")], limit=1)
        for appeal in appeals[:count]:
            cls.env.cr.execute(
                """INSERT INTO legal_deadline (rule_id, code, res_model, res_id, company_id, state, started_at, due_at,
                                               control_at, warn_at)
                   VALUES (%(rule)s, 'appeal_answer', 'helpdesk.ticket', %(id)s, %(company)s, %(state)s, %(at)s, %(at)s,
                           %(at)s, %(at)s)""",
                {"rule": rule.id, "id": appeal.id, "company": appeal.company_id.id, "state": state, "at": IN_JUNE},
            )
        cls.env.invalidate_all()

    @classmethod
    def _mark(cls, appeal, value, at):
        cls.env["grid.appeal.mark"].create({"ticket_id": appeal.id, "value": value, "marked_at": at, "way": "letter"})

    @classmethod
    def _request(cls, code, branch, customer, at, days, **columns):
        service = cls.env["grid.service"].search([("code", "=", code), ("state", "=", "published")], limit=1)
        point = cls.env["grid.usage.point"].create(
            {
                "name": f"{branch.code}-{at}-{days}-{customer.id}",
                "partner_id": customer.id,
                "branch_id": branch.id,
                "address": "ул. Мира, 1",
            }
        )
        request = cls.env["grid.service.request"].create(
            {
                "service_id": service.id,
                "subject": "Заменить прибор учёта",
                "partner_id": customer.id,
                "usage_point_id": point.id,
                "branch_id": branch.id,
                "channel_id": cls.env.ref("grid_appeal.channel_post").id,
            }
        )
        if days is not None:
            columns["ended_at"] = cls._later(at, days)
        return cls._columns(request, submitted_at=at, **columns)

    @classmethod
    def _connection(cls, branch, at, request, **columns):
        connection = cls.env["grid.connection"].create(
            {
                "service_id": cls.env.ref("grid_connection.service_tp_citizen_15").id,
                "subject": "Присоединить дом",
                "partner_id": cls.citizen.id,
                "branch_id": branch.id,
                "channel_id": cls.env.ref("grid_appeal.channel_post").id,
                "object_address": "ул. Тестовая, 5",
                "power_new_kw": 15,
            }
        )
        cls._columns(connection.request_id, submitted_at=at, **request)
        return cls._columns(connection, track="account", **columns) if columns else connection
