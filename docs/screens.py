"""What stands on the pictures of the product: where each is taken, by whom, and one line about it."""

from typing import NamedTuple

WIDE, BOTH, PHONE, WALL, EVERY = "wide", "wide and phone", "phone", "wall", "wide, phone and wall"
KIOSK = "kiosk"
#: What a passport leads is shown by its case.
IN_WORK = [["state", "=", "in_work"], ["service_id", "=", False]]
CUSTOMER = "/odoo/action-grid_customer.grid_"
LEGAL = "/odoo/action-legal_deadline.legal_"
INTAKE = "/odoo/action-grid_appeal.grid_intake"
SENT = [["state", "=", "sent"]]
NOT_EXTENDED = ["notice_ids", "not any", [["kind", "=", "extension"]]]
PORTAL_CUSTOMER = [["user_ids.login", "=", "customer"]]


class Screen(NamedTuple):
    """A page that one address leads to; `{id}` in it is the first record of `model` in `domain`."""

    name: str
    words: str
    login: str
    path: str
    sizes: str = WIDE
    model: str = ""
    domain: tuple | list = ()
    press: str = ""
    down: int = 0  # pixels to scroll


class Letter(NamedTuple):
    """A PDF, shown by its first page."""

    name: str
    words: str
    login: str
    path: str
    model: str
    domain: tuple | list = ()


def letter(name: str, words: str, kind: str) -> Letter:
    """The sent letter of an act."""
    printed = [["kind", "=", kind], ["letter_id", "!=", False]]
    return Letter(name, words, "head", "/grid_appeal/notice/{id}", "grid.appeal.notice", printed)


def dialog(name: str, words: str, press: str, login: str = "specialist", *which: list) -> Screen:
    """The dialog of an act on an appeal in work."""
    domain = [*IN_WORK, ["law_basis", "=", "59-FZ"], *which]
    return Screen(name, words, login, "/odoo/appeals/{id}", WIDE, "helpdesk.ticket", domain, press)


CUSTOMER_FACE = [
    Screen("front_page", "The front page of the customer portal: what has happened?", "", "/", BOTH),
    Screen("appeal_form", "The public form of an appeal", "", "/appeal", PHONE),
    Screen("services", "The services, their order and terms for everybody to read", "", "/services", BOTH),
    Screen("sign_in", "Signing in", "", "/web/login"),
    Screen("account", "The account of a customer", "customer", "/my", BOTH),
    Screen("my_appeals", "A customer's appeals, each with its date", "customer", "/my/appeals", BOTH),
    Screen(
        "my_appeal", "An appeal in the account: its stages, the answer and its letter", "customer",
        "/my/appeals/{id}", BOTH, "helpdesk.ticket", [["state", "=", "answered"]],
    ),
]  # fmt: skip

