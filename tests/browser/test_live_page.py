"""The live page of supervisors: one click from what is late to whose it is and since when."""

import re

from account_appeals import answer, appeal_of_the_customer

PAGE = "/odoo/live"


def tile(someone, code):
    """A tile, and the figure that it says."""
    found = someone.page.locator(f"[data-code={code}]")
    found.wait_for()
    return found, int(re.search(r"\d+", found.locator(".o_grid_live_value").inner_text()).group())


def test_what_is_late_whose_and_since_when_is_one_click(person):
    supervisor = person("supervisor")
    supervisor.open(PAGE)
    overdue, count = tile(supervisor, "overdue")
    assert count, "the sample has something overdue in Kemerovo"
    overdue.locator("button").click()
    rows = supervisor.page.locator(".o_list_view .o_data_row")
    rows.first.wait_for()
    groups = supervisor.page.locator(".o_group_header")
    assert sum(int(re.search(r"\((\d+)\)", group.inner_text()).group(1)) for group in groups.all()) == count
    for row in rows.all():
        assert re.search(r"KEM-\d{4}-\d{6}", row.inner_text())
        assert re.search(r"просрочено (\d+ дн\.|сегодня)", row.inner_text())


def test_a_filter_stays_in_the_address(person):
    head = person("head")
    head.open(PAGE)
    tile(head, "overdue")
    head.page.locator("select[name=branch]").select_option(label="Беловский филиал")
    head.page.wait_for_url(re.compile("branch_ids="))
    head.page.reload()
    branches = head.page.locator("[data-code=overdue_by_branch] .o_grid_live_label")
    branches.first.wait_for()
    assert branches.all_inner_texts() == ["Беловский филиал"]


def test_a_page_that_cannot_be_read_anew_keeps_its_figures(person):
    head = person("head")
    head.open(PAGE)
    _overdue, count = tile(head, "overdue")
    head.context.set_offline(True)
    head.page.locator("select[name=period]").select_option("year")
    head.page.locator(".o_grid_live_stale").wait_for()
    assert tile(head, "overdue")[1] == count
    head.context.set_offline(False)
    head.page.locator(".o_grid_live_stale button").click()
    head.page.locator(".o_grid_live_time").wait_for()


def test_the_page_is_saved_as_it_is_narrowed(person):
    head = person("head")
    head.open(f"{PAGE}?period=year")
    tile(head, "overdue")
    for kind, start in (("PDF", b"%PDF"), ("Excel", b"PK")):
        with head.page.expect_download() as download:
            head.page.locator(".o_grid_live_save").filter(has_text=kind).click()
        assert download.value.path().read_bytes().startswith(start)


def test_what_another_one_does_is_shown_without_a_reload(person):
    head, clerk = person("head"), person("specialist")
    head.open(PAGE)
    counted = {code: tile(head, code)[1] for code in ("registered_today", "closed_today")}
    head.page.evaluate("window.isSamePage = true")

    def shows_one_more(code):
        found, _count = tile(head, code)
        found.locator(".o_grid_live_value", has_text=re.compile(rf"^\D*{counted[code] + 1}\D*$")).wait_for()

    ticket = appeal_of_the_customer(clerk, "Сколько стоит замена счётчика")
    shows_one_more("registered_today")
    answer(clerk, ticket, "Замена бесплатна.")
    clerk.call("helpdesk.ticket", "action_close", [[ticket]])
    shows_one_more("closed_today")
    assert head.page.evaluate("window.isSamePage")


def test_a_letter_leads_to_the_list_behind_its_figure(person):
    supervisor = person("supervisor")
    supervisor.open(f"{PAGE}?tile=overdue")
    supervisor.page.locator(".o_list_view .o_group_header").first.wait_for()
    supervisor.page.go_back()
    tile(supervisor, "overdue")
