"""Two people on the same appeal: a save over a newer version asks, and what was typed is never lost."""


def draft_answer(someone) -> int:
    """Give an appeal of this person's with a draft answer."""
    values = {
        "name": "Мигает свет",
        "description": "<p>Вечером мигает свет.</p>",
        "partner_name": "Двойнова Анна Петровна",
        "partner_email": "anna@example.com",
    }
    (ticket,) = someone.call("helpdesk.ticket", "create", [[values]])
    for act in ("action_register", "action_take", "action_answer"):
        someone.call("helpdesk.ticket", act, [[ticket]])
    return ticket


def write_answer(someone, text: str) -> None:
    """Type at the end of the draft."""
    editor = someone.page.locator("[name=answer_body] .odoo-editor-editable")
    editor.click()
    editor.press("Control+End")
    editor.press_sequentially(text)


def save(someone) -> None:
    """Save the form; wait until it is saved."""
    someone.page.keyboard.press("Alt+s")
    someone.page.locator(".o_form_status_indicator_buttons.invisible").wait_for(state="attached")


def subject(someone):
    return someone.page.locator(".o_form_view [name=name] textarea, .o_form_view [name=name] input").first


def test_a_save_over_a_newer_version_asks_whose_values_stand(person):
    specialist, supervisor = person("specialist"), person("supervisor")
    ticket = draft_answer(specialist)
    for someone in (specialist, supervisor):
        someone.open(f"/odoo/appeals/{ticket}")
        someone.page.locator("[name=answer_body] .odoo-editor-editable").wait_for()

    subject(supervisor).fill("Тема от супервизора")
    write_answer(supervisor, "Слова супервизора.")
    save(supervisor)

    subject(specialist).fill("Тема от специалиста")
    write_answer(specialist, "Слова специалиста.")
    specialist.page.keyboard.press("Alt+s")
    dialog = specialist.page.locator(".o_grid_edit_conflict")
    dialog.locator("[data-field=name]", has_text="Тема от супервизора").wait_for()
    dialog.locator("[data-field=answer_body]", has_text="Слова супервизора.").wait_for()

    dialog.get_by_role("button", name="Вернуться к тексту").click()
    assert subject(specialist).input_value() == "Тема от специалиста"
    specialist.sees("Слова специалиста.")

    specialist.page.keyboard.press("Alt+s")
    dialog.get_by_role("button", name="Оставить мои и сохранить").click()
    specialist.page.locator(".o_form_status_indicator_buttons.invisible").wait_for(state="attached")
    (saved,) = specialist.call("helpdesk.ticket", "read", [[ticket], ["name", "answer_body"]])
    assert saved["name"] == "Тема от специалиста"
    assert "Слова специалиста." in saved["answer_body"]


def test_theirs_are_taken_and_what_they_left_alone_stays_typed(person):
    specialist, supervisor = person("specialist"), person("supervisor")
    ticket = draft_answer(specialist)
    supervisor.open(f"/odoo/appeals/{ticket}")
    write_answer(supervisor, "Слова супервизора.")
    supervisor.page.locator(".o_form_view [name=partner_phone] input").fill("+73842000001")
    (answer,) = specialist.call("helpdesk.ticket", "read", [[ticket], ["answer_id"]])
    specialist.call("grid.appeal.answer", "write", [[answer["answer_id"][0]], {"body": "<p>Слова специалиста.</p>"}])

    supervisor.page.keyboard.press("Alt+s")
    dialog = supervisor.page.locator(".o_grid_edit_conflict")
    dialog.get_by_role("button", name="Взять их значения").click()
    supervisor.sees("Слова специалиста.")
    save(supervisor)
    (saved,) = supervisor.call("helpdesk.ticket", "read", [[ticket], ["partner_phone", "answer_body"]])
    assert saved == {"id": ticket, "partner_phone": "+73842000001", "answer_body": "<p>Слова специалиста.</p>"}


