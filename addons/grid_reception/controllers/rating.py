from odoo.http import request, route

from .queue_page import MARKS, QueuePage

PATH = "/queue/rating/<string:key>"


class Rating(QueuePage):
    """The touch screen at a window: it asks whoever was served there, as soon as the visit has ended."""

    @route(PATH, type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def queue_rating(self, key, **kw):
        return self._rating(self._window(key), key)

    # no session that a strange page could use: whoever knows the key stands at the window
    @route(PATH, type="http", auth="public", methods=["POST"], csrf=False, save_session=False, sitemap=False)
    def queue_rating_mark(self, key, **params):
        window = self._window(key)
        if params.get("mark") not in MARKS:
            words = request.env._("Choose a mark from 1 to 5 once more.")
            return self._rating(window, key, status=422, error=words)
        if params.get("ticket") == window._to_mark().name:
            window._to_mark()._take_mark(int(params["mark"]))
        return request.redirect(f"/queue/rating/{key}", code=303)

    def _window(self, key):
        self._speak()
        window = request.env["grid.window"].sudo()._of_rating_key(key)
        if not window:
            raise request.not_found()
        return window

    def _rating(self, window, key, **values):
        page = {"window": window, "ticket": window._to_mark(), "path": f"/queue/rating/{key}", "marks": MARKS}
        return self._render("queue_rating", window.office_id, **page, **values)
