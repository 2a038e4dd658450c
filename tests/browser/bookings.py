"""A visit to an office, booked on the site as a visitor does."""

import uuid


def choose_time(someone, _clerk=None) -> None:
    """Go from the front page to the page that asks who comes: an office, a service, the last time of the first day."""
    someone.open("/")
    someone.enter("main nav a[href='/visit']")
    someone.enter("main a.grid_answer")
    someone.enter("main a.grid_answer")
    someone.enter("main .grid_slots li:last-child a")


def choose_home(someone, _clerk=None) -> None:
    someone.open("/visit")
    someone.enter("main a.grid_answer")
    someone.enter("main a.grid_answer")
    someone.enter("main a[href^='/visit/home']")


def book(someone, _clerk=None) -> None:
    """Book a visit as somebody who has not been here before."""
    choose_time(someone)
    someone.write("[name=name]", "Записалкина Анна Петровна")
    someone.write("[name=phone]", f"8 905 {uuid.uuid4().int % 10**7:07}")
    someone.enter("main form[action='/visit'] button")


def book_and_move(someone, _clerk=None) -> None:
    book(someone)
    someone.enter("main a[href$='/move']")
