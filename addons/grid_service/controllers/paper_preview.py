from werkzeug.exceptions import Forbidden, NotFound

from odoo.exceptions import AccessError, UserError
from odoo.http import Controller, content_disposition, request, route


class PaperPreview(Controller):
    """The papers of an act as they would be issued, to be read before they are."""

    @route("/grid_service/act/<int:act_id>/preview", type="http", auth="user", methods=["GET"], readonly=True)
    def preview(self, act_id, **kw):
        act = request.env["grid.service.act"].search([("id", "=", act_id), ("create_uid", "=", request.env.uid)])
        if not act:
            raise NotFound()
        try:
            pdf = act._preview()
        except AccessError as refusal:
            raise Forbidden() from refusal
        except UserError as refusal:
            return request.make_response(str(refusal), [("Content-Type", "text/plain; charset=utf-8")], status=422)
        headers = [
            ("Content-Type", "application/pdf"),
            ("Content-Length", len(pdf)),
            ("Content-Disposition", content_disposition("preview.pdf", disposition_type="inline")),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(pdf, headers)
