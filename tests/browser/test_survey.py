"""The questionnaire by the link of a letter: no breach of WCAG, light, answered without scripts, refused for good."""

import pytest
from survey import invite
from test_accessible import LOOKS, faults, looking, unreached
from test_transfer import LIMIT, Meter

REFUSE = "main a[href$='/refuse']"


@pytest.mark.parametrize("look", LOOKS)
def test_no_breach(person, look):
    path = invite(person("specialist"), person("methodologist"))
    someone = looking(person, None, look)
    page, found = someone.page, []
    someone.open(path)
    found += [*faults(page, "questions", look), *unreached(page)]
    someone.enter("main form button[type=submit]")
    found += faults(page, "refused answers", look)
    someone.enter(REFUSE)
    found += [*faults(page, "refusal", look), *unreached(page)]
    someone.enter("main form button[type=submit]")
    found += faults(page, "refused for good", look)
    assert not found, "\n".join(found)


def test_no_page_takes_more_than_300_kb_after_the_first(person):
    path, someone = invite(person("specialist"), person("methodologist")), person()
    meter = Meter(someone.page)
    meter.of(someone, "/", "/")
    sizes = {}
    for address in (path, f"{path}/refuse"):
        someone.open(address)
        sizes[address] = meter.now(someone)
    assert max(sizes.values()) <= LIMIT, sizes


def test_the_questions_are_answered_without_scripts(person, phone):
    path = invite(person("specialist"), person("methodologist"))
    someone = person(phone=phone, javascript=False)
    page = someone.page
    someone.open(path)
    for question in page.locator("main form fieldset").all():
        question.locator("input").last.check()
    someone.enter("main form button[type=submit]")
    assert page.locator("main [role=status]").is_visible()
    assert not page.locator("main form").count()
    someone.assert_fits()
