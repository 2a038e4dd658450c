import functools
import json
import logging

from psycopg2.errors import ReadOnlySqlTransaction
from werkzeug.exceptions import HTTPException, Unauthorized

from odoo.exceptions import AccessDenied, AccessError, ConcurrencyError, MissingError, UserError
from odoo.http import Controller, SessionExpiredException, request, route
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..appeals.filenames import disposition
from ..models.grid_api_refusal import ApiRefusal
from .api_document import document, example

_logger = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
BODY_MAX = 64 * MEGABYTE
PAGE, VERSION = "/api", "/api/v1"
# What the server repeats by itself: the caller waits a little longer and never hears of it.
PASSED_ON = (*PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, ConcurrencyError, ReadOnlySqlTransaction)


def api_route(path, methods, readonly=False):
    """An address of the interface: asks for the key, speaks JSON only, whatever happens."""

    def decorate(method):
        @route(path, type="http", auth="none", methods=methods, csrf=False, save_session=False, readonly=readonly)
        @functools.wraps(method)
        def answer(self, *args, **kwargs):
            try:
                self._speak()
                self._authenticate()
                return method(self, *args, **kwargs)
            except PASSED_ON:
                raise
            except Exception as error:
                # raised, not returned: what was begun is undone
                raise HTTPException(response=self._refusal(error)) from error

        return answer

    return decorate


class Api(Controller):
    """The interface for other systems: appeals by JSON, with the API keys of Odoo."""

    # ------------------------------------------------------------------
    # What it is
    # ------------------------------------------------------------------
    @route("/api", type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def api_page(self):
        self._speak()
        shown = {"api": self._document(), "example": self._dumps(example(request.env))}
        return request.render("grid_appeal.api_page", shown)

    @route("/api/openapi.json", type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def api_document(self):
        self._speak()
        return self._json(self._document())

    def _document(self):
        """Return what the interface is; an addon above that adds addresses adds what is said of them."""
        return document(request.env)

    # ------------------------------------------------------------------
    # What it does
    # ------------------------------------------------------------------
    @api_route(f"{VERSION}/appeals", ["POST"])
    def register_appeal(self, **_other):
        answer = request.env["grid.api"].register_appeal(self._key(), self._body())
        return self._json(answer, 201, [("Location", f"{VERSION}/appeals/{answer['number']}")])

    @api_route(f"{VERSION}/appeals", ["GET"], readonly=True)
    def find_appeal(self, source_number="", **_other):
        return self._json(request.env["grid.api"].find_appeal(source_number))

    @api_route(f"{VERSION}/appeals/<string:number>", ["GET"], readonly=True)
    def appeal_status(self, number, **_other):
        return self._json(request.env["grid.api"].appeal_status(number))

    @api_route(f"{VERSION}/appeals/<string:number>/answer", ["GET"], readonly=True)
    def answer_letter(self, number, **_other):
        name, content = request.env["grid.api"]._answer_letter(number)
        headers = [("Content-Type", "application/pdf"), ("Content-Disposition", disposition(name, "attachment"))]
        return request.make_response(content, [*headers, ("Cache-Control", "no-store")])

    @api_route(f"{VERSION}/appeals/<string:number>/messages", ["POST"])
    def add_message(self, number, **_other):
        return self._json(request.env["grid.api"].add_message(self._key(), number, self._body()), 201)

    @api_route(f"{VERSION}/categories", ["GET"], readonly=True)
    def categories(self, **_other):
        return self._json(request.env["grid.api"].categories())

    @api_route(f"{VERSION}/branches", ["GET"], readonly=True)
    def branches(self, **_other):
        return self._json(request.env["grid.api"].branches())

    @api_route([VERSION, f"{VERSION}/<path:path>"], ["GET", "POST", "PUT", "PATCH", "DELETE"])
    def nothing_here(self, path="", **_other):
        words = request.env._("There is nothing at this address, or it knows another method. See %(page)s.", page=PAGE)
        raise ApiRefusal(404, "no_such_address", words)

    # ------------------------------------------------------------------
    # What is asked
    # ------------------------------------------------------------------
    def _speak(self):
        """Answer in the caller's language if it is installed, else in the company's."""
        installed = dict(request.env["res.lang"].sudo().get_installed())
        for asked, _quality in request.httprequest.accept_languages:
            lang = next((code for code in installed if code[:2] == asked[:2].lower()), None)
            if lang:
                break
        else:
            lang = request.env["res.company"].sudo().search([], limit=1, order="id").partner_id.lang
        request.update_context(lang=lang)

    def _authenticate(self):
        lang = request.env.context.get("lang")
        request.registry["ir.http"]._auth_method_bearer()
        request.update_context(lang=lang)

    def _key(self):
        return request.httprequest.headers.get("Idempotency-Key")

    def _body(self):
        sent = request.httprequest
        if sent.mimetype != "application/json":
            words = request.env._("Send the body as JSON: Content-Type: application/json.")
            raise ApiRefusal(415, "not_json", words)
        if (sent.content_length or 0) > BODY_MAX:
            words = request.env._("The request is bigger than %(max)s MB. Send less files.", max=BODY_MAX // MEGABYTE)
            raise ApiRefusal(413, "too_big", words)
        try:
            return json.loads(sent.get_data())
        except (ValueError, RecursionError):
            raise ApiRefusal(400, "malformed_json", request.env._("The body is not JSON.")) from None

    # ------------------------------------------------------------------
    # What is answered
    # ------------------------------------------------------------------
    def _json(self, answer, status=200, headers=()):
        content = [("Content-Type", "application/json; charset=utf-8"), ("Cache-Control", "no-store")]
        return request.make_response(self._dumps(answer), [*content, *headers], status=status)

    @staticmethod
    def _dumps(answer):
        return json.dumps(answer, ensure_ascii=False, indent=2)

    def _refusal(self, error):
        """Say why not: a status, a code, a sentence; never what the program looks like inside."""
        status, code, words, details = self._reading(error)
        headers = [("WWW-Authenticate", 'Bearer realm="api"')] if status == 401 else []
        return self._json({"error": {"code": code, "message": words, **details}}, status, headers)

    def _reading(self, error):
        env = request.env
        if isinstance(error, ApiRefusal):
            return error.http_status, error.code, str(error), error.details
        if isinstance(error, (Unauthorized, AccessDenied, SessionExpiredException)):
            words = env._("Give a valid API key: Authorization: Bearer <key>. A key that has expired is replaced.")
            return 401, "no_key", words, {}
        if isinstance(error, AccessError):
            return 403, "forbidden", str(error), {}
        if isinstance(error, MissingError):
            return 404, "not_found", str(error), {}
        if isinstance(error, UserError):
            return 422, "refused", str(error), {}
        if isinstance(error, HTTPException):
            words = env._("The request is malformed. See %(page)s.", page=PAGE)
            return error.code or 400, "malformed", words, {}
        _logger.exception("A request of another system failed")
        words = env._("The request failed by a fault of ours. Nothing was done; send it again with the same key later.")
        return 500, "fault", words, {}
