from odoo import http
from odoo.http import request

from ..account import feed_page
from .my_cases import MyCases
from .words import sentence

LINES = 20
#: Further back one looks into the matter itself: each page gathers all the newer ones.
PAGES = 25


class MyFeed(MyCases):
    """What has happened in the customer's matters, the newest first; what is new since the last visit is marked.

    A script notes the visit when the page is left, the button does without it: reading a page changes nothing.
    """

    @http.route(
        ["/my/feed", "/my/feed/page/<int:page>"], type="http", auth="user", website=True, methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def my_feed(self, page=1, **kw):
        return self._feed_page(min(max(page, 1), PAGES))

    @http.route("/my/feed/read", type="http", auth="user", website=True, methods=["POST"], csrf=False)
    def my_feed_read(self, until="", **params):
        """Note that what the page showed is read; what has come since stays new."""
        moment = self._moment(until)
        if not (moment and request.validate_csrf(params.get("csrf_token"))):
            return self._feed_page(1, {"form": sentence(request.env, "status", "stale")})
        request.env["grid.feed.reading"].sudo()._read(request.env.user, self._whose(), moment)
        return request.redirect("/my/feed", code=303)

    def _feed_page(self, number, errors=None):
        customer = self._whose().sudo()
        shown = feed_page(customer._account_events(number * LINES + 1), number, LINES)
        until = request.env["grid.feed.reading"].sudo()._until(request.env.user, customer)
        news = {event for event in shown.events if not event.is_read and event.at > until}
        values = {
            "page_name": "feed",
            "errors": errors or {},
            "events": shown.events,
            "news": news,
            "newest": max((event.at for event in shown.events), default=None),
            "number": number,
            "has_older": shown.has_older and number < PAGES,
        }
        response = request.render("grid_portal.my_feed", {**self._prepare_portal_layout_values(), **values})
        response.status_code = 422 if errors else 200
        return response
