"""Surveys that are asked at a window, after the mark of the visit, and by an operator's call: no breach of WCAG."""

import random
from datetime import UTC, datetime, timedelta
from string import ascii_uppercase

import pytest
from office_day import new_office, serve, sit, take
from survey import customer_who_agreed
from test_accessible import faults, unreached

MARK = {"title": "Довольны ли вы обслуживанием?", "question_type": "scale", "scale_min": 1, "scale_max": 5}
ENDS = {"scale_min_label": "совсем нет", "scale_max_label": "да"}
CHOICE = {
    "title": "Сколько раз пришлось прийти?",
    "question_type": "simple_choice",
    "suggested_answer_ids": [[0, 0, {"value": "Один"}], [0, 0, {"value": "Больше"}]],
}


@pytest.fixture
def begin(person):
    """Begin surveys of one branch; afterwards they take no more answers."""
    methodologist, begun = person("methodologist"), []

    def ask(way: str, *questions: dict, **values) -> int:
        today = datetime.now(UTC).date()
        asked = [[0, 0, {**one, "constr_mandatory": True}] for one in questions]
        (questionnaire,) = methodologist.call(
            "survey.survey", "create", [[{"title": "О работе офиса", "question_and_page_ids": asked}]]
        )
        (branch,) = methodologist.call("grid.branch", "search", [[["code", "=", "KEM"]]])
        vals = {
            "name": f"Опрос {datetime.now(UTC):%H%M%S%f}",
            "survey_id": questionnaire,
            "asks_by": way,
            "period_from": (today - timedelta(days=1)).isoformat(),
            "period_to": (today + timedelta(days=1)).isoformat(),
            "expires_on": (today + timedelta(days=30)).isoformat(),
            "branch_ids": [[6, 0, [branch]]],
            **values,
        }
        begun.extend(methodologist.call("grid.survey.campaign", "create", [[vals]]))
        methodologist.call("grid.survey.campaign", "action_begin", [begun[-1:]])
        return begun[-1]

    yield ask
    methodologist.call("grid.survey.campaign", "action_close", [begun])


@pytest.fixture
def served(person):
    """Return (visitor, office) of a visit that has just ended at a window."""
    office = new_office(person("head"))
    clerk, visitor = sit(person, "manager", office["windows"][0]), person()
    take(visitor, office)
    clerk.page.locator(".o_window_line").first.wait_for()
    serve(clerk)
    visitor.open(office["rating"])
    return visitor, office


def test_no_breach_on_the_marks_of_a_window_and_the_only_question_after_them(served, begin):
    visitor, _office = served
    begin("kiosk", MARK | ENDS)
    page = visitor.page
    found = [*faults(page, "mark of the visit"), *unreached(page)]
    page.locator(".queue-mark").last.click()
    page.locator(".queue-survey").wait_for()
    found += [*faults(page, "the only question"), *unreached(page)]
    page.locator(".queue-survey .queue-mark").last.click()
    page.locator(".queue-survey").wait_for(state="detached")
    found += faults(page, "thanks")
    assert not found, "\n".join(found)


def test_no_breach_on_several_questions_at_a_window_and_on_the_telephone(person, served, begin):
    visitor, office = served
    begin("kiosk", MARK | ENDS, CHOICE)
    page = visitor.page
    page.locator(".queue-mark").last.click()
    page.locator(".queue-send").wait_for()
    found = [*faults(page, "several questions"), *unreached(page)]
    page.locator(".queue-survey label").first.click()
    page.locator(".queue-send").click()
    page.locator("[role=alert]").wait_for()
    assert page.locator(".queue-survey [type=radio]").first.is_checked(), "what was chosen stays"
    found += faults(page, "several questions, refused")
    phone = person(phone=True)
    phone.open(_ticket(person("manager"), office))
    found += [*faults(phone.page, "questions on the page of the ticket"), *unreached(phone.page)]
    for question in phone.page.locator(".queue-survey fieldset").all():
        question.locator("label").last.click()
    phone.page.locator(".queue-send").click()
    phone.page.locator(".queue-survey").wait_for(state="detached")
    found += faults(phone.page, "answered on the page of the ticket")
    assert not found, "\n".join(found)


@pytest.fixture
def by_day(person):
    """Return the values of a survey of a branch where it is noon now, with one customer who has a telephone."""
    head, hours = person("head"), 12 - datetime.now(UTC).hour
    (above,) = head.call("grid.branch", "search", [[["code", "=", "KEM"]]])
    stamp = f"{datetime.now(UTC):%H%M%S%f}"
    # the signs of these zones are turned round (POSIX)
    zone = f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"
    code = "".join(random.choices(ascii_uppercase, k=5))
    (branch,) = head.call("grid.branch", "create", [[{"name": code, "code": code, "parent_id": above, "tz": zone}]])
    customer_who_agreed(person("specialist"), branch, phone=f"+7905{stamp[-7:]}")
    yield {"branch_ids": [[6, 0, [branch]]]}
    head.call("grid.branch", "write", [[branch], {"active": False}])


def _ticket(clerk, office) -> str:
    """Return the page of the ticket that the visitor has in her hand."""
    (ticket,) = clerk.call("grid.queue.ticket", "search", [[["office_id.name", "=", office["name"]]]])
    return clerk.call("grid.queue.ticket", "action_print_slip", [[ticket]])["url"].replace("/slip/", "/ticket/")


@pytest.mark.parametrize("questions", [(MARK | ENDS,), (MARK | ENDS, CHOICE)], ids=["one", "several"])
def test_no_breach_on_the_page_of_who_calls(person, begin, by_day, questions):
    campaign = begin("call", *questions, **by_day)
    clerk = person("manager")
    page = clerk.page
    clerk.open(f"/grid_quality/call/{campaign}")
    found = [*faults(page, "before the call"), *unreached(page)]
    clerk.enter("main form button[type=submit]")
    page.locator("main a[href^='tel:']").wait_for()
    found += [*faults(page, "the customer and the questions"), *unreached(page)]
    if len(questions) > 1:
        clerk.enter("main form button[type=submit]:not([name])")
        page.locator(".alert-danger").wait_for()
        found += faults(page, "refused answers")
    clerk.enter("button[value=not_reached]")
    page.locator("main [role=status]").wait_for()
    found += faults(page, "nobody is left")
    assert not found, "\n".join(found)
