"""The routes of surveys, forms and the live page; `griddesk` tries them beside those of the portal, in its terms."""

CLOSED = (403, 404)
#: A system with a key of its own: whoever has none, signed in or not, is told so.
NO_KEY = (401,)
MANAGER, NOBODY = frozenset({"manager"}), frozenset()
SURVEY, SURVEYED = "/survey-of-service/<string:key>", "/survey-of-service/{survey_key}"
DIGEST, DIGESTED = "/grid_quality/digest/<string:key>/stop", "/grid_quality/digest/{digest_key}/stop"
SHEET = {"rule": "/grid_quality/sheet/<int:campaign_id>", "may": MANAGER, "example": "/grid_quality/sheet/{campaign}"}
BLANKS, HAND = (
    {**SHEET, "rule": f"{SHEET['rule']}/{last}", "example": f"{SHEET['example']}/{last}"} for last in ("blanks", "hand")
)
CALL = {"rule": "/grid_quality/call/<int:campaign_id>", "may": MANAGER, "example": "/grid_quality/call/{calls}"}
CALLED = {
    **CALL,
    "rule": f"{CALL['rule']}/<int:invitation_id>",
    "example": f"{CALL['example']}/{{called}}",
    "refused": CLOSED,
}
ONE_CLICK = "one click of a mail program, without a session (RFC 8058): the key in the address is all"

#: To whom nothing else is said, everybody may: who has the letter has its key, and of its reader no more is known.
ROUTES = [
    {"rule": SURVEY, "example": SURVEYED},
    {
        "rule": SURVEY,
        "example": SURVEYED,
        "method": "POST",
        "typed": {"x": ""},
        "badly": ({"x": "\x00"},),
        "answer": 422,
    },
    {"rule": f"{SURVEY}/refuse", "example": f"{SURVEYED}/refuse"},
    {"rule": f"{SURVEY}/refuse", "example": f"{SURVEYED}/refuse", "method": "POST", "typed": {"x": ""}},
    {"rule": DIGEST, "example": DIGESTED},
    {"rule": DIGEST, "example": DIGESTED, "method": "POST", "typed": {"x": ""}, "tokenless": ONE_CLICK},
    {**SHEET, "refused": CLOSED},
    {
        **SHEET,
        "refused": CLOSED,
        "method": "POST",
        "typed": {"stratum": "0"},
        "badly": ({"stratum": "\x00"}, {"account": "нет"}),
        "answer": 422,
    },
    {**BLANKS, "refused": CLOSED},
    {**HAND, "refused": CLOSED},
    {
        **HAND,
        "refused": CLOSED,
        "method": "POST",
        "typed": {"account": "0"},
        "badly": ({"account": "\x00"},),
        "answer": 422,
    },
    {"rule": "/o/<string:key>", "example": "/o/{short_key}", "answer": 303},
    {**CALL, "refused": CLOSED},
    {**CALL, "refused": CLOSED, "method": "POST", "typed": {}},
    CALLED,
    {**CALLED, "method": "POST", "typed": {"outcome": ""}, "badly": ({"outcome": "\x00"},), "answer": 422},
    *(
        {"rule": f"/api/v1/ivr/{last}", "may": NOBODY, "method": "POST", "refused": NO_KEY, "bad": NO_KEY, "typed": {}}
        for last in ("question", "mark")
    ),
    *(
        {"rule": rule, "example": example, "may": NOBODY, "refused": CLOSED, "is_file": True}
        for rule, example in (
            (
                "/grid_quality/survey/<int:campaign_id>/results.<any(xlsx,pdf):kind>",
                "/grid_quality/survey/{campaign}/results.xlsx",
            ),
            ("/grid_quality/form/<int:report_id>/<any(xlsx,pdf):kind>", "/grid_quality/form/{report}/xlsx"),
            ("/grid_quality/live/<any(xlsx,pdf):kind>", "/grid_quality/live/xlsx"),
        )
    ),
]
