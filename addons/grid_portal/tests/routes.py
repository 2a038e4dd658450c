"""Every route of our addons: who may, by which method, what others and bad input are answered.

A route of ours that is not here fails `test_routes`, which then tries each row as every person. A new route is one
more row, and its records one more name of `common_routes.RouteCase`.

- `rule`: the address as its decorator spells it.
- `may`: the people who get what belongs to the owner. All others are answered by a status of `refused`; who has not
  signed in is sent to do so where the account asks for it.
- `example`: the address of a record of the owner; each `{name}` is one that the cast knows. In the place of each,
  bad input is tried: `bad` is what it is answered.
- `typed`: what a form sends that is right in everything but its token; `badly` changes it to what is answered by 422.
- `is_file`: always a download, never a page.
- `notes`: the tables that reading may write to, since reading it is a legal fact.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from .common_connect import HOUSE

EVERYBODY = frozenset(
    {"public", "stranger", "colleague", "representative", "former", "owner", "staff", "manager", "neighbour"}
)
SIGNED_IN = EVERYBODY - {"public"}
#: The owner, and who acts for her by a valid paper; one whose paper has ended (`former`) is a stranger.
OWN = frozenset({"owner", "representative"})
STAFF = frozenset({"staff", "manager"})
MANAGER = frozenset({"manager"})
ANY_STAFF = STAFF | {"neighbour"}
#: A case in the account is shown to who serves it, too: the same rules that let her open it behind.
CASE = OWN | STAFF
NOBODY = frozenset()

MISSING = (404,)
CLOSED = (403, 404)
#: No page sends this form: a record is not found, or the words are of no known kind.
NO_JSON = (400, 404, 415)
#: A person with a key of another system: who has none, signed in or not, is told so.
NO_KEY = (401,)
READING = frozenset({"grid_appeal_answer", "grid_appeal_notice", "grid_appeal_reading", "mail_message"})


class Route(NamedTuple):
    """One route: see the head of the file."""

    rule: str
    may: frozenset[str] = EVERYBODY
    example: str = ""
    method: str = "GET"
    refused: tuple[int, ...] = MISSING
    answer: int = 200
    bad: tuple[int, ...] = (400, 403, 404)
    typed: dict | None = None
    badly: tuple[dict, ...] = ()
    is_file: bool = False
    notes: frozenset[str] = NOBODY

    @property
    def address(self) -> str:
        """The example, or the rule itself where it has no part to fill in."""
        return self.example or self.rule


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
    Route("/papers"),
    Route("/papers/<int:paper_id>", example="/papers/{site_paper}", is_file=True),
    Route("/questions"),
    Route("/questions/<int:article_id>", example="/questions/{question}"),
    Route("/rates"),
    Route("/rights"),
    Route("/services"),
    Route("/services/<string:code>", example="/services/{service_code}"),
    Route("/status"),
    Route("/status", method="POST", typed={"number": ""}, badly=({"number": "нет"}, {"number": "\x00"}), answer=422),
    Route("/type", method="POST", typed={"size": "large"}),
    # a code opens what it was asked for to the browser that asked, and to no other
    Route("/status/code/<string:handle>", NOBODY, "/status/code/{code_handle}"),
    Route("/status/code/<string:handle>", NOBODY, "/status/code/{code_handle}", "POST", typed={"digits": "000000"}),
]

ACCOUNT = [
    Route("/my", SIGNED_IN),
    Route("/my/home", SIGNED_IN),
    Route("/my/acting", SIGNED_IN),
    Route(
        "/my/acting",
        SIGNED_IN,
        method="POST",
        typed={"partner_id": ""},
        badly=({"partner_id": "0"}, {"partner_id": "\x00"}),
        answer=422,
    ),
    Route("/my/data", SIGNED_IN),
    Route("/my/data/export", SIGNED_IN, method="POST", typed={"x": ""}),
    Route("/my/data/request", SIGNED_IN, method="POST", typed={"kind": "", "words": ""}, badly=({"words": "\x00"},),
          answer=422),
    Route("/my/data/notices", SIGNED_IN, method="POST", typed={"notice_way": ""}, badly=({"notice_way": "нет"},),
          answer=422),
    # nobody withdraws the consent of another one, not even who acts for her
    Route("/my/data/consent/<int:consent_id>", frozenset({"owner"}), "/my/data/consent/{consent}", "POST",
          typed={"x": ""}),
    # Odoo's own pages of a card: to be corrected by a request
    *(Route(rule, SIGNED_IN, answer=303) for rule in ("/my/account", "/my/addresses", "/my/address")),
    *(
        Route(rule, NOBODY, method="POST", refused=(400, 404, 415), typed={"partner_id": "1"})
        for rule in ("/my/address/submit", "/my/address/archive", "/my/deactivate_account")
    ),
    Route("/my/appeals", SIGNED_IN),
    Route("/my/appeals/page/<int:page>", SIGNED_IN, "/my/appeals/page/{page}", bad=(200, 400, 404)),
    Route("/my/appeals/<int:ticket_id>", CASE, "/my/appeals/{appeal}", notes=READING),
    *(
        Route(
            "/my/appeals/<int:ticket_id>/<any(file, letter, notice):kind>/<int:paper_id>",
            CASE,
            f"/my/appeals/{{{appeal}}}/{kind}/{{{paper}}}",
            is_file=True,
            notes=READING,
        )
        for appeal, kind, paper in (
            ("appeal", "file", "html_file"),
            ("appeal", "file", "svg_file"),
            ("appeal", "letter", "answer"),
            ("noticed", "notice", "notice"),
        )
    ),
    Route("/my/feed", SIGNED_IN),
    Route("/my/feed/page/<int:page>", SIGNED_IN, "/my/feed/page/{page}", bad=(200, 400, 404)),
    Route(
        "/my/feed/read",
        SIGNED_IN,
        method="POST",
        typed={"until": ""},
        badly=({"until": "вчера"}, {"until": "\x00"}),
        answer=422,
    ),
    *(
        Route("/my/appeals/<int:ticket_id>/<any(withdraw, dispute):act>", OWN, path, answer=answer)
        for path, answer in (("/my/appeals/{appeal}/dispute", 200), ("/my/appeals/{noticed}/withdraw", 200))
    ),
    *(
        Route(
            "/my/appeals/<int:ticket_id>/<any(write, withdraw, dispute, mark):act>",
            OWN,
            f"/my/appeals/{{{appeal}}}/{act}",
            "POST",
            typed={"text": "Ещё слово", "value": "4"},
            badly=badly,
            answer=422,
        )
        for appeal, act, badly in (
            ("noticed", "write", ({"text": "\x00"}, {"key": "чужой"})),
            ("noticed", "withdraw", ({"text": "я" * 2001},)),
            ("appeal", "dispute", ({"text": ""}, {"key": "\x00"})),
            ("appeal", "mark", ({"value": "6"}, {"value": "\x00"}, {"words": "я" * 2001})),
        )
    ),
    Route("/my/points", SIGNED_IN),
    Route("/my/points/page/<int:page>", SIGNED_IN, "/my/points/page/{page}", bad=(200, 400, 404)),
    Route("/my/points/<int:point_id>", CASE, "/my/points/{point}"),
    Route(
        "/my/points/<int:point_id>/meters/<int:meter_id>",
        OWN,
        "/my/points/{point}/meters/{meter}",
        "POST",
        typed={"t1": "много"},
        badly=({"t1": ""}, {"t1": "-5"}, {"t1": "\x00"}),
        answer=422,
    ),
    Route(
        "/my/points/<int:point_id>/meters/<int:meter_id>/requests",
        OWN,
        "/my/points/{point}/meters/{meter}/requests",
        "POST",
        typed={"code": "meter_check"},
    ),
    Route("/my/requests", SIGNED_IN),
    Route("/my/requests/page/<int:page>", SIGNED_IN, "/my/requests/page/{page}", bad=(200, 400, 404)),
    Route("/my/requests/<int:case_id>", CASE, "/my/requests/{request}"),
    Route("/my/requests/<int:case_id>", OWN, "/my/requests/{request}", "POST", typed={"act": ""}),
    Route("/my/requests/new", SIGNED_IN, method="POST", typed={"code": "meter_replace"}),
    Route(
        "/my/requests/<int:case_id>/paper/<int:paper_id>", CASE, "/my/requests/{request}/paper/{paper}", is_file=True
    ),
    Route("/my/requests/<int:case_id>/pay", OWN, "/my/requests/{offer}/pay"),
    # the script of the page speaks JSON: `test_my_payment` tries it in its own words
    Route("/my/requests/<int:case_id>/pay/transaction", NOBODY, "/my/requests/{offer}/pay/transaction", "POST",
          NO_JSON, typed={}, bad=NO_JSON),
]  # fmt: skip

BEHIND = [
    Route("/grid_appeal/letter/<int:letter_id>", STAFF, "/grid_appeal/letter/{answer}", refused=CLOSED),
    Route("/grid_appeal/notice/<int:letter_id>", STAFF, "/grid_appeal/notice/{notice}", refused=CLOSED),
    Route("/grid_appeal/copy/<int:letter_id>", STAFF, "/grid_appeal/copy/{copy}", refused=CLOSED),
    Route("/grid_appeal/receipt/<int:ticket_id>", CASE, "/grid_appeal/receipt/{appeal}", refused=CLOSED),
    Route("/grid_appeal/slip/<string:ticket_ids>", CASE, "/grid_appeal/slip/{appeal}", refused=CLOSED),
    Route("/grid_appeal/import/template.<any(csv,xlsx):kind>", NOBODY, "/grid_appeal/import/template.csv",
          refused=CLOSED, is_file=True),
    Route("/grid_appeal/import/<int:import_id>/refused.csv", NOBODY, "/grid_appeal/import/{import}/refused.csv",
          refused=CLOSED, is_file=True),
    Route("/grid_appeal/journal/<int:journal_id>/<any(xlsx,pdf):kind>", MANAGER, "/grid_appeal/journal/{journal}/xlsx",
          refused=CLOSED, is_file=True),
    Route("/grid_service/act/<int:act_id>/preview", NOBODY, "/grid_service/act/{act}/preview", refused=CLOSED),
    Route("/grid_service/passport/<int:service_id>", ANY_STAFF, "/grid_service/passport/{service}", refused=CLOSED),
    # whoever has the address is its owner's calendar program
    Route("/legal_deadline/feed/<string:token>.ics", EVERYBODY, "/legal_deadline/feed/{feed_token}.ics"),
]  # fmt: skip

API = [
    Route("/api"),
    Route("/api/openapi.json"),
    *(
        Route(rule, NOBODY, example, method, NO_KEY, typed={} if method == "POST" else None)
        for rule, example in (("/api/v1", ""), ("/api/v1/<path:path>", "/api/v1/nothing"))
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
    ),
    Route("/api/v1/appeals", NOBODY, refused=NO_KEY, bad=NO_KEY),
    Route("/api/v1/appeals", NOBODY, method="POST", refused=NO_KEY, bad=NO_KEY, typed={}),
    Route("/api/v1/appeals/<string:number>", NOBODY, "/api/v1/appeals/{number}", refused=NO_KEY, bad=(400, 401)),
    Route("/api/v1/appeals/<string:number>/answer", NOBODY, "/api/v1/appeals/{number}/answer", refused=NO_KEY,
          bad=(400, 401)),
    Route("/api/v1/appeals/<string:number>/messages", NOBODY, "/api/v1/appeals/{number}/messages", "POST",
          refused=NO_KEY, bad=(400, 401), typed={}),
    Route("/api/v1/branches", NOBODY, refused=NO_KEY),
    Route("/api/v1/categories", NOBODY, refused=NO_KEY),
]  # fmt: skip

#: The doors of the base addon answer nobody, and the website's editor asks nobody outside.
SHUT = [
    *(
        Route(rule, NOBODY, example, method, NO_JSON, typed={} if method == "POST" else None)
        for method in ("GET", "POST")
        for rule, example in (
            ("/new/ticket", ""),
            ("/submitted/ticket", ""),
            ("/ticket/close", "/ticket/close?ticket_id={appeal}"),
            ("/my/tickets", ""),
            ("/my/tickets/page/<int:page>", "/my/tickets/page/{page}"),
            ("/my/ticket/<int:ticket_id>", "/my/ticket/{appeal}"),
            ("/my/ticket/<int:ticket_id>/<access_token>", "/my/ticket/{appeal}/{access_token}"),
            ("/website/google_font_metadata", ""),
            ("/website/seo_suggest", ""),
            ("/payment/transaction", ""),
            ("/payment/archive_token", ""),
        )
    ),
    *(Route(rule, NOBODY) for rule in ("/payment/pay", "/payment/confirmation", "/my/payment_method")),
]

ROUTES = [*PUBLIC, *ACCOUNT, *BEHIND, *API, *SHUT]

#: Doors of Odoo itself by which a record of ours might be had; none is one.
OF_ODOO = [
    *(Route(f"/web/content/{{{file}}}", STAFF) for file in ("html_file", "svg_file", "letter_file")),
    Route("/web/content/helpdesk.ticket/{appeal}/description", NOBODY),
    Route("/web/content/grid.service.paper/{paper}/file", STAFF),
    Route("/mail/message/{message}", NOBODY, refused=(*CLOSED, 303)),
]
