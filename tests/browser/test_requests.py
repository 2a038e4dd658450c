"""Requests at the screen: an engineer leads a connection from application to act, a clerk a check of a meter."""

import re
from datetime import UTC, datetime

import pytest

#: Kinds of rates and their units, made for the story: no regulator has set them.
RATES = {"preferential": "kw", "social": "kw", "c1_1": "connection", "c1_2": "connection", "per_power": "kw"}


class Case:
    """A case on a person's screen, and its acts."""

    def __init__(self, someone, path):
        self.someone, self.page, self.id = someone, someone.page, int(path.rsplit("/", 1)[1])
        someone.open(path)
        self.page.locator(".o_form_view [name=subject]").first.wait_for()

    def act(self, words):
        """Do an act of the passport: its button, then its dialog."""
        self.page.locator(".o_form_statusbar [name=allowed_transition_ids] button", has_text=words).click()
        dialog = self.page.locator(".modal")
        dialog.locator("button[name=action_do]").click()
        dialog.wait_for(state="detached")

    def lacks(self, words, lacking):
        """Open the dialog of an act that is not possible yet: it says what lacks, and offers nothing to press."""
        self.page.locator(".o_form_statusbar [name=allowed_transition_ids] button", has_text=words).click()
        dialog = self.page.locator(".modal")
        dialog.locator("[name=lacks_text]", has_text=lacking).wait_for()
        assert not dialog.locator("button[name=action_do]").is_visible()
        dialog.locator("button[special=cancel]").click()
        dialog.wait_for(state="detached")

    def phase(self, words):
        self.page.locator(".o_arrow_button_current", has_text=words).wait_for()

    def give_every_paper(self):
        """Take a file in for each paper that lacks."""
        uploads = self.page.locator("[name=checklist] input[type=file]")
        uploads.first.wait_for(state="attached")
        for left in range(uploads.count(), 0, -1):
            paper = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
            uploads.first.set_input_files(paper)
            self.page.wait_for_function(
                "left => document.querySelectorAll('[name=checklist] input[type=file]').length < left", arg=left
            )

    def stages(self):
        return self.page.locator(".o_service_timeline tbody tr")


@pytest.fixture
def engineer(person):
    """An engineer whose company knows rates of the fee today."""
    lawyer = person("methodologist")
    today = datetime.now(UTC).date()
    region = lawyer.call("grid.branch", "search_read", [[["code", "=", "KEM"]]], {"fields": ["state_id"]})[0][
        "state_id"
    ]
    for kind, unit in RATES.items():
        domain = [["kind", "=", kind], ["state_id", "=", region[0]], ["valid_from", "<=", today.isoformat()]]
        if not lawyer.call("grid.fee.rate", "search_count", [domain]):
            values = {
                "kind": kind,
                "unit": unit,
                "state_id": region[0],
                "amount": 5000,
                "valid_from": f"{today.year}-01-01",
            }
            lawyer.call("grid.fee.rate", "create", [values])
    return person("specialist")


def draft(someone, model, code, **values):
    """Begin a request by the rights of the person; return its id."""
    service = someone.call("grid.service", "search", [[["code", "=", code], ["state", "=", "published"]]])
    citizen = someone.call("res.partner", "search", [[["customer_kind", "=", "individual"], ["ref", "!=", False]]])
    branch = someone.call("grid.branch", "search", [[["code", "=", "KEM"]]])
    post = someone.call("helpdesk.ticket.channel", "search", [[["code", "=", "post"]]])
    common = {"service_id": service[0], "partner_id": citizen[0], "branch_id": branch[0], "channel_id": post[0]}
    return someone.call(model, "create", [{**common, **values}])


def design(engineer, connection):
    """Name what the papers of a connection state: source, points, measures, and the meter at its usage point."""
    stated = {
        "main_source": "ПС 110/10 кВ «Тестовая»",
        "connection_points": "Опора № 5 ВЛ-0,4 кВ",
        "metering_requirements": "Прибор учёта на опоре",
        "boundary": "Контакты присоединения ввода на опоре № 5",
    }
    engineer.call("grid.connection", "write", [[connection], stated])
    engineer.call("grid.connection", "action_propose_measures", [[connection]])


def install_meter(engineer, connection):
    """Enter the usage point of the house and the meter that was set there."""
    (case,) = engineer.call("grid.connection", "read", [[connection], ["partner_id", "branch_id"]])
    point = {
        "name": f"ТП-{connection}",
        "address": "с. Тестовое, ул. Тестовая, 5",
        "partner_id": case["partner_id"][0],
        "branch_id": case["branch_id"][0],
    }
    point_id = engineer.call("grid.usage.point", "create", [point])
    meter = {
        "name": f"99{connection:06}",
        "usage_point_id": point_id,
        "meter_type": "Меркурий 206",
        "verified_until": "2040-01-01",
        "place": "Опора № 5",
        "seal": "0001",
    }
    engineer.call("grid.meter", "create", [meter])
    engineer.call("grid.connection", "write", [[connection], {"usage_point_id": point_id}])


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
    engineer.page.locator("button[name=action_register_payment]").click()
    engineer.page.locator(".modal [name=document_number] input").fill("17")
    engineer.page.locator(".modal .o_form_button_save").click()
    case.phase("Мероприятия")
    case.act("Начать мероприятия")
    case.page.locator("tr[aria-current=step]", has_text="Выполнение мероприятий").wait_for()
    install_meter(engineer, connection)
    case.act("Мероприятия выполнены")
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
