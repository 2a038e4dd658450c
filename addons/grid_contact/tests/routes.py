"""The routes of this addon, rows of the portal's table; `griddesk`, which has both, tries them."""

#: A system with a key of its own: whoever has none, signed in or not, is told so.
NO_KEY = (401,)

ROUTES = [
    *(
        {"rule": rule, "may": frozenset(), "method": "POST", "refused": NO_KEY, "bad": NO_KEY, "typed": {}}
        for rule in ("/api/v1/calls/events", "/api/v1/ivr/appeal", "/api/v1/ivr/outage", "/api/v1/ivr/reading")
    ),
    *(
        {
            "rule": f"/sms/{told}/<int:provider_id>",
            "example": f"/sms/{told}/1",
            "may": frozenset(),
            "method": "POST",
            "refused": (403,),
            "bad": (403,),
            "typed": {},
        }
        for told in ("report", "incoming")
    ),
    {
        "rule": "/grid_contact/campaign/<int:campaign_id>.xlsx",
        "may": frozenset({"manager", "staff"}),
        "example": "/grid_contact/campaign/{mailing}.xlsx",
        "refused": (403, 404),
        "is_file": True,
    },
]