APPEALS = [
    Screen("my_work", "My work: mine and my team's by due date", "specialist", "/odoo/appeals-my-work", BOTH),
    Screen("today", "What is due today or late", "specialist", "/odoo/appeals-today"),
    Screen("new", "Received, not registered yet", "specialist", "/odoo/appeals-new"),
    Screen("awaiting", "Waiting for the applicant", "specialist", "/odoo/appeals-awaiting"),
    Screen("overdue", "Overdue", "supervisor", "/odoo/appeals-overdue", BOTH),
    Screen("team", "The team's appeals by due date", "supervisor", "/odoo/appeals-my-team"),
    Screen("all", "All appeals", "specialist", "/odoo/appeals"),
    Screen("kanban", "Appeals by state", "specialist", "/odoo/appeals?view_type=kanban"),
    Screen("to_close", "Answered, to be closed", "specialist", "/odoo/appeals-to-close"),
    Screen("calendar", "The calendar of due dates", "specialist", "/odoo/appeals-calendar"),
    Screen("analysis", "Appeals by theme, kind and channel", "supervisor", "/odoo/appeals-analysis"),
    Screen("graph", "Appeals by month and theme", "supervisor", "/odoo/appeals-analysis?view_type=graph"),
    Screen(
        "appeal", "An appeal: question, customer, date with its explanation, history", "specialist",
        "/odoo/appeals/{id}", BOTH, "helpdesk.ticket", [*IN_WORK, ["user_id.login", "=", "specialist"]],
        "Почему эта дата?",
    ),
    Screen(
        "answered", "An answered appeal with its letter", "specialist", "/odoo/appeals/{id}", WIDE,
        "helpdesk.ticket", [["state", "=", "closed"], ["answer_id", "!=", False]],
    ),
    dialog("notice", "The dialog of an act: a redirect with what the law asks for", "Переадресовать"),
    dialog("info_dialog", "Asking the applicant: the term goes on", "Запросить сведения"),
    dialog("extend_dialog", "Extending the term, by the head", "Продлить", "head", NOT_EXTENDED),
    dialog("refuse_dialog", "Refusing, on the lawful grounds only", "Отказать", "head"),
    dialog("withdraw_dialog", "A withdrawal by the applicant", "Отозвано"),
    Screen("tasks", "Tasks and instructions of the head", "specialist", "/odoo/appeal-tasks"),
    Screen("questions", "Questions of appeals that ask several things", "specialist", "/odoo/appeal-questions"),
    Screen("approvals", "Answers that wait for an approval", "supervisor", "/odoo/appeals-for-approval"),
    Screen("outgoing", "Outgoing letters and their delivery", "supervisor", "/odoo/appeals-outgoing"),
    Screen(
        "outgoing_letter", "A letter that was sent", "supervisor",
        "/odoo/appeals-outgoing/{id}", WIDE, "grid.appeal.answer", SENT,
    ),
    Screen("notices", "Notices in preparation", "supervisor", "/odoo/appeals-notices"),
    Screen("causes", "Appeals on a common cause, answered together", "supervisor", "/odoo/appeals-causes/new"),
    Screen("measures", "Measures promised in answers", "supervisor", "/odoo/appeals-measures"),
    Screen("texts", "Texts, documents and scripts by theme", "supervisor", "/odoo/appeals-texts"),
]  # fmt: skip

CONTROL = [
    Screen("deadline_control", "Deadline control by branch", "head", "/odoo/appeals-deadlines-branches", BOTH),
    Screen("control_teams", "Deadline control by team", "supervisor", "/odoo/appeals-deadlines-teams"),
    Screen("control_handlers", "Deadline control by handler", "supervisor", "/odoo/appeals-deadlines-handlers"),
    Screen("absence", "An absence and who stands in", "supervisor", "/odoo/appeal-absences/new"),
    Screen(
        "journal", "The register of appeals: a form of disclosure or a journal of registration", "head",
        "/odoo/appeals-journal",
    ),
    Screen("intake", "Incoming letters and what became of each", "supervisor", f"{INTAKE}_action"),
    Screen("monitor", "The monitor of the mail chain", "supervisor", f"{INTAKE}_monitor_action"),
    Screen("import", "Bringing an old journal as a table", "supervisor", "/odoo/appeal-imports/new"),
]  # fmt: skip

SETTINGS = [
    Screen("law", "Which law an appeal is considered under", "methodologist", "/odoo/appeal-law"),
    Screen("refusal_grounds", "The lawful grounds of a refusal", "methodologist", "/odoo/appeal-refusal-grounds"),
    Screen("categories", "Categories of appeals", "methodologist", "/odoo/appeal-categories"),
    Screen("approval_rules", "Whose answers are approved by whom", "methodologist", "/odoo/appeals-approval-rules"),
    Screen("channels", "Channels and the forms of service", "methodologist", "/odoo/appeal-channels"),
    Screen(
        "teams", "A team and what it takes", "methodologist",
        "/odoo/appeal-teams/{id}", WIDE, "helpdesk.ticket.team",
    ),
    Screen("stages", "Stages and states", "methodologist", "/odoo/appeal-stages"),
    Screen("sources", "Outer systems that send appeals", "methodologist", "/odoo/appeal-sources"),
    Screen("counters", "Counters of numbers", "methodologist", "/odoo/appeal-counters"),
]  # fmt: skip

