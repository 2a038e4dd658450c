from odoo.http import Controller, request, route


class ShortLink(Controller):
    """The links of SMS: too short to say what they open, they lead to the page itself."""

    @route("/o/<string:key>", type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def short_link(self, key, **kw):
        for model in ("grid.survey.invitation", "grid.mark.request"):
            if path := request.env[model].sudo()._path_of_short_key(key):
                return request.redirect(path, code=303)
        raise request.not_found()
