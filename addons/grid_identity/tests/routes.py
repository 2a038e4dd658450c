"""The routes of the sign-in by a state identity; its own tests try them with a provider."""

from odoo.addons.grid_portal.tests.route import NO_JSON, NOBODY, SIGNED_IN, Route

ROUTES = [
    # no provider is set up here
    *(
        Route(rule, NOBODY, method="POST", typed={"provider_id": "0", "password": "x"})
        for rule in ("/account/identity", "/my/identity")
    ),
    Route("/my/identity/unlink", SIGNED_IN, method="POST", typed={"x": ""}),
    Route("/auth_oauth/signin", answer=303),
    # nobody comes in by an account of Odoo's publisher
    Route("/auth_oauth/oea", NOBODY, refused=NO_JSON),
    Route("/auth_oauth/oea", NOBODY, method="POST", refused=NO_JSON, typed={}),
]
