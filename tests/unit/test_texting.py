"""SMS: alphabets and parts as the network counts them, the standard's 160 characters, octets and receipts."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texting import (
    GSM7,
    UCS2,
    alphabet_of,
    alphabets,
    encode,
    fault,
    gateways,
    message,
    parts,
    payloads,
    phones,
    read_receipt,
    receipts,
    takes_sms,
    units,
    wire,
)

SPECIAL = "".join(alphabets.EXTENSION)
GSM_TEXTS = st.text(st.sampled_from(sorted(alphabets.CODES)), min_size=1, max_size=400)
WIDE_TEXTS = st.text(st.sampled_from("Светдалив 12ё😀🏠"), min_size=1, max_size=400)
LARGEST = {GSM7: (160, 153), UCS2: (70, 67)}


@pytest.mark.parametrize("module", [alphabets, gateways, parts, phones, receipts, wire])
def test_the_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("text", "alphabet", "count"),
    [
        ("a" * 160, GSM7, 1),
        ("a" * 161, GSM7, 2),
        ("a" * 306, GSM7, 2),
        ("a" * 307, GSM7, 3),
        ("€" * 80, GSM7, 1),  # each counts double
        ("€" * 81, GSM7, 2),
        ("a" * 159 + "€", GSM7, 2),
        ("я" * 70, UCS2, 1),
        ("я" * 71, UCS2, 2),
        ("я" * 134, UCS2, 2),
        ("я" * 135, UCS2, 3),
        ("я" * 160, UCS2, 3),
        ("😀" * 35, UCS2, 1),  # two units each
        ("😀" * 36, UCS2, 2),
        ("😀" * 67, UCS2, 3),  # 33 whole pairs in a part of 67 units, never a half
        ("ё" + "a" * 69, UCS2, 1),  # one letter makes all of it UCS-2
        ("Nо power", UCS2, 1),  # a Cyrillic letter that looks Latin
        ("`", UCS2, 1),  # GSM-7 has no such sign
    ],
)
def test_alphabet_and_parts(text, alphabet, count):
    assert (message(text).alphabet, message(text).count) == (alphabet, count)


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "empty"), ("  \n", "empty"), ("я" * 160, None), ("я" * 161, "too_long"), ("a" * 161, "too_long")],
)
def test_the_standard_takes_160_characters_of_any_alphabet(text, why):
    assert fault(text) == why


@given(GSM_TEXTS | WIDE_TEXTS)
def test_parts_are_the_text_and_none_is_too_large(text):
    cut = message(text)
    alone, joined = LARGEST[cut.alphabet]
    assert "".join(cut.parts) == text
    assert all(0 < units(part, cut.alphabet) <= (alone if cut.count == 1 else joined) for part in cut.parts)
    # no part could take the first character of the next one too
    for part, following in zip(cut.parts, cut.parts[1:], strict=False):
        assert units(part + following[0], cut.alphabet) > joined


@given(GSM_TEXTS | WIDE_TEXTS, st.integers(0, 70000))
def test_no_payload_is_longer_than_an_sms(text, reference):
    cut = message(text)
    for number, payload in enumerate(payloads(cut, reference), start=1):
        if cut.count > 1:
            assert payload[:3] == b"\x05\x00\x03"
            assert tuple(payload[3:6]) == (reference % 256, cut.count, number)
            payload = payload[6:]
            assert len(payload) <= (153 if cut.alphabet == GSM7 else 134)
        if cut.alphabet == UCS2:
            assert payload.decode("utf-16-be") == cut.parts[number - 1]  # a half of a pair would not decode
        else:
            assert payload == encode(cut.parts[number - 1], GSM7)


def test_a_character_outside_the_alphabet_is_refused():
    with pytest.raises(ValueError, match="я"):
        encode("я", GSM7)


def test_an_escaped_character_is_never_cut():
    text = "a" * 152 + "[" + "b" * 20
    assert message(text).parts == ("a" * 152, "[" + "b" * 20)
    assert alphabet_of(SPECIAL) == GSM7 and units(SPECIAL) == 2 * len(SPECIAL)


@pytest.mark.parametrize(
    ("stat", "state"),
    [
        ("DELIVRD", "delivered"),
        ("EXPIRED", "undelivered"),
        ("UNDELIV", "undelivered"),
        ("REJECTD", "failed"),
        ("ENROUTE", "sent"),
        ("ACCEPTD", "sent"),
    ],
)
def test_receipts_of_a_centre(stat, state):
    found = read_receipt(
        f"id:123 sub:001 dlvrd:000 submit date:2611271200 done date:2611271200 stat:{stat} err:011 text:"
    )
    assert (found.message_id, found.state, found.error) == ("123", state, "011")


def test_a_receipt_without_an_error():
    assert read_receipt("id:9 stat:DELIVRD").error == ""


@pytest.mark.parametrize(("phone", "takes"), [("+79990000000", True), ("+73842364567", False), ("+375291234567", True)])
def test_phones_that_take_an_sms(phone, takes):
    assert takes_sms(phone) is takes
