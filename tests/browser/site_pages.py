"""The pages of the site and of the account, for what is measured on each: every rule of the table of routes is here.

A page is reached by its address, by links that lead on from it, or by what a person does (a function).
"""

from urllib.parse import urlsplit

from account_appeals import answer, appeal_of_the_customer
from bookings import book, book_and_move, choose_home, choose_time
from inbox import code_in_the_letter, found_in_letter, new_email
from route_table import follows


def ask_for_status(someone, _clerk) -> None:
    someone.open("/status")
    someone.write("[name=number]", "KEM-2020-999999")
    someone.enter("main form button")


def ask_for_account(someone, _clerk) -> str:
    email = new_email("novoselova")
    someone.open("/account/new")
    someone.write("main [name=email]", email)
    someone.enter("main form button")
    return email


def prove_mailbox(someone, clerk) -> None:
    someone.write("[name=digits]", code_in_the_letter(ask_for_account(someone, clerk)))
    someone.enter("main form:has([name=digits]) button")


def open_mark(someone, clerk) -> None:
    """Open the page of the mark by the link in the letter of the answer."""
    email = new_email("ocenkina")
    ticket = appeal_of_the_customer(clerk, "Оцените ответ")
    clerk.call("helpdesk.ticket", "write", [[ticket], {"partner_email": email}])
    answer(clerk, ticket, "Провод заменён.", "email")
    someone.open("/marks/" + found_in_letter(email, r"/marks/([\w.-]+)"))


def begin_dispute(someone, clerk) -> None:
    ticket = appeal_of_the_customer(clerk, "Не согласна с ответом")
    answer(clerk, ticket, "Провод заменён.")
    someone.open(f"/my/appeals/{ticket}/dispute")


def begin_withdrawal(someone, clerk) -> None:
    someone.open(f"/my/appeals/{appeal_of_the_customer(clerk, 'Уже не нужно')}/withdraw")


def look_at_hours(someone, _clerk) -> None:
    """A smart meter of the sample is of a company for which the customer may act."""
    (point,) = someone.call("grid.usage.point", "search", [[["name", "=", "421-00015"]]])
    someone.open(f"/my/points/{point}/hours")


