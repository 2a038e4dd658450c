"""A visit is booked from the front page to the receipt, moved and cancelled, by the keyboard alone."""

from bookings import book, choose_home, choose_time

SLOT = "main .grid_slots button"


def test_a_visit_is_booked_moved_and_cancelled(person, phone):
    someone = person(phone=phone)
    book(someone)
    someone.sees("Вы записаны")
    someone.assert_fits()
    when = someone.page.locator("main .grid_now p").first.inner_text()
    assert b"BEGIN:VEVENT" in someone.download("main a[href$='/visit.ics']")
    someone.enter("main a[href$='/move']")
    someone.assert_fits()
    someone.enter(SLOT)
    someone.page.locator("[role=status]").wait_for()
    assert someone.page.locator("main .grid_now p").first.inner_text() != when
    someone.reach("main .grid_rare summary")
    someone.page.keyboard.press("Enter")
    someone.enter("main form[action$='/cancel'] button")
    someone.sees("Запись отменена")
    assert not someone.page.locator("main form").count()


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(person, phone):
    someone = person(phone=phone)
    choose_time(someone)
    someone.assert_fits()
    someone.write("[name=name]", "Записалкина Анна Петровна")
    someone.enter("main form[action='/visit'] button")
    someone.page.locator("#error-contact").wait_for()
    assert someone.page.input_value("[name=name]") == "Записалкина Анна Петровна"


def test_two_people_who_choose_one_time_get_two(person):
    """Who is later is told, chooses another time on the same page, and types nothing again."""
    first, second = person(), person(javascript=False)
    for someone in (first, second):
        choose_time(someone)
        someone.write("[name=name]", "Записалкина Анна Петровна")
    first.write("[name=phone]", "8 905 555-00-11")
    second.write("[name=phone]", "8 905 555-00-12")
    time = first.page.input_value("[name=slot]")
    assert second.page.input_value("[name=slot]") == time
    first.enter("main form[action='/visit'] button")
    first.sees("Вы записаны")
    second.enter("main form[action='/visit'] button")
    second.page.locator("#error-slot").wait_for()
    assert second.page.input_value("[name=phone]") == "8 905 555-00-12"
    second.page.locator("[name=slot]").first.check()
    second.enter("main form[action='/visit'] button")
    second.sees("Вы записаны")


def test_who_cannot_come_asks_for_a_home_visit_without_scripts(person):
    someone = person(phone=True, javascript=False)
    choose_home(someone)
    someone.assert_fits()
    someone.write("[name=address]", "г. Кемерово, ул. Дальняя, 5")
    someone.write("[name=reason]", "Не хожу")
    someone.write("[name=name]", "Домоседова Нина Ильинична")
    someone.write("[name=phone]", "8 905 555-00-13")
    someone.enter("main form[action='/visit/home'] button")
    someone.sees("Позвоним вам")


def test_a_customer_finds_her_visit_in_the_account(person):
    someone = person("customer")
    choose_time(someone)
    assert someone.page.input_value("[name=name]")
    someone.enter("main form[action='/visit'] button")
    someone.sees("Вы записаны")
    path = someone.page.url.removeprefix(someone.url)
    someone.open("/my")
    assert someone.page.locator(f"#yours a[href='{path}']").count() == 1
    someone.enter("main a[href='/my/visits']")
    someone.enter(f"main a[href='{path}']")
    someone.reach("main .grid_rare summary")
    someone.page.keyboard.press("Enter")
    someone.enter("main form[action$='/cancel'] button")
    someone.sees("Запись отменена")
