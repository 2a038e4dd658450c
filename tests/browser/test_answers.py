"""An answer is written from prepared texts by the keyboard, and approved by another person."""


def complaint_of(specialist) -> int:
    """A complaint that the specialist has in work and has not answered."""
    mine = [
        ["kind", "=", "complaint"],
        ["state", "=", "in_work"],
        ["answer_id", "=", False],
        ["user_id.login", "=", "specialist"],
    ]
    return specialist.call("helpdesk.ticket", "search", [mine], {"limit": 1})[0]


def test_a_text_is_found_and_inserted_by_the_keyboard_and_the_answer_approved(person):
    specialist = person("specialist")
    appeal = complaint_of(specialist)
    specialist.open(f"/odoo/appeals/{appeal}")
    specialist.page.locator("button[name=action_answer]:visible").first.click()
    specialist.page.locator(".o_field_widget[name=answer_body] button[data-hotkey=i]").click()
    specialist.page.locator(".o_grid_texts input[type=search]").wait_for()
    specialist.page.keyboard.type("извинения за доставленные")
    specialist.page.locator(".o_grid_texts .list-group-item", has_text="Извинения за неудобства").wait_for()
    specialist.page.keyboard.press("Enter")
    specialist.page.locator(".o_grid_texts").wait_for(state="detached")
    editor = specialist.page.locator("[name=answer_body] .odoo-editor-editable")
    editor.get_by_text("Приносим Вам извинения за доставленные неудобства.").wait_for()
    specialist.page.locator("button[name=action_request_answer_approval]").click()
    specialist.page.locator("button[name=action_request_answer_approval]").wait_for(state="detached")

    supervisor = person("supervisor")
    supervisor.open(f"/odoo/appeals/{appeal}")
    supervisor.page.locator("button[name=action_approve_answer]").click()
    supervisor.page.locator("button[name=action_approve_answer]").wait_for(state="detached")

    specialist.open(f"/odoo/appeals/{appeal}")
    specialist.page.locator("button[name=action_send_answer]:visible").wait_for()
