"""A table of an old register is brought, checked, imported in the background, and what was refused is told."""

import csv
import io
import random
import re

import openpyxl
import pytest

REGISTER = "Старый журнал (пример)"
BAD_DAY, BAD_KIND = "31.02.2020", "Болтовня"


def old_register(folder):
    """A workbook as somebody keeps it by hand: three good rows and three with mistakes. Give its path."""
    titles = (
        "Номер",
        "Состояние",
        "Поступило",
        "Зарегистрировано",
        "Отвечено",
        "Дата закрытия",
        "Вид",
        "Тематика",
        "Текст",
    )
    titles += ("Заявитель", "Телефон")
    mark = "".join(random.choices("АБВГДЕЖЗИК", k=6))
    good = ("02.03.2020 09:00", "03.03.2020 10:15", "27.03.2020 12:00", "30.03.2020", "Жалоба")
    good += ("Прочее", "Вечером мигает свет.", "Старова Анна Петровна", "+7 905 111-22-33")
    rows = [(f"{mark}-{number}", "Закрыто", *good) for number in range(1, 7)]
    rows[1] = (*rows[1][:2], BAD_DAY, *rows[1][3:])
    rows[3] = (*rows[3][:6], BAD_KIND, *rows[3][7:])
    rows[5] = (rows[0][0], *rows[5][1:])
    book = openpyxl.Workbook()
    for row in (titles, *rows):
        book.active.append(row)
    path = folder / "старый журнал.xlsx"
    book.save(path)
    return path, mark


@pytest.fixture
def job(person):
    """The form of a new import on a supervisor's screen, with the register it comes from."""
    methodologist = person("methodologist")
    (channel,) = methodologist.call("helpdesk.ticket.channel", "search", [[["code", "=", "post"]]])
    vals = {"name": REGISTER, "channel_id": channel}
    if not methodologist.call("grid.appeal.source", "search_count", [[["name", "=", REGISTER]]]):
        methodologist.call("grid.appeal.source", "create", [[vals]])
    supervisor = person("supervisor")
    supervisor.open("/odoo/appeal-imports/new")
    supervisor.page.locator(".o_form_view [name=file]").wait_for()
    return supervisor


def test_good_rows_become_appeals_and_bad_ones_are_told_row_by_row(job, tmp_path):
    path, mark = old_register(tmp_path)
    page = job.page
    page.set_input_files(".o_field_widget[name=file] input[type=file]", str(path))
    job.pick("[name=source_id]", REGISTER)
    page.locator("button[name=action_check]:visible").click()
    page.get_by_role("tab", name="Первые строки").click()
    page.locator("[name=preview_html]", has_text=f"{mark}-1").wait_for()
    page.locator("button[name=action_start]:visible").click()
    page.locator(".modal-footer .btn-primary").click()

    def arrived():
        page.reload()
        page.locator(".o_statusbar_status .o_arrow_button_current").first.wait_for()
        return page.locator(".o_arrow_button_current", has_text="Выполнено").count()

    assert any(arrived() or page.wait_for_timeout(1000) for _try in range(30)), "the import goes on by itself"
    refused = page.locator("[name=refusal_ids] .o_data_row")
    refused.first.wait_for()
    assert refused.count() == 3
    told = [" ".join(row.inner_text().split()) for row in refused.all()]
    assert [int(re.match(r"\d+", line).group()) for line in told] == [3, 5, 7]
    assert BAD_DAY in told[0] and BAD_KIND in told[1]

    with page.expect_download() as download:
        page.locator("button[name=action_refused]:visible").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig")), delimiter=";"))
    assert len(rows) == 4
    assert BAD_DAY in rows[1]

    page.locator("button[name=action_open_appeals]").click()
    page.locator(".o_list_view .o_data_row").first.wait_for()
    assert page.locator(".o_list_view .o_data_row").count() == 3
