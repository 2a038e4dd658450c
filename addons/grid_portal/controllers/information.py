from odoo import fields, http
from odoo.http import request

from odoo.addons.grid_appeal.appeals.filenames import disposition

from .public_page import PublicPage

CALCULATOR = "/connect"


class Information(PublicPage):
    """Phones, rates, how to appeal further, forms: pages that staff keep true without a developer."""

    @http.route("/contacts", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def contacts(self, **params):
        company = request.env.company.sudo()
        branches = request.env["grid.branch"].sudo()._shown(company)
        return self._information("contacts", "grid_portal.contacts", (company, branches), branches=branches)

    @http.route("/rates", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def rates(self, **params):
        today = request.env.company.sudo()._legal_today()
        rates = request.env["grid.fee.rate"].sudo()._shown(today, request.env.company)
        values = {
            "groups": rates.grouped("state_id").items(),
            "today": fields.Date.to_string(today),
            "calculator": CALCULATOR if self._is_route(CALCULATOR) else "",
            "tariffs": self._tariffs(),
            "orders": request.env["grid.site.paper"]._shown(request.env.company, "order"),
        }
        return self._information("rates", "grid_portal.rates", (rates,), **values)

    @http.route("/rights", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def rights(self, **params):
        return self._information("rights", "grid_portal.rights")

    @http.route("/papers", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def papers(self, **params):
        papers = request.env["grid.site.paper"]._shown(request.env.company)
        kinds = dict(papers._fields["kind"]._description_selection(request.env))
        today = request.env.company.sudo()._legal_today()
        services = request.env["grid.service"].sudo()._shown(today, request.env.company)
        values = {
            "groups": [(kind, kinds[kind], records) for kind, records in papers.grouped("kind").items()],
            "services": services,
        }
        return self._information("papers", "grid_portal.papers", (papers,), **values)

    @http.route(
        "/papers/<int:paper_id>", type="http", auth="public", website=True, methods=["GET"], readonly=True,
        sitemap=False,
    )  # fmt: skip
    def paper(self, paper_id, **params):
        """Always a download: a file never runs as a page of the site."""
        paper = request.env["grid.site.paper"]._shown(request.env.company).filtered(lambda one: one.id == paper_id)
        if not paper:
            raise request.not_found()
        response = (
            request.env["ir.binary"].sudo()._get_stream_from(paper.sudo(), "file").get_response(as_attachment=True)
        )
        response.headers["Content-Disposition"] = disposition(paper._download_name())
        return response

    def _tariffs(self):
        """Return the answer about tariffs for transmission, while the site shows it."""
        answer = request.env.ref("grid_portal.article_q_tariffs", raise_if_not_found=False)
        shown = request.env["grid.site.article"]._shown("questions", request.env.company)
        return shown.filtered(lambda one: one == answer)

    def _is_route(self, path):
        return request.env["ir.http"].routing_map().bind("").test(path, "GET")
