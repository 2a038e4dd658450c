"""What the document of the interface says of calls and of the voice menu."""

from odoo.addons.grid_appeal.controllers.api_document import KEY, responses, sends, text, texts

from ..calls import EXITS, KINDS, STAGES
from ..models.grid_api_calls import EVENTS_MAX, TEXTS


def paths(env):
    """Return the addresses of calls."""
    reused = env._("The key was used for another request.")
    return {
        "/calls/events": {
            "post": {
                "operationId": "call_events",
                "summary": env._("Tell of calls: one event or a batch, in any order"),
                "parameters": [KEY],
                **sends("CallEvents"),
                "responses": responses(
                    env, _stages(), "201", {"409": reused, "422": env._("Something is wrong in it.")}
                ),
            }
        },
        "/ivr/appeal": _asks(env, "ivr_appeal", env._("Where an appeal stands, for the voice menu"), "IvrAppeal"),
        "/ivr/outage": _asks(env, "ivr_outage", env._("The outage at an address, for the voice menu"), "IvrOutage"),
        "/ivr/reading": {
            "post": {
                "operationId": "ivr_reading",
                "summary": env._("Take a reading in the voice menu"),
                "parameters": [KEY],
                **sends("IvrReading"),
                "responses": responses(env, _said("taken"), "201", {"409": reused}),
            }
        },
    }


def _asks(env, name, summary, schema):
    said = responses(env, _said("found"), "200", {"422": env._("Something is wrong in it.")})
    return {"post": {"operationId": name, "summary": summary, **sends(schema), "responses": said}}


def _said(whether):
    return {"type": "object", "properties": {whether: {"type": "boolean"}, **texts("words")["properties"]}}


def schemas(env):
    """Return what is sent."""
    event = {"$ref": "#/components/schemas/CallEvent"}
    batch = {"type": "array", "minItems": 1, "maxItems": EVENTS_MAX, "items": event}
    return {
        "CallEvents": {
            "type": "object",
            "additionalProperties": False,
            "required": ["events"],
            "properties": {"events": batch},
        },
        "CallEvent": {
            "type": "object",
            "additionalProperties": False,
            "required": ["call", "id", "event", "at"],
            "properties": _event(env),
        },
        **_of_menu(env),
    }


def _of_menu(env):
    caller = text(env._("Who calls, in any spelling; left out when the number is hidden."))
    code = text(env._("The last four digits of the phone that was left with us, for who calls from another one."))
    digits = text(env._("The year and the number of the appeal: 2026000001."), pattern=r"^20\d{8}$")
    account = text(env._("Customer account"))
    reading = {
        "account_number": account,
        "caller": caller,
        "code": code,
        "meter": text(env._("The number of the meter, where the point has several.")),
        **texts("t1", "t2", "t3")["properties"],
        "confirmed": {"type": "boolean", "description": env._("The caller has confirmed what is unlikely.")},
    }
    return {
        "IvrAppeal": {"type": "object", "properties": {"digits": digits, "caller": caller, "code": code}},
        "IvrOutage": {"type": "object", "properties": {"account_number": account, "caller": caller}},
        "IvrReading": {"type": "object", "properties": reading},
    }


def _event(env):
    said = {
        "call": env._("The number of the call in the exchange, the same in all its events."),
        "id": env._("The number of the event, unique within the call: a second delivery changes nothing."),
        "line": env._("The number that was called."),
        "operator": env._("The telephone of the operator: at whom it rings, who answered, to whom it was handed over."),
        "step": env._("The point of the voice menu that was chosen."),
        "recording": env._("A link to the recording of the talk."),
    }
    return {
        **{name: text(words, maxLength=TEXTS[name]) for name, words in said.items()},
        "event": text(env._("What happened."), enum=list(KINDS)),
        "at": text(env._("When it happened, with the offset from UTC."), format="date-time"),
        "caller": text(env._("Who calls, in any spelling; left out when the number is hidden.")),
        "exit": text(env._("How the caller left the voice menu; to an operator the wait begins."), enum=list(EXITS)),
    }


def _stages():
    stage = {**texts("call")["properties"], "stage": text(enum=list(STAGES))}
    return {
        "type": "object",
        "properties": {"calls": {"type": "array", "items": {"type": "object", "properties": stage}}},
    }
