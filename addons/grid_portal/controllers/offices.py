from odoo import http
from odoo.http import request

from odoo.addons.grid_reception.queueing import quieter

from .public_page import PublicPage


class Offices(PublicPage):
    """Where people are received in person: the map, the list, the hours of the coming week."""

    @http.route("/offices", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def offices(self, **params):
        offices = self._offices()
        days = offices._coming_days(1)
        loads = offices._load()
        values = {
            "waiting": offices._waiting_counts(),
            "quiet": {office: office._quiet_words(quieter(loads[office])) for office in offices},
            "booked": offices._by_appointment(),
            "groups": offices.grouped("branch_id").items(),
            "numbers": {office: number for number, office in enumerate(offices, start=1)},
            "drawing": offices._map(),
            "today": {office: office._hours_words(days[office][0]) for office in days},
        }
        return self._information("offices", "grid_portal.offices", (offices,), **values)

    @http.route(
        "/offices/<int:office_id>", type="http", auth="public", website=True, methods=["GET"], readonly=True,
        sitemap=False,
    )  # fmt: skip
    def office(self, office_id, **params):
        offices = self._offices()
        office = offices.filtered(lambda one: one.id == office_id)
        if not office:
            raise request.not_found()
        days = office._coming_days().get(office, ())
        values = {
            "office": office,
            "rows": office._day_rows(days),
            "numbers": {one: number for number, one in enumerate(offices, start=1)},
            "drawing": offices._map() if office.latitude else None,
            "queue": office._queue_words(),
            "load": office._load_table(offices._load()[office]),
            "phone_path": office._phone_path(),
            "is_booked": bool(office._by_appointment()),
            "checked": self._checked(office),
        }
        return request.render("grid_portal.office", values)

    def _offices(self):
        return request.env["grid.office"].sudo()._shown(request.env.company)