def test_a_button_pressed_on_an_old_page_asks_too(person):
    specialist, supervisor = person("specialist"), person("supervisor")
    ticket = draft_answer(specialist)
    specialist.open(f"/odoo/appeals/{ticket}")
    write_answer(specialist, "Слова специалиста.")
    (answer,) = supervisor.call("helpdesk.ticket", "read", [[ticket], ["answer_id"]])
    supervisor.call("grid.appeal.answer", "write", [[answer["answer_id"][0]], {"body": "<p>Слова супервизора.</p>"}])
    specialist.press("Отправить ответ")
    specialist.page.locator(".modal-footer .btn-primary").click()
    specialist.page.locator(".o_grid_edit_conflict [data-field=answer_body]").wait_for()
    (after,) = specialist.call("helpdesk.ticket", "read", [[ticket], ["state", "answer_body"]])
    assert (after["state"], after["answer_body"]) == ("in_work", "<p>Слова супервизора.</p>")
    specialist.sees("Слова специалиста.")


def test_two_people_on_one_appeal_see_each_other(person):
    specialist, supervisor = person("specialist"), person("supervisor")
    ticket = draft_answer(specialist)
    here = ".o_grid_presence"
    specialist.open(f"/odoo/appeals/{ticket}")
    specialist.page.locator("[name=answer_body] .odoo-editor-editable").wait_for()
    assert not specialist.page.locator(here).count()

    supervisor.open(f"/odoo/appeals/{ticket}")
    specialist.page.locator(here, has_text="Савельева Елена Юрьевна: открыто только что").wait_for()
    supervisor.page.locator(here, has_text="Ершов Павел Николаевич").wait_for()

    write_answer(specialist, "Слово.")
    supervisor.page.locator(here, has_text="правит").wait_for()
    save(specialist)
    supervisor.page.locator(here).filter(has_not_text="правит").wait_for()

    supervisor.page.close(run_before_unload=True)
    specialist.page.locator(here).wait_for(state="detached")


def test_what_was_typed_on_a_page_that_closes_over_a_newer_version_is_kept(person):
    specialist, supervisor = person("specialist"), person("supervisor")
    ticket = draft_answer(specialist)
    specialist.open(f"/odoo/appeals/{ticket}")
    write_answer(specialist, "Долго набранные слова.")
    supervisor.call("helpdesk.ticket", "write", [[ticket], {"name": "Тема от супервизора"}])
    specialist.page.close(run_before_unload=True)

    supervisor.open(f"/odoo/appeals/{ticket}")
    supervisor.sees("страница закрыта, когда обращение уже изменил другой сотрудник")
    supervisor.sees("Долго набранные слова.")
    (after,) = supervisor.call("helpdesk.ticket", "read", [[ticket], ["name", "answer_body"]])
    assert after["name"] == "Тема от супервизора"
    assert "набранные" not in after["answer_body"]


def ask(someone, place: int, words: str) -> None:
    """Write the words of a question on the page “Questions”."""
    lines = someone.page.locator("[name=question_ids]")
    lines.locator(".o_data_row").nth(place).locator("td[name=name]").click()
    lines.locator(".o_selected_row td[name=name]").locator("input, textarea").first.fill(words)


def test_lines_of_one_appeal_are_asked_about_too(person):
    specialist, supervisor = person("specialist"), person("supervisor")
    ticket = draft_answer(specialist)
    questions = [[0, 0, {"name": "Когда заменят провод?"}], [0, 0, {"name": "Кто заплатит?"}]]
    specialist.call("helpdesk.ticket", "write", [[ticket], {"question_ids": questions}])
    for someone in (specialist, supervisor):
        someone.open(f"/odoo/appeals/{ticket}")
        someone.page.get_by_role("tab", name="Вопросы").click()
        someone.page.locator("[name=question_ids] .o_data_row").first.wait_for()

    ask(supervisor, 0, "Когда заменят опору?")
    save(supervisor)
    ask(specialist, 1, "Кто заплатит за опору?")
    specialist.page.keyboard.press("Alt+s")
    dialog = specialist.page.locator(".o_grid_edit_conflict")
    dialog.locator("[data-field=question_ids]", has_text="Когда заменят опору?").wait_for()
    dialog.get_by_role("button", name="Оставить мои и сохранить").click()
    specialist.page.locator(".o_form_status_indicator_buttons.invisible").wait_for(state="attached")
    asked = specialist.call("grid.appeal.question", "search_read", [[["ticket_id", "=", ticket]], ["name"]])
    assert [line["name"] for line in asked] == ["Когда заменят опору?", "Кто заплатит за опору?"]
    for someone in (specialist, supervisor):
        someone.leave()
