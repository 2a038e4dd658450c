"""What stands on the pictures of services and connections; each shipped service by its page and its passport."""

import csv
from pathlib import Path

from screens import BOTH, WIDE, Letter, Screen

ADDONS = Path(__file__).resolve().parent.parent / "addons"
CONNECTION = "/odoo/action-grid_connection."
SERVICE = "/odoo/action-grid_service.grid_"
CASE = ("/odoo/connections/{id}", "grid.connection")
MINE = ("/my/requests/{id}", "grid.service.request")
KEM = ["branch_id.code", "=", "KEM"]


def case(name: str, words: str, state: str, sizes: str = WIDE, press: str = "", down: int = 0) -> Screen:
    """The connection of a branch on a stage, as its engineer sees it."""
    path, model = CASE
    return Screen(name, words, "specialist", path, sizes, model, [KEM, ["state", "=", state]], press, down)


def mine(name: str, words: str, *which: list) -> Screen:
    """A request of the customer in the personal account."""
    path, model = MINE
    return Screen(name, words, "customer", path, BOTH, model, which)


def paper(code: str, words: str, *which: list) -> Letter:
    """A paper of the sample by its kind."""
    issued = [["kind_id.code", "=", code], ["file_name", "!=", False], *which]
    return Letter(
        f"paper_{code}", words, "head", "/web/content/grid.service.paper/{id}/file", "grid.service.paper", issued
    )


def service(code: str, name: str) -> list[Screen | Letter]:
    """The public page of a service, and beside it the printed passport."""
    passport = "/grid_service/passport/{id}"
    return [
        Screen(f"service_{code}", name, "", f"/services/{code}"),
        Letter(f"service_{code}_passport", "", "head", passport, "grid.service", [["code", "=", code]]),
    ]


def services() -> list[Screen | Letter]:
    """Every service that ships, in the order of its table."""
    shown = []
    for addon in ("grid_service", "grid_connection"):
        with (ADDONS / addon / "data" / "grid.service.csv").open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                shown += service(row["code"], row["name"])
    return shown


ACCOUNT = [
    Screen("my_requests", "A customer's requests, each with whose turn it is", "customer", "/my/requests", BOTH),
    mine("my_application", "An application for connection filled in in the account", ["state", "=", "draft"],
         ["subject", "ilike", "гаража"]),
    mine("my_connection", "A connection in the account: stages, turn, fee, papers", ["state", "=", "offer_published"]),
]  # fmt: skip

CONNECTIONS = [
    Screen(
        "enquiries", "Enquiries about connection, as the calculator on the site leaves them", "manager",
        f"{CONNECTION}crm_lead_action_connection", BOTH,
    ),
    Screen(
        "enquiry", "An enquiry: the power, the place, the estimate of the fee; one button makes an application",
        "manager", f"{CONNECTION}crm_lead_action_connection/{{id}}", BOTH, "crm.lead",
        [["is_connection", "=", True], ["connection_id", "=", False], KEM],
    ),
    Screen("pipeline", "The pipeline: count, power and what is late by phase", "head", "/odoo/connections", BOTH),
    case("application", "An application: the fields of the official form", "draft", BOTH, "Заявка", 500),
    case("connection", "A case on one screen: whose turn, plan by law against fact, papers, money",
         "works_in_progress", BOTH),
    case("connection_act", "The dialog of an act", "contract_concluded", WIDE, "Начать мероприятия"),
    case("connection_fee", "How the fee is reckoned, rate by rate", "offer_published", WIDE, "Как рассчитана плата"),
    case("connection_works", "The works and the case that sets their term", "works_in_progress", WIDE,
         "Почему этот срок мероприятий"),
    Screen(
        "timeline", "The timeline of a case from application to act: each stage by the law and in fact", "head",
        CASE[0], BOTH, CASE[1], [["state", "=", "closed"], ["track", "=", "paper"]], "", 300,
    ),
    Screen("district", "Connections by district", "head", "/odoo/connections-by-district", BOTH),
    Screen("load", "The load of engineers", "head", "/odoo/requests-load", BOTH),
    Screen("funnel", "The funnel: applications, contracts, connections", "head",
           f"{CONNECTION}grid_connection_funnel_action"),
    Screen("conditions_ending", "Technical conditions that end soon", "head",
           f"{CONNECTION}grid_connection_conditions_ending_action"),
    Screen("connection_norms", "The norms by which connections are reckoned", "methodologist",
           f"{CONNECTION}grid_connection_norm_action"),
    Screen("fee_rates", "Rates of the fee, dated and with their orders", "methodologist",
           f"{CONNECTION}grid_fee_rate_action"),
]  # fmt: skip

