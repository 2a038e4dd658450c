"""The document of the interface, OpenAPI 3.0: what a developer reads and what programs make their calls from."""

from ..appeal_form import fields, files
from ..models.grid_api_reading import SOURCE_NUMBER_MAX
from ..models.grid_api_request import KEPT_DAYS, KEY_LENGTH
from ..models.helpdesk_ticket import KINDS, STATES, THEMES

ERROR = {"$ref": "#/components/schemas/Error"}
KEY = {"$ref": "#/components/parameters/IdempotencyKey"}
NUMBER = {"$ref": "#/components/parameters/Number"}
STATUS = {"$ref": "#/components/schemas/AppealStatus"}


def document(env):
    """Return the document in the reader's language."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": env._("GridDesk: appeals for other systems"),
            "version": "1",
            "description": env._(
                "Registers appeals and tells where they stand. A system sees the appeals that it has sent itself. "
                "Whatever is refused says why in a sentence, with a code for programs."
            ),
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"key": []}],
        "paths": _paths(env),
        "components": {
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": env._("The API key that the administrator issued to your system."),
                }
            },
            "parameters": {"IdempotencyKey": _key(env), "Number": _in_path(env)},
            "schemas": _schemas(env),
        },
    }


def _paths(env):
    return {
        "/appeals": {"post": _register_appeal(env), "get": _find_appeal(env)},
        "/appeals/{number}": {"get": _appeal_status(env)},
        "/appeals/{number}/answer": {"get": _answer_letter(env)},
        "/appeals/{number}/messages": {"post": _add_message(env)},
        "/categories": {"get": _listed("categories", env._("Categories of appeals"), env, _category())},
        "/branches": {"get": _listed("branches", env._("Branches"), env, texts("code", "name"))},
    }


def _register_appeal(env):
    reused = env._("The key was used for another request, or the appeal is there already: its number is in the answer.")
    refusals = {"409": reused, "422": env._("Something is wrong in it.")}
    return {
        "operationId": "register_appeal",
        "summary": env._("Register an appeal"),
        "parameters": [KEY],
        **sends("Appeal"),
        "responses": responses(env, STATUS, "201", refusals),
    }


def _find_appeal(env):
    source_number = {
        "name": "source_number",
        "in": "query",
        "required": True,
        "description": env._("The number of the appeal in your system."),
        "schema": {"type": "string"},
    }
    return {
        "operationId": "find_appeal",
        "summary": env._("Where an appeal stands, by its number in your system"),
        "parameters": [source_number],
        "responses": responses(env, STATUS, "200", _not_found(env)),
    }


def _appeal_status(env):
    return {
        "operationId": "appeal_status",
        "summary": env._("Where an appeal stands, by its registration number"),
        "parameters": [NUMBER],
        "responses": responses(env, STATUS, "200", _not_found(env)),
    }


def _answer_letter(env):
    letter = {"description": "PDF", "content": {"application/pdf": {"schema": _binary()}}}
    return {
        "operationId": "answer_letter",
        "summary": env._("The letter that answers the appeal, as it was sent"),
        "parameters": [NUMBER],
        "responses": {**responses(env, None, "200", _not_found(env)), "200": letter},
    }


def _add_message(env):
    answered = env._("The key was used for another request, or the appeal is answered already.")
    return {
        "operationId": "add_message",
        "summary": env._("Add what the applicant writes later to an appeal that is not answered yet"),
        "parameters": [NUMBER, KEY],
        **sends("Message"),
        "responses": responses(env, _message_answer(), "201", {**_not_found(env), "409": answered}),
    }


def _listed(name, summary, env, item):
    answer = {"type": "array", "items": item}
    return {"operationId": name, "summary": summary, "responses": responses(env, answer, "200", {})}


def sends(schema):
    """Return what a request sends: a JSON object of this schema."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"requestBody": {"required": True, "content": content}}


def responses(env, answer, status, others):
    """Return what is answered: the schema of success, and what refusals mean."""
    refusals = {
        "400": env._("The request is malformed."),
        "401": env._("There is no valid key."),
        "403": env._("The account of the key may not do it."),
        **others,
    }
    said = {code: {"description": words, "content": _json(ERROR)} for code, words in refusals.items()}
    return {status: {"description": env._("Done"), "content": _json(answer)}, **said}


def _not_found(env):
    return {"404": env._("Your system has sent no appeal with this number.")}


def _json(schema):
    return {"application/json": {"schema": schema}}


def _key(env):
    return {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "schema": {"type": "string", "maxLength": KEY_LENGTH},
        "example": "0b0f7a52-6a1e-4a39-9c1e-6f0f6c1f7b11",
        "description": env._(
            "A new one for each new request, the same when a request is sent again: the second delivery gets the "
            "same answer and makes nothing twice. Kept for %(days)s days; the number in your system is unique "
            "for good.",
            days=KEPT_DAYS,
        ),
    }


