from odoo import http
from odoo.http import request


class CalendarFeed(http.Controller):
    @http.route(
        "/legal_deadline/feed/<string:token>.ics",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        save_session=False,
    )
    def feed(self, token):
        """Give the calendar of whoever made this address: a calendar program cannot sign in."""
        user = request.env["res.users"].sudo()._of_deadline_feed(token)
        deadlines = request.env["legal.deadline"].with_user(user or request.env.user).with_context(lang=user.lang)
        if not user or not deadlines.has_access("read"):
            raise request.not_found()
        return request.make_response(
            deadlines._my_calendar(),
            headers=[
                ("Content-Type", "text/calendar; charset=utf-8"),
                ("Content-Disposition", 'inline; filename="deadlines.ics"'),
                ("Cache-Control", "private, no-store"),
            ],
        )
