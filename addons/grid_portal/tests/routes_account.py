"""The routes of the personal account."""

from .route import CASE, DRAFT, NO_JSON, NOBODY, OWN, SIGNED_IN, Route

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
    Route("/my/acting/new", SIGNED_IN),
    Route(
        "/my/acting/new",
        SIGNED_IN,
        method="POST",
        typed={"kind": "attorney", "principal_name": "", "document_date": "2024-01-01", "valid_until": "2024-12-31"},
        badly=({"kind": "\x00"}, {"document_date": "вчера"}, {"principal_name": "я" * 300}),
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
    Route("/my/appeals/<int:ticket_id>", CASE, "/my/appeals/{appeal}"),
    Route("/my/appeals/<int:ticket_id>", CASE, "/my/appeals/{noticed}"),
    *(
        Route(
            "/my/appeals/<int:ticket_id>/<any(file, letter, notice):kind>/<int:paper_id>",
            CASE,
            f"/my/appeals/{{{appeal}}}/{kind}/{{{paper}}}",
            is_file=True,
        )
        for appeal, kind, paper in (
            ("appeal", "file", "html_file"),
            ("appeal", "file", "svg_file"),
            ("appeal", "letter", "answer"),
            ("noticed", "notice", "notice"),
        )
    ),
    Route(
        "/my/appeals/<int:ticket_id>/read",
        OWN,
        "/my/appeals/{appeal}/read",
        "POST",
        typed={"until": ""},
        badly=({"until": "вчера"}, {"until": "\x00"}),
        answer=422,
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
    Route("/my/sign-out", method="POST", typed={"x": ""}),
    Route("/my/points", SIGNED_IN),
    Route("/my/points/page/<int:page>", SIGNED_IN, "/my/points/page/{page}", bad=(200, 400, 404)),
    Route("/my/points/<int:point_id>", CASE, "/my/points/{point}"),
    Route("/my/points/<int:point_id>/readings", CASE, "/my/points/{point}/readings"),
    *(
        Route(
            "/my/points/<int:point_id>/readings.<any(csv, xlsx):kind>",
            CASE,
            f"/my/points/{{point}}/readings.{kind}",
            is_file=True,
        )
        for kind in ("csv", "xlsx")
    ),
    Route("/my/points/<int:point_id>/hours", CASE, "/my/points/{point}/hours"),
    *(
        Route(
            "/my/points/<int:point_id>/hours.<any(csv, xlsx):kind>",
            CASE,
            f"/my/points/{{point}}/hours.{kind}",
            is_file=True,
        )
        for kind in ("csv", "xlsx")
    ),
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
    *(Route("/my/requests/<int:case_id>", CASE, f"/my/requests/{{{case}}}") for case in ("request", "offer")),
    Route("/my/requests/<int:case_id>", OWN, "/my/requests/{request}", "POST", typed={"act": ""}),
    Route("/my/requests/<int:case_id>", OWN, "/my/requests/{offer}", "POST", typed={"act": ""}, notes=DRAFT),
    Route("/my/requests/new", SIGNED_IN, method="POST", typed={"code": "meter_replace"}),
    Route(
        "/my/requests/<int:case_id>/paper/<int:paper_id>", CASE, "/my/requests/{request}/paper/{paper}", is_file=True
    ),
    Route("/my/requests/<int:case_id>/pay", OWN, "/my/requests/{offer}/pay"),
    # the script of the page speaks JSON: `test_my_payment` tries it in its own words
    Route("/my/requests/<int:case_id>/pay/transaction", NOBODY, "/my/requests/{offer}/pay/transaction", "POST",
          NO_JSON, typed={}, bad=NO_JSON),
    Route("/my/visits", SIGNED_IN),
    Route("/my/visits/page/<int:page>", SIGNED_IN, "/my/visits/page/{page}", bad=(200, 400, 404)),
]  # fmt: skip
