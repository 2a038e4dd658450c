from urllib.parse import urlencode

from odoo import fields, http
from odoo.http import request

from .public_page import PublicPage


class Services(PublicPage):
    """The passports of services on the site: the printed passport and this page are made of the same rows."""

    @http.route("/services", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def services(self):
        found = self._services()
        families = dict(found._fields["family"]._description_selection(request.env))
        groups = [(family, families[family], services) for family, services in found.grouped("family").items()]
        checked = self._checked(found.filtered(lambda one: one.state == "published"))
        return request.render("grid_portal.services", {"groups": groups, "checked": checked})

    @http.route(
        "/services/<string:code>", type="http", auth="public", website=True, methods=["GET"], readonly=True,
        sitemap=False,
    )  # fmt: skip
    def service(self, code):
        service = self._services(code)[:1]
        if not service:
            raise request.not_found()
        user = request.env.user
        values = {
            "service": service,
            "bar": "" if user._is_public() else service._customer_bar(user._acting_partner()),
            "steps": service._printed_steps(),
            "actors": dict(service.step_ids._fields["actor"]._description_selection(request.env)),
            "documents": service.document_ids,
            "may_apply": service.state == "published" and service.is_online,
            "drafts": self._drafts(service),
            "calculator": self._calculator(service),
            "checked": self._checked(service),
        }
        return request.render("grid_portal.service", values)

    def _calculator(self, service):
        """Return the address of the calculator with the case of this passport chosen; nothing where it knows none."""
        question = request.env["grid.connection"].sudo()._estimate_question(service)
        return question and f"/connect?{urlencode(question)}"

    def _drafts(self, service):
        """What the signed-in customer has begun of this kind and not sent."""
        customer = request.env.user._acting_partner()
        requests = request.env["grid.service.request"].sudo()
        return requests if request.env.user._is_public() else requests._customer_drafts(customer, service.family)

    def _services(self, code=None):
        """The passports in force today, and the drafts that say why they are drafts; or the one of a code."""
        today = fields.Date.context_today(request.env.user)
        return request.env["grid.service"].sudo()._shown(today, request.env.company, code)