def _in_path(env):
    return {
        "name": "number",
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
        "example": "KEM-2026-000001",
        "description": env._("Registration number"),
    }


def _schemas(env):
    return {
        "Appeal": _appeal(env),
        "Message": {
            "type": "object",
            "additionalProperties": False,
            "required": ["text"],
            "properties": {"text": text(maxLength=fields.TEXT_MAX), "files": _files(env)},
        },
        "File": {
            "type": "object",
            "required": ["name", "content"],
            "properties": {"name": text(maxLength=files.NAME_MAX), "content": text(format="byte")},
        },
        "AppealStatus": _status(env),
        "Error": {
            "type": "object",
            "properties": {
                "error": {
                    "type": "object",
                    "properties": {
                        **texts("code", "message")["properties"],
                        "number": text(env._("The appeal that is registered already.")),
                        "fields": {"type": "array", "items": texts("field", "code", "message")},
                    },
                }
            },
        },
    }


def _appeal(env):
    line = {"maxLength": fields.LINE_MAX}
    place = ", ".join(sorted(fields.PLACE_THEMES))
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["source_number", "kind", "theme", "text", "name"],
        "properties": {
            "source_number": text(env._("The number of the appeal in your system."), maxLength=SOURCE_NUMBER_MAX),
            "kind": text(enum=[code for code, _label in KINDS]),
            "theme": text(enum=[code for code, _label in THEMES]),
            "category_id": {"type": "integer", "description": env._("One of the categories.")},
            "subject": text(env._("Empty: the first line of the text."), **line),
            "text": text(env._("The question in the applicant's words."), minLength=10, maxLength=fields.TEXT_MAX),
            "address": text(
                env._("It or the account number is needed for the themes %(themes)s.", themes=place), **line
            ),
            "account_number": text(env._("Customer account; it tells the branch."), maxLength=40),
            "name": text(env._("Surname, name and patronymic of the applicant."), **line),
            "organisation": text(env._("Needed with an INN of 10 digits."), **line),
            "inn": text(env._("10 or 12 digits"), **line),
            "email": text(env._("It or the phone is needed."), maxLength=fields.EMAIL_MAX),
            "phone": text(env._("In any spelling."), **line),
            "branch": text(env._("The code of one of the branches; else by the account number.")),
            "received_at": text(
                env._("When the applicant filed it, with the offset from UTC; the terms count from it. Empty: now."),
                format="date-time",
            ),
            "files": _files(env),
        },
    }


def example(env):
    """Return an appeal to begin with."""
    return {
        "source_number": "2026-000017",
        "kind": "complaint",
        "theme": "power_quality",
        "text": env._("The light flickers every evening."),
        "name": env._("Ivanova Maria Petrovna"),
        "phone": "+7 905 000-00-01",
        "address": env._("Kemerovo, Lenina 5-12"),
    }


def _status(env):
    moment = {"type": "string", "format": "date-time", "nullable": True}
    answer = texts("outgoing_number", "outgoing_date", "text")
    return {
        "type": "object",
        "properties": {
            **texts("number", "source_number", "state_text", "subject", "kind", "theme", "branch")["properties"],
            "state": text(enum=[code for code, _label in STATES]),
            **dict.fromkeys(("received_at", "registered_at", "answered_at", "closed_at"), moment),
            "answer_due_at": {**moment, "description": env._("The last moment of the answer by law.")},
            "answer": {**answer, "nullable": True},
        },
    }


def _files(env):
    size = files.FILE_MAX // files.MEGABYTE
    return {
        "type": "array",
        "maxItems": files.FILES_MAX,
        "items": {"$ref": "#/components/schemas/File"},
        "description": env._(
            "Content in base64; up to %(size)s MB each, of these types: %(types)s.",
            size=size,
            types=", ".join(files.SIGNATURES),
        ),
    }


def _message_answer():
    return {"type": "object", "properties": {"number": text(), "message_id": {"type": "integer"}}}


def _category():
    words = texts("name", "kind", "theme")["properties"]
    ids = {"id": {"type": "integer"}, "parent_id": {"type": "integer", "nullable": True}}
    return {"type": "object", "properties": {**ids, **words}}


def texts(*names):
    """Return the schema of an object of texts."""
    return {"type": "object", "properties": {name: text() for name in names}}


def text(description=None, **more):
    """Return the schema of a text."""
    said = {"description": description} if description else {}
    return {"type": "string", **said, **more}


def _binary():
    return {"type": "string", "format": "binary"}
