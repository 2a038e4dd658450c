"""The routes of visits to offices: whoever has the address of a visit has its key, and no page of it names anybody."""

from .route import EVERYBODY, Route

OFFICE = "office={visit_office}&service={visit_service}"
TIME = f"/visit?{OFFICE}&slot={{visit_slot}}"
HOME, OWN, MOVE = f"/visit/home?{OFFICE}", "/visit/{visit_key}", "/visit/{visit_key}/move"
#: A page of the way says of a time that it is not free, of an office or a service that it is not there.
NOT_FREE = (404, 422)

VISITS = [
    Route("/visit"),
    *(Route("/visit", example=f"/visit?{query}") for query in ("office={visit_office}", OFFICE)),
    Route("/visit", example=TIME, bad=NOT_FREE),
    Route("/visit", EVERYBODY, TIME, "POST", answer=422, typed={"name": "Анна"}, bad=NOT_FREE,
          badly=({"name": ""}, {"phone": "\x00"}, {"slot": "\x00"}, {"email": "@"})),
    Route("/visit/home", example=HOME),
    Route("/visit/home", EVERYBODY, HOME, "POST", answer=422, typed={"name": "Анна"}, bad=NOT_FREE,
          badly=({"address": ""}, {"reason": "\x00"}, {"reason": "я" * 301})),
    Route("/visit/<string:key>", example=OWN),
    Route("/visit/<string:key>/visit.ics", example=f"{OWN}/visit.ics"),
    Route("/visit/<string:key>/move", example=MOVE),
    Route("/visit/<string:key>/move", EVERYBODY, MOVE, "POST", answer=422, typed={"slot": ""},
          badly=({"slot": "\x00"}, {"slot": "2020-01-01T00:00"})),
    Route("/visit/<string:key>/cancel", EVERYBODY, f"{OWN}/cancel", "POST", answer=303, typed={"x": ""}),
]  # fmt: skip
