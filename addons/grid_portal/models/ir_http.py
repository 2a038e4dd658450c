from werkzeug.exceptions import BadRequest, MethodNotAllowed, NotFound, abort
from werkzeug.utils import redirect

from odoo import models
from odoo.http import request

#: Longer than any part of an address of ours.
PART_MAX = 1000
TYPE_COOKIE = "grid_type"
#: Whose pages need no script of Odoo.
OURS = "odoo.addons.grid"


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _unslug(cls, value):
        # the number at the end of an address is read as one: Python refuses to read thousands of digits
        return (None, None) if len(value) > PART_MAX else super()._unslug(value)

    @classmethod
    def _match(cls, path_info):
        # PostgreSQL has no such character, and a page has no such part of its address: what looks for one would fail
        # as a fault of ours
        if "\x00" in path_info or not {".", ".."}.isdisjoint(path_info.split("/")):
            raise BadRequest()
        try:
            return super()._match(path_info)
        except MethodNotAllowed:
            if request.httprequest.method == "GET" and cls._takes_a_form(path_info):
                abort(redirect(cls._page_above(path_info), 303))
            raise

    @classmethod
    def _takes_a_form(cls, path):
        """Whether a page of the site sends its form there."""
        served = request.env["ir.http"].routing_map().bind("")
        try:
            rule, _parts = served.match(path, "POST", return_rule=True)
        except MethodNotAllowed:
            return False
        return bool(rule.endpoint.routing.get("website"))

    @classmethod
    def _page_above(cls, path):
        """Return the page that a form stands on: a phone opens the address where the form went as if it were a page."""
        while path := path.rpartition("/")[0]:
            try:
                super()._match(path)  # pylint: disable=super-method-mismatch
            except (MethodNotAllowed, NotFound):
                continue
            return path
        return "/"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        prepared = super()._pre_dispatch(rule, args)
        # the token of a form is compared as a plain text, whatever was sent in its place
        sent = request.httprequest
        is_file = sent.mimetype == "multipart/form-data" and "csrf_token" in sent.files
        if is_file or not all(sources.get("csrf_token", "").isascii() for sources in (sent.args, sent.form)):
            raise BadRequest()
        return prepared

    @classmethod
    def _authenticate(cls, endpoint):
        request.grid_endpoint = endpoint
        return super()._authenticate(endpoint)

    def _is_large_type(self):
        """Whether the reader has chosen large type."""
        return request.httprequest.cookies.get(TYPE_COOKIE) == "large"

    def _is_plain_page(self, shown=None):
        """Whether a page is read and filled in without the scripts of Odoo, which are two megabytes.

        Such are the pages of our own routes, the pages of the website while nobody has put a building block on them,
        and what is said of errors. A route of ours that needs the scripts says `scripts=True`, one of Odoo's that does
        not `scripts=False`. Staff keep them: they edit the site.

        :param shown: the main object of the page
        """
        if request.env.user._is_internal():
            return False
        if shown is not None and shown._name == "website.page":
            return "data-snippet" not in shown.sudo().view_id.get_combined_arch()
        endpoint = getattr(request, "grid_endpoint", None)
        if not endpoint or getattr(request, "grid_is_refused", False):
            return True
        return not endpoint.routing.get("scripts", not self._is_ours())

    @classmethod
    def _get_error_html(cls, env, code, values):
        request.grid_is_refused = True  # whichever route refuses, the page that says so needs no scripts
        return super()._get_error_html(env, code, values)

    @classmethod
    def _is_ours(cls):
        """Whether the page is ours alone: one that only changes a page of Odoo is still a page of Odoo."""
        endpoint = getattr(request, "grid_endpoint", None)
        return bool(endpoint) and _made_by_us(endpoint.func)


def _made_by_us(method):
    owners = [owner.__module__ for owner in type(method.__self__).__mro__ if method.__name__ in vars(owner)]
    return all(owner.startswith(OURS) for owner in owners)
