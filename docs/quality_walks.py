"""Pictures of what measures the service that need more than an address."""

from album import URL, Album, first_page, save
from quality_screens import QUALITY, THIS_YEAR, YEAR
from walks import Walk

FORM_DPI = 90


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
        form = head.call("grid.statutory.form", "search", [[["code", "=", code]]], {"limit": 1})
        asked = [["code", "=", code], ["year", "=", YEAR]]
        report = head.call("grid.statutory.report", "search", [asked], {"limit": 1})
        report = (report or head.call("grid.statutory.report", "create", [[{"form_id": form[0], "year": YEAR}]]))[0]
        shown(album, "statutory_report_action", report)
        if head.page.locator("button[name=action_fill]:visible").count():
            fill(head, report)
            shown(album, "statutory_report_action", report)
        name = f"form_{code.replace('.', '_')}"
        album.take(head, name)
        pdf = head.page.request.get(f"{URL}/grid_quality/form/{report}/pdf")
        save(first_page(pdf.body(), FORM_DPI), f"{name}_page")
    album.take(shown(album, "statutory_report_action", ""), "filled_forms")


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
    ],
}
