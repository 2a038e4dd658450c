"""What stands on the pictures of quality: the live page, indicators, statutory forms, surveys."""

from datetime import UTC, datetime

from screens import BOTH, EVERY, Screen

YEAR = datetime.now(UTC).year

QUALITY = "/odoo/action-grid_quality.grid_"
LIVE = "/odoo/live"

LIVE_PAGE = [
    Screen("live", "The live page: what is late, due and open, what applicants think", "head", LIVE, EVERY),
    Screen(
        "live_late", "What is late, whose and since when: one click from the live page", "supervisor", LIVE,
        press="Просрочено",
    ),
    Screen("digests", "Who is sent the page by letters, and when", "head", "/odoo/digests"),
    Screen("dashboards", "Own dashboards: sheets that are copied and changed", "head", "/odoo/dashboards"),
    Screen("dashboard", "The dashboard that ships", "head", "/odoo/dashboards", press="Открыть"),
]  # fmt: skip

THIS_YEAR = [["year", "=", YEAR], ["branch_id", "=", False]]
INDICATORS = [
    Screen(
        "indicator_year", "A year of indicators: plan, fact, score", "head", f"{QUALITY}indicator_year_action/{{id}}",
        BOTH, "grid.indicator.year", THIS_YEAR,
    ),
    Screen(
        "indicator_what_if", "What if: other facts against the plan", "head", f"{QUALITY}indicator_year_action/{{id}}",
        model="grid.indicator.year", domain=THIS_YEAR, press="Что, если",
    ),
    Screen("documents", "Documents in force", "head", f"{QUALITY}document_action"),
    Screen(
        "indicator_general", "Weights of the general indicator, as dated rows", "methodologist",
        f"{QUALITY}indicator_general_action",
    ),
    Screen("indicators", "Indicators as dated rows of law", "methodologist", f"{QUALITY}indicator_action"),
    Screen(
        "indicator", "An indicator: what it counts, by data", "methodologist", f"{QUALITY}indicator_action/{{id}}",
        model="grid.indicator", domain=[["code", "=", "execution_2_1"]],
    ),
    Screen(
        "indicator_method", "The method of scores, its bounds and weights", "methodologist",
        f"{QUALITY}indicator_method_action/{{id}}", model="grid.indicator.method",
    ),
]  # fmt: skip

FORMS = [
    Screen("statutory_forms", "Forms in the words of the order", "methodologist", f"{QUALITY}statutory_form_action"),
    Screen(
        "statutory_form", "A form: its columns and rows, checked by a person or not", "methodologist",
        f"{QUALITY}statutory_form_action/{{id}}", model="grid.statutory.form", domain=[["code", "=", "4.9"]],
    ),
]  # fmt: skip

ANSWERED = [["sheet_ids", "!=", False], ["asks_by", "=", "hand"]]
BY_PHONE = [["asks_by", "=", "call"]]
SURVEYS = [
    Screen(
        "survey_results", "A survey: who was asked, and the results with their bounds", "head",
        "/odoo/customer-surveys/{id}", BOTH, "grid.survey.campaign", ANSWERED,
    ),
    Screen(
        "survey_sheet", "A paper sheet is entered", "manager", "/grid_quality/sheet/{id}",
        model="grid.survey.campaign", domain=ANSWERED,
    ),
    Screen("paper_sheets", "Surveys whose paper sheets are entered", "manager", "/odoo/paper-sheets"),
    Screen("survey_calls", "Surveys whose customers are called", "operator", "/odoo/survey-calls"),
    Screen(
        "survey_call", "Customers are asked by phone", "operator", "/grid_quality/call/{id}",
        model="grid.survey.campaign", domain=BY_PHONE,
    ),
    Screen("marks_by_sms", "Marks asked for by SMS", "supervisor", "/odoo/marks-by-sms"),
    Screen("survey_answers", "Answers of customers", "head", "/odoo/survey-answers"),
    Screen("improvements", "Proposals of customers and the changes they caused", "supervisor", "/odoo/improvements"),
    Screen("questionnaires", "Questionnaires", "methodologist", "/odoo/questionnaires"),
    Screen("low_marks", "Low marks, each with the supervisor who answers it", "supervisor", "/odoo/low-marks", BOTH),
]  # fmt: skip

QUALITY_SECTIONS = {
    "The live page": LIVE_PAGE,
    "Indicators of quality": INDICATORS,
    "Statutory forms": FORMS,
    "Surveys": SURVEYS,
}
