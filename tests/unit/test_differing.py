"""What changed between two versions of an answer."""

import pytest
from appeals.differing import MOST_WORDS, difference
from hypothesis import given
from hypothesis import strategies as st

texts = st.lists(st.sampled_from(["Провод", "заменён", "\n", " ", "  ", "завтра.", "12 мая", ""]), max_size=30).map(
    "".join
)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("Одно", "Одно", [("same", "Одно")]),
        ("", "Новое", [("new", "Новое")]),
        ("Старое", "", [("gone", "Старое")]),
        ("Срок 12 мая.", "Срок 15 мая.", [("same", "Срок "), ("gone", "12"), ("new", "15"), ("same", " мая.")]),
        (
            "Первая строка.\nПоследняя.\n",
            "Первая строка.\nВставлена.\nПоследняя.\n",
            [("same", "Первая строка.\n"), ("new", "Вставлена.\n"), ("same", "Последняя.\n")],
        ),
        (
            "Работы завершат скоро",
            "Работы уже закончены",
            [("same", "Работы "), ("gone", "завершат скоро"), ("new", "уже закончены")],
        ),
    ],
)
def test_pieces(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert [tuple(piece) for piece in difference(before, after)] == pieces


@given(texts, texts)
def test_both_texts_are_made_of_the_pieces(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert all(piece.text for piece in pieces)
    assert all(one.kind != two.kind for one, two in zip(pieces, pieces[1:], strict=False))


def test_a_passage_too_long_to_compare_by_words_is_shown_whole() -> None:
    before, after = "слово " * MOST_WORDS, "дело " * MOST_WORDS
    assert [piece.kind for piece in difference(before, after)] == ["gone", "new"]
