"""A supervisor finds what is late: ten seconds to «what is overdue, whose, since when»."""

import re

PAGE = "/odoo/appeals-deadlines-branches"
OVERDUE, TODAY, WEEK = range(3)  # the counters of a card, from left to right


def counter(someone, branch, which):
    """The counter of a branch's card, and what it says."""
    card = someone.page.locator(".o_kanban_record", has_text=branch)
    card.wait_for()
    link = card.locator("a[name=action_open_appeals]").nth(which)
    return link, int(re.search(r"\d+", link.inner_text()).group())


def count_clicks(someone):
    """Begin to count the clicks of this page; it stays loaded as long as the person works in it."""
    someone.page.evaluate("window.clicks = 0; document.addEventListener('click', () => window.clicks++, true)")


def test_everything_overdue_in_one_branch_is_one_click_away(person):
    head = person("head")
    head.open(PAGE)
    link, count = counter(head, "Кемеровский филиал", OVERDUE)
    assert count, "the sample has something overdue in Kemerovo"
    count_clicks(head)
    link.click()
    rows = head.page.locator(".o_list_view .o_data_row")
    rows.first.wait_for()
    assert head.page.evaluate("window.clicks") == 1
    assert rows.count() == count
    for row in rows.all():
        assert re.search(r"KEM-\d{4}-\d{6}", row.inner_text())
        assert re.search(r"просрочено (\d+ дн\.|сегодня)", row.inner_text())


def test_each_counter_opens_as_many_rows_as_it_says(person):
    supervisor = person("supervisor")
    for which in (OVERDUE, TODAY, WEEK):
        supervisor.open(PAGE)
        link, count = counter(supervisor, "Кемеровский филиал", which)
        link.click()
        supervisor.page.locator(".o_list_view").wait_for()
        rows = supervisor.page.locator(".o_list_view .o_data_row")
        if count:
            rows.first.wait_for()
        assert rows.count() == count


def test_a_supervisor_sees_the_cards_of_her_branch_only(person):
    supervisor = person("supervisor")
    supervisor.open("/odoo")
    supervisor.page.locator("[data-menu-xmlid='grid_appeal.menu_deadline_control']").click()
    supervisor.page.locator("[data-menu-xmlid='grid_appeal.menu_deadlines_of_branches']").click()
    counter(supervisor, "Кемеровский филиал", OVERDUE)
    assert supervisor.page.locator(".o_kanban_record:not(.o_kanban_ghost)").count() == 1
    for menu in ("teams", "handlers"):
        supervisor.page.locator("[data-menu-xmlid='grid_appeal.menu_deadline_control']").click()
        supervisor.page.locator(f"[data-menu-xmlid='grid_appeal.menu_deadlines_of_{menu}']").click()
        supervisor.page.locator(".o_kanban_record a[name=action_open_appeals]").first.wait_for()


def test_a_specialist_has_no_page_of_control(person):
    specialist = person("specialist")
    specialist.open("/odoo")
    specialist.page.locator(".o_main_navbar").wait_for()
    assert not specialist.page.locator("[data-menu-xmlid='grid_appeal.menu_deadline_control']").count()
