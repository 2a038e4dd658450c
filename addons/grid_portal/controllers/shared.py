"""What several families of public pages need."""

from odoo.http import STORED_SESSION_BYTES, request


def private(response):
    """Keep a page with somebody's own words or number out of caches, indexes and other sites' logs."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def marks():
    """Return who asks, as records count it: keyed digests of the session and of the network address."""
    mark = request.env["grid.portal.limited"].sudo()._mark
    return {
        "session_mark": mark("session", request.session.sid[:STORED_SESSION_BYTES]),
        "address_mark": mark("address", request.httprequest.remote_addr or ""),
    }


def admitted(purpose, params):
    """Whether a form is taken: who has signed in has proved enough, anybody else's browser has to work for it."""
    sendings = request.env["grid.portal.sending"].sudo()
    return not request.env.user._is_public() or sendings._admit(purpose, params.get("proof"), marks())
