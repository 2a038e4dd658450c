from odoo import http

from .my_cases import MyCases

LIST_FIELDS = ["name", "kind", "office_id", "service_id", "slot_at", "state"]
# a home visit whose time is not agreed yet comes first, then what is farthest ahead
LIST_ORDER = "slot_at desc, id desc"


class MyVisits(MyCases):
    """The customer's visits to offices, those to come and those past; each has its own page."""

    @http.route(
        ["/my/visits", "/my/visits/page/<int:page>"], type="http", auth="user", website=True, methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def my_visits(self, page=1, **kw):
        return self._list_page("visits", "grid.appointment", LIST_FIELDS, LIST_ORDER, page)
