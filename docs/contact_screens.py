"""What stands on the pictures of the reception and of the contact centre: queue, calls, outages, campaigns."""

from screens import BOTH, Screen

TALKED = [["stage", "=", "answered"], ["ticket_id", "!=", False]]
RECEPTION = [
    Screen("window", "A window: who is served, who waits, the next one by a key", "manager", "/odoo/window", BOTH),
    Screen("queue", "Tickets of the day", "supervisor", "/odoo/queue", BOTH),
    Screen(
        "queue_ticket", "A ticket that was handed over, with its course", "supervisor", "/odoo/queue/{id}",
        model="grid.queue.ticket", domain=[["note", "!=", False]],
    ),
    Screen("windows", "Windows: who sits there and what they give", "head", "/odoo/windows"),
    Screen("appointments", "Appointments: who comes when", "administrator", "/odoo/appointments", BOTH),
    Screen("home_visits", "Visits at home: who goes where", "manager", "/odoo/home-visits", BOTH),
    Screen("queue_services", "Services of the queue with their letters", "head", "/odoo/queue-services"),
]  # fmt: skip
CALLS = [
    Screen("calls", "The calls of the day", "operator", "/odoo/calls", BOTH),
    Screen("call", "A call: wait, talk, what came of it", "operator", "/odoo/calls/{id}", BOTH, "grid.call", TALKED),
    Screen("call_backs", "Call-backs by their term: late, at risk, promised", "operator", "/odoo/call-backs", BOTH),
    Screen(
        "call_back", "A call-back, taken by one operator", "operator", "/odoo/call-backs/{id}", BOTH,
        "grid.callback", [["state", "=", "open"], ["reason", "=", "promised"]],
    ),
    Screen("call_days", "Calls by day: answered, lost, in time", "supervisor", "/odoo/call-days"),
    Screen("call_results", "Results of calls", "methodologist", "/odoo/call-results"),
]  # fmt: skip
OUTAGES = [
    Screen("outages", "Outages: under way, announced, over", "supervisor", "/odoo/outages", BOTH),
    Screen(
        "outage", "An outage under way with those who reported it", "supervisor", "/odoo/outages/{id}", BOTH,
        "grid.outage", [["state", "=", "under_way"]],
    ),
    Screen(
        "outage_planned", "A planned outage and the notices that make it lawful", "supervisor", "/odoo/outages/{id}",
        model="grid.outage", domain=[["kind", "=", "planned"]],
    ),
    Screen("outages_site", "Outages by address for everybody", "", "/outages", BOTH),
]  # fmt: skip
INFORMER = [
    Screen("campaigns", "Campaigns of the auto-informer", "head", "/odoo/campaigns"),
    Screen(
        "campaign", "A campaign about an outage: who was told, by what, and who was not", "head",
        "/odoo/campaigns/{id}", BOTH, "grid.notice.campaign", [["state", "=", "done"]],
    ),
    Screen("message_templates", "Texts of messages by occasion", "head", "/odoo/message-templates"),
    Screen(
        "sms_provider", "A provider of SMS, here on trial", "head", "/odoo/sms-providers/{id}",
        model="grid.sms.provider", domain=[["active", "=", False]],
    ),
]  # fmt: skip

CONTACT_SECTIONS = {"Reception": RECEPTION, "Calls": CALLS, "Outages": OUTAGES, "Auto-informer": INFORMER}
