"""The routes of this addon, rows of the portal's table; `griddesk`, which has both, tries them."""

#: A system with a key of its own: whoever has none, signed in or not, is told so.
NO_KEY = (401,)

ROUTES = [
    {
        "rule": "/api/v1/calls/events",
        "may": frozenset(),
        "method": "POST",
        "refused": NO_KEY,
        "bad": NO_KEY,
        "typed": {},
    },
]
