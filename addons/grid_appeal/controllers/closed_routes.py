from odoo.http import request, route

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController
from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk


class ClosedTicketRoutes(HelpdeskTicketController):
    """The base lets anybody close or create tickets by GET: nothing answers here."""

    @route()
    def support_ticket_close(self, **kw):
        raise request.not_found()

    @route()
    def create_new_ticket(self, **kw):
        raise request.not_found()

    @route()
    def submit_ticket(self, **kw):
        raise request.not_found()


class ClosedTicketPortal(CustomerPortalHelpdesk):
    """The base shows tickets of a whole company to each of its portal users."""

    def _prepare_home_portal_values(self, counters):
        return super()._prepare_home_portal_values([name for name in counters if name != "ticket_count"])

    @route()
    def portal_my_tickets(self, **kw):
        raise request.not_found()

    @route()
    def portal_my_ticket(self, ticket_id, access_token=None, **kw):
        raise request.not_found()
