"""A dashboard as a spreadsheet: a supervisor copies the ready one and changes the copy; others are offered none."""

ACTION = "/odoo/dashboards"
SHEET = ".o-spreadsheet"


def test_a_copy_is_made_by_one_click_and_keeps_what_is_written(person):
    supervisor = person("supervisor")
    supervisor.open(ACTION)
    ready = supervisor.page.locator(".o_data_row").first
    ready.locator("button[name=action_copy_and_open]").click()
    supervisor.page.locator(SHEET).wait_for()
    supervisor.page.locator(".o-grid").wait_for()
    supervisor.page.wait_for_timeout(3_000)  # the figures are drawn on a canvas, which says nothing to wait for
    for key in ("ArrowDown", "ArrowDown"):
        supervisor.page.keyboard.press(key)
    supervisor.page.keyboard.type("Проверено")
    with supervisor.page.expect_response(lambda one: "REMOTE_REVISION" in (one.request.post_data or "")) as sent:
        supervisor.page.keyboard.press("Enter")
    assert "error" not in sent.value.json()


def test_who_has_no_spreadsheets_is_offered_none(person):
    operator = person("operator")
    operator.open("/odoo/action-grid_appeal.helpdesk_ticket_action")
    operator.page.locator(".o_list_view").wait_for()
    assert not operator.page.locator(".o_list_export_spreadsheet:visible").count()
