"""A clerk books a time for a visitor in the back office: by mouse and by keyboard, wide and on a phone."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

TIME = ".o_free_slots [aria-label='Время'] button"
DAY = ".o_free_slots [aria-label='День'] button"
VISITOR, QUESTION = "Записалкина Анна Петровна", "Заменить счётчик после затопления"


@pytest.fixture
def office(person):
    """A new office that gives one service to one visitor at a time; it takes appointments while the test lasts."""
    head = person("head")
    (branch,) = head.call("grid.branch", "search", [[["code", "=", "KEM"]]])
    name = f"Офис {datetime.now(UTC):%H%M%S%f}"
    vals = {
        "name": name,
        "branch_id": branch,
        "address": "г. Кемерово, ул. Новая, 2",
        "booking_ahead": 14,
        "hour_ids": [[0, 0, {"weekday": str(day), "opens": 9, "closes": 18}] for day in range(7)],
        "reception_service_ids": [[0, 0, {"name": "Приборы учёта", "letter": "А", "minutes": 60, "at_once": 1}]],
    }
    (made,) = head.call("grid.office", "create", [[vals]])
    (service,) = head.call("grid.reception.service", "search", [[["office_id", "=", made]]])
    yield {"id": made, "name": name, "service": service}
    head.call("grid.office", "write", [[made], {"booking_ahead": 0}])


def _open_form(clerk, office):
    """Open the form from the list, of a phone from the cards, and say who comes, where and what for."""
    clerk.open("/odoo/appointments")
    clerk.press("Записать на приём")
    clerk.page.locator(".modal .o_form_view").wait_for()
    clerk.page.locator(".modal [name=caller_name] input").fill(VISITOR)
    clerk.page.locator(".modal [name=phone] input").fill("8 905 555-10-01")
    clerk.page.locator(".modal [name=question] textarea").fill(QUESTION)
    clerk.pick(".modal [name=office_id]", office["name"])
    clerk.pick(".modal [name=service_id]", "Приборы учёта")
    clerk.page.locator(TIME).first.wait_for()


def _booked(clerk, office):
    fields = ["caller_name", "phone", "question", "slot_at", "state"]
    return clerk.call("grid.appointment", "search_read", [[["office_id", "=", office["id"]]], fields])


def _another_books_it(person, clerk, office, chosen):
    """Somebody else takes the time of a button that a clerk has chosen; return its moment."""
    other, day = person("specialist"), clerk.page.locator(f"{DAY}[aria-pressed=true]").inner_text()
    days = other.call("grid.appointment", "free_slots", [office["service"]])
    pressed = clerk.page.locator(DAY).all_inner_texts().index(day)
    (time,) = [one["at"] for one in days[pressed]["times"] if one["said"] == chosen]
    vals = {"caller_name": "Опередилов Пётр", "office_id": office["id"], "service_id": office["service"]}
    (form,) = other.call("grid.appointment.booking", "create", [[{**vals, "slot_at": time}]])
    other.call("grid.appointment.booking", "action_book", [[form]])
    return time


def test_a_time_is_chosen_and_booked(person, office, phone):
    clerk = person("manager", phone=phone)
    _open_form(clerk, office)
    clerk.page.locator(DAY).nth(1).click()
    time = clerk.page.locator(TIME).nth(2)
    time.click()
    expect(time).to_have_attribute("aria-pressed", "true")
    clerk.assert_fits()
    clerk.page.locator(".modal-footer button", has_text="Записать").click()
    clerk.sees(re.compile(r"Номер З-\d+"))
    (booked,) = _booked(clerk, office)
    assert (booked["caller_name"], booked["phone"], booked["question"]) == (VISITOR, "+79055551001", QUESTION)
    assert booked["slot_at"][11:16] == "04:00", "11:00 in Kemerovo"


def test_a_time_that_another_has_taken_is_refused_and_nothing_typed_is_lost(person, office, phone):
    """She reads why, sees the time no more among those that are free, and chooses another one."""
    clerk = person("manager", phone=phone)
    _open_form(clerk, office)
    clerk.page.locator(TIME).nth(1).click()
    chosen = clerk.page.locator(TIME).nth(1).inner_text()
    taken = _another_books_it(person, clerk, office, chosen)
    clerk.page.locator(".modal-footer button", has_text="Записать").click()
    clerk.sees("Это время только что заняли. Выберите другое.")
    clerk.page.locator(".modal:not(.o_inactive_modal) .modal-footer .btn-primary").last.click()
    expect(clerk.page.locator(TIME, has_text=chosen)).to_have_count(0)
    assert clerk.page.locator(".modal [name=caller_name] input").input_value() == VISITOR
    assert clerk.page.locator(".modal [name=question] textarea").input_value() == QUESTION
    clerk.page.locator(TIME).nth(1).click()
    clerk.page.locator(".modal-footer button", has_text="Записать").click()
    clerk.sees(re.compile(r"Номер З-\d+"))
    own = [one for one in _booked(clerk, office) if one["caller_name"] == VISITOR]
    assert len(own) == 1
    assert own[0]["slot_at"] != taken


def test_a_time_is_chosen_by_the_keyboard(person, office):
    clerk = person("manager")
    _open_form(clerk, office)
    clerk.reach(f"{DAY}:nth-child(2)")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(DAY).nth(1)).to_have_attribute("aria-pressed", "true")
    clerk.reach(f"{TIME}:nth-child(4)")
    clerk.page.keyboard.press("Space")
    expect(clerk.page.locator(TIME).nth(3)).to_have_attribute("aria-pressed", "true")
    clerk.reach(".modal-footer button[name=action_book]")
    clerk.page.keyboard.press("Enter")
    clerk.sees(re.compile(r"Номер З-\d+"))
    (booked,) = _booked(clerk, office)
    assert booked["slot_at"][11:16] == "05:00", "12:00 in Kemerovo"


def test_without_a_time_nothing_is_booked(person, office):
    clerk = person("manager")
    _open_form(clerk, office)
    clerk.page.locator(".modal-footer button", has_text="Записать").click()
    clerk.sees("Выберите время.")
    assert not _booked(clerk, office)
