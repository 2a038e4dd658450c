"""The routes that need no account: the reception, the calculator, the information, the way into an account."""

from urllib.parse import urlencode

from .house import HOUSE
from .route import EVERYBODY, NOBODY, Route
from .routes_visits import VISITS

#: The pages of the reception: (page, what is typed on it, and what is wrong).
APPEAL_PAGES = (
    ("what", {"text": "Нет света с утра"}, ({"text": ""}, {"text": "\x00"})),
    ("about", {"theme": "other", "kind": "complaint"}, ({"theme": "\x00"}, {"kind": "-1"})),
    ("place", {"account_number": "42"}, ({"account_number": "<>"},)),
    ("person", {"name": "Анна", "email": "anna@example.com"}, ({"email": "@"}, {"inn": "0"})),
)
ASKING = "/appeal/<any(what,about,place,person):page>"
NO_DRAFT = (303, 422)
APPEAL = [
    Route("/appeal"),
    *(Route(ASKING, example=f"/appeal/{page}?key={{draft_key}}", bad=NO_DRAFT) for page, _typed, _bad in APPEAL_PAGES),
    *(
        Route(ASKING, EVERYBODY, f"/appeal/{page}?key={{draft_key}}", "POST", answer=422, typed=typed, badly=badly,
              bad=NO_DRAFT)
        for page, typed, badly in APPEAL_PAGES
    ),
    Route("/appeal/files", EVERYBODY, "/appeal/files?key={draft_key}", "POST", answer=422, typed={},
          badly=({"key": "x"}, {"key": "\x00"}), bad=NO_DRAFT),
    Route("/appeal/check", example="/appeal/check?key={draft_key}", bad=NO_DRAFT),
    Route("/appeal/check", EVERYBODY, "/appeal/check?key={draft_key}", "POST", answer=422, typed={},
          badly=({"website": "x"},), bad=NO_DRAFT),
    Route("/appeal/code", EVERYBODY, "/appeal/code?key={draft_key}", "POST", answer=422, typed={},
          badly=({"website": "x"},), bad=NO_DRAFT),
    Route("/appeal/confirm", EVERYBODY, "/appeal/confirm?key={draft_key}", "POST", answer=422, typed={},
          badly=({"digits": ""}, {"digits": "\x00"}), bad=NO_DRAFT),
    Route("/appeal/forget", method="POST", typed={}),
]  # fmt: skip

PUBLIC = [
    Route("/account/new"),
    Route("/account/new", method="POST", typed={"email": ""}, badly=({"email": "нет"}, {"email": "\x00"}), answer=422),
    # a code opens the account of a mailbox to the browser that asked, and to no other
    Route("/account/new/<string:handle>", NOBODY, "/account/new/{code_handle}"),
    Route("/account/new/<string:handle>", NOBODY, "/account/new/{code_handle}", "POST", typed={"digits": "000000"}),
    *APPEAL,
    Route("/appeal/receipt/<string:key>", example="/appeal/receipt/{receipt_key}"),
    Route("/appeal/receipt/<string:key>/receipt.pdf", example="/appeal/receipt/{receipt_key}/receipt.pdf"),
    Route("/appeal/receipt/<string:key>/due.ics", example="/appeal/receipt/{receipt_key}/due.ics"),
    Route("/appeal/consent/<string:key>", example="/appeal/consent/{receipt_key}"),
    Route(
        "/appeal/consent/<string:key>",
        example="/appeal/consent/{receipt_key}",
        method="POST",
        typed={"text": "0"},
        badly=({"text": ""}, {"text": "\x00"}),
        answer=422,
    ),
    Route(
        "/appeal/consent/<string:key>/withdraw",
        example="/appeal/consent/{receipt_key}/withdraw",
        method="POST",
        typed={"text": "0"},
        badly=({"text": ""}, {"text": "\x00"}),
        answer=422,
    ),
    Route(
        "/appeal/consent/<string:key>/code",
        example="/appeal/consent/{receipt_key}/code",
        method="POST",
        typed={"x": ""},
        answer=303,
        refused=(303, 422),
    ),
    Route(
        "/appeal/consent/<string:key>/confirm",
        example="/appeal/consent/{receipt_key}/confirm",
        method="POST",
        typed={"handle": "", "digits": ""},
        badly=({"digits": "12"}, {"digits": "123456", "handle": "\x00"}),
        answer=422,
    ),
    Route("/connect"),
    Route("/connect", example=f"/connect?{urlencode(HOUSE)}"),
    Route(
        "/connect",
        example=f"/connect?{urlencode(HOUSE)}",
        method="POST",
        typed={**HOUSE, "name": "Анна"},
        badly=({"name": ""}, {"distance_m": "\x00x"}),
        answer=422,
    ),
    Route(
        "/connect/quotation",
        method="POST",
        typed=HOUSE,
        badly=({"power_new_kw": "\x00"}, {"purpose": "луна"}),
        answer=422,
    ),
    Route("/connect/received"),
    Route("/contacts"),
    # whoever has the letter of the answer may say what he thinks of it
    Route("/marks/<string:token>", example="/marks/{mark_token}"),
    Route(
        "/marks/<string:token>",
        example="/marks/{mark_token}",
        method="POST",
        typed={"value": "4"},
        badly=({"value": ""}, {"value": "\x00"}, {"words": "я" * 2001}),
        answer=422,
    ),
    Route("/offices"),
    Route("/offices/<int:office_id>", example="/offices/{office}"),
    Route("/outages"),
    Route("/outages", example=f"/outages?{urlencode({'address': 'Ленина 5'})}"),
    Route("/papers"),
    Route("/papers/<int:paper_id>", example="/papers/{site_paper}", is_file=True),
    Route("/questions"),
    Route("/questions/<int:article_id>", example="/questions/{question}"),
    Route("/rates"),
    Route("/disclosure"),
    Route("/rights"),
    Route("/services"),
    Route("/services/<string:code>", example="/services/{service_code}"),
    Route("/status"),
    Route("/status", method="POST", typed={"number": ""}, badly=({"number": "нет"}, {"number": "\x00"}), answer=422),
    Route("/type", method="POST", typed={"size": "large"}, answer=204),
    *VISITS,
    # a code opens what it was asked for to the browser that asked, and to no other
    Route("/status/code/<string:handle>", NOBODY, "/status/code/{code_handle}"),
    Route("/status/code/<string:handle>", NOBODY, "/status/code/{code_handle}", "POST", typed={"digits": "000000"}),
]
