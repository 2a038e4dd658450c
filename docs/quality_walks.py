"""Pictures of what measures the service that need more than an address."""

from datetime import UTC, datetime

from album import LETTER_DPI, URL, Album, first_page, save
from quality_screens import QUALITY, THIS_YEAR
from walks import Walk

FORM_DPI = 90
#: Forms that are shown as they are printed.
PRINTED = {
    "4.2": "Form 4.2: offices, and who was received there",
    "4.3": "Form 4.3: service by telephone",
    "4.4": "Form 4.4: the category with the most appeals",
    "4.5": "Form 4.5: additional services",
    "4.6": "Form 4.6: what is done for vulnerable groups",
    "4.7": "Form 4.7: surveys and their results",
    "4.8": "Form 4.8: what is done to raise the quality",
    "1256-2.1": "Form 2.1 of order 1256: how Ин is reckoned",
    "1256-2.2": "Form 2.2 of order 1256: how Ис is reckoned",
    "1256-2.3": "Form 2.3 of order 1256: how Рс is reckoned",
    "1256-3.1": "Form 3.1 of order 1256: applications considered",
    "1256-3.2": "Form 3.2 of order 1256: contracts of connection performed",
    "1256-3.3": "Form 3.3 of order 1256: antitrust law kept",
    "24-connection": "Disclosure: applications, contracts and connections of a month",
    "24-capacity": "Disclosure: free capacity of a quarter",
    "24-measurements": "Disclosure: control measurements of a half-year",
    "unit-appeals": "The unit's report of a month: appeals",
    "unit-discipline": "The unit's report of a week: answers in term",
    "unit-complaints": "The unit's report of a month: complaints",
    "unit-connection": "The unit's report of a month: connections",
    "unit-desk": "The unit's report of a month: visitors and callers",
    "unit-outages": "The unit's report of a month: outages, and who was told of them",
    "unit-indicators": "The unit's report of a year: Ин, Ис and Рс",
    "unit-quality": "The unit's report of a year: quality of connection",
}
BLANKS = "Анкета без имен в офисе"


def shown(album: Album, action: str, record: int | str):
    """Open a record of an action at the head's screen; without a record the list of all."""
    head = album.person("head")
    head.open(f"{QUALITY}{action}/{record}")
    head.page.locator(".o_view_controller").first.wait_for()
    return head


def indicator_records(album: Album) -> None:
    """Open the records behind a fact of the year."""
    head = album.person("head")
    page = head.call("grid.indicator.year", "search", [THIS_YEAR], {"limit": 1})[0]
    shown(album, "indicator_year_action", page)
    row = head.page.locator("[name=value_ids] .o_data_row", has_text=most_counted(head, page))
    row.locator("button[name=action_open_counted]").first.click()
    head.page.locator(".o_form_view").wait_for(state="detached")
    head.page.locator(".o_view_controller").first.wait_for()
    album.take(head, "indicator_records")


def most_counted(head, page: int) -> str:
    """Give the name of the counted indicator with the greatest fact: records stand behind it."""
    counted = [["year_id", "=", page], ["fact_source", "=", "counted"]]
    asked = {"fields": ["indicator_id", "fact_text"], "context": {"lang": "ru_RU"}}
    values = head.call("grid.indicator.value", "search_read", [counted], asked)
    known = [value for value in values if value["fact_text"]]
    return max(known, key=lambda value: float(value["fact_text"].replace(",", ".")))["indicator_id"][1]


def statutory_forms(album: Album) -> None:
    """Show forms 4.1 and 4.9 of this year, made and filled once, as screens and as printed; and the list of all."""
    head = album.person("head")
    for code in ("4.1", "4.9"):
        report = filled(head, code)
        shown(album, "statutory_report_action", report)
        if head.page.locator("button[name=action_fill]:visible").count():
            fill(head, report)
            shown(album, "statutory_report_action", report)
        album.take(head, picture(code))
        save(printed(head, f"/grid_quality/form/{report}/pdf", FORM_DPI), f"{picture(code)}_page")
    album.take(shown(album, "statutory_report_action", ""), "filled_forms")


def printed_forms(album: Album) -> None:
    """Show every other form as it is printed, of the period that runs."""
    head = album.person("head")
    for code in PRINTED:
        save(printed(head, f"/grid_quality/form/{filled(head, code)}/pdf", FORM_DPI), picture(code))


