"""A day at an office in real browsers: kiosk, two windows, board, phone; one queue, live, without a reload."""

import re

import pytest
from office_day import NEXT, new_office, sit, take
from test_accessible import faults, unreached


@pytest.fixture
def office(person):
    """A new office with two windows that give one service; the addresses of its devices."""
    return new_office(person("head"))


def test_two_windows_one_queue_and_a_board_that_lives(person, office):
    visitor, board = person(), person()
    board.open(office["board"])
    board.page.locator(".queue-empty").wait_for()
    first, second = (
        sit(person, login, office["windows"][turn]) for turn, login in enumerate(("manager", "specialist"))
    )
    tickets = [take(visitor, office) for _turn in range(2)]
    for clerk in (first, second):
        clerk.page.locator(".o_window_line").nth(1).wait_for()
    for clerk in (first, second):
        clerk.page.keyboard.press(NEXT)
    called = []
    for clerk in (first, second):
        clerk.page.locator(".o_window_number").wait_for()
        called.append(clerk.page.locator(".o_window_number").inner_text())
    assert sorted(called) == sorted(tickets)
    board.page.locator(".queue-called").nth(1).wait_for()
    shown = board.page.locator(".queue-called td:first-child").all_inner_texts()
    assert sorted(shown) == sorted(tickets)
    first.page.keyboard.press("Alt+1")
    first.page.locator(".o_window_acts").get_by_text("Зарегистрировать обращение").wait_for()
    first.page.keyboard.press("Alt+9")
    first.page.locator(".o_window_number").wait_for(state="detached")
    second.page.keyboard.press("Alt+3")
    board.page.locator(".queue-empty").wait_for()


def test_nobody_scrolls_a_kiosk(person):
    """Every service of a big office stands on the screen at once, and so does every key of the number."""
    head, kiosk = person("head"), person()
    (sovetsky,) = head.call("grid.office", "search", [[["name", "=", "Центр обслуживания клиентов на Советском"]]])
    path = head.call("grid.office", "action_open_kiosk", [[sovetsky]])["url"]
    for page in (path, f"{path}?service=А", f"{path}?appointment=1"):
        kiosk.open(page)
        lower = kiosk.page.evaluate("document.documentElement.scrollHeight - innerHeight")
        assert lower <= 0, f"{page} is {lower} px higher than the screen"


def test_who_the_visitor_is_is_found_at_the_window(person, office):
    clerk = sit(person, "manager", office["windows"][0])
    take(person(), office)
    clerk.page.locator(".o_window_line").wait_for()
    clerk.page.keyboard.press(NEXT)
    clerk.page.locator(".o_window_number").wait_for()
    clerk.page.keyboard.press("Alt+1")
    clerk.page.locator(".o_window_acts kbd", has_text="Alt+6").wait_for()
    clerk.page.keyboard.press("Alt+6")
    clerk.page.wait_for_function("document.activeElement?.id === 'o_window_customer'")
    clerk.page.keyboard.type("8 905 000-87-87")
    clerk.page.keyboard.press("Enter")
    clerk.page.locator(".o_window_hit", has_text="Новикова Евгения Андреевна").click()
    clerk.page.locator(".o_window_made a", has_text="Новикова Евгения Андреевна").wait_for()
    assert not clerk.page.locator(".o_window_asking").count()
    clerk.page.keyboard.press("Alt+9")
    clerk.page.locator(".o_window_number").wait_for(state="detached")


def test_a_visitor_follows_her_ticket_on_the_phone(person, office):
    clerk, visitor = sit(person, "manager", office["windows"][0]), person(phone=True)
    visitor.open(office["phone"])
    visitor.page.locator(".queue-choice").first.click()
    visitor.page.locator(".queue-number").wait_for()
    visitor.assert_fits()
    clerk.page.keyboard.press(NEXT)
    visitor.page.locator(".queue-go").wait_for()
    clerk.page.keyboard.press("Alt+1")
    clerk.page.locator(".o_window_acts kbd", has_text="Alt+9").wait_for()
    clerk.page.keyboard.press("Alt+9")
    visitor.page.locator(".queue-mark").last.click()
    visitor.page.get_by_text("Спасибо за оценку").wait_for()


def test_no_breach(person, office):
    clerk, visitor = sit(person, "manager", office["windows"][0]), person()
    page, found = visitor.page, []
    take(visitor, office)
    found += faults(page, "slip", "usual")
    (queue,) = clerk.call("grid.queue.ticket", "search", [[["office_id.name", "=", office["name"]]]])
    slip = clerk.call("grid.queue.ticket", "action_print_slip", [[queue]])["url"]
    ticket = re.sub("/slip/", "/ticket/", slip)
    for name, path in (
        ("kiosk", office["kiosk"]),
        ("choice", f"{office['kiosk']}?service=А"),
        ("board", office["board"]),
        ("phone", office["phone"]),
        ("rating", office["rating"]),
        ("ticket", ticket),
    ):
        visitor.open(path)
        found += [*faults(page, name, "usual"), *unreached(page)]
    clerk.page.keyboard.press(NEXT)
    clerk.page.locator(".o_window_number").wait_for()
    assert not found, "\n".join(found)
