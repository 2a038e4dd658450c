from odoo import http
from odoo.http import request

from odoo.addons.grid_contact.outages import searched

ADDRESS_MAX = 200
OUTAGES_MAX = 100
HOUSES_SHOWN = 20
POINTS_SHOWN = 20


class Outages(http.Controller):
    """Where there is no light, and where works are planned: by address and as a list; nobody's name, no flat."""

    @http.route("/outages", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def outages(self, address="", **params):
        asked = " ".join(address.replace("\x00", "").split())[:ADDRESS_MAX]
        company = request.env.company
        houses = request.env["grid.outage.house"].sudo()
        open_ones = request.env["grid.outage"].sudo()._open_of(company, OUTAGES_MAX)
        current = open_ones._current()
        values = {
            "asked": asked,
            "own": self._own(),
            "is_house": bool(searched(asked)),
            "found": houses._of_address(asked, company),
            "groups": [("now", current), ("ahead", open_ones - current)],
            "houses": houses._first_of(open_ones, HOUSES_SHOWN),
        }
        return request.render("grid_portal.outages", values)

    def _own(self):
        """Return {usage point: its outages} of the customer who looks, or for whom he acts; of others nothing."""
        user = request.env.user
        if not user._is_portal():
            return {}
        points = user._acting_partner().sudo().usage_point_ids[:POINTS_SHOWN]
        return request.env["grid.outage"].sudo()._of_points(points)
