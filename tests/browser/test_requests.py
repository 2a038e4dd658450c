"""Requests at the screen: an engineer leads a connection from application to act, a clerk a check of a meter."""

import re

from case import Case, design, draft


def test_an_engineer_leads_a_connection_from_application_to_act(engineer):
    house = {
        "subject": "Присоединить дом, ул. Тестовая, 5",
        "object_name": "Жилой дом",
        "object_address": "с. Тестовое, ул. Тестовая, 5",
        "load_character": "Бытовая",
        "settlement_type": "rural",
        "power_new_kw": 15,
        "distance_m": 120,
        "works_designed": True,
    }
    connection = draft(engineer, "grid.connection", "tp_citizen_15", **house)
    case = Case(engineer, f"/odoo/connections/{connection}")
    case.act("Подать")
    case.phase("Проверка")
    case.act("Принять к проверке")
    case.lacks("Заявка полная", "План расположения")
    case.give_every_paper()
    case.act("Заявка полная")
    case.phase("Подготовка")
    engineer.page.locator("button[name=action_reckon_fee]").click()
    engineer.page.locator("[name=fee_html]").first.wait_for(state="attached")
    design(engineer, connection)
    case.act("Разместить")
    case.phase("Предложение")
    case.is_paid()
    case.is_built(connection)
    case.phase("Приёмка")


def test_the_pipeline_counts_power_and_what_is_late(engineer):
    engineer.open("/odoo/connections")
    column = engineer.page.locator(".o_kanban_group", has_text="Мероприятия")
    column.wait_for()
    assert re.search(r"\(\d+\)", column.locator(".o_column_title").inner_text())
    engineer.sees("кВт")
    columns = engineer.page.locator(".o_kanban_group")
    assert columns.count() == 6
    assert all(columns.nth(one).bounding_box()["x"] < 1366 - 200 for one in range(6)), "six phases on one screen"


def test_the_pipeline_of_a_phone_begins_with_what_there_is(person):
    engineer = person("specialist", phone=True)
    engineer.open("/odoo/connections")
    engineer.page.locator(".o_kanban_record").first.wait_for(state="attached")
    first = engineer.page.locator(".o_kanban_group:visible").first
    assert first.locator(".o_kanban_record").count()


def test_a_clerk_leads_a_check_of_a_meter_on_a_phone(person):
    clerk = person("specialist", phone=True)
    request = draft(clerk, "grid.service.request", "meter_check", subject="Проверить прибор учёта")
    case = Case(clerk, f"/odoo/requests/{request}")
    case.act("Подать заявку")
    case.stages().first.wait_for()
    assert clerk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert case.page.locator(".o_timeline_chart:visible").count() == 0
