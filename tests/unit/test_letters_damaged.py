"""Letters spoiled on the way: what is left of their words is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters import charset, parse

WORDS = "Нет света третий день, просим включить. "


@pytest.mark.parametrize("kind", ["multipart/mixed", "multipart/alternative; boundary=", "multipart/mixed; boundary=b"])
def test_words_of_a_letter_whose_parts_are_not_found_are_still_words(kind):
    letter = parse(f"From: a@b.example\r\nContent-Type: {kind}\r\n\r\nНет света".encode())
    assert (letter.text, letter.attachments) == ("Нет света", ())


@given(st.integers(0, 2 * len(WORDS.encode())), st.sampled_from(["", "utf-8", "koi8-r", "windows-1251"]))
def test_utf8_cut_off_anywhere_is_still_utf8(end, label):
    whole = WORDS * 3
    data = whole.encode()[: len(whole.encode()) - end]
    text = charset.decode(data, label).rstrip("\ufffd")
    assert whole.startswith(text) and len(text) >= len(data) // 2 - 10


@given(st.sampled_from(["windows-1251", "koi8-r", "cp866"]), st.integers(1, 40))
def test_another_table_is_not_taken_for_spoiled_utf8(table, times):
    assert charset.damaged_utf8((WORDS * times).encode(table)) is None
