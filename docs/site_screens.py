"""What stands on the pictures of the site and of the personal account."""

from screens import BOTH, PHONE, Screen

HOUSE = "/connect?purpose=house"
ANSWERED = (
    f"{HOUSE}&customer_kind=individual&power_new_kw=15&settlement_type=city&distance_m=100"
    "&voltage_kv=0.4&reliability_category=3"
)

SITE = [
    Screen("appeal_outage", "«No light» asks the address first", "", "/appeal?way=outage", PHONE),
    Screen("status", "How an appeal or an application goes on, by its number and a code", "", "/status", BOTH),
    Screen("connect", "What do you want to connect: cases in plain words", "", "/connect", BOTH),
    Screen("connect_questions", "The questions of the calculator", "", HOUSE, BOTH),
    Screen("connect_cost", "What it costs, by which day, what papers", "", ANSWERED, BOTH),
    Screen("offices", "Offices with their hours on a drawn map", "", "/offices", BOTH),
    Screen("contacts", "Phones and addresses: danger first", "", "/contacts", BOTH),
    Screen("rates", "Rates of connection with their orders", "", "/rates"),
    Screen(
        "disclosure", "What the law opens: applications and contracts of connection by month", "", "/disclosure", BOTH
    ),
    Screen("rights", "How to appeal further", "", "/rights"),
    Screen("papers", "Forms and samples", "", "/papers"),
    Screen("site_questions", "Questions and answers with their search", "", "/questions?q=счётчик", BOTH),
    Screen("sign_up", "An account or a new password by a code to the mailbox", "", "/account/new", BOTH),
]
OWN = [
    Screen("feed", "All that has happened, the newest first", "customer", "/my/feed", BOTH),
    Screen("points", "Usage points and meters of a customer", "customer", "/my/points", BOTH),
    Screen("point", "A meter: readings to give and given", "customer", "/my/points/{id}", BOTH, "grid.usage.point"),
    Screen("acting", "For whom one acts", "customer", "/my/acting", BOTH),
    Screen("acting_new", "To ask to act for another one, with the paper", "customer", "/my/acting/new", BOTH),
    Screen("my_data", "What is kept of a customer, why and until when", "customer", "/my/data", BOTH),
]  # fmt: skip

SITE_SECTIONS = {"The site without signing in": SITE, "The personal account": OWN}
