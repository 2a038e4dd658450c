"""An appeal in work at a screen of 1366 by 768: what is asked, by when, what was answered and done, at one glance."""

from test_answers import complaint_of

#: What stands on the form, and how much of it is on the screen: the whole, or its beginning.
WHOLE = {
    "the state": ".o_statusbar_status",
    "the date": "[name=next_due_at]:visible",
    "the words of the date": "[name=due_words]:visible",
    "the customer": "[name=partner_id]:visible",
    "the question": "[name=description]:visible",
}
BEGUN = {"the answer": "[name=answer_body] .odoo-editor-editable", "the history": ".o-mail-Message"}


def test_an_appeal_is_read_and_answered_without_scrolling(person):
    specialist = person("specialist")
    specialist.open(f"/odoo/appeals/{complaint_of(specialist)}")
    specialist.page.locator("button[name=action_answer]:visible").first.click()
    specialist.page.locator(BEGUN["the answer"]).wait_for()
    specialist.page.locator(BEGUN["the history"]).first.wait_for()
    height = specialist.page.viewport_size["height"]
    for what, where in (WHOLE | BEGUN).items():
        box = specialist.page.locator(where).first.bounding_box()
        seen = min(box["y"] + box["height"], height) - max(box["y"], 0)
        least = box["height"] if what in WHOLE else min(box["height"], 60)
        assert seen >= least, f"{what} is not on the screen: {box}"
    colour = specialist.page.locator(WHOLE["the words of the date"]).first.get_attribute("class")
    assert "text-" in colour, "the words of the date have the colour of their urgency"