def filled(head, code: str) -> int:
    """Return the form of the period that runs, begun where nobody has begun it."""
    (form,) = head.call("grid.statutory.form", "search_read", [[["code", "=", code]], ["period"]], {"limit": 1})
    year, part = running_period(form["period"])
    asked = [["code", "=", code], ["year", "=", year], ["part", "=", part]]
    report = head.call("grid.statutory.report", "search", [asked], {"limit": 1})
    begun = [{"form_id": form["id"], "year": year, "part": part}]
    return (report or head.call("grid.statutory.report", "create", [begun]))[0]


def running_period(period: str) -> tuple[int, int]:
    """Return the year and the number of the week, month, quarter, half or year that runs: the sample lives in it."""
    today = datetime.now(UTC).date()
    if period == "week":
        year, week, _day = today.isocalendar()
        return year, week
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[period]
    return today.year, (today.month - 1) // months + 1


def picture(code: str) -> str:
    """Return the name of a form's picture."""
    return f"form_{code.replace('.', '_').replace('-', '_')}"


def printed(head, path: str, dpi: int) -> bytes:
    """Draw the first page of a paper."""
    answer = head.page.request.get(f"{URL}{path}")
    assert answer.ok, f"{path}: {answer.status} {answer.text()[:200]}"
    return first_page(answer.body(), dpi)


def own_indicator(album: Album) -> None:
    """Show the page on which a methodologist begins an indicator of the company's own."""
    methodologist = album.person("methodologist")
    methodologist.open(f"{QUALITY}indicator_action/new")
    methodologist.page.locator(".o_form_view").wait_for()
    album.take(methodologist, "indicator_new")


def survey_papers(album: Album) -> None:
    """Show the report of a survey, and blanks of an anonymous one: printed, and handed out at a window."""
    head, manager = album.person("head"), album.person("manager")
    answered = head.call("grid.survey.campaign", "search", [[["sheet_ids", "!=", False]]], {"limit": 1})[0]
    save(printed(head, f"/grid_quality/survey/{answered}/results.pdf", LETTER_DPI), "survey_report")
    survey = anonymous_survey(album.person("methodologist"), answered)
    for name, page in (("survey_blanks", "blanks"), ("survey_hand", "hand")):
        manager.open(f"/grid_quality/sheet/{survey}/{page}")
        album.take(manager, name)


def anonymous_survey(methodologist, like: int) -> int:
    """Return a running survey on numbered blanks; one is begun once, with the questions of another survey."""
    survey = "grid.survey.campaign"
    begun = methodologist.call(survey, "search", [[["name", "=", BLANKS], ["state", "=", "running"]]])
    if not begun:
        values = {"name": BLANKS, "is_anonymous": True, "asks_by": "hand", "blank_count": 30}
        begun = methodologist.call(survey, "copy", [[like], values])
        methodologist.call(survey, "action_begin", [begun])
    return begun[0]


def fill(head, report: int) -> None:
    """Fill a form in the background and wait until it is filled."""
    head.call("grid.statutory.report", "action_fill", [[report]])
    for _look in range(120):
        (now,) = head.call("grid.statutory.report", "read", [[report], ["fill_state"]])
        if now["fill_state"] != "running":
            return
        head.page.wait_for_timeout(500)
    raise AssertionError("form 4.9 is not filled: does the server run its jobs?")


#: By the section where they are shown.
QUALITY_WALKS = {
    "Indicators of quality": [
        Walk(indicator_records, {"indicator_records": "The records behind a counted fact"}),
        Walk(own_indicator, {"indicator_new": "An indicator of the company's own is begun"}),
    ],
    "Statutory forms": [
        Walk(
            statutory_forms,
            {
                "form_4_1": "Form 4.1 filled: each figure opens its records",
                "form_4_9": "Form 4.9 filled, a row for each appeal",
                "filled_forms": "Forms filled, published and corrected",
            },
            (f"{QUALITY}statutory_report_action",),
        ),
        Walk(printed_forms, {picture(code): words for code, words in PRINTED.items()}),
    ],
    "Surveys": [
        Walk(
            survey_papers,
            {
                "survey_report": "The report of a survey as printed: the response, each question with its bounds",
                "survey_blanks": "Numbered blanks of an anonymous survey, to be printed",
                "survey_hand": "A blank is handed to a customer: to whom is noted, which one is not",
            },
        ),
    ],
}
