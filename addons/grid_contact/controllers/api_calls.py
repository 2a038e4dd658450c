from odoo.http import request

from odoo.addons.grid_appeal.controllers.api import VERSION, Api, api_route

from . import api_calls_document


class ApiCalls(Api):
    """What an exchange tells of calls, and what its voice menu asks."""

    @api_route(f"{VERSION}/calls/events", ["POST"])
    def call_events(self, **_other):
        return self._json(request.env["grid.api"].call_events(self._key(), self._body()), 201)

    @api_route(f"{VERSION}/ivr/appeal", ["POST"])
    def ivr_appeal(self, **_other):
        return self._json(request.env["grid.api"].ivr_appeal(self._body()))

    @api_route(f"{VERSION}/ivr/outage", ["POST"])
    def ivr_outage(self, **_other):
        return self._json(request.env["grid.api"].ivr_outage(self._body()))

    @api_route(f"{VERSION}/ivr/reading", ["POST"])
    def ivr_reading(self, **_other):
        return self._json(request.env["grid.api"].ivr_reading(self._key(), self._body()), 201)

    def _document(self):
        document = super()._document()
        document["paths"].update(api_calls_document.paths(request.env))
        document["components"]["schemas"].update(api_calls_document.schemas(request.env))
        return document
