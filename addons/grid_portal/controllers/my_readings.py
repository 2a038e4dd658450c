from odoo import http
from odoo.fields import Domain
from odoo.http import request
from odoo.tools import format_date

from odoo.addons.grid_appeal.appeal_form import fields as form_fields

from ..account import MOST_DAYS, read_period
from .my_cases import MyCases
from .shared import private
from .table_files import table_file
from .words import sentence

WIDTHS = (25, 50, 15, 35, 35, 60)


class MyReadings(MyCases):
    """Readings of a usage point day by day, those of the smart metering system too: on a page and as a file."""

    @http.route(
        "/my/points/<int:point_id>/readings", type="http", auth="user", website=True, methods=["GET"], readonly=True
    )
    def my_readings_of_days(self, point_id, **params):
        point, typed, period, errors = self._asked(point_id, params)
        return self._readings_page(point, typed, period, errors)

    @http.route(
        "/my/points/<int:point_id>/readings.<any(csv, xlsx):kind>", type="http", auth="user", website=True,
        methods=["GET"], readonly=True,
    )  # fmt: skip
    def my_readings_file(self, point_id, kind, **params):
        """Give the readings of a period as a file: for programs, or as a table."""
        point, typed, period, errors = self._asked(point_id, params)
        if errors:
            return self._readings_page(point, typed, period, errors)
        readings = self._readings(point, period)
        first, last = (format_date(request.env, day, date_format="dd.MM.yyyy") for day in (period.first, period.last))
        heading = [
            request.env._("Readings of the usage point %(number)s", number=point.name),
            request.env._("%(first)s to %(last)s", first=first, last=last),
        ]
        name = f"readings-{point.name}-{period.first}-{period.last}"
        return table_file(kind, name, heading, readings._export_titles(), WIDTHS, readings._export_rows())

    def _asked(self, point_id, params):
        """Return the point, what was typed of the period, the period, and {field: sentence} of what is wrong."""
        point = self._own("grid.usage.point", point_id)
        typed = {field: form_fields.clean_line(params.get(field)) for field in ("since", "until")}
        period, faults = read_period(typed, point.company_id._legal_today())
        errors = {field: sentence(request.env, "period", code, most=MOST_DAYS) for field, code in faults.items()}
        return point, typed, period, errors

    def _readings(self, point, period):
        """Return the readings of the period that whoever looks may read, the newest first."""
        domain = Domain("usage_point_id", "=", point.id) & Domain("state", "!=", "corrected")
        domain &= Domain("read_on", ">=", period.first) & Domain("read_on", "<=", period.last)
        return request.env["grid.meter.reading"].search(domain, order="read_on desc, meter_id, zone").sudo()

    def _readings_page(self, point, typed, period, errors):
        of_meters = self._readings(point, period).grouped("meter_id")
        shown = {"since": f"{period.first}", "until": f"{period.last}"}
        values = {
            "point": point,
            "page_name": "points",
            "form": typed if errors else shown,
            "period": period,
            "errors": errors,
            "histories": {meter: meter._customer_history(readings) for meter, readings in of_meters.items()},
        }
        response = request.render("grid_portal.my_readings", {**self._prepare_portal_layout_values(), **values})
        response.status_code = 422 if errors else 200
        return private(response)
