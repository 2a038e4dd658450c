"""How fast the public pages answer when fifty people ask at once, beside Odoo's own login page."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from time import perf_counter

USERS = 50
ASKS = 2  # of each person, one after another
TRIES = 3
LOGIN = "/web/login"
HOUSE = "customer_kind=individual&power_new_kw=20&settlement_type=rural&distance_m=120&voltage_kv=0.4"
#: The public pages by their rules in the table of routes; `{office}` and the like are records of the database.
PAGES = {
    "/": ("/",),
    "/account/new": ("/account/new",),
    "/appeal": ("/appeal", "/appeal?way=outage"),
    "/connect": (
        "/connect",
        "/connect?purpose=house",
        f"/connect?purpose=house&reliability_category=3&{HOUSE}",
    ),
    "/contacts": ("/contacts",),
    "/disclosure": ("/disclosure",),
    "/offices": ("/offices",),
    "/offices/<int:office_id>": ("/offices/{office}",),
    "/outages": ("/outages", "/outages?address=%D0%BC%D0%B8%D1%80%D0%B0"),
    "/papers": ("/papers",),
    "/questions": ("/questions", "/questions?q=%D1%81%D0%B2%D0%B5%D1%82"),
    "/questions/<int:article_id>": ("/questions/{article}",),
    "/rates": ("/rates",),
    "/rights": ("/rights",),
    "/services": ("/services",),
    "/services/<string:code>": ("/services/tp_citizen_15",),
    "/status": ("/status",),
    "/visit": ("/visit", "/visit?office={booked}", "/visit?office={booked}&service={service}"),
}


def measure(env, host: str, port: str) -> dict[str, dict[str, float]]:
    """Ask a running server for each page and for the login page by turns.

    :return: {page: {`ours`, `login`: the median seconds of an answer}}
    """
    pages = _addresses(env)
    for page in (LOGIN, *pages):
        _crowd(host, port, page)  # whatever is kept in memory is there from now on
    return {page: {"ours": _crowd(host, port, page), "login": _crowd(host, port, LOGIN)} for page in pages}


def _addresses(env) -> list[str]:
    """The addresses of the pages, a published record in the place of each name."""
    company = env.company
    booked = env["grid.office"]._shown(company)._by_appointment()[:1]
    shown = {
        "office": env["grid.office"]._shown(company)[:1].id,
        "article": env["grid.site.article"]._shown("questions", company)[:1].id,
        "booked": booked.id,
        "service": booked._booking_services()[:1].id,
    }
    return [address.format_map(shown) for addresses in PAGES.values() for address in addresses]


def _crowd(host: str, port: str, page: str) -> float:
    with ThreadPoolExecutor(USERS) as people:
        taken = people.map(lambda _person: _one(host, port, page), range(USERS))
        return median(seconds for one in taken for seconds in one)


def _one(host: str, port: str, page: str) -> list[float]:
    """One person, who begins a session and asks on in it; a page that does not answer well fails the measurement."""
    taken, cookie = [], {}
    for _ask in range(ASKS):
        begun = perf_counter()
        answer = _answer(host, port, page, cookie)
        taken.append(perf_counter() - begun)
        if answer.status != 200:
            raise ValueError(f"{page} answered {answer.status}")
        if given := answer.headers.get("Set-Cookie"):
            cookie = {"Cookie": given.split(";")[0]}
    return taken


def _answer(host: str, port: str, page: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    """The whole answer; who is refused by a full queue or by a worker that ends asks again, as nginx does."""
    for patience in reversed(range(TRIES)):
        connection = http.client.HTTPConnection(host, int(port), timeout=120)
        try:
            connection.request("GET", page, headers=headers)
            answer = connection.getresponse()
            answer.read()
            return answer
        except ConnectionError:
            if not patience:
                raise
        finally:
            connection.close()
