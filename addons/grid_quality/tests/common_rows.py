"""Rows that figures count, at any moment: two time zones of the company, and a neighbour whose rows never count.

company      TSA, TSL  UTC+7   TSB  UTC+10 (its days begin three hours earlier)
neighbour    TSN
"""

from datetime import datetime, timedelta
from itertools import count

from odoo.tools import SQL

from .common_indicator import YEAR, IndicatorCase

#: Numbers of the usage points that are made.
POINTS = count()


class RowsCase(IndicatorCase):
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
        appeal = cls._appeal(branch_id=branch.id, company_id=branch.company_id.id, kind=kind, theme=theme)
        columns["category_id"] = cls.env.ref(category).id if category else None
        usual = {"next_due_at": None, "state": "registered", "received_at": at, "registered_at": at}
        usual["number"] = f"{branch.code}-{appeal.id}"
        return cls._columns(appeal, **{**usual, "kind": kind, "theme": theme, **columns})

    @classmethod
    def _promises(cls, records, state, count, at=f"{YEAR}-06-15 05:00:00", code="appeal_answer"):
        """Give the first of the records a promise, due at the moment it began."""
        rule = cls.env["legal.rule"].search([("code", "=", code)], limit=1)
        for record in records[:count]:
            cls.env.cr.execute(
                """INSERT INTO legal_deadline (rule_id, code, res_model, res_id, company_id, state, started_at, due_at,
                                               control_at, warn_at)
                   VALUES (%(rule)s, %(code)s, %(model)s, %(id)s, %(company)s, %(state)s, %(at)s, %(at)s, %(at)s,
                           %(at)s)""",
                {"rule": rule.id, "code": code, "model": record._name, "id": record.id, "state": state, "at": at,
                 "company": record.company_id.id},
            )  # fmt: skip
        cls.env.invalidate_all()

    @classmethod
    def _mark(cls, appeal, value, at):
        cls.env["grid.appeal.mark"].create({"ticket_id": appeal.id, "value": value, "marked_at": at, "way": "letter"})

    @classmethod
    def _request(cls, code, branch, customer, at, days, **columns):
        service = cls.env["grid.service"].search([("code", "=", code), ("state", "=", "published")], limit=1)
        point = cls.env["grid.usage.point"].create(
            {
                "name": f"{branch.code}-{next(POINTS)}",
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
        return cls._columns(connection, track="account", **columns)
