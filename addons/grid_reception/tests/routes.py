"""The routes of the queue; `griddesk` tries them beside those of the portal, in its terms.

Everybody may: who has the address of a device or of a ticket has its key, and no page says more than numbers.
"""

AT_KIOSK = "a device has no session that a strange page could use: the key in the address is all"
TICKET, TICKET_AT = "/queue/ticket/<string:key>", "/queue/ticket/{queue_ticket_key}"
KIOSK, KIOSK_AT = "/queue/kiosk/<string:key>", "/queue/kiosk/{kiosk_key}?service=Д"
PHONE, PHONE_AT = "/queue/phone/<string:key>", "/queue/phone/{phone_key}"
RATING, RATING_AT = "/queue/rating/<string:key>", "/queue/rating/{rating_key}"
TAKES = {"service": "Д", "press": "p" * 27}
NOT_GIVEN = ({"service": "Х"}, {"service": "\x00"}, {"press": "x"})
NO_APPOINTMENT = ({"number": "55555"}, {"number": "\x00"}, {"number": "9" * 1000})

ROUTES = [
    {"rule": KIOSK, "example": KIOSK_AT},
    {
        "rule": KIOSK,
        "example": KIOSK_AT,
        "method": "POST",
        "typed": TAKES,
        "badly": (*NOT_GIVEN, {"category": "appointment"}, *NO_APPOINTMENT),
        "answer": 422,
        "tokenless": AT_KIOSK,
    },
    {"rule": "/queue/board/<string:key>", "example": "/queue/board/{board_key}"},
    {"rule": PHONE, "example": PHONE_AT},
    {
        "rule": PHONE,
        "example": PHONE_AT,
        "method": "POST",
        "typed": TAKES,
        "badly": NOT_GIVEN,
        "answer": 422,
    },
    {"rule": RATING, "example": RATING_AT},
    {
        "rule": RATING,
        "example": RATING_AT,
        "method": "POST",
        "typed": {"mark": "5"},
        "badly": ({"mark": "6"}, {"mark": "\x00"}),
        "answer": 422,
        "tokenless": AT_KIOSK,
    },
    {"rule": "/queue/slip/<string:key>", "example": "/queue/slip/{queue_ticket_key}"},
    {"rule": TICKET, "example": TICKET_AT},
    {
        "rule": TICKET,
        "example": TICKET_AT,
        "method": "POST",
        "typed": {"mark": "5"},
        "badly": ({"mark": "6"}, {"mark": "\x00"}),
        "answer": 422,
    },
]