REQUESTS = [
    Screen("requests_mine", "My requests: the nearest date first", "specialist", "/odoo/my-requests", BOTH),
    Screen("requests", "All requests", "head", "/odoo/requests"),
    Screen(
        "request", "A generic request: a check of a meter by its passport", "specialist", "/odoo/requests/{id}", BOTH,
        "grid.service.request", [["service_id.code", "=", "meter_check"], ["state", "!=", "draft"]],
    ),
    Screen("service_passports", "Passports of services", "methodologist", "/odoo/service-passports"),
    Screen(
        "service_passport", "A passport: its steps, papers and terms", "methodologist",
        "/odoo/service-passports/{id}", WIDE, "grid.service", [["code", "=", "tp_citizen_15"]],
    ),
    Screen("readings", "Readings of meters", "specialist", f"{SERVICE}meter_reading_action", BOTH),
    Screen("meter_hours", "Consumption by hour, as the smart metering system sends it", "specialist",
           "/odoo/meter-hours"),
    Screen("readings_to_verify", "Readings to verify", "specialist", f"{SERVICE}meter_reading_verify_action"),
    Screen("meter_checks", "Checks of meters", "head", f"{SERVICE}meter_check_action", BOTH),
    Screen(
        "meter_check", "A check of a meter with its notice", "supervisor",
        f"{SERVICE}meter_check_action/{{id}}", WIDE, "grid.meter.check", [["state", "=", "done"]],
    ),
    Screen("notices_of_checks", "Checks whose notice lacks", "supervisor", f"{SERVICE}meter_check_notify_action"),
    Screen("dispatches", "Papers handed over and how", "supervisor", "/odoo/dispatches"),
    Screen(
        "unmetered_act", "An act of unmetered consumption with its terms", "supervisor",
        f"{SERVICE}unmetered_act_action/{{id}}", WIDE, "grid.unmetered.act",
    ),
]  # fmt: skip

PAPERS = [
    paper("contract_terms", "Conditions of a contract as an offer in the personal account"),
    paper("connection_contract", "A contract of technological connection on paper"),
    paper("technical_conditions", "Technical conditions with the measures of both sides"),
    paper("invoice", "An invoice in parts, with its payment code", ["request_id.subject", "ilike", "магазина"]),
    paper("connection_instruction", "The instruction on the actual connection"),
    paper("lack_notice", "A notice of missing data and papers, with its list"),
    paper("annulment_notice", "A notice of annulment"),
    paper("refusal", "A reasoned refusal"),
    paper("reply", "A letter on the result"),
    paper("inspection_act", "An act of inspection"),
    paper("fulfilment_act", "An act of fulfilment of the technical conditions"),
    paper("meter_admission_act", "An act of admission of the meter"),
    paper("possibility_notice", "A notice that the possibility of connection is secured"),
    paper("connection_act", "An act of technological connection"),
    paper("system_operator_request", "A request to the system operator"),
    paper("restored_papers", "Restored papers of a connection"),
]

SERVICE_SECTIONS = {
    "Requests in the account": ACCOUNT,
    "Connections": CONNECTIONS,
    "Requests and metering": REQUESTS,
    "Papers of services and connections": PAPERS,
    "Every service: its public page and its printed passport": services(),
}
