from odoo.http import request

from odoo.addons.grid_appeal.controllers.api import VERSION, api_route
from odoo.addons.grid_appeal.controllers.api_document import KEY, responses, sends, text, texts
from odoo.addons.grid_contact.controllers.api_calls import ApiCalls


class ApiSurvey(ApiCalls):
    """What a voice menu asks for the one question after a talk."""

    @api_route(f"{VERSION}/ivr/question", ["POST"])
    def ivr_question(self, **_other):
        return self._json(request.env["grid.api"].ivr_question(self._body()))

    @api_route(f"{VERSION}/ivr/mark", ["POST"])
    def ivr_mark(self, **_other):
        return self._json(request.env["grid.api"].ivr_mark(self._key(), self._body()), 201)

    def _document(self):
        document = super()._document()
        document["paths"].update(_paths(request.env))
        document["components"]["schemas"].update(_schemas(request.env))
        return document


def _paths(env):
    wrong, reused = env._("Something is wrong in it."), env._("The key was used for another request.")
    return {
        "/ivr/question": {
            "post": {
                "operationId": "ivr_question",
                "summary": env._("The question to ask after a talk, for the voice menu"),
                **sends("IvrQuestion"),
                "responses": responses(env, _said("found"), "200", {"422": wrong}),
            }
        },
        "/ivr/mark": {
            "post": {
                "operationId": "ivr_mark",
                "summary": env._("Take the mark that a caller pressed"),
                "parameters": [KEY],
                **sends("IvrMark"),
                "responses": responses(env, _said("taken"), "201", {"409": reused, "422": wrong}),
            }
        },
    }


def _said(whether):
    return {"type": "object", "properties": {whether: {"type": "boolean"}, **texts("words")["properties"]}}


def _schemas(env):
    call = text(env._("The number of the call in the exchange, the same in all its events."))
    mark = text(env._("The key that the caller pressed."), pattern=r"^\d$")
    return {
        "IvrQuestion": {"type": "object", "required": ["call"], "properties": {"call": call}},
        "IvrMark": {"type": "object", "required": ["call", "mark"], "properties": {"call": call, "mark": mark}},
    }
