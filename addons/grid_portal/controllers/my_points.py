from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields as form_fields

from ..models.grid_meter import DAYS_SHOWN
from .my_cases import MyCases
from .words import sentence

LIST_FIELDS = ["name", "address", "account_number", "power_kw"]
ZONE_CODES = ("t1", "t2", "t3")
NOTHING_SENT = {"typed": {}, "faults": {}, "doubts": {}}


class MyPoints(MyCases):
    """The customer's usage points: their meters, readings to give and given, the check of a meter."""

    @http.route(
        ["/my/points", "/my/points/page/<int:page>"], type="http", auth="user", website=True, methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def my_points(self, page=1, **kw):
        return self._list_page("points", "grid.usage.point", LIST_FIELDS, "name, id", page)

    @http.route("/my/points/<int:point_id>", type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def my_point(self, point_id, given="", **kw):
        return self._point_page(self._own("grid.usage.point", point_id), given=given)

    # The token is checked inside: a page open for too long is shown again, with what was typed.
    @http.route(
        "/my/points/<int:point_id>/meters/<int:meter_id>", type="http", auth="user", website=True, methods=["POST"],
        csrf=False,
    )  # fmt: skip
    def my_readings(self, point_id, meter_id, sure="", **params):
        """Take the readings of today; an unlikely number is asked about once, and taken when it is sent again."""
        point = self._acting("grid.usage.point", point_id)
        meter = self._meter_of(point, meter_id)
        typed = {zone: form_fields.clean_line(params.get(zone)) for zone in ZONE_CODES if params.get(zone)}
        faults, doubts = self._weigh(point, meter, typed, request.validate_csrf(params.get("csrf_token")))
        if faults or (doubts and sure != self._as_sure(typed)):
            return self._point_page(point, {"meter": meter, "typed": typed, "faults": faults, "doubts": doubts})
        request.env["grid.meter.reading"]._give_reading(point.partner_id, meter, typed)
        return request.redirect(f"/my/points/{point.id}?given={meter.id}#meter-{meter.id}", code=303)

    @http.route(
        "/my/points/<int:point_id>/meters/<int:meter_id>/requests", type="http", auth="user", website=True,
        methods=["POST"], csrf=False,
    )  # fmt: skip
    def my_meter_request(self, point_id, meter_id, code="", **params):
        """Begin the request for a service that is about a meter, or go on with the one that was begun."""
        point = self._acting("grid.usage.point", point_id)
        meter = self._meter_of(point, meter_id)
        if not request.validate_csrf(params.get("csrf_token")):
            return self._point_page(
                point, {**NOTHING_SENT, "meter": meter, "stale": sentence(request.env, "account", "stale")}
            )
        requests = request.env["grid.service.request"].sudo()
        case = requests._draft_in_account(form_fields.clean_line(code), point.partner_id, point.company_id, meter=meter)
        if not case:
            raise request.not_found()
        return request.redirect(f"/my/requests/{case.id}", code=303)

    def _meter_of(self, point, meter_id):
        meter = point.meter_ids.filtered(lambda one: one.id == meter_id and not one.removed_on)
        if not meter:
            raise request.not_found()
        return meter

    def _weigh(self, point, meter, typed, is_fresh):
        """Return what is wrong with what was typed and what is unlikely, by field; `form` is about the whole."""
        if not is_fresh:
            return {"form": sentence(request.env, "points", "stale")}, {}
        try:
            return request.env["grid.meter.reading"]._weigh_given(point.partner_id, meter, typed)
        except UserError as refusal:
            return {"form" if typed else meter._zones()[0]: str(refusal)}, {}

    def _as_sure(self, typed):
        """Return the numbers as the page repeats them to confirm: other numbers are asked about again."""
        return " ".join(f"{zone}={typed[zone]}" for zone in sorted(typed))

    def _point_page(self, point, sent=None, given=""):
        meters = point.meter_ids.sorted(lambda one: (bool(one.removed_on), -one.id))
        readings = self._readings_of(meters)
        sent = sent or {**NOTHING_SENT, "meter": meters.browse()}
        values = {
            "point": point,
            "page_name": "points",
            "installed": meters.filtered(lambda one: not one.removed_on),
            "removed": meters.filtered("removed_on"),
            "histories": {meter: meter._customer_history(readings.get(meter, readings[False])) for meter in meters},
            "sent": sent,
            "sure": self._as_sure(sent["typed"]) if sent["doubts"] and not sent["faults"] else "",
            "given": given,
        }
        response = request.render("grid_portal.my_point", {**self._prepare_portal_layout_values(), **values})
        response.status_code = 422 if sent["meter"] else 200
        return response

    def _readings_of(self, meters):
        """Return {meter: its last readings} of those that whoever looks may read; of `False` none."""
        readings = request.env["grid.meter.reading"]
        found = {False: readings.sudo()}
        for meter in meters:  # a point has one or two
            domain = Domain("meter_id", "=", meter.id) & Domain("state", "!=", "corrected")
            found[meter] = readings.search(domain, limit=DAYS_SHOWN * len(meter._zones())).sudo()
        return found
