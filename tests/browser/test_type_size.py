"""The size of the type changes on the page itself, with scripts and without: what is typed there stays."""

import pytest
from reception import GOOD, go_on


def _type_size(someone) -> str:
    return someone.page.evaluate("getComputedStyle(document.documentElement).fontSize")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "plain"])
def test_large_type_keeps_what_is_typed(person, phone, javascript):
    someone = person(phone=phone, javascript=javascript)
    someone.open("/appeal")
    someone.page.fill("#text", GOOD["text"])
    tick = someone.page.get_by_label("Крупный шрифт")
    for is_large, size in ((True, "24px"), (False, "16px")):
        tick.set_checked(is_large)
        if not javascript:
            someone.press("Запомнить для всех страниц")
        assert _type_size(someone) == size
        assert someone.page.input_value("#text") == GOOD["text"]
        someone.assert_fits()
        other = someone.context.new_page()
        other.goto(someone.page.url)
        assert other.get_by_label("Крупный шрифт").is_checked() == is_large, "the browser keeps the choice"
        other.close()
    go_on(someone)