HOUSE = "&customer_kind=individual&power_new_kw=20&settlement_type=rural&distance_m=120&voltage_kv=0.4"
PUBLIC = {
    "/account/new": ["/account/new"],
    "/account/new/<string:handle>": [ask_for_account, prove_mailbox],
    "/api": ["/api"],
    "/appeal": ["/appeal", "/appeal?way=outage"],
    "/connect": [
        "/connect",
        "/connect?purpose=house",
        "/connect?purpose=increase",
        f"/connect?purpose=house&reliability_category=3{HOUSE}",
    ],
    "/connect/received": ["/connect/received"],
    "/contacts": ["/contacts"],
    "/disclosure": ["/disclosure"],
    "/marks/<string:token>": [open_mark],
    "/offices": ["/offices"],
    "/offices/<int:office_id>": ["/offices > .grid_office a"],
    "/outages": ["/outages", "/outages?address=Советский"],
    "/papers": ["/papers"],
    "/questions": ["/questions", "/questions?q=счётчик"],
    "/questions/<int:article_id>": ["/questions > main a[href^='/questions/']"],
    "/rates": ["/rates"],
    "/rights": ["/rights"],
    "/services": ["/services"],
    "/services/<string:code>": ["/services/tp_citizen_15", "/services/meter_replace"],
    "/status": ["/status"],
    "/status/code/<string:handle>": [ask_for_status],
    "/visit": [f"/visit{' > main a.grid_answer' * steps}" for steps in range(3)] + [choose_time],
    "/visit/home": [choose_home],
    "/visit/<string:key>": [book],
    "/visit/<string:key>/move": [book_and_move],
}
ACCOUNT = {
    "/my": ["/my"],
    "/my/home": ["/my/home"],
    "/my/acting": ["/my/acting"],
    "/my/acting/new": ["/my/acting/new"],
    "/my/appeals": ["/my/appeals"],
    "/my/appeals/page/<int:page>": ["/my/appeals/page/1"],
    "/my/appeals/<int:ticket_id>": ["/my/appeals > a[href*='/my/appeals/']"],
    "/my/appeals/<int:ticket_id>/<any(withdraw, dispute):act>": [begin_dispute, begin_withdrawal],
    "/my/data": ["/my/data"],
    "/my/feed": ["/my/feed"],
    "/my/feed/page/<int:page>": ["/my/feed/page/1"],
    "/my/points": ["/my/points"],
    "/my/points/page/<int:page>": ["/my/points/page/1"],
    "/my/points/<int:point_id>": ["/my/points > main a[href^='/my/points/']"],
    "/my/points/<int:point_id>/readings": ["/my/points > main a[href^='/my/points/'] > main a[href$='/readings']"],
    "/my/points/<int:point_id>/hours": [look_at_hours],
    "/my/requests": ["/my/requests"],
    "/my/requests/page/<int:page>": ["/my/requests/page/1"],
    "/my/requests/<int:case_id>": ["/my/requests > a[href*='/my/requests/']"],
    "/my/visits": ["/my/visits"],
    "/my/visits/page/<int:page>": ["/my/visits/page/1"],
    "/my/requests/<int:case_id>/pay": ["/my/requests > main a:has-text('садового дома') > a[href$='/pay']"],
}
#: Pages of Odoo in our dress.
OF_ODOO = {
    "/": ["/"],
    "/nothing-here": ["/nothing-here"],
    "/web/login": ["/web/login"],
    "/web/reset_password": ["/web/reset_password"],
    "/web/signup": ["/web/signup"],
}
OF_ODOO_IN_ACCOUNT = {"/my/security": ["/my/security"]}
#: Looked at on the way of an appeal, which each of them needs.
ON_THE_WAY = {
    "/appeal/<any(what,about,place,person):page>",
    "/appeal/check",
    "/appeal/receipt/<string:key>",
    "/appeal/consent/<string:key>",
}
#: Looked at in the story of a survey, by the link of a letter.
OF_A_LETTER = {"/survey-of-service/<string:key>", "/survey-of-service/<string:key>/refuse"}
#: Pages of the devices of an office and of a ticket: `test_queue` looks at them.
OF_A_QUEUE = {f"/queue/{page}/<string:key>" for page in ("board", "kiosk", "phone", "rating", "slip", "ticket")}
#: What is no page.
NO_PAGES = {
    "/api/openapi.json": "a document for programs",
    "/appeal/receipt/<string:key>/due.ics": "for a calendar",
    "/appeal/receipt/<string:key>/receipt.pdf": "to be printed",
    "/grid_appeal/receipt/<int:ticket_id>": "to be printed",
    "/grid_quality/digest/<string:key>/stop": "one button for staff, by the key in their letter",
    "/grid_appeal/slip/<string:ticket_ids>": "to be printed",
    "/legal_deadline/feed/<string:token>.ics": "for a calendar",
    "/visit/<string:key>/visit.ics": "for a calendar",
}


def pages(login: str | None) -> list[tuple]:
    """Return (rule, way there) of each page, of a visitor or of who has signed in."""
    shown = ACCOUNT | OF_ODOO_IN_ACCOUNT if login else PUBLIC | OF_ODOO
    return [(rule, way) for rule, ways in shown.items() for way in ways]


def visit(someone, rule: str, way, clerk=None) -> None:
    """Go to a page, and make sure that it is one of the rule."""
    if callable(way):
        way(someone, clerk)
    else:
        path, *links = way.split(" > ")
        someone.open(path)
        for link in links:
            with someone.page.expect_navigation(wait_until="load"):
                someone.page.locator(link).first.click()
    path = urlsplit(someone.page.url).path
    assert follows(path, rule), f"{path} is no page of {rule}"
