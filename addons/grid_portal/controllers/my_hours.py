from datetime import timedelta

from odoo import http
from odoo.fields import Domain
from odoo.http import request
from odoo.tools import format_date

from odoo.addons.grid_appeal.appeal_form import fields as form_fields

from ..account import Period, month_of, read_day
from .my_cases import MyCases
from .shared import private
from .table_files import table_file
from .words import sentence

WIDTHS = (25, 30, 60, 35)


class MyHours(MyCases):
    """What the smart metering system sent of a usage point hour by hour: a day on a page, its month as a file."""

    @http.route(
        "/my/points/<int:point_id>/hours", type="http", auth="user", website=True, methods=["GET"], readonly=True
    )
    def my_hours(self, point_id, day="", **params):
        point, typed, day, errors = self._asked_day(point_id, day)
        return self._hours_page(point, typed, day, errors)

    @http.route(
        "/my/points/<int:point_id>/hours.<any(csv, xlsx):kind>", type="http", auth="user", website=True,
        methods=["GET"], readonly=True,
    )  # fmt: skip
    def my_hours_file(self, point_id, kind, day="", **params):
        """Give the hours of the month of a day as a file."""
        point, typed, day, errors = self._asked_day(point_id, day)
        if errors:
            return self._hours_page(point, typed, day, errors)
        month = month_of(day)
        hours, words = self._hours(point, month), format_date(request.env, day, date_format="MM.yyyy")
        heading = [request.env._("Consumption by hour of the usage point %(number)s", number=point.name), words]
        name = f"hours-{point.name}-{month.first:%Y-%m}"
        return table_file(kind, name, heading, hours._export_titles(), WIDTHS, hours._export_rows())

    def _asked_day(self, point_id, typed):
        """Return the point, what was typed, the day, the last known one where none was, and {field: sentence}."""
        point, typed = self._own("grid.usage.point", point_id), form_fields.clean_line(typed)
        today = point.company_id._legal_today()
        last = request.env["grid.meter.hour"].browse() if typed else self._of_point(point, limit=1)
        day, fault = read_day(typed, last.day or today, today)
        return point, typed, day, {"day": sentence(request.env, "period", fault)} if fault else {}

    def _of_point(self, point, within=Domain.TRUE, **asked):
        """Return the hours that whoever looks may read, the newest first or as asked."""
        domain = Domain("meter_id", "in", point.meter_ids.ids) & within
        return request.env["grid.meter.hour"].search(domain, **asked).sudo()

    def _hours(self, point, period):
        within = Domain("day", ">=", period.first) & Domain("day", "<=", period.last)
        return self._of_point(point, within, order="meter_id, day, hour")

    def _hours_page(self, point, typed, day, errors):
        of_meters = self._hours(point, Period(day, day)).grouped("meter_id")
        is_past = day < point.company_id._legal_today()
        values = {
            "point": point,
            "page_name": "points",
            "form": {"day": typed if errors else f"{day}"},
            "errors": errors,
            "day": format_date(request.env, day, date_format="dd.MM.yyyy"),
            "before": day - timedelta(days=1),
            "after": day + timedelta(days=1) if is_past else None,
            "days": {meter: hours._customer_day() for meter, hours in of_meters.items()},
        }
        response = request.render("grid_portal.my_hours", {**self._prepare_portal_layout_values(), **values})
        response.status_code = 422 if errors else 200
        return private(response)
