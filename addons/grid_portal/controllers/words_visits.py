"""The sentences of the pages of visits to offices."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

VISITS = {
    "visit": {
        "stale": _lt(
            "The page was open for too long or cookies are switched off. What you typed is kept: press the button "
            "again."
        ),
        "contact": _lt("Give a phone or an e-mail: by it we find your visit when you come."),
        "not_free": _lt("This time is not free any more. Choose another one."),
        "no_slot": _lt("Choose a time."),
        "over_limit": _lt(
            "Too many visits were booked from here within an hour. What you typed is kept: send it in an hour or call "
            "us."
        ),
    },
    "home": {
        "phone": _lt("Write a phone: we call you to agree on the time."),
        "address": _lt("Write where to come."),
        "reason": _lt("Write why you cannot come to us."),
    },
}
