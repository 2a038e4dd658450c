"""What stands on the pictures of the site and of the personal account."""

from screens import BOTH, PHONE, WIDE, Screen

PORTAL = "/odoo/action-grid_portal.grid_"
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
    Screen("site_offices", "Offices with their hours on a drawn map", "", "/offices", BOTH),
    Screen("office", "An office: how to come, and when", "", "/offices/{id}", PHONE, "grid.office"),
    Screen("visit_offices", "To book a visit: the office", "", "/visit", BOTH),
    Screen("contacts", "Phones and addresses: danger first", "", "/contacts", BOTH),
    Screen("rates", "Rates of connection with their orders", "", "/rates"),
    Screen(
        "disclosure", "What the law opens: applications and contracts of connection by month", "", "/disclosure", BOTH
    ),
    Screen("rights", "How to appeal further", "", "/rights"),
    Screen("papers", "Forms and samples", "", "/papers"),
    Screen("site_questions", "Questions and answers with their search", "", "/questions?q=счётчик", BOTH),
    Screen(
        "site_answer", "An answer, with the day it was last checked", "", "/questions/{id}", PHONE,
        "grid.site.article", [["section", "=", "questions"], ["published", "=", True]],
    ),
    Screen("sign_up", "An account or a new password by a code to the mailbox", "", "/account/new", BOTH),
]  # fmt: skip
OWN = [
    Screen("feed", "All that has happened, the newest first", "customer", "/my/feed", BOTH),
    Screen("points", "Usage points and meters of a customer", "customer", "/my/points", BOTH),
    Screen("point", "A meter: readings to give and given", "customer", "/my/points/{id}", BOTH, "grid.usage.point"),
    Screen("point_readings", "Readings by day", "customer", "/my/points/{id}/readings", BOTH, "grid.usage.point"),
    Screen("point_hours", "Consumption by hour of a smart meter", "customer", "/my/points/{id}/hours", BOTH,
           "grid.usage.point", [["name", "=", "421-00015"]], down=330),
    Screen(
        "dispute", "To dispute an answer", "customer", "/my/appeals/{id}/dispute", BOTH, "helpdesk.ticket",
        [["state", "=", "answered"]],
    ),
    Screen("payment", "To pay an invoice", "customer", "/my/requests/{id}/pay", BOTH, "grid.service.request",
           [["subject", "ilike", "садового дома"]]),
    Screen("my_visits", "Visits to come and past", "customer", "/my/visits", BOTH),
    Screen("acting", "For whom one acts", "customer", "/my/acting", BOTH),
    Screen("acting_new", "To ask to act for another one, with the paper", "customer", "/my/acting/new", BOTH),
    Screen("security", "Password, second step, passkeys, signing out everywhere", "customer", "/my/security"),
    Screen("my_data", "What is kept of a customer, why and until when", "customer", "/my/data", BOTH),
]  # fmt: skip

EDITORS = [
    Screen("site_texts", "Questions and answers, as staff edit them", "methodologist", "/odoo/site-texts"),
    Screen("site_texts_to_check", "What was not checked for long", "methodologist", "/odoo/site-texts-to-check"),
    Screen("feeding_centres", "Figures of feeding centres", "methodologist", "/odoo/feeding-centres"),
    Screen("site_company", "What the site says of the company itself, as whoever keeps the site checks it",
           "methodologist", "/odoo/site-company/{id}", WIDE, "res.company"),
    Screen("site_papers", "Forms and samples, as staff edit them", "methodologist", "/odoo/site-papers"),
    Screen("privacy_requests", "What customers ask of their data", "privacy", f"{PORTAL}privacy_request_action"),
    Screen("representation_requests", "Who asks to act for another one", "manager",
           f"{PORTAL}representation_request_action"),
    Screen("site_consents", "Consents given on the site", "privacy", f"{PORTAL}site_consent_action"),
    Screen("state_identity", "Signing in by the state identity, as a setting", "admin",
           "/odoo/state-identity/{id}", WIDE, "auth.oauth.provider",
           [["flow", "=", "id_token_code"]]),
]  # fmt: skip

SITE_SECTIONS = {"The site without signing in": SITE, "The personal account": OWN, "The site behind its pages": EDITORS}
