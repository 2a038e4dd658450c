"""Every route of the portal and of the addons it stands on; a row is read in `route`."""

from .route import ANY_STAFF, CASE, CLOSED, EVERYBODY, MANAGER, NO_JSON, NO_KEY, NOBODY, STAFF, Route
from .routes_account import ACCOUNT
from .routes_site import PUBLIC

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

#: The doors of the base addon answer nobody.
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
            ("/payment/transaction", ""),
            ("/payment/archive_token", ""),
        )
    ),
    *(Route(rule, NOBODY) for rule in ("/payment/pay", "/payment/confirmation", "/my/payment_method")),
]

ROUTES = [*PUBLIC, *ACCOUNT, *BEHIND, *API, *SHUT]
