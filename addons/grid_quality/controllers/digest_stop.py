from odoo.http import Controller, request, route

PATH = "/grid_quality/digest/<string:key>/stop"


class DigestStop(Controller):
    """Stops a letter by schedule by the link in it: a plain page, and one click of a mail program (RFC 8058)."""

    @route(PATH, type="http", auth="public", methods=["GET"], readonly=True)
    def digest_stop(self, key, **kw):
        digest = self._digest(key)
        response = request.render("grid_quality.digest_stop", {"digest": digest, "path": request.httprequest.path})
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    # no token of a session: the key in the address is all the power there is, and mail programs have no session
    @route(PATH, type="http", auth="public", methods=["POST"], csrf=False)
    def digest_stopped(self, key, **params):
        self._digest(key).active = False
        return request.redirect(request.httprequest.path, code=303)

    def _digest(self, key):
        digest = request.env["grid.digest"].sudo()._of_key(key)
        if not digest:
            raise request.not_found()
        return digest.with_context(lang=digest.user_id.lang)
