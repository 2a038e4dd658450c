"""The mailbag of letters: repeatable, of every kind, and read without losing a word of it."""

import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from letters import parse

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "data"))

from generator.letters import ATTACHED, DUPLICATE, KINDS, REGISTERED, mailbag  # noqa: E402

BAG = list(mailbag(Random(1), 200))
AUTOMATIC = ("bounce", "auto_reply", "bulk")


def test_two_hundred_letters_hold_every_kind():
    assert len(BAG) == 200
    assert {letter.kind for letter in BAG} == {name for name, _write in KINDS}
    assert {letter.becomes for letter in BAG} == {REGISTERED, ATTACHED, DUPLICATE, *AUTOMATIC, "own", "no_sender"}


def test_the_same_seed_gives_the_same_bytes_and_another_one_others():
    assert list(mailbag(Random(1), 200)) == BAG
    assert [letter.raw for letter in mailbag(Random(2), 200)] != [letter.raw for letter in BAG]


def test_no_two_letters_are_the_same_but_those_meant_to_be():
    again = sum(letter.becomes == DUPLICATE for letter in BAG)
    assert len({parse(letter.raw).fingerprint for letter in BAG}) == len(BAG) - again


@pytest.mark.parametrize("number", range(len(KINDS)), ids=[name for name, _write in KINDS])
def test_every_kind_is_read_as_what_it_is(number):
    name = KINDS[number][0]
    for made in (made for made in BAG if made.kind == name):
        letter = parse(made.raw)
        assert letter.automatic == (made.becomes if made.becomes in AUTOMATIC else "")
        assert bool(letter.sender_email) == (made.becomes != "no_sender")
        if made.becomes == REGISTERED and name != "no_words":
            assert Counter(letter.text)["\ufffd"] < 3
            assert any("а" <= sign <= "я" for sign in letter.text), letter.text[:80]
