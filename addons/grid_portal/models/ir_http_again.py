from werkzeug.exceptions import RequestEntityTooLarge

from odoo import models
from odoo.http import SessionExpiredException, request

from odoo.addons.grid_appeal.appeal_form import files


class IrHttp(models.AbstractModel):
    """A form that comes too late: what it sent is kept on a page that sends it again, and nowhere else."""

    _inherit = "ir.http"

    @classmethod
    def _handle_error(cls, exception):
        if isinstance(exception, RequestEntityTooLarge):  # Odoo would read the form once more for its page
            return cls._too_large()
        response = super()._handle_error(exception)
        return cls._signed_out() if isinstance(exception, SessionExpiredException) and cls._is_our_form() else response

    @classmethod
    def _too_large(cls):
        cls._auth_method_public()
        cls._frontend_pre_dispatch()
        megabytes = request.httprequest.max_content_length // files.MEGABYTE
        page = request.env["ir.ui.view"]._render_template("grid_portal.error_too_large", {"megabytes": megabytes})
        # what was not read must not be taken for the next request
        return request.make_response(page, {"Connection": "close"}, status=RequestEntityTooLarge.code)

    @classmethod
    def _is_our_form(cls):
        """Whether a person has sent a form of our pages; those of Odoo carry passwords."""
        is_form = request.httprequest.method == "POST" and request.dispatcher.routing_type == "http"
        return is_form and bool(getattr(request, "is_frontend", False)) and cls._is_ours()

    @classmethod
    def _signed_out(cls):
        """Say to who has sent a form of the account after its session had ended how to send it again."""
        cls._auth_method_public()
        cls._frontend_pre_dispatch()
        return request.env["ir.http"]._form_again(request.env._("You have been signed out"), 403, is_signed_out=True)

    def _form_again(self, heading, status, **values):
        """Return the page by which a form is sent once more: nothing of it was done."""
        sent = request.httprequest
        texts = [(name, text) for name, text in sent.form.items(multi=True) if name != "csrf_token"]
        values |= {"heading": heading, "path": sent.path, "texts": texts, "has_files": any(sent.files.values())}
        page = self.env["ir.ui.view"]._render_template("grid_portal.form_again", {"is_signed_out": False, **values})
        return request.make_response(page, {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}, status=status)