CUSTOMERS = [
    Screen("customers", "Customers", "manager", "/odoo/customers", BOTH),
    Screen(
        "customer", "A customer on one page", "manager",
        "/odoo/customers/{id}", BOTH, "res.partner", PORTAL_CUSTOMER,
    ),
    Screen("customer_new", "A new customer", "manager", "/odoo/customers/new"),
    Screen("usage_points", "Usage points", "manager", f"{CUSTOMER}usage_point_action"),
    Screen(
        "usage_point", "A usage point with its meters", "manager",
        f"{CUSTOMER}usage_point_action/{{id}}", WIDE, "grid.usage.point",
    ),
    Screen("meters", "Meters", "manager", f"{CUSTOMER}meter_action"),
    Screen("meter", "A meter", "manager", f"{CUSTOMER}meter_action/{{id}}", WIDE, "grid.meter"),
    Screen(
        "representatives", "Representatives; an expired power of attorney is seen", "manager",
        f"{CUSTOMER}representation_action",
    ),
    Screen(
        "representative", "A power of attorney", "manager",
        f"{CUSTOMER}representation_action/{{id}}", WIDE, "grid.representation",
    ),
    Screen("consents", "Consents, given and withdrawn", "manager", f"{CUSTOMER}consent_action"),
    Screen(
        "consent_text", "The text of a consent", "privacy",
        f"{CUSTOMER}consent_text_action/{{id}}", WIDE, "grid.consent.text",
    ),
    Screen("access_log", "Who looked at personal data", "privacy", f"{CUSTOMER}access_log_action"),
    Screen("branch", "A branch", "head", f"{CUSTOMER}branch_action/{{id}}", WIDE, "grid.branch"),
    Screen("offices", "Offices", "head", f"{CUSTOMER}office_action"),
]  # fmt: skip

DEADLINES = [
    Screen("deadlines", "All promises with a date", "methodologist", f"{LEGAL}deadline_action"),
    Screen(
        "deadline", "A promise: why this date, and its history", "methodologist",
        f"{LEGAL}deadline_action/{{id}}", WIDE, "legal.deadline", [["state", "=", "running"]],
    ),
    Screen("inner_terms", "Inner terms", "methodologist", f"{LEGAL}inner_term_action"),
    Screen("rules", "The rules of terms as a table", "methodologist", f"{LEGAL}rule_table_action"),
    Screen(
        "rule_editions", "A rule with its editions", "methodologist",
        f"{LEGAL}rule_table_action/{{id}}", WIDE, "legal.rule",
        [["act_id.code", "=", "59-FZ"], ["code", "=", "appeal_answer"]], "Редакции", 400,
    ),
    Screen(
        "what_if", "“What if”: an event and facts give the rule, the date and the explanation", "methodologist",
        f"{LEGAL}rule_table_action/{{id}}", WIDE, "legal.rule",
        [["act_id.code", "=", "59-FZ"], ["code", "=", "appeal_answer"]], "Что если",
    ),
    Screen("acts", "Legal acts", "methodologist", f"{LEGAL}act_action"),
    Screen("extension_grounds", "Grounds of an extension", "methodologist", f"{LEGAL}ground_action"),
    Screen("days", "The production calendar", "methodologist", f"{LEGAL}calendar_day_action"),
]  # fmt: skip

LETTERS = [
    Letter("letter_answer", "The answer", "specialist", "/grid_appeal/letter/{id}", "grid.appeal.answer", SENT),
    Letter(
        "letter_receipt", "The receipt of registration", "specialist",
        "/grid_appeal/receipt/{id}", "helpdesk.ticket", IN_WORK,
    ),
    letter("letter_extension", "The notice of an extension", "extension"),
    letter("letter_redirect", "The notice of a redirect", "redirect"),
    letter("letter_forwarding", "The letter that forwards the appeal to the proper body", "forwarding"),
    letter("letter_refusal", "The refusal", "refusal"),
    letter("letter_info_request", "The request for information", "info_request"),
    Letter(
        "slip", "The slip with the barcode of the number", "specialist",
        "/grid_appeal/slip/{id}", "helpdesk.ticket", IN_WORK,
    ),
]  # fmt: skip

SECTIONS = {
    "The customer's face": CUSTOMER_FACE,
    "Appeals": APPEALS,
    "Control, journal and intake": CONTROL,
    "Settings of appeals": SETTINGS,
    "Customers": CUSTOMERS,
    "Deadlines": DEADLINES,
    "Letters": LETTERS,
}
