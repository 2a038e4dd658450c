from odoo import http
from odoo.http import request

from ..account import start_page
from .my_cases import MyCases

#: So many lines of what waits for her, and of what waits for others, fit the first page; the rest is in the lists.
LINES = 10


def _reads_only(_controller, _rule, _args):
    return True


class MyStart(MyCases):
    """The start page of the personal account: what waits for the customer, then for others, then everything else."""

    # Odoo's own page counts what it shows and may write; this one never does
    @http.route(
        ["/my", "/my/home"], type="http", auth="user", website=True, methods=["GET"], readonly=_reads_only,
        scripts=False,
    )  # fmt: skip
    def home(self, **kw):
        customer = self._whose()
        matters = customer._account_matters(LINES + 1)
        values = {"customer": customer.sudo(), "start": start_page(matters, LINES)}
        return request.render("portal.portal_my_home", {**self._prepare_portal_layout_values(), **values})
