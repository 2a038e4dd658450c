"""A sign and its number stay on one line of a printed paper."""

import pytest
from appeals.declension import NO_BREAK
from appeals.whole import keep_whole


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("от 27.12.2004 № 861", "от~27.12.2004 №~861"),
        ("заявки №\n    <span>KEM-1</span>:", "заявки №~<span>KEM-1</span>:"),
        ("Правила, п. 16, подп. «б»", "Правила, п.~16, подп.~«б»"),
        ("Правила, п. 82–90; ст. 12, ч. 1", "Правила, п.~82–90; ст.~12, ч.~1"),
        ("КПП 429901001, ОГРН 1114273687879", "КПП~429901001, ОГРН~1114273687879"),
        ("ул. Мира, д. 2, кв. 5", "ул. Мира, д.~2, кв.~5"),
        ("No. KEM-1 of 5 May", "No.~KEM-1 of 5 May"),
        ("до 15 кВт, 0,4 кВ; на 300 м", "до 15~кВт, 0,4~кВ; на 300~м"),
        ("1 000,50 руб. 5 коп.; 0,25 % от", "1 000,50~руб. 5~коп.; 0,25~% от"),
    ],
)
def test_a_number_stays_with_its_sign(text, printed):
    assert keep_whole(text).replace(NO_BREAK, "~") == printed


@pytest.mark.parametrize(
    "text",
    ["13 октября 2026 г. 5 квартир", "2 мая", "100 рублей", "от сети до дома", "и т. д.", "№", "ответ от заявителя"],
)
def test_other_words_are_left_alone(text):
    assert keep_whole(text) == text
    assert keep_whole(keep_whole(text)) == keep_whole(text)
